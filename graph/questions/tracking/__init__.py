"""What is told of a need that is on its way: its marks, what can be seen of it, and to whom it goes up."""
