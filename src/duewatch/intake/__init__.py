"""Floor 4: from a file to loan events."""
