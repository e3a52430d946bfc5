"""Hands over a number."""

from duewatch.api import hookimpl


@hookimpl
def duewatch_reminder_channels() -> int:
    return 42
