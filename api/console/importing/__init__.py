"""A file on its way into the ledger: kept where only who sent it finds it, checked, shown, and taken once."""
