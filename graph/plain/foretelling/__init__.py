"""What goes along with a change, plainly."""
