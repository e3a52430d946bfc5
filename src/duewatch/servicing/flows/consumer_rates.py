"""Annual rates as the law of other places reckons them: the US actuarial method, the EU formula, days over 365.

All answer in percent a year, unrounded, or None where no rate above -100 % balances the amounts.
Advances are what the borrower received, payments what was paid back or charged, both positive, in any unit.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from duewatch.model.dates import add_months
from duewatch.servicing.flows.internal_rate import Amount, all_xirr
from duewatch.servicing.flows.rate_solving import PRECISION, rates

Dated = Sequence[tuple[date, Amount]]
Timed = Sequence[tuple[Fraction, Amount]]
"""(years since the first advance, amount)."""
_YEAR_DAYS = 365
_HIGHEST = Decimal(10) ** 9
_STEPS = 300
_ENOUGH = Decimal("1e-24")


class Unit(StrEnum):
    """What a unit-period is a multiple of."""

    DAYS = "days"
    WEEKS = "weeks"
    SEMIMONTHS = "semimonths"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class UnitPeriod:
    """The interval of a transaction's payments that occurs most often (Regulation Z, Appendix J, (b)(4))."""

    unit: Unit
    every: int = 1

    @property
    def a_year(self) -> Fraction:
        """Unit-periods in a year: 365 days, 52 weeks, 24 half months, 12 months."""
        in_year = {Unit.DAYS: 365, Unit.WEEKS: 52, Unit.SEMIMONTHS: 24, Unit.MONTHS: 12, Unit.YEARS: 1}[self.unit]
        return Fraction(in_year, self.every)


def days_365_pct(advances: Dated, payments: Dated) -> Decimal | None:
    """The effective rate with actual days over 365 (as in the UK's rules)."""
    days = [day for day, _ in advances] + [day for day, _ in payments]
    amounts = [amount for _, amount in advances] + [-amount for _, amount in payments]
    found = all_xirr(days, amounts)
    return found[0] * 100 if found else None


def eu_aprc_pct(advances: Timed, payments: Timed) -> Decimal | None:
    """The annual percentage rate of charge (Directive 2008/48/EC, Annex I): effective, times in years."""
    found = rates([*advances, *((time, -amount) for time, amount in payments)])
    return found[0] * 100 if found else None


def eu_years(start: date, end: date) -> Fraction:
    """An interval as Annex I counts it: whole months, each a twelfth, and the odd days counted back to the start
    over the days of the year that ends with the last of them."""
    months = _months_back(start, end)
    last_odd = add_months(end, -months)
    odd = (last_odd - start).days
    return Fraction(months, 12) + Fraction(odd, (last_odd - add_months(last_odd, -12)).days)


def eu_time(
    *,
    years: Fraction | int = 0,
    months: Fraction | int = 0,
    weeks: Fraction | int = 0,
    days: Fraction | int = 0,
    year_days: Fraction | int = 365,
) -> Fraction:
    """A time that is told in units, in years: a year has twelve equal months, 52 weeks, and 365 days (Annex I,
    remark c); where its days are counted in another way, year_days of them."""
    return Fraction(years) + Fraction(months) / 12 + Fraction(weeks) / 52 + Fraction(days) / year_days


def us_actuarial_pct(advances: Dated, payments: Dated, unit_period: UnitPeriod | None = None) -> Decimal | None:
    """The nominal rate of Appendix J: unit-periods are counted back from each payment, odd days bear simple
    interest. unit_period None: the one that the intervals show."""
    if not advances or not payments:
        return None
    start = min(day for day, _ in advances)
    period = unit_period or unit_period_of(advances, payments)
    flows = [(*_unit_periods(start, day, period), Decimal(amount)) for day, amount in advances]
    flows += [(*_unit_periods(start, day, period), -Decimal(amount)) for day, amount in payments]
    with localcontext(Context(prec=PRECISION)):
        found = _actuarial_rate(flows)
        if found is None:
            return None
        return found * period.a_year.numerator / period.a_year.denominator * 100


