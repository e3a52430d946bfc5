"""Hands over dictionaries."""

from duewatch.api import hookimpl


@hookimpl
def duewatch_reminder_channels() -> list[dict[str, str]]:
    return [{"id": "bad-strangers"}]
