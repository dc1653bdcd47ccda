"""The plain walk up a chain: which units fill which slot, who is asked in each, and who is passed over."""
