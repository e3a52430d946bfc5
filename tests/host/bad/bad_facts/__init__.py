"""A plugin for tests."""
