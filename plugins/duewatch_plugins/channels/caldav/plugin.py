"""Registers the CalDAV channel; what talks to the server is imported when it is to be told."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, Option, OptionValue, hookimpl

OPTIONS = (
    Option(
        "url",
        "text",
        Literal(
            "日历服务器的地址，例如 https://cloud.example.org/remote.php/dav",
            "the server's address, as https://cloud.example.org/remote.php/dav",
        ),
        required=True,
    ),
    Option("user", "text", Literal("登录名", "the name to sign in with"), required=True),
    Option("password", "secret", Literal("密码，只写引用", "the password, by reference"), required=True),
    Option(
        "calendar",
        "text",
        Literal("日历的名字；没有就新建", "the calendar's name; it is made where there is none"),
        default="duewatch",
    ),
    Option(
        "as",
        "text",
        Literal(
            "events：日程；todos：待办，在手机上勾掉就等于“知道了”",
            "events, or todos: ticking one off on the phone acknowledges it",
        ),
        default="events",
        choices=("events", "todos"),
    ),
)


def open_caldav(options: Mapping[str, OptionValue]) -> Channel:
    """A channel by its checked options."""
    from duewatch_plugins.channels.caldav.channel import CaldavChannel

    return CaldavChannel(options)


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel this plugin has. Other people's servers hold the calendar: it starts silent."""
    return [
        ChannelType(
            id="caldav",
            name=Literal("日历服务器（CalDAV）", "Calendar server (CalDAV)"),
            options=OPTIONS,
            open=open_caldav,
            passes_through_others=True,
            holds_agenda=True,
        )
    ]
