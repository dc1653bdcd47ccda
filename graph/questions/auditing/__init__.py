"""What the audit of every home tells: where walks end, what hangs on one seat or person, and which levels are thin."""
