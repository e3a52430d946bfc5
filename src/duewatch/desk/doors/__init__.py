"""The Desk's methods, one file a group of use cases."""
