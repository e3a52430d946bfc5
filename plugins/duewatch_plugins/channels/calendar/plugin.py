"""Registers the calendar channel; what writes the file is imported when it is to be written."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, Option, OptionValue, hookimpl

OPTIONS = (
    Option(
        "file",
        "text",
        Literal(
            "写到哪个 .ics 文件，例如 ~/calendars/duewatch.ics；日历程序订阅它",
            "the .ics file to keep, as ~/calendars/duewatch.ics; a calendar program subscribes to it",
        ),
        required=True,
    ),
)


def open_calendar(options: Mapping[str, OptionValue]) -> Channel:
    """A channel by its checked options."""
    from duewatch_plugins.channels.calendar.channel import CalendarChannel

    return CalendarChannel(options)


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    """The one kind of channel this plugin has. Calendars are synchronised and seen by others: it starts silent."""
    return [
        ChannelType(
            id="calendar",
            name=Literal("日历文件", "Calendar file"),
            options=OPTIONS,
            open=open_calendar,
            passes_through_others=True,
            holds_agenda=True,
        )
    ]
