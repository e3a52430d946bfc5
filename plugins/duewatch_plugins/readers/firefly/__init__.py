"""Reads the CSV that Firefly III exports."""
