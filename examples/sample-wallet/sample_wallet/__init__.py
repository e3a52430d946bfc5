"""Sample Wallet."""
