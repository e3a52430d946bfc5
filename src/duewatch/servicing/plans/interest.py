"""What a period's interest comes to: balance × annual rate × part of the year, stretch by stretch, exactly."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from duewatch.model.clauses import DayCount, FirstPeriod, Interval
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import Fen
from duewatch.servicing.plans.day_count import days_30_360, year_fraction
from duewatch.servicing.plans.periods import Period, later
from duewatch.servicing.plans.rates import RateFrom

Balances = Sequence[tuple[date, Fen]]
"""What bears interest from which day on, oldest first."""


def accrued(terms: Terms, period: Period, balances: Balances, rates: Sequence[RateFrom]) -> Fraction | None:
    """The interest of a period in fen, not rounded; None where a rate or the way to count days is not known.

    balances: the first one from period.from_on. rates: the first one from then or earlier. A rate or balance that
    changes on a day counts from that day on, the day included.
    """
    inside = {rate.from_on for rate in rates} | {on for on, _ in balances}
    cuts = [period.from_on, *sorted(on for on in inside if period.from_on < on < period.due_on), period.due_on]
    total = Fraction(0)
    for start, end in pairwise(cuts):
        balance = [amount for on, amount in balances if on <= start][-1]
        rate = rate_on(rates, start)
        if rate is None:
            return None
        if not balance or not rate:
            continue
        part = part_of_year(terms, period, start, end)
        if part is None:
            return None
        total += balance * rate / 100 * part
    return total


def rate_on(rates: Sequence[RateFrom], on: date) -> Fraction | None:
    """The rate that is borne on a day, in percent a year."""
    found = [rate.annual_rate_pct for rate in rates if rate.from_on <= on][-1]
    return None if found is None else Fraction(*found.as_integer_ratio())


def part_of_year(terms: Terms, period: Period, start: date, end: date) -> Fraction | None:
    """The part of a year that a stretch of a period counts for, by the contract; None where it does not say."""
    count = terms.day_count
    if count is DayCount.THIRTY_360:
        return Fraction(_thirties(period, end) - _thirties(period, start), 360)
    if count is not None:
        return year_fraction(start, end, count)
    days, whole = (end - start).days, (period.due_on - period.from_on).days
    if terms.kind is LoanKind.BULLET:
        return None if period.months is None else Fraction(period.months * days, 12 * whole)
    if terms.unit is not Interval.MONTHS or terms.kind is LoanKind.DAILY:
        return None  # a week and a day have no fixed part of a year
    if not period.regular and terms.first_period is FirstPeriod.SHARE:
        usual = (period.due_on - later(terms, period.due_on, -1)).days
        return Fraction(terms.every * days, 12 * usual)
    if not period.regular and terms.first_period is not FirstPeriod.WHOLE:
        return Fraction(days, 360 if terms.first_period is FirstPeriod.ACTUAL_360 else 365)
    return Fraction(terms.every * days, 12 * whole)


def _thirties(period: Period, on: date) -> int:
    """Days of thirty-day months from the period's start; a period of whole months has thirty for each."""
    passed = days_30_360(period.from_on, on)
    if period.months is None:
        return passed
    return 30 * period.months if on == period.due_on else min(passed, 30 * period.months)


def simple(base_fen: Fen, annual_rate_pct: Decimal, days: int, year_days: int) -> Fraction:
    """Simple interest for so many days, in fen, not rounded: base × rate × days / days of a year."""
    return base_fen * Fraction(*annual_rate_pct.as_integer_ratio()) / 100 * Fraction(days, year_days)


def days_counted(first_on: date, last_on: date, *, both: bool = False) -> int:
    """The days that bear interest: the first counts and the last does not, unless both do."""
    return (last_on - first_on).days + both
