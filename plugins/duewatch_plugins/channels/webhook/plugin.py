"""Registers the webhook channel; what speaks HTTP is imported when a message is to be sent."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, Option, OptionValue, hookimpl

OPTIONS = (
    Option(
        "url",
        "secret",
        Literal(
            '接收地址（https），常含口令，所以只写引用，例如 { env = "NAME" }',
            'address to post to (https); it often holds a token, hence by reference, as { env = "NAME" }',
        ),
        required=True,
    ),
    Option(
        "key",
        "secret",
        Literal(
            "签名密钥，只写引用；填了就在 X-Duewatch-Signature 里带 HMAC-SHA256 签名",
            "signing key, by reference; with it X-Duewatch-Signature carries an HMAC-SHA256",
        ),
    ),
    Option("ca_file", "text", Literal("自建服务器的证书文件", "certificate file of a server of your own")),
)


def open_webhook(options: Mapping[str, OptionValue]) -> Channel:
    """A channel by its checked options, secrets resolved."""
    from duewatch_plugins.channels.webhook.channel import WebhookChannel

    return WebhookChannel(options)


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel this plugin has."""
    return [
        ChannelType(
            id="webhook",
            name=Literal("网络钩子", "Webhook"),
            options=OPTIONS,
            open=open_webhook,
            passes_through_others=True,
        )
    ]
