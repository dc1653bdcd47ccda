"""How a form becomes a file: a module a format, called as the format is, with ``write``."""
