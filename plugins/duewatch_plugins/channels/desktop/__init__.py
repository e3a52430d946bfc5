"""Reminders as notifications of the desktop."""
