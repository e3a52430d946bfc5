"""Registers the e-mail channel; what speaks SMTP is imported when a message is to be sent."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, Option, OptionValue, hookimpl

OPTIONS = (
    Option("host", "text", Literal("SMTP 服务器地址", "address of the SMTP server"), required=True),
    Option(
        "port",
        "integer",
        Literal(
            "端口；不填时 starttls 为 587，tls 为 465，none 为 25",
            "port; without it 587 for starttls, 465 for tls, 25 for none",
        ),
        minimum=1,
        maximum=65535,
    ),
    Option(
        "security",
        "text",
        Literal("连接方式：starttls、tls 或 none（不加密）", "starttls, tls or none (unprotected)"),
        default="starttls",
        choices=("starttls", "tls", "none"),
    ),
    Option("ca_file", "text", Literal("自建服务器的证书文件", "certificate file of a server of your own")),
    Option("user", "text", Literal("登录名；不填则不登录", "user name; without it no log-in")),
    Option(
        "password",
        "secret",
        Literal('密码或授权码，只写引用，例如 { env = "NAME" }', 'password, by reference only, as { env = "NAME" }'),
    ),
    Option("sender", "text", Literal("发件地址", "sender's address"), required=True),
    Option("to", "texts", Literal("收件地址，一个或多个", "addresses to send to"), required=True),
)


def open_email(options: Mapping[str, OptionValue]) -> Channel:
    """A channel by its checked options, secrets resolved."""
    from duewatch_plugins.channels.email.channel import EmailChannel

    return EmailChannel(options)


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel this plugin has."""
    return [
        ChannelType(
            id="email",
            name=Literal("电子邮件", "E-mail"),
            options=OPTIONS,
            open=open_email,
            passes_through_others=True,
        )
    ]
