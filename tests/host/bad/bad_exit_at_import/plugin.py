"""Ends the program when imported."""

raise SystemExit(3)
