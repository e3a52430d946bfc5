"""Floor 1: patterns of facts applied to records."""
