"""Registers the command channel; what runs a program is imported when a message is to be sent."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, Option, OptionValue, hookimpl

OPTIONS = (
    Option(
        "run",
        "texts",
        Literal(
            '程序和它的参数，例如 ["/home/me/bin/notify", "--phone"]；不经过 shell',
            'the program and its arguments, as ["/home/me/bin/notify", "--phone"]; no shell is in between',
        ),
        required=True,
    ),
    Option(
        "seconds",
        "integer",
        Literal("最多运行几秒", "how many seconds it may take"),
        default=8,
        minimum=1,
        maximum=300,
    ),
)


def open_command(options: Mapping[str, OptionValue]) -> Channel:
    """A channel by its checked options."""
    from duewatch_plugins.channels.command.channel import CommandChannel

    return CommandChannel(options)


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel this plugin has. Where the program takes the words is not known, so it starts silent."""
    return [
        ChannelType(
            id="command",
            name=Literal("命令", "Command"),
            options=OPTIONS,
            open=open_command,
            passes_through_others=True,
        )
    ]
