"""Screens: one file each. They ask the desk and show what it answers."""
