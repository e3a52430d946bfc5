"""Floor 3: the ledger on disk."""
