"""What exists in a neighbourhood, how it connects, and what can be asked of it."""
