"""What coverage tells beside its findings, plainly."""
