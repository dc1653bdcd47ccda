"""How a published figure is counted in the ledger, plainly."""
