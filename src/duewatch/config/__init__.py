"""Floor 2: set-up and rules as values. config.toml is read and checked here, never rewritten."""
