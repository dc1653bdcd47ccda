"""What questions share, worked out once over a network and rules."""
