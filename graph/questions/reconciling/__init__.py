"""How a published figure is counted in the ledger: measures, ties, flows of a period, and shares."""
