"""What the report of a month counts, and which slots are passed by."""
