"""What coverage tells beside its findings: rolled up, compared with another day, and as tables."""
