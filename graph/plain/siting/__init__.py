"""Siting, plainly: a plan of venues or heads, what it does, and the best of all that there are."""
