"""How needs that may say the same are found, plainly."""
