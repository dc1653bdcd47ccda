"""What the question on co-building tells: what was promised, held and done, unit by unit and project by project."""
