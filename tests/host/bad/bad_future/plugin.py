"""Speaks an API to come."""

raise AssertionError("a plugin of another API is never imported")
