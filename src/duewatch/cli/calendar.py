"""due --ics: unpaid bills as a calendar (RFC 5545), for a phone that reminds by itself.

Calendars are shown on locked screens and pass through other people's servers: unless told otherwise an entry names
neither lender nor sum.
"""

from collections.abc import Iterable
from datetime import UTC, timedelta
from hashlib import sha256

from duewatch import __version__
from duewatch.cli import words
from duewatch.cli.call import Call
from duewatch.model.problem import InputProblem
from duewatch.model.projection import BillRow
from duewatch.model.text import Money, Text, text

DAY = timedelta(days=1)
SILENT, NO_AMOUNTS = "silent", "no-amounts"
"""What an entry may say; anything else is full."""


def calendar_of(call: Call, bills: Iterable[BillRow], discretion: str) -> str:
    """One all-day entry a bill, with an alarm the day before; the same bill keeps its UID, so that importing again
    changes entries instead of doubling them.

    Raises InputProblem where the library for it is not installed.
    """
    try:
        from icalendar import Alarm, Calendar, Event
    except ImportError as error:
        raise InputProblem(
            text("Calendars need the library icalendar, which is not installed."),
            text("Install it: pip install “duewatch[calendar]”"),
        ) from error
    calendar = Calendar()
    calendar.add("prodid", f"-//duewatch//{__version__}//")
    calendar.add("version", "2.0")
    for bill in bills:
        summary = call.wording.say(_summary(bill, discretion))
        event = Event()
        event.add("uid", f"{_uid(bill)}@duewatch")
        event.add("dtstamp", call.now.astimezone(UTC))
        event.add("dtstart", bill.due_on)
        event.add("dtend", bill.due_on + DAY)
        event.add("summary", summary)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")  # it takes no time out of the day
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", -DAY)
        event.add_component(alarm)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _uid(bill: BillRow) -> str:
    """A digest: the ids themselves may name the lender."""
    return sha256(f"{bill.loan_id}/{bill.bill_id}".encode()).hexdigest()[:32]


def _summary(bill: BillRow, discretion: str) -> Text:
    if discretion == SILENT:
        return text("Look at duewatch")
    name = words.loan_name(bill)
    if discretion == NO_AMOUNTS or bill.remaining_fen is None:
        return text("{loan}: due day", loan=name)
    return text("{loan}: due day, {amount} to pay", loan=name, amount=Money(bill.remaining_fen))
