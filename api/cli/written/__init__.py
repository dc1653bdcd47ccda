"""The forms in which an answer becomes a file: a function each, which writes it and returns the paths."""
