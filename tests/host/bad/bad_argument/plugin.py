"""Wants an argument that the hook does not have."""

from duewatch.api import ChannelType, hookimpl


@hookimpl
def duewatch_reminder_channels(settings: object) -> list[ChannelType]:
    return []
