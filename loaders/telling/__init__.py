"""What a load tells beside its rows: what it refuses of a file, and what whoever wrote it should know."""
