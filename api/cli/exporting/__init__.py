"""What ``linli export`` can write: a format is a line in ``register``, and a module of its name with ``write``."""
