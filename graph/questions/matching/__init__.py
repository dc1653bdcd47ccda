"""What matching tells: the rows of a shortlist, and a plan for the whole list."""
