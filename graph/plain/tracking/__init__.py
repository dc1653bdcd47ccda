"""What is told of a need that is on its way, plainly."""
