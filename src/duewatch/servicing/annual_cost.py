"""The true yearly cost of money lent: from what was received, when, and what was paid, fees included.

The method is that of rules "apr-2021-3" and "apr-irr-formula" (公告〔2021〕第3号): i is the rate of one period at which
everything paid, discounted, equals what was received; the simple yearly rate is i times the periods of a year, the
compound one (1 + i)^periods - 1. Flows at uneven distances are reckoned by their days, actual/365 (XIRR). Percentages
are rounded half up to PLACES; nothing is rounded before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import gcd

from duewatch.model.dates import on_day
from duewatch.model.money import Fen, round_half_up
from duewatch.model.text import Money, Parameter, Text, text
from duewatch.servicing.flows.rate_solving import PRECISION, rates

PLACES = Decimal("0.0001")
"""Percentages are shown and compared with so many places."""
_RATE_PLACES = Decimal("0.000001")
_MONTHS_A_YEAR = 12
_WEEKS_A_YEAR = 52
_YEAR_DAYS = 365
_MEAN_YEAR = Fraction(1461, 4)
_ABSURD_PCT = Decimal(10) ** 9
"""A yearly rate beyond this solves the equation and means nothing: it is left out."""
_LINES = 36
"""Flows that the working writes out; of more, the first and the last."""

Flow = tuple[date, Fen]
"""(day, amount): received positive, paid negative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualCost:
    """The yearly cost in percent, and how it was found.

    simple_pct, compound_pct: None where the flows have no rate. other_pcts: further compound rates that balance the
    flows as well; then none of them says what the money costs. per_period_pct: i, for one of periods_per_year
    periods; dated: the flows were reckoned by their days, and i is the rate of a month that comes to the same.
    """

    simple_pct: Decimal | None = None
    compound_pct: Decimal | None = None
    other_pcts: tuple[Decimal, ...] = ()
    per_period_pct: Decimal | None = None
    periods_per_year: int = _MONTHS_A_YEAR
    dated: bool = False
    working: tuple[Text, ...] = field(default=(), repr=False)


def of_flows(flows: Sequence[Flow], *, periods_per_year: int | None) -> AnnualCost:
    """The yearly cost of flows in any order.

    periods_per_year: for flows at even distances (12 for a monthly plan; a period without a flow may lie between);
    None: by their days. `periods_of` tells which fits.
    """
    merged = _by_day(flows)
    if not any(amount > 0 for _, amount in merged) or not any(amount < 0 for _, amount in merged):
        return AnnualCost(
            working=(text("The money goes one way only, or all of it on one day: there is no yearly rate to find."),)
        )
    if periods_per_year is None:
        times = [Fraction((day - merged[0][0]).days, _YEAR_DAYS) for day, _ in merged]
    else:
        times = list(map(Fraction, _periods(merged, periods_per_year)))
    found = rates(zip(times, (amount for _, amount in merged), strict=True))
    with localcontext(Context(prec=PRECISION)):
        return _cost(merged, times, found, periods_per_year)


def dated_pct(flows: Sequence[Flow]) -> Decimal | None:
    """The compound yearly cost by days alone (XIRR); None where there is none, or several."""
    cost = of_flows(flows, periods_per_year=None)
    return None if cost.other_pcts else cost.compound_pct


