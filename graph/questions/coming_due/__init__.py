"""What comes due in somebody's area: terms and agreements that end, and needs that wait."""
