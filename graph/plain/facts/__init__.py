"""What the plain questions share of a network on its day, worked out by looking at one thing after another."""
