"""Registers the desktop channel; the notifier is looked for when a message is to be sent."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, Option, OptionValue, hookimpl

OPTIONS = (
    Option(
        "sound",
        "boolean",
        Literal("是否响一声", "whether it makes a sound"),
        default=False,
    ),
)


def open_desktop(options: Mapping[str, OptionValue]) -> Channel:
    """A channel by its checked options."""
    from duewatch_plugins.channels.desktop.channel import DesktopChannel

    return DesktopChannel(options)


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel this plugin has. Notifications stand on shared and locked screens: it starts silent."""
    return [
        ChannelType(
            id="desktop",
            name=Literal("桌面通知", "Desktop notification"),
            options=OPTIONS,
            open=open_desktop,
            passes_through_others=True,
        )
    ]
