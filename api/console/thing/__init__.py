"""The file of a thing as a page shows it: fields, ties, history and what can be done with it, each in words."""
