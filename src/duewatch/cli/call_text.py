"""Calls, contacts and promises as text for people."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from duewatch.cli.call import Call
from duewatch.cli.table import NAME, Column
from duewatch.desk.call_names import (
    answered_name,
    channel_name,
    direction_name,
    mark_name,
    origin_name,
    promise_name,
    reached_name,
    shape_name,
    tone_name,
    whose,
)
from duewatch.model.contact import Contact, Direction, Promise, Reached
from duewatch.model.text import Literal, Money, Name, Text, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.calling import CallAdvice, NumberCheck
    from duewatch.desk.contact_log import ContactLog, Departure
    from duewatch.desk.contact_noting import Noted

HOURS = 24
_SHADES = "·▁▂▃▄▅▆▇█"
CHART_DAYS = 14
"""So many days are charted, the latest."""


def advice(call: Call, found: "CallAdvice") -> None:
    """The routine, what to say, what not to say, what to do afterwards."""
    out, guide, script = call.out, found.guide, found.script
    if found.caution is not None:
        out.say(found.caution, style="attention")
        out.blank()
    out.heading(text("First"))
    for number, step in enumerate(guide.steps, 1):
        out.say(step.text, indent=2, mark=f"{number}.")
    _part(call, text("Say"), script.say)
    _part(call, text("Do not say"), script.avoid)
    if script.then:
        _part(call, text("Afterwards"), script.then)
    _part(call, text("Signs of fraud"), [line.text for line in guide.signs])
    out.say(guide.on_sign.text, indent=2)
    _part(call, guide.sheet_title, guide.sheet)
    out.blank()
    choices = ", ".join(f"{one.id} ({call.wording.say(one.name)})" for one in guide.situations)
    out.say(text("More for your situation: duewatch call script --situation WORD; one of {choices}.", choices=choices),
            style="quiet")  # fmt: skip


def _part(call: Call, heading: Text, lines: Iterable[Literal]) -> None:
    call.out.blank()
    call.out.heading(heading)
    for line in lines:
        call.out.say(line, indent=2, mark="·")


def check(call: Call, found: "NumberCheck", advice: "CallAdvice", payee: Text | None) -> None:
    """What is known of a number, then the routine."""
    out = call.out
    shown = found.number.normal or found.number.given
    if found.confirmed:
        newest = found.confirmed[-1]
        owner = f" ({newest.owner})" if newest.owner else ""
        out.say(
            text("{number}: known. You confirmed it on {on} from {origin}{owner}.", number=shown,
                 on=newest.at.astimezone(call.now.tzinfo).date(), origin=origin_name(newest.origin), owner=owner)
        )  # fmt: skip
    else:
        out.say(text("{number}: not known, you have not confirmed it ({shape}).", number=shown,
                     shape=shape_name(found.number.shape)))  # fmt: skip
    for remark in found.remarks:
        out.say(remark, indent=2, mark="·")
    if payee is not None:
        out.say(payee, style="attention")
    if found.contacts:
        out.blank()
        out.heading(ntext("{count} earlier contact from it", "{count} earlier contacts from it", found.contact_count))
        for contact in found.contacts:
            out.words(_line(call, contact), indent=2, mark="·")
    departures(call, found.departures)
    out.blank()
    out.heading(text("Ask"))
    for number, step in enumerate(advice.guide.steps, 1):
        out.say(step.text, indent=2, mark=f"{number}.")
    out.blank()
    out.heading(text("Signs of fraud"))
    for sign in advice.guide.signs:
        out.say(sign.text, indent=2, mark="·")
    out.say(advice.guide.on_sign.text, indent=2)
    if found.number.given.strip():
        out.say(text("To note it: duewatch call log --number - --said -"), style="quiet")


def noted(call: Call, one: "Noted") -> None:
    """What was noted, and what it shows."""
    out, contact = call.out, one.contact
    if one.kindness is not None:
        out.say(one.kindness)
    out.say(text("Contact {number} is noted.", number=contact.id))
    out.words(_line(call, contact), indent=2)
    if contact.promises:
        out.say(text("The promise is followed: duewatch promise list"), indent=2)
    if one.caution is not None:
        out.say(one.caution, style="attention")
    departures(call, one.departures)
    out.say(text("To take this back: duewatch undo {batch}", batch=one.batch_id), style="quiet")


def contact_log(call: Call, found: "ContactLog") -> None:
    """The log, the hours of the day, possible departures."""
    out, say = call.out, call.wording.say
    if not found.count:
        out.say(text("No contact is noted. One is noted with: duewatch call log"))
        return
    columns = [
        Column(say(text("Entry")), right=True),
        Column(say(text("When"))),
        Column(say(text("How"))),
        Column(say(text("Other side")), keep=NAME),
        Column(say(text("Loan")), drop=1),
        Column(say(text("What")), keep=NAME, drop=2),
    ]
    rows = [
        [
            str(one.id),
            f"{one.at.astimezone(call.now.tzinfo):%Y-%m-%d %H:%M}",
            _how(call, one),
            say(Name(whose(one), whose(one))) or "-",
            "" if one.loan_id is None else say(Name(one.loan_id, one.loan_id)),
            _what(call, one),
        ]
        for one in found.contacts
    ]
    out.table(columns, rows)
    if len(found.contacts) < found.count:
        out.say(text("{shown} of {count} contacts; the others with --limit.", shown=len(found.contacts),
                     count=found.count), style="quiet")  # fmt: skip
    out.blank()
    _chart(call, found.by_hour)
    departures(call, found.departures)


def departures(call: Call, found: "Sequence[Departure]") -> None:
    """Possible departures with what is not known."""
    if not found:
        return
    out = call.out
    out.blank()
    out.heading(text("What the log may show (recommended standards and self-regulation unless it says law)"))
    for one in found:
        out.say(one.text, indent=2, mark="·")
        if one.unknown:
            joined = call.wording.say(text("; ")).join(call.wording.say(each) for each in one.unknown)
            out.say(text("Not known: {what}.", what=joined), indent=4, style="quiet")


def promises(call: Call, found: Sequence[Promise]) -> None:
    """What was promised."""
    out, say = call.out, call.wording.say
    if not found:
        out.say(text("Nothing was promised."))
        return
    columns = [
        Column(say(text("Entry")), right=True),
        Column(say(text("Loan"))),
        Column(say(text("Amount")), right=True),
        Column(say(text("Promised by"))),
        Column(say(text("Paid")), right=True, drop=1),
        Column(say(text("State"))),
    ]
    rows = [
        [
            str(one.id),
            "-" if one.loan_id is None else say(Name(one.loan_id, one.loan_id)),
            "-" if one.amount_fen is None else say(text("{amount}", amount=Money(one.amount_fen))),
            "-" if one.by_on is None else one.by_on.isoformat(),
            say(text("{amount}", amount=Money(one.paid_fen))),
            say(promise_name(one.state)),
        ]
        for one in found
    ]
    out.table(columns, rows)


def _line(call: Call, one: Contact) -> str:
    say = call.wording.say
    parts = [
        f"{one.at.astimezone(call.now.tzinfo):%Y-%m-%d %H:%M}",
        _how(call, one),
        say(Name(whose(one), whose(one))) if whose(one) else "",
        _what(call, one),
    ]
    return "  ".join(part for part in parts if part)


def _how(call: Call, one: Contact) -> str:
    say = call.wording.say
    parts = [channel_name(one.channel)]
    if one.direction is Direction.OUT:
        parts.append(direction_name(one.direction))
    if (spoken := answered_name(one)) is not None and one.answered is not None:
        parts.append(spoken)
    if one.reached is Reached.THIRD_PERSON:
        parts.append(reached_name(one.reached))
    return say(text(", ")).join(say(part) for part in parts)


def _what(call: Call, one: Contact) -> str:
    say = call.wording.say
    parts = [one.said, one.offered]
    if one.tone is not None:
        parts.append(say(tone_name(one.tone)))
    parts += [say(mark_name(mark)) for mark in one.marks]
    if one.promised_fen is not None:
        parts.append(say(text("promised {amount}", amount=Money(one.promised_fen))))
    if one.promised_by_on is not None:
        parts.append(say(text("by {on}", on=one.promised_by_on)))
    return say(text("; ")).join(part for part in parts if part)


def _chart(call: Call, by_hour: "Sequence[tuple[date, int, int]]") -> None:
    """Contacts by day and hour of the borrower's own zone: a line a day, the latest that have any; then all days."""
    out = call.out
    days: dict[date, list[int]] = {}
    for day, hour, count in by_hour:
        days.setdefault(day, [0] * HOURS)[hour] = count
    shown = sorted(days)[-CHART_DAYS:]
    whole = [sum(counts[hour] for counts in days.values()) for hour in range(HOURS)]
    out.say(text("By day and hour, 0 to 23:"))
    most = max(max(days[day]) for day in shown)
    for day in shown:
        out.words(f"{day.isoformat()} {_hours(days[day], most)} {sum(days[day])}", indent=2)
    if len(days) > len(shown):
        out.say(text("{shown} of {count} days; the others are in the line below and in --json.", shown=len(shown),
                     count=len(days)), indent=2, style="quiet")  # fmt: skip
    out.say(text("Hours of the day, 0 to 23: {chart}", chart=_hours(whole, max(whole))))


def _hours(counts: Sequence[int], most: int) -> str:
    """One character an hour, the higher the more contacts."""
    return "".join(_SHADES[0] if not count else _SHADES[max(1, count * (len(_SHADES) - 1) // most)] for count in counts)
