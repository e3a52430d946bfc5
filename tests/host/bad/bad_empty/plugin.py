"""Promises a channel and registers none."""

from duewatch.api import ChannelType, hookimpl


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    return []
