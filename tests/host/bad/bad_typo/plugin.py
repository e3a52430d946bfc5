"""Misspells its hook."""

from duewatch.api import ChannelType, hookimpl


@hookimpl
def duewatch_remindr_channels() -> list[ChannelType]:
    return []
