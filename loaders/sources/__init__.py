"""Where files come from: one folder a source, a YAML description beside the code that reads it."""
