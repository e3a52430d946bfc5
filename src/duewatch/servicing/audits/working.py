"""Working lines: how an amount of interest or of a late charge is made up, base × rate × days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from duewatch.model.bill import Part
from duewatch.model.clauses import DayCount, Interval, LateKind
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.lpr import LprHistory
from duewatch.model.money import Fen
from duewatch.servicing.plans.exact import to_fen
from duewatch.servicing.plans.plan import Instalment, Plan
from duewatch.servicing.plans.rates import course
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


def of_interest(terms: Terms, plan: Plan, bill_id: str, lpr: LprHistory | None = None) -> tuple[WorkingLine, ...]:
    """How the interest of a planned bill is made up, a line for each rate; empty where that is not base × rate × days,
    or the lines do not come to the bill's interest (then a gap cannot be told by them).

    plan: that of the terms. lpr: as for the plan.
    """
    lines = plan.instalments
    place = next((index for index, line in enumerate(lines) if str(line.number) == bill_id), None)
    if place is None:
        return ()
    bill, base = lines[place], _base(terms, lines, place)
    if bill.interest_fen is None or base is None:
        return ()
    rates = course(terms, lines[0].from_on, lines[-1].due_on, lpr)
    cuts = [bill.from_on, *(rate.from_on for rate in rates if bill.from_on < rate.from_on < bill.due_on), bill.due_on]
    stretches = list(pairwise(cuts))
    for counting in (_as_months, _of_365, _of_366, _of_360):
        made = []
        for start, end in stretches:
            rate = [one.annual_rate_pct for one in rates if one.from_on <= start][-1]
            counted = counting(terms, start, end, whole=len(stretches) == 1)
            if rate is not None and counted is not None:
                made.append(_interest_line(terms, base, rate, *counted, actual_days=(end - start).days))
        exact = sum((line.exact(line.days) for line in made), Fraction(0))
        if len(made) == len(stretches) and abs(exact - bill.interest_fen) <= 1:
            return tuple(made)
    return ()


def _base(terms: Terms, lines: Sequence[Instalment], place: int) -> Fen | None:
    """What a bill's interest is taken on: the whole amount where the loan is flat, else what is outstanding."""
    before = lines[place if terms.kind is not LoanKind.FLAT else 0]
    if before.balance_fen is None or before.principal_fen is None:
        return None
    return before.balance_fen + before.principal_fen


def _interest_line(
    terms: Terms, base: Fen, rate: Decimal, days: int, year_days: int, *, actual_days: int
) -> WorkingLine:
    line = WorkingLine(
        part=Part.INTEREST,
        base_fen=base,
        rate_pct=rate,
        per=Per.YEAR,
        days=days,
        amount_fen=0,
        year_days=year_days,
        actual_days=actual_days,
        day_count=terms.day_count,
    )
    return replace(line, amount_fen=to_fen(line.exact(days), terms.rounding))


_Counted = tuple[int, int] | None
"""Days, of a year of so many days; None where they are not counted so."""


def _as_months(terms: Terms, start: date, end: date, *, whole: bool) -> _Counted:
    """Months of thirty days; only for a whole period."""
    if terms.day_count not in {None, DayCount.THIRTY_360} or terms.unit is not Interval.MONTHS or not whole:
        return None
    if terms.kind is LoanKind.BULLET:
        return 30 * ((end.year - start.year) * 12 + end.month - start.month), 360
    return 30 * terms.every, 360


def _of_365(terms: Terms, start: date, end: date, *, whole: bool) -> _Counted:  # noqa: ARG001 - as the others
    fits = terms.day_count in {None, DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL}
    return ((end - start).days, 365) if fits else None


def _of_366(terms: Terms, start: date, end: date, *, whole: bool) -> _Counted:  # noqa: ARG001 - as the others
    return ((end - start).days, 366) if terms.day_count is DayCount.ACTUAL_ACTUAL else None


def _of_360(terms: Terms, start: date, end: date, *, whole: bool) -> _Counted:  # noqa: ARG001 - as the others
    return ((end - start).days, 360) if terms.day_count in {None, DayCount.ACTUAL_360} else None


def _year_days(line: ChargeLine) -> int:
    """The year that a yearly rate was divided by, from what a day of it came to."""
    if line.annual_pct is None or not line.daily_pct:
        return 360
    return min((360, 365), key=lambda year: abs(line.annual_pct / year - line.daily_pct))  # type: ignore[operator]
