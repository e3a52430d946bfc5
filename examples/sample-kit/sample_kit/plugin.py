"""What sample-kit registers; what does the work is imported when it is asked for."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Explainer, Literal, Option, OptionValue, Reader, hookimpl

OPTIONS = (
    Option("url", "text", Literal("发送到哪个网址", "the address to post to"), required=True),
    Option("token", "secret", Literal("访问令牌，可不填", "a token, where the address asks for one")),
)


@hookimpl
def duewatch_importers() -> list[Reader]:
    """The one reader of this plugin."""
    from .reader import WalletReader

    return [WalletReader()]


def open_channel(options: Mapping[str, OptionValue]) -> Channel:
    """A channel by its options, which are checked already; the token is there in place of its reference."""
    from .channel import HookChannel

    return HookChannel(str(options["url"]), str(options["token"] or ""))


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel of this plugin, and the options of its table in config.toml."""
    return [ChannelType("sample-kit", Literal("示例网址", "Sample hook"), OPTIONS, open_channel)]


@hookimpl
def duewatch_credit_impact_explainers() -> list[Explainer]:
    """The explainer of this plugin."""
    from .explainer import OnlineLoanExplainer

    return [OnlineLoanExplainer()]
