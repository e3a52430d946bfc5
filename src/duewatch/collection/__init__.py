"""Floor 1: the ladder and the stage a loan stands on."""
