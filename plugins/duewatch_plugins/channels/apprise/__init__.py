"""Reminders by way of the library apprise: push services and chat robots."""