def periods_of(flows: Sequence[Flow]) -> int | None:
    """How many periods a year the flows' even distances make: months (or several that a year holds whole), weeks.
    None where the distances are uneven. A month's end counts as the same day of each month."""
    days = sorted({day for day, amount in flows if amount})
    if len(days) < 2:
        return None
    anchor = max(day.day for day in days)
    if all(day == on_day(day.year, day.month, anchor) for day in days):
        months = gcd(*(12 * (later.year - day.year) + later.month - day.month for day, later in pairwise(days)))
        return _MONTHS_A_YEAR // months if _MONTHS_A_YEAR % months == 0 else _MONTHS_A_YEAR
    gap = gcd(*((later - day).days for day, later in pairwise(days)))
    if len(days) > 2 and gap % 7 == 0 and _WEEKS_A_YEAR % (gap // 7) == 0:
        return _WEEKS_A_YEAR // (gap // 7)
    return None


def _by_day(flows: Sequence[Flow]) -> list[Flow]:
    sums: dict[date, Fen] = {}
    for day, amount in flows:
        sums[day] = sums.get(day, 0) + amount
    return sorted((day, amount) for day, amount in sums.items() if amount)


def _periods(merged: Sequence[Flow], a_year: int) -> list[int]:
    """The number of each day's period: the distance to the day before in whole periods, at least one."""
    numbers = [0]
    for (day, _), (later, _) in pairwise(merged):
        numbers.append(numbers[-1] + max(1, round((later - day).days * a_year / _MEAN_YEAR)))
    return numbers


def _cost(
    merged: Sequence[Flow], times: Sequence[Fraction], found: Sequence[Decimal], a_year: int | None
) -> AnnualCost:
    yearly = [rate if a_year is None else (1 + rate) ** a_year - 1 for rate in found]
    shown = [(rate, year * 100) for rate, year in zip(found, yearly, strict=True) if year * 100 < _ABSURD_PCT]
    if not shown:
        why = (
            text(
                "The yearly rate would be more than a billion percent: the time is too short for it to say anything. "
                "Look at what is paid on top."
            )
            if found
            else text("There is no rate at which these flows balance: no yearly cost can be told.")
        )
        return AnnualCost(dated=a_year is None, working=(*_sums(merged), why))
    rate, compound = shown[0]
    periods = a_year or _MONTHS_A_YEAR
    per_period = rate if a_year else (1 + rate) ** (1 / Decimal(periods)) - 1
    cost = AnnualCost(
        simple_pct=_pct(per_period * periods * 100),
        compound_pct=_pct(compound),
        other_pcts=tuple(_pct(other) for _, other in shown[1:]),
        per_period_pct=(per_period * 100).quantize(_RATE_PLACES, rounding="ROUND_HALF_UP"),
        periods_per_year=periods,
        dated=a_year is None,
    )
    return replace(
        cost, working=(*_sums(merged), *_formula(cost), *_discounted(merged, times, rate, cost), *_outcome(cost))
    )


def _pct(value: Decimal) -> Decimal:
    return value.quantize(PLACES, rounding="ROUND_HALF_UP")


def _sums(merged: Sequence[Flow]) -> tuple[Text, ...]:
    received = sum(amount for _, amount in merged if amount > 0)
    paid = -sum(amount for _, amount in merged if amount < 0)
    if paid >= received:
        return (
            text(
                "Received {received} in all, paid {paid} in all: {cost} more than was received.",
                received=Money(received),
                paid=Money(paid),
                cost=Money(paid - received),
            ),
        )
    return (text("Received {received} in all, paid {paid} in all.", received=Money(received), paid=Money(paid)),)


def _formula(cost: AnnualCost) -> tuple[Text, ...]:
    if cost.dated:
        return (
            text(
                "The days are unevenly spaced, so each amount is divided by (1 + r) once for every year since the "
                "first day (days ÷ 365); r is the yearly rate at which all of it together comes to nothing."
            ),
        )
    return (
        text(
            "Each amount is divided by (1 + i) once for every {period} since the first day; i is the rate of one "
            "{period} at which all of it together comes to nothing.",
            period=period_name(cost.periods_per_year),
        ),
    )


def period_name(periods_per_year: int) -> Text:
    """What one of so many periods a year is called."""
    names = {
        1: text("year"),
        2: text("half-year"),
        4: text("quarter"),
        12: text("month"),
        13: text("four weeks"),
        24: text("half-month"),
        26: text("two weeks"),
        52: text("week"),
        365: text("day"),
    }
    return names.get(periods_per_year) or text("period")


def _discounted(merged: Sequence[Flow], times: Sequence[Fraction], rate: Decimal, cost: AnnualCost) -> tuple[Text, ...]:
    """Each amount with its divisor and what it is worth on the first day, rounded half up to the fen."""
    log = (1 + rate).ln()
    worths = [
        round_half_up(amount * (-log * time.numerator / time.denominator).exp())
        for (_, amount), time in zip(merged, times, strict=True)
    ]
    lines: list[Text] = []
    for number, ((day, amount), time, worth) in enumerate(zip(merged, times, worths, strict=True)):
        if len(merged) > _LINES and 3 <= number < len(merged) - 1:
            if number == 3:
                lines.append(text("… and {count} more in the same way", count=len(merged) - 4))
            continue
        values: dict[str, Parameter] = {"on": day, "amount": Money(abs(amount)), "worth": Money(abs(worth))}
        if cost.dated:
            days = int(time * _YEAR_DAYS)
            if amount > 0:
                lines.append(text("{on} received {amount} ÷ (1 + r)^({days}/365) = {worth}", days=days, **values))
            else:
                lines.append(text("{on} paid {amount} ÷ (1 + r)^({days}/365) = {worth}", days=days, **values))
        elif amount > 0:
            lines.append(text("{on} received {amount} ÷ (1 + i)^{periods} = {worth}", periods=int(time), **values))
        else:
            lines.append(text("{on} paid {amount} ÷ (1 + i)^{periods} = {worth}", periods=int(time), **values))
    received = sum(worth for worth in worths if worth > 0)
    paid = -sum(worth for worth in worths if worth < 0)
    lines.append(
        text(
            "Together: received {received}, paid {paid} (fen apart only by rounding).",
            received=Money(received),
            paid=Money(paid),
        )
    )
    return tuple(lines)


def _outcome(cost: AnnualCost) -> tuple[Text, ...]:
    """The rates that follow from i, and what is said where several fit."""
    values: dict[str, Parameter] = {
        "i": cost.per_period_pct or Decimal(0),
        "periods": cost.periods_per_year,
        "simple": cost.simple_pct or Decimal(0),
        "compound": cost.compound_pct or Decimal(0),
    }
    lines: list[Text] = []
    if cost.dated:
        lines += [
            text("Compound yearly rate: r = {compound}%", **values),
            text("Rate of a month that comes to the same: (1 + r)^(1/{periods}) - 1 = {i}%", **values),
            text("Simple yearly rate: {i}% × {periods} = {simple}%", **values),
        ]
    else:
        lines += [
            text("Rate of one {period}: i = {i}%", period=period_name(cost.periods_per_year), **values),
            text("Simple yearly rate: {i}% × {periods} = {simple}%", **values),
            text("Compound yearly rate: (1 + {i}%)^{periods} - 1 = {compound}%", **values),
        ]
    if cost.other_pcts:
        lines.append(
            text(
                "These flows balance at other rates as well ({others}), so none of them alone says what the money "
                "costs.",
                others=", ".join(f"{other.normalize():f}%" for other in cost.other_pcts),
            )
        )
    return tuple(lines)
