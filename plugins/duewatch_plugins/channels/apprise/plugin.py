"""Registers the Apprise channel; the library is imported when a message is to be sent."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, Option, OptionValue, hookimpl

OPTIONS = (
    Option(
        "url",
        "secret",
        Literal(
            'Apprise 地址，含口令，所以只写引用，例如 { env = "NAME" }；多个地址用空格隔开',
            'Apprise address; it holds tokens, hence by reference, as { env = "NAME" }; several with spaces between',
        ),
        required=True,
    ),
)


def open_apprise(options: Mapping[str, OptionValue]) -> Channel:
    """A channel by its checked options, secrets resolved."""
    from duewatch_plugins.channels.apprise.channel import AppriseChannel

    return AppriseChannel(options)


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel this plugin has."""
    return [
        ChannelType(
            id="apprise",
            name=Literal("Apprise", "Apprise"),
            options=OPTIONS,
            open=open_apprise,
            passes_through_others=True,
        )
    ]
