"""Co-building, plainly: who the units are, what they signed, and what they did."""
