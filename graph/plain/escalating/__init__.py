"""What an escalation tells of its walk, plainly."""
