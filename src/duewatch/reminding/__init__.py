"""Floor 4: what is to be said, when, and what became of it."""
