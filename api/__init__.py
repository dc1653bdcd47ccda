"""The same questions in a terminal, over HTTP and in a browser."""
