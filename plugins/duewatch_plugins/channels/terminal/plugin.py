"""Registers the terminal channel."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, OptionValue, hookimpl


def open_terminal(_options: Mapping[str, OptionValue]) -> Channel:
    """The channel; it has no options."""
    from duewatch_plugins.channels.terminal.channel import TerminalChannel

    return TerminalChannel()


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel this plugin has. What it writes stays on this machine."""
    name = Literal("终端", "Terminal")
    return [ChannelType(id="terminal", name=name, options=(), open=open_terminal, passes_through_others=False)]
