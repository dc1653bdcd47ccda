"""What the report of a month counts, plainly."""
