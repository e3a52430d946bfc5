"""Days as iCalendar components (RFC 5545): what the calendar file and the calendar server have in common.

An entry keeps its UID for good; what changed gets the next SEQUENCE. Components are those of the icalendar library,
which each channel imports when it needs it.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from duewatch.api import AgendaEntry, Literal

DAY = timedelta(days=1)
PRODUCT = "-//duewatch//calendar//"
OURS = "@duewatch"
"""What the UID of an entry of ours ends in."""
CHANGED = Literal(
    "新增 {added}，更新 {updated}，取消 {cancelled}", "{added} added, {updated} updated, {cancelled} cancelled"
)
SAME = Literal("日历没有变化", "the calendar did not change")


def calendar(library: Any) -> Any:
    """An empty calendar of ours."""
    made = library.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    return made


def component(library: Any, entry: AgendaEntry, at: datetime, sequence: int, *, to_do: bool = False) -> Any:
    """An entry as an all-day event, or as a to-do that is due on its day."""
    made = library.Todo() if to_do else library.Event()
    _head(made, entry.uid, entry.on, entry.summary, at, sequence, to_do=to_do)
    made.add("status", "NEEDS-ACTION" if to_do else "CONFIRMED")
    for before in entry.alarms:
        alarm = library.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        # From the beginning of the day: that is where an event starts, while a to-do's day is its DUE.
        alarm.add("trigger", before, parameters={"RELATED": "END"} if to_do else {})
        made.add_component(alarm)
    return made


def cancelled(library: Any, uid: str, before: Any, at: datetime) -> Any:
    """An event that is no longer owed, so that a calendar which holds a copy takes it out."""
    made = library.Event()
    _head(made, uid, day_of(before), str(before.get("SUMMARY", "")), at, sequence_of(before) + 1, to_do=False)
    made.add("status", "CANCELLED")
    return made


def uid_of(component_: Any) -> str | None:
    """The entry's own uid; None where the component is not ours."""
    uid = str(component_.get("UID", ""))
    return uid.removesuffix(OURS) if uid.endswith(OURS) else None


def sequence_of(component_: Any) -> int:
    """How often it was changed."""
    return int(component_.get("SEQUENCE", 0))


def day_of(component_: Any) -> date:
    """The day it stands on."""
    field = "DUE" if component_.name == "VTODO" else "DTSTART"
    day = component_[field].dt
    return day.date() if isinstance(day, datetime) else day


def content_of(component_: Any, *, status: bool = True) -> tuple[object, ...]:
    """What makes two versions of an entry the same. status: whether what became of it counts too."""
    alarms = sorted(alarm["TRIGGER"].dt for alarm in component_.walk("VALARM"))
    state = str(component_.get("STATUS", "")) if status else ""
    return (component_.name, day_of(component_), str(component_.get("SUMMARY", "")), state, tuple(alarms))


def say(words: Literal, language: str, **params: object) -> str:
    """One of a channel's sentences."""
    return (words.zh if language == "zh" else words.en).format(**params)


def _head(made: Any, uid: str, on: date, summary: str, at: datetime, sequence: int, *, to_do: bool) -> None:
    made.add("uid", f"{uid}{OURS}")
    made.add("sequence", sequence)
    made.add("dtstamp", at.astimezone(UTC))
    if to_do:
        made.add("due", on)
    else:
        made.add("dtstart", on)
        made.add("dtend", on + DAY)
        made.add("transp", "TRANSPARENT")  # it takes no time out of the day
    made.add("summary", summary)
    made.add("class", "PRIVATE")
