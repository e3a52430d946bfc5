"""Floor 0: the values everybody speaks in. Standard library only; import the module, not the package."""
