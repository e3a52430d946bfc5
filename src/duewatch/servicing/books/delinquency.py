"""How late a loan is: days past due and delinquent, since when, how much, in which range.

Conventions (as lenders' collection desks have them; checked against figures of other systems): days past due count
from the oldest unpaid due date. Delinquent days leave out the days of grace (for the loan as a whole, not instalment
by instalment) and the days on which the count was paused, and are never below 0. Where a payment was charged back
that an instalment had been paid with, the count starts on the day it was charged back.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duewatch.model.money import Fen
from duewatch.servicing.books.account import OpenInstalment


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of delinquent days. to_day: None is open."""

    name: str
    from_day: int
    to_day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """The count stands still from start_on to end_on; active: the day lies in it."""

    start_on: date
    end_on: date
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Delinquency:
    """A loan's lateness. overdue_fen: of all instalments past due. since_on: the end of grace after the oldest due
    date (None: nothing is past due); days: delinquent; past_due_days: by the calendar from the due date."""

    overdue_fen: Fen
    since_on: date | None
    days: int
    past_due_days: int


def delinquency_of(
    lines: Sequence[OpenInstalment],
    charged_back: Sequence[tuple[date, Fen]],
    grace_days: int,
    pauses: Iterable[tuple[date, date]],
    on: date,
) -> Delinquency:
    """The lateness of a loan on a day. charged_back: (day, amount) of chargebacks, by day. pauses: (start, end)."""
    overdue = [line for line in lines if line.due_on < on and line.remaining_fen > 0]
    coming = [line for line in lines if line.due_on >= on and line.remaining_fen > 0]
    since, amount = None, sum(line.remaining_fen for line in overdue)
    if overdue:
        since = _back_since(overdue[0], charged_back, last=overdue[0] is lines[-1]) or overdue[0].due_on
    if coming:
        again = _back_since(coming[0], charged_back, last=coming[0] is lines[-1])
        if again is not None and again < on:
            amount += min(coming[0].remaining_fen, sum(fen for day, fen in charged_back if day >= again))
            since = since or again
    if since is None:
        return Delinquency(overdue_fen=0, since_on=None, days=0, past_due_days=0)
    delinquent_on = since + timedelta(days=grace_days)
    days = max((on - delinquent_on).days - paused_days(pauses, on), 0)
    return Delinquency(overdue_fen=amount, since_on=delinquent_on, days=days, past_due_days=(on - since).days)


def by_instalment(
    lines: Sequence[OpenInstalment], pauses: Sequence[tuple[date, date]], bands: Sequence[Band], on: date
) -> dict[str, Fen]:
    """What is overdue by range in order, each instalment by its own days, without grace."""
    amounts: dict[str, Fen] = {}
    for line in lines:
        if line.due_on < on and line.remaining_fen > 0:
            band = band_of(bands, max((on - line.due_on).days - paused_days(pauses, on), 0))
            if band is not None:
                amounts[band.name] = amounts.get(band.name, 0) + line.remaining_fen
    return {band.name: amounts[band.name] for band in bands if band.name in amounts}


def band_of(bands: Iterable[Band], days: int) -> Band | None:
    """The range that a number of days falls in; None below the first."""
    for band in bands:
        if band.from_day <= days and (band.to_day is None or days <= band.to_day):
            return band
    return None


def paused_days(pauses: Iterable[tuple[date, date]], on: date) -> int:
    """The days on which the count stood still, up to a day."""
    return sum(max((min(end, on) - start).days, 0) for start, end in pauses)


def _back_since(line: OpenInstalment, charged_back: Sequence[tuple[date, Fen]], *, last: bool) -> date | None:
    """The day of the chargeback that took away more than was paid on the instalment, in its period."""
    paid = line.paid_fen
    for day, amount in charged_back:
        if line.from_on <= day and (day < line.due_on or (last and day == line.due_on)):
            paid -= amount
            if paid < 0:
                return day
    return None


def spells(history: Iterable[tuple[date, str | None]]) -> Iterator[tuple[str, date, date | None]]:
    """Runs of one range from daily ranges in order: (range, first day, day on which it was left, None: not yet)."""
    current: str | None = None
    began: date | None = None
    for day, name in history:
        if name != current:
            if current is not None and began is not None:
                yield current, began, day
            current, began = name, day
    if current is not None and began is not None:
        yield current, began, None
