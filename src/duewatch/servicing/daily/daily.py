"""Daily simple interest (随借随还): what the days cost.

Interest of a day = principal still owed × rate of that day. It bears no interest itself. It is kept exactly and
brought to the fen only when it is paid or quoted, which is how lenders that charge by the day come to their figures.
The day of lending counts, the day of payment does not (算头不算尾): money lent on the 1st and paid back on the 5th
costs four days. What is owed and how payments lower it: daily_ledger.py; level bills: daily_plan.py.
"""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from duewatch.model.bill import Part
from duewatch.model.clauses import RateChange, Rounding
from duewatch.model.money import MAX_FEN, Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text

MAX_DAILY_PCT = 10
"""Percent a day: above is a typing error."""
MAX_ANNUAL_PCT = 3650
DEFAULT_ORDER = (Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyTerms:
    """What a contract with interest by the day says.

    daily_pct: percent a day; where None, annual_pct (percent a year) over year_days (365 or 360; None: the days of the
    calendar year that the day lies in). Neither: no interest. rate_changes: from that day on (it included) that
    annual rate. daily_cap_pct: no day costs more percent than this. cap_pct: all interest of the loan together is at
    most this percent of what was lent. free_days: whoever pays off the whole within so many days of the first lending
    pays no interest that is still open. credit_annual_pct: what the lender pays, percent a year, while it owes the
    borrower (more was paid than was owed). rounding: of interest when paid or quoted. order: what a payment covers,
    first to last; a part left out is covered last.
    """

    daily_pct: Decimal | None = None
    annual_pct: Decimal | None = None
    year_days: int | None = 365
    rate_changes: tuple[RateChange, ...] = ()
    daily_cap_pct: Decimal | None = None
    cap_pct: Decimal | None = None
    free_days: int = 0
    credit_annual_pct: Decimal = Decimal(0)
    rounding: Rounding = Rounding.HALF_UP
    order: tuple[Part, ...] = DEFAULT_ORDER


@dataclass(frozen=True, slots=True)
class InterestLine:
    """The working of some days' interest: base × daily_rate × days = exact (fen with fractions).

    daily_rate: a fraction a day (0.0005 is 0.05 %), exact. first_on, last_on: the days counted, both included.
    """

    base_fen: Fen
    daily_rate: Fraction
    first_on: date
    last_on: date
    days: int
    exact: Fraction


def interest_lines(base_fen: Fen, terms: DailyTerms, from_on: date, to_on: date) -> Iterator[InterestLine]:
    """Interest on an unchanged principal from one day to another (the last not counted), one line for each stretch
    of days with one rate. base_fen below zero: the lender owes the borrower; the amounts are below zero too. Caps on
    the whole loan are not looked at; the cap of a day is."""
    start = from_on
    for end in (*_turns(terms, from_on, to_on), to_on):
        if start < end:
            rate, days = _rate(terms, start, credit=base_fen < 0), (end - start).days
            yield InterestLine(base_fen, rate, start, end - timedelta(days=1), days, base_fen * rate * days)
        start = end


def interest_between(base_fen: Fen, terms: DailyTerms, from_on: date, to_on: date) -> Fraction:
    """The sum of interest_lines: exact, in fen with fractions."""
    if not base_fen:
        return Fraction(0)
    return sum((line.exact for line in interest_lines(base_fen, terms, from_on, to_on)), Fraction(0))


def interest_cap(terms: DailyTerms, lent_fen: Fen) -> Fraction | None:
    """The most that all interest of the loan may come to, exact, in fen; None: no such clause."""
    return None if terms.cap_pct is None else Fraction(terms.cap_pct) * lent_fen / 100


def check_daily_terms(terms: DailyTerms) -> None:
    """Raise InputProblem, naming the field, for terms that cannot be."""
    annual = text("annual rate (percent)")
    for field, value, least, most in (
        (text("daily rate (percent)"), terms.daily_pct, 0, MAX_DAILY_PCT),
        (annual, terms.annual_pct, 0, MAX_ANNUAL_PCT),
        *((annual, change.annual_rate_pct, 0, MAX_ANNUAL_PCT) for change in terms.rate_changes),
        (text("highest daily rate (percent)"), terms.daily_cap_pct, 0, MAX_DAILY_PCT),
        (text("highest interest (percent of what was lent)"), terms.cap_pct, 0, MAX_ANNUAL_PCT),
        (text("rate on money owed to you (percent)"), terms.credit_annual_pct, 0, MAX_ANNUAL_PCT),
        (text("days of a year"), terms.year_days, 360, 366),
        (text("interest-free days"), terms.free_days, 0, 366),
    ):
        if value is not None and not least <= value <= most:
            raise InputProblem(
                text(
                    "The value {value} for {field} is not between {least} and {most}.",
                    field=field,
                    value=value,
                    least=least,
                    most=most,
                ),
                text("Correct it, or leave it empty if it is not known."),
            )


def check_lent(principal_fen: Fen) -> None:
    """Raise InputProblem for an amount that cannot have been lent."""
    if not 0 < principal_fen <= MAX_FEN:
        raise InputProblem(
            text("The {field} must be more than nothing and no more than ten trillion yuan.", field=text("principal")),
            text("Correct it, or leave it empty if it is not known."),
        )


def _turns(terms: DailyTerms, from_on: date, to_on: date) -> list[date]:
    """The days between on which another rate may begin."""
    turns = {change.from_on for change in terms.rate_changes}
    if terms.year_days is None:
        turns.update(date(year, 1, 1) for year in range(from_on.year + 1, to_on.year + 1))
    return sorted(day for day in turns if from_on < day < to_on)


def _rate(terms: DailyTerms, on: date, *, credit: bool) -> Fraction:
    """The rate of a day, a fraction a day."""
    year_days = terms.year_days or (366 if isleap(on.year) else 365)
    if credit:
        return Fraction(terms.credit_annual_pct) / (100 * year_days)
    changed = max((change for change in terms.rate_changes if change.from_on <= on), key=_from_on, default=None)
    if changed is not None:
        pct = Fraction(changed.annual_rate_pct) / year_days
    elif terms.daily_pct is not None:
        pct = Fraction(terms.daily_pct)
    else:
        pct = Fraction(terms.annual_pct or 0) / year_days
    if terms.daily_cap_pct is not None:
        pct = min(pct, Fraction(terms.daily_cap_pct))
    return pct / 100


def _from_on(change: RateChange) -> date:
    return change.from_on
