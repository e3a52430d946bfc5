"""Terms and events of the levelling model (progressive.py), and the rate of some days of a period."""

from calendar import isleap, monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from duewatch.model.clauses import Interval, Rounding
from duewatch.model.money import MAX_FEN, Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, text
from duewatch.servicing.daily.daily import MAX_ANNUAL_PCT


class LevelKind(StrEnum):
    """What happened."""

    LENT = "lent"
    RATE = "rate"
    """A new annual rate."""
    CORRECTION = "correction"
    """The balance was put right by an amount (below zero: lowered) without a payment."""
    PRINCIPAL_PAID = "principal-paid"
    INTEREST_PAID = "interest-paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTerms:
    """The contract. annual_rate_pct: percent a year. year_days: 360, 365 …; None: of the calendar year. month_days: 30;
    None: of the calendar month in which the days begin (counts for periods of months only). every, unit: the length
    of a period. rounding: of every amount. step_fen: of the level instalment (1: the fen, 100: the yuan)."""

    annual_rate_pct: Decimal
    year_days: int | None = 365
    month_days: int | None = None
    every: int = 1
    unit: Interval = Interval.MONTHS
    rounding: Rounding = Rounding.HALF_UP
    step_fen: Fen = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEvent:
    """A dated fact, in the order in which it was entered. amount_fen: but for RATE, which has annual_rate_pct.
    due_on: of payments, the due date of the instalment that they are for."""

    kind: LevelKind
    on: date
    amount_fen: Fen = 0
    annual_rate_pct: Decimal | None = None
    due_on: date | None = None


def check_level(terms: LevelTerms, periods: Sequence[tuple[date, date]]) -> None:
    """Raise InputProblem for terms or periods that cannot be."""
    _check_rate(terms.annual_rate_pct)
    if not periods:
        raise InputProblem(text("There is no due date."), text("Give at least one due date."))
    for number, (before, on) in enumerate(pairwise(day for period in periods for day in period)):
        if on < before or (on == before and number % 2 == 0):  # a period has at least a day
            raise InputProblem(
                text("The due date {on} is not after {before}.", on=on, before=before),
                text("Give the due dates in order, none before the day of lending."),
            )


def amount_of(event: LevelEvent) -> Fen:
    """The event's amount. Raises InputProblem for one that cannot be."""
    if not 0 < event.amount_fen <= MAX_FEN:
        raise InputProblem(
            text(
                "The amount {amount} of {day} must be more than nothing and no more than ten trillion yuan.",
                amount=Money(event.amount_fen),
                day=event.on,
            ),
            text("Correct the amount."),
        )
    return event.amount_fen


def rate_of(event: LevelEvent) -> Decimal:
    """The event's rate, percent a year. Raises InputProblem for one that cannot be."""
    _check_rate(event.annual_rate_pct)
    return event.annual_rate_pct or Decimal(0)


def share(terms: LevelTerms, annual_rate_pct: Decimal, period: tuple[date, date], start: date, end: date) -> Fraction:
    """The rate of the days from start to end (not counted) inside a period (first day, due date), a fraction."""
    rate, (from_on, due_on) = Fraction(annual_rate_pct) / 100, period
    if terms.year_days is None and start.year != end.year:
        return rate * _of_years(start, end)
    match terms.unit:
        case Interval.MONTHS:
            days = (terms.month_days or monthrange(start.year, start.month)[1]) * terms.every
        case Interval.WEEKS:
            days = 7 * terms.every
        case Interval.DAYS:
            days = terms.every
    year = terms.year_days or _year_days(start.year)
    return rate * days * (end - start).days / (year * (due_on - from_on).days)


def _of_years(start: date, end: date) -> Fraction:
    """The part of a year between two days, each calendar year's days over its length."""
    total, day = Fraction(0), start
    for year in range(start.year, end.year + 1):
        until = end if year == end.year else date(year, 12, 31)
        total += Fraction((until - day).days, _year_days(year))
        day = until
    return total


def _year_days(year: int) -> int:
    return 366 if isleap(year) else 365


def _check_rate(annual_rate_pct: Decimal | None) -> None:
    if annual_rate_pct is None or not 0 <= annual_rate_pct <= MAX_ANNUAL_PCT:
        raise InputProblem(
            text(
                "The value {value} for {field} is not between {least} and {most}.",
                field=text("annual rate (percent)"),
                value=annual_rate_pct if annual_rate_pct is not None else "",
                least=0,
                most=MAX_ANNUAL_PCT,
            ),
            text("Correct it, or leave it empty if it is not known."),
        )
