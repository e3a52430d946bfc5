"""Working lines: how an amount of interest or of a late charge is made up, base × rate × days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from duewatch.model.bill import Bill, Part
from duewatch.model.clauses import DayCount, Interval, LateKind
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import Fen
from duewatch.servicing.standing import ChargeLine


class Per(StrEnum):
    """What a rate is for."""

    YEAR = "year"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingLine:
    """base × rate × days. rate_pct: percent, by the year or by the day. days: as counted; of a year of year_days (a
    month taken as a twelfth of a year is 30 of 360). actual_days: those of the calendar, where they are known.
    amount_fen: what the line came to, rounded. rule: of the rulebook, where one is followed."""

    part: Part
    base_fen: Fen
    rate_pct: Decimal
    per: Per
    days: int
    amount_fen: Fen
    year_days: int = 360
    actual_days: int | None = None
    day_count: DayCount | None = None
    rule: str | None = None

    def exact(self, days: int, year_days: int | None = None) -> Fraction:
        """What it would come to for another number of days (and another year), in fen, not rounded."""
        daily = self.base_fen * Fraction(self.rate_pct) / 100
        return daily * days if self.per is Per.DAY else daily * days / (year_days or self.year_days)


def of_charges(lines: Sequence[ChargeLine]) -> tuple[WorkingLine, ...]:
    """Late charges as working lines; fixed fees have no working."""
    return tuple(
        WorkingLine(
            part=Part.CHARGE,
            base_fen=line.base_fen,
            rate_pct=line.daily_pct if line.annual_pct is None else line.annual_pct,
            per=Per.DAY if line.annual_pct is None else Per.YEAR,
            days=line.days,
            amount_fen=line.amount_fen,
            year_days=_year_days(line),
            actual_days=(line.last_on - line.first_on).days + 1,
            rule=line.rule,
        )
        for line in lines
        if line.kind is not LateKind.FEE and not line.cut_fen
    )


def of_interest(terms: Terms, plan: Sequence[Bill], bill_id: str) -> tuple[WorkingLine, ...]:
    """How the interest of a planned bill is made up; empty where that is not one line of base × rate × days, or the
    line does not come to the bill's interest (then the contract reckons otherwise, and a gap cannot be told by it).

    plan: the bills of the terms, in order.
    """
    place = next((index for index, bill in enumerate(plan) if bill.id == bill_id), None)
    principal, rate = terms.principal_fen, terms.annual_rate_pct
    if place is None or principal is None or rate is None or terms.rate_changes or terms.repricing is not None:
        return ()
    bill = plan[place]
    if bill.interest_fen is None or any(earlier.principal_fen is None for earlier in plan[:place]):
        return ()
    base = principal
    if terms.kind is not LoanKind.FLAT:
        base -= sum(earlier.principal_fen or 0 for earlier in plan[:place])
    from_on = plan[place - 1].due_on if place else terms.disbursed_on
    for days, year_days, actual in _countings(terms, from_on, bill.due_on):
        line = WorkingLine(
            part=Part.INTEREST,
            base_fen=base,
            rate_pct=rate,
            per=Per.YEAR,
            days=days,
            amount_fen=bill.interest_fen,
            year_days=year_days,
            actual_days=actual,
            day_count=terms.day_count,
        )
        if abs(line.exact(days) - bill.interest_fen) <= 1:
            return (line,)
    return ()


def _countings(terms: Terms, from_on: date | None, due_on: date) -> list[tuple[int, int, int | None]]:
    """How the days of a period can have been counted: (days, of a year of, days of the calendar)."""
    actual = None if from_on is None else (due_on - from_on).days
    twelfths = (30 * terms.every, 360, actual)
    if terms.day_count in {None, DayCount.THIRTY_360}:
        countings = [twelfths] if terms.unit is Interval.MONTHS else []
        if actual is not None and terms.day_count is None:
            countings += [(actual, 365, actual), (actual, 360, actual)]
            if terms.kind is LoanKind.BULLET and from_on is not None:
                months = (due_on.year - from_on.year) * 12 + due_on.month - from_on.month
                countings.insert(0, (30 * months, 360, actual))
        return countings
    if actual is None:
        return []
    if terms.day_count is DayCount.ACTUAL_360:
        return [(actual, 360, actual)]
    return [(actual, 365, actual), (actual, 366, actual)]


def _year_days(line: ChargeLine) -> int:
    """The year that a yearly rate was divided by, from what a day of it came to."""
    if line.annual_pct is None or not line.daily_pct:
        return 360
    return min((360, 365), key=lambda year: abs(line.annual_pct / year - line.daily_pct))  # type: ignore[operator]
