"""Floor 1: loan arithmetic. Pure: no clock, no file, no plugin."""
