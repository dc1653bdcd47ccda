"""Checks of a load beside its rows, one file each: what is refused, and what the author of the file should know."""
