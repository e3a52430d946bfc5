"""Sample kit."""
