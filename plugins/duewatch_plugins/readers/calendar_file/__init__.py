"""Reads due days from calendar files."""
