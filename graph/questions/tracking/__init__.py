"""What ``needs`` shows of an open need: its marks, where it may be said to lie, and to whom it goes up when overdue."""
