"""Who can help with what, over arrays: what is wanted, what is there, which pairs pass, and what each is worth."""
