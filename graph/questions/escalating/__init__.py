"""What an escalation tells of its walk: its rows, the way, the need it starts at, and who else is there."""
