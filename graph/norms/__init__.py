"""The types of norm: each its own file, with what it counts, what it needs, its reasons and its columns."""
