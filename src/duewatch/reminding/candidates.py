"""Which bills planning has to look at: those whose day it is, and those of loans of which something changed.

The cost grows with these, not with what is stored. What is left out here would have been planned before.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import chain

from duewatch.config.schema import ReminderPolicy
from duewatch.model.ledger import LedgerReader, LedgerWriter
from duewatch.model.projection import BillRow
from duewatch.reminding.hours import DAY, at_hour

PLANNED = "reminders-planned"
"""The store's setting that says up to which moment reminders were planned, and by which policy."""
LONGEST_STATEMENT_DAYS = 31
"""No statement comes out longer than a month before its due day."""
LONGEST_GAP = timedelta(days=45)
"""After a longer break everything is looked at: so many days are no fewer than all."""


def bills_to_plan(
    writer: LedgerWriter, policy: ReminderPolicy, channels: Sequence[str], now: datetime
) -> list[BillRow]:
    """The bills of which something new may be to be said, within the writer's transaction; what was noted of changed
    loans is taken as seen."""
    since, mark = _planned(writer), _mark(policy, channels)
    on = now.date()
    view = writer.projected(on)
    everything = since is None or since[1] != mark or not since[0] <= now <= since[0] + LONGEST_GAP
    if everything or since is None or _repeats(policy):
        found = view.bills(until=on + furthest(policy))
        writer.take_changed_loans()
    else:
        first = since[0].date()
        found = view.bills(since=on, until=on)  # cut-offs come at hours of their own
        days = _days_fired(policy, since[0], now)
        if days:
            found += bills_firing(writer, policy, days[0], days[-1], on)
        changed = writer.take_changed_loans()
        loans = {*changed, *writer.loans_unsnoozed(first, on), *_climbing(writer, policy, len(channels), since[0])}
        found += [bill for loan_id in sorted(loans) for bill in view.bills_of(loan_id)]
    writer.set_setting(PLANNED, f"{now.isoformat()} {mark}")
    return list({(bill.loan_id, bill.bill_id): bill for bill in found}.values())


def bills_firing(ledger: LedgerReader, policy: ReminderPolicy, first: date, last: date, on: date) -> Iterator[BillRow]:
    """Bills, as they stand on a day, of which a rule may fire from the first day to the last."""
    view = ledger.projected(on)
    if _repeats(policy):
        yield from view.bills(until=last + furthest(policy))
        return
    days = sorted(_due_days(policy, first, last))
    start = 0
    for place, day in enumerate(days):
        if place + 1 == len(days) or days[place + 1] != day + DAY:
            yield from view.bills(since=days[start], until=day)
            start = place + 1
    yield from view.statements(first, last)


def _days_fired(policy: ReminderPolicy, since: datetime, now: datetime) -> list[date]:
    """The days whose hour came after one moment and by another."""
    own = (table["at"] for table in _tables(policy) if isinstance(table.get("at"), time))
    hours = {policy.at, *(hour for hour in own if isinstance(hour, time))}
    first = since.date()
    days = (first + DAY * number for number in range((now.date() - first).days + 1))
    return [day for day in days if any(since < at_hour(day, hour, now) <= now for hour in hours)]


def furthest(policy: ReminderPolicy) -> timedelta:
    """How long before its due day a bill may be spoken of."""
    return DAY * max(LONGEST_STATEMENT_DAYS, *_all(policy, "lead_days"), 0)


def _due_days(policy: ReminderPolicy, first: date, last: date) -> set[date]:
    """Due days of which some rule fires on one of the days; the day itself, for cut-offs."""
    distances = {0, *_all(policy, "lead_days"), *(-days for days in _all(policy, "overdue_days"))}
    days = (first + DAY * number for number in range((last - first).days + 1))
    return {day + DAY * distance for day in days for distance in distances}


def _repeats(policy: ReminderPolicy) -> bool:
    """Whether any loan is spoken of every day: all that is open is then what changes that day."""
    return policy.daily or any(table.get("daily") for table in _tables(policy))


def _climbing(writer: LedgerWriter, policy: ReminderPolicy, channels: int, since: datetime) -> Iterable[str]:
    """Loans that may climb to the next channel: those spoken of within the hours that a whole climb takes."""
    hours = [policy.escalate_hours, *(table.get("escalate_hours", 0) for table in _tables(policy))]
    longest = max(each for each in hours if isinstance(each, int))
    return writer.loans_planned(since - timedelta(hours=longest * channels)) if longest else ()


def _all(policy: ReminderPolicy, key: str) -> tuple[int, ...]:
    """The days under a key, of the policy and of everything that is different somewhere."""
    own = getattr(policy, key)
    others = (table.get(key, ()) for table in _tables(policy))
    return tuple(day for days in (own, *others) if isinstance(days, tuple) for day in days)


def _tables(policy: ReminderPolicy) -> Iterator[dict[str, object]]:
    return (dict(table) for table in chain(policy.platforms.values(), policy.loans.values()))


def _mark(policy: ReminderPolicy, channels: Sequence[str]) -> str:
    """Another policy, or another set of channels, makes everything to be looked at."""
    return sha256(repr((policy._replace(ping={}), tuple(channels))).encode()).hexdigest()[:16]


def _planned(ledger: LedgerReader) -> tuple[datetime, str] | None:
    moment, _, mark = (ledger.setting(PLANNED) or "").partition(" ")
    return (datetime.fromisoformat(moment), mark) if moment else None
