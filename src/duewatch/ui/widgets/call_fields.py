"""The fields of a contact, for the call screen and for correcting an entry, and the contact that they tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textual.widget import Widget

from duewatch.desk.call_names import channel_name, direction_name, mark_name, reached_name, tone_name
from duewatch.model.contact import Channel, Contact, Direction, Mark, Reached, Tone
from duewatch.model.money import format_yuan
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_day, read_files, read_money, read_whole
from duewatch.ui.widgets.call_views import MarkField
from duewatch.ui.widgets.fields import ChoiceField, TypedField

NONE = ""
_YES, _NO = "yes", "no"


def least_fields(old: Contact, hint: Text | None = None) -> Iterable[Widget]:
    """Number and words."""
    yield TypedField(
        "number",
        text("Number"),
        str,
        initial=old.number,
        private=True,
        hint=hint,
    )
    yield TypedField("said", text("What was said"), str, initial=old.said, private=True)


def party_fields(old: Contact, today: date) -> Iterable[Widget]:
    """Who it was, what was offered and promised."""
    yield TypedField("company", text("Company"), str, initial=old.company, private=True)
    yield TypedField("agent", text("Agent number"), str, initial=old.agent)
    yield TypedField("who", text("Caller's name"), str, initial=old.who, private=True)
    yield TypedField("lender", text("For which lender"), str, initial=old.lender, private=True)
    yield TypedField("offered", text("Offered"), str, initial=old.offered, private=True)
    yield TypedField(
        "promised",
        text("I promised, yuan"),
        read_money,
        initial="" if old.promised_fen is None else format_yuan(old.promised_fen),
        private=True,
        hint=text("nothing on the first call"),
    )
    yield TypedField(
        "by",
        text("Promised by"),
        lambda words: read_day(words, today, future=True),
        initial="" if old.promised_by_on is None else old.promised_by_on.isoformat(),
        hint=text("11-23"),
    )


def other_fields(old: Contact, left_out: Text) -> Iterable[Widget]:
    """How it went; files that belong to it. left_out: what no minutes mean."""
    turn = text("← → to choose")
    yield ChoiceField(
        "answered",
        text("Answered"),
        [(_YES, text("yes")), (_NO, text("missed"))],
        _NO if old.answered is False else _YES,
        turn,
    )
    tones = [(NONE, text("not chosen")), *((one.value, tone_name(one)) for one in Tone)]
    yield ChoiceField("tone", text("Tone"), tones, old.tone or NONE, turn)
    marks = [(NONE, text("nothing of note")), *((one.value, mark_name(one)) for one in Mark)]
    yield MarkField("marks", text("What happened"), marks, text("← → to choose, Space adds more"), old.marks)
    channels = [(one.value, channel_name(one)) for one in Channel]
    yield ChoiceField("channel", text("How"), channels, old.channel.value, turn)
    directions = [(one.value, direction_name(one)) for one in Direction]
    yield ChoiceField("direction", text("Who reached out"), directions, old.direction.value, turn)
    reached = [(one.value, reached_name(one)) for one in Reached]
    yield ChoiceField("reached", text("Reached"), reached, old.reached.value, turn)
    minutes = "" if old.minutes is None else str(old.minutes)
    yield TypedField("minutes", text("Minutes"), lambda words: read_whole(words, 0, 1440), initial=minutes,
                     hint=left_out)  # fmt: skip
    yield TypedField("files", text("Files"), read_files, private=True, hint=text("recording, picture; several with ;"))


def contact_told(values: Mapping[str, Any], old: Contact) -> Contact:
    """The contact that the fields tell, over the one they began with."""
    channel = Channel(values["channel"])
    return replace(
        old,
        channel=channel,
        direction=Direction(values["direction"]),
        number=values["number"] or "",
        minutes=values["minutes"],
        answered=None if channel is not Channel.CALL else values["answered"] == _YES,
        reached=Reached(values["reached"]),
        who=values["who"] or "",
        company=values["company"] or "",
        agent=values["agent"] or "",
        lender=values["lender"] or "",
        said=values["said"] or "",
        offered=values["offered"] or "",
        promised_fen=values["promised"],
        promised_by_on=values["by"],
        tone=Tone(values["tone"]) if values["tone"] else None,
        marks=tuple(Mark(one) for one in values["marks"]),
    )


def lasted(contact: Contact, now: datetime) -> Contact:
    """With the minutes since it began, where none were given and somebody spoke."""
    if contact.minutes is not None or not contact.answered:
        return contact
    return replace(contact, minutes=int((now - contact.at).total_seconds()) // 60)


def files_given(values: Mapping[str, Any]) -> Sequence[Path]:
    """The files that were named."""
    return values["files"] or ()
