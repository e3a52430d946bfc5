"""Readers: one folder a file format."""
