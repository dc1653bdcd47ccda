"""What the audit tells of its walks, plainly."""
