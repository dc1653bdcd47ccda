"""Matching, plainly: demands, lots, the funnel and the score, one at a time."""