def unit_period_of(advances: Dated, payments: Dated) -> UnitPeriod:
    """The interval between the days that occurs most often, of equals the shorter, no longer than a year. With one
    advance and one payment it is the term itself."""
    days = sorted({day for day, _ in (*advances, *payments)})
    if len(days) == 2:
        months = _months_back(*days)
        if months and add_months(days[1], -months) == days[0]:
            return UnitPeriod(Unit.MONTHS, min(months, 12))
        return UnitPeriod(Unit.DAYS, min((days[1] - days[0]).days, _YEAR_DAYS))
    counted = Counter(_interval(*pair) for pair in pairwise(days))
    most = max(counted.values())
    return min((period for period, times in counted.items() if times == most), key=lambda period: 1 / period.a_year)


def _interval(start: date, end: date) -> UnitPeriod:
    months, gap = _months_back(start, end), (end - start).days
    if months and add_months(end, -months) == start:
        return UnitPeriod(Unit.MONTHS, min(months, 12))
    if gap % 7 == 0:
        return UnitPeriod(Unit.WEEKS, min(gap // 7, 52))
    return UnitPeriod(Unit.SEMIMONTHS) if 13 <= gap <= 16 else UnitPeriod(Unit.DAYS, min(gap, _YEAR_DAYS))


def _months_back(start: date, end: date) -> int:
    """Full months between two days, counted back from the later one, by corresponding days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(end, -months) >= start else months - 1


def _unit_periods(start: date, end: date, period: UnitPeriod) -> tuple[int, Fraction]:
    """Full unit-periods and the fraction of one between two days (Appendix J, (b)(5))."""
    if period.unit in (Unit.DAYS, Unit.WEEKS):
        length = period.every * (7 if period.unit is Unit.WEEKS else 1)
        return _split(Fraction((end - start).days, length))
    months = _months_back(start, end)
    odd_days = (add_months(end, -months) - start).days
    per_unit = period.every * (12 if period.unit is Unit.YEARS else 1)
    if period.unit is not Unit.SEMIMONTHS and per_unit % 12 == 0:
        full = months // per_unit
        rest_months = months - full * per_unit
        if odd_days == 0:
            return full, Fraction(rest_months, per_unit)
        rest = (add_months(end, -full * per_unit) - start).days
        return full, Fraction(rest * 12, _YEAR_DAYS * per_unit)
    length = 15 if period.unit is Unit.SEMIMONTHS else 30 * per_unit
    return _split(Fraction(30 * months + odd_days, length))


def _split(periods: Fraction) -> tuple[int, Fraction]:
    full = periods.numerator // periods.denominator
    return full, periods - full


def _actuarial_rate(flows: Sequence[tuple[int, Fraction, Decimal]]) -> Decimal | None:
    """The rate i a unit-period at which Σ amount/((1+f·i)(1+i)^t) is nothing; the lowest from 0 up, else the
    highest below."""

    def worth(rate: Decimal) -> Decimal:
        return sum(
            (
                amount / ((1 + rate * odd.numerator / odd.denominator) * (1 + rate) ** full)
                for full, odd, amount in flows
            ),
            Decimal(0),
        )

    at_zero = worth(Decimal(0))
    if at_zero == 0:
        return Decimal(0)
    step = Decimal("0.001")
    low, high = Decimal(0), step
    while (worth(high) > 0) == (at_zero > 0):
        low, step = high, step * Decimal("1.25")
        high += step
        if high > _HIGHEST:
            return _actuarial_loss(worth, at_zero > 0)
    return _between(worth, low, high)


def _actuarial_loss(worth: Callable[[Decimal], Decimal], up: bool) -> Decimal | None:
    """A rate between -1 and 0, for a loan of which less came back than was lent."""
    high = Decimal(0)
    for place in range(1, 1000):
        low = -Decimal(place) / 1000
        if (worth(low) > 0) != up:
            return _between(worth, low, high)
        high = low
    return None


def _between(worth: Callable[[Decimal], Decimal], low: Decimal, high: Decimal) -> Decimal:
    low_is_up = worth(low) > 0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high) or high - low < _ENOUGH * (1 + abs(middle)):
            break
        if (worth(middle) > 0) == low_is_up:
            low = middle
        else:
            high = middle
    return (low + high) / 2
