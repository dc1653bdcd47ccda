"""A real Neo4j server for the tests, without Docker: its jars by Maven, its life in a folder of its own."""
