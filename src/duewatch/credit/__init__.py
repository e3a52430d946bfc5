"""Floor 1: what it means for the credit report."""
