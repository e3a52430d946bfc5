"""Late charges by what the borrower read in the contract. Without a clause, nothing is reckoned.

They are the borrower's own figure, shown apart from what the lender states; the contract counts. Every charge shows
its working: base × rate × days, from, to, and the rule it follows.

Penalty interest (罚息) is the contract rate times its multiple on what is overdue, and compound interest (复利) the
same rate on unpaid interest: rule "penalty-rate-251". A year has the contract's days, and 360 where the contract does
not say: rule "day-count".
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from duewatch.model.clauses import DayCount, Interval, LateBase, LateClause, LateKind, RateChange
from duewatch.model.dates import add_months
from duewatch.model.loan import Terms
from duewatch.model.money import Fen
from duewatch.servicing.plans.day_count import days_between, year_fraction
from duewatch.servicing.plans.exact import to_fen
from duewatch.servicing.standing import ChargeLine

DAY = timedelta(days=1)
_PENALTY_RULE = "penalty-rate-251"
"""The rule that penalty and compound interest follow; fees and daily rates follow the contract alone."""


class Step(NamedTuple):
    """What is owed on a bill from the day after since_on on (date.min: from the start): principal, interest, and the
    whole but for late charges."""

    since_on: date
    principal_fen: Fen
    interest_fen: Fen
    whole_fen: Fen


class Course(NamedTuple):
    """How a bill was paid down, as far as late charges need it.

    principal_fen, interest_fen: of the bill as issued; None where it does not tell them. charged_on: the last day on
    which the lender stated a charge: the days up to it are covered by that charge.
    """

    bill_id: str
    due_on: date
    principal_fen: Fen | None
    interest_fen: Fen | None
    steps: Sequence[Step]
    charged_on: date | None = None


class _Run(NamedTuple):
    """Days, first and last included, with one base."""

    first_on: date
    last_on: date
    base_fen: Fen


def late_clauses(terms: Terms) -> tuple[LateClause, ...]:
    """All late clauses of the terms; the daily rate in short is the first of them."""
    if not terms.late_daily_pct:
        return terms.late_clauses
    short = LateClause(kind=LateKind.DAILY, pct=terms.late_daily_pct, base=terms.late_base)
    return (short, *terms.late_clauses)


def late_charges(course: Course, terms: Terms, on: date) -> tuple[ChargeLine, ...]:
    """How the late charges of a bill have grown by the end of the day, clause by clause.

    One line for each stretch of days with the same base and rate; the day of a payment still counts on the old base,
    so that a bill due on the 2nd and paid on the 23rd was 21 days late. A clause's sum is rounded once, as the terms
    round, and its lines add up to it. Empty within the contract's own grace days (after them every day since the due
    date counts), and where the bill does not tell what a clause takes as its base.
    """
    if (on - course.due_on).days <= terms.grace_days:
        return ()
    lines: list[ChargeLine] = []
    for clause in late_clauses(terms):
        if not _base_known(course, clause, terms):
            continue
        if clause.kind is LateKind.FEE:
            made = _fee(course, clause, on)
        elif clause.kind is LateKind.COMPOUND:
            made = _compound(course, clause, terms, on)
        elif clause.kind is LateKind.MULTIPLE:
            made = _penalty(course, clause, terms, on)
        else:
            made = _daily(course, clause, terms, on)
        lines += _capped(made, _cap(course, clause))
    return tuple(lines)


def next_change_on(course: Course, terms: Terms, on: date) -> date | None:
    """The first later day on which the late charges of the bill differ, if nothing is paid; None if they never do."""
    first_on = max(on, course.due_on + DAY * terms.grace_days) + DAY
    bands = {course.due_on + DAY * band.from_day for clause in late_clauses(terms) for band in clause.bands}
    now = late_charges(course, terms, on)
    days = (first_on, *sorted(day for day in bands if day > first_on))
    return next((day for day in days if late_charges(course, terms, day) != now), None)


def charges_known(course: Course, terms: Terms) -> bool:
    """Whether every late clause can be reckoned on the bill; False where there is no clause at all."""
    clauses = late_clauses(terms)
    return bool(clauses) and all(_base_known(course, clause, terms) for clause in clauses)


def penalty_interest(
    base_fen: Fen, annual_pct: Decimal, first_on: date, last_on: date, day_count: DayCount | None
) -> Fraction:
    """Simple interest at that yearly rate for the days, first and last included, in fen, exact; where no day count is
    agreed, a year has 360 days."""
    return (
        base_fen * Fraction(annual_pct) / 100 * year_fraction(first_on, last_on + DAY, day_count or DayCount.ACTUAL_360)
    )


def _base_known(course: Course, clause: LateClause, terms: Terms) -> bool:
    """Whether bill and terms tell what the clause is taken on, and at which rate."""
    if clause.kind in {LateKind.MULTIPLE, LateKind.COMPOUND} and terms.annual_rate_pct is None:
        return False
    if clause.kind is LateKind.COMPOUND:
        return course.interest_fen is not None
    if clause.cap_pct is not None and course.principal_fen is None:
        return False
    return clause.kind is LateKind.FEE or clause.base is LateBase.AMOUNT or course.principal_fen is not None


def _daily(course: Course, clause: LateClause, terms: Terms, on: date) -> list[ChargeLine]:
    pct = clause.pct or Decimal(0)
    lines: list[ChargeLine] = []
    exact, told = Decimal(0), 0
    for run in _runs(course, clause.base, on):
        days = (run.last_on - run.first_on).days + 1
        exact += run.base_fen * pct / 100 * days
        amount = terms.rounding.fen(exact) - told
        told += amount
        lines.append(ChargeLine(course.bill_id, run.base_fen, pct, run.first_on, run.last_on, days, amount))
    return lines


def _penalty(course: Course, clause: LateClause, terms: Terms, on: date) -> list[ChargeLine]:
    """Penalty interest: at each rate the contract had meanwhile."""
    lines: list[ChargeLine] = []
    exact, told = Fraction(0), 0
    for run in _runs(course, clause.base, on):
        for first_on, last_on, annual_pct in _at_rates(run.first_on, run.last_on, clause, terms):
            exact += penalty_interest(run.base_fen, annual_pct, first_on, last_on, terms.day_count)
            amount = to_fen(exact, terms.rounding) - told
            told += amount
            lines.append(
                _interest_line(course, clause, terms, _Run(first_on, last_on, run.base_fen), annual_pct, amount)
            )
    return lines


def _compound(course: Course, clause: LateClause, terms: Terms, on: date) -> list[ChargeLine]:
    """Compound interest: on the bill's unpaid interest; what has come up is added to the base at the end of each
    period of the contract (a month, where it counts in months), as interest is settled. Penalty interest on principal
    is not in the base: the rule names unpaid interest alone."""
    lines: list[ChargeLine] = []
    added: Fen = 0
    exact, told = Fraction(0), 0
    ends = _period_ends(course.due_on, terms)
    end = next(ends)
    for run in _runs(course, None, on):
        first_on = run.first_on
        while first_on <= run.last_on:
            while end < first_on:
                added, end = added + told, next(ends)
                exact, told = Fraction(0), 0
            until_on = min(run.last_on, end)
            base = run.base_fen + added
            for since_on, last_on, annual_pct in _at_rates(first_on, until_on, clause, terms):
                exact += penalty_interest(base, annual_pct, since_on, last_on, terms.day_count)
                amount = to_fen(exact, terms.rounding) - told
                told += amount
                lines.append(_interest_line(course, clause, terms, _Run(since_on, last_on, base), annual_pct, amount))
            first_on = until_on + DAY
    return lines


def _period_ends(due_on: date, terms: Terms) -> Iterator[date]:
    """The due days after this one, on which interest is settled."""
    number = 0
    while True:
        number += 1
        if terms.unit is Interval.MONTHS:
            yield add_months(due_on, number * terms.every, terms.due_day)
        else:
            yield due_on + DAY * (number * terms.every * (7 if terms.unit is Interval.WEEKS else 1))


def _interest_line(
    course: Course, clause: LateClause, terms: Terms, run: _Run, annual_pct: Decimal, amount_fen: Fen
) -> ChargeLine:
    year_days = 365 if terms.day_count in {DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL} else 360
    return ChargeLine(
        course.bill_id,
        run.base_fen,
        (annual_pct / year_days).quantize(Decimal("0.000001")).normalize(),
        run.first_on,
        run.last_on,
        days_between(run.first_on, run.last_on + DAY, terms.day_count),
        amount_fen,
        kind=clause.kind,
        annual_pct=annual_pct,
        rule=_PENALTY_RULE,
    )


def _at_rates(first_on: date, last_on: date, clause: LateClause, terms: Terms) -> Iterator[tuple[date, date, Decimal]]:
    """The days cut where the contract rate changes, each with the penalty rate in percent a year."""
    multiple, rate = clause.multiple or Decimal(1), terms.annual_rate_pct or Decimal(0)
    changes: Sequence[RateChange] = sorted(terms.rate_changes, key=lambda change: change.from_on)
    for change in changes:
        if change.from_on > last_on:
            break
        if change.from_on > first_on:
            yield first_on, change.from_on - DAY, rate * multiple
            first_on = change.from_on
        rate = change.annual_rate_pct
    yield first_on, last_on, rate * multiple


def _fee(course: Course, clause: LateClause, on: date) -> list[ChargeLine]:
    """The fee of the band that the bill has reached: each band's amount is the whole fee, so that a line stands only
    for what a band adds. A band that began before the lender stated a charge is covered by that charge."""
    until_on = min(on, _cleared_on(course.steps))
    lines: list[ChargeLine] = []
    told: Fen = 0
    for band in sorted(clause.bands, key=lambda each: each.from_day):
        from_on = course.due_on + DAY * band.from_day
        if from_on > until_on:
            break
        added, told = band.amount_fen - told, band.amount_fen
        if course.charged_on is not None and from_on <= course.charged_on:
            continue
        if added:
            line = ChargeLine(course.bill_id, 0, Decimal(0), from_on, from_on, band.from_day, added, kind=LateKind.FEE)
            lines.append(line)
    return lines


def _cleared_on(steps: Sequence[Step]) -> date:
    """The day on which the bill was paid off for good; date.max while it is not, date.min if nothing was owed."""
    cleared_on = date.max
    for step in reversed(steps):
        if step.whole_fen > 0:
            break
        cleared_on = step.since_on
    return cleared_on


def _cap(course: Course, clause: LateClause) -> Fen | None:
    """The most that the clause can come to on the bill, fen; None: no end."""
    caps = [] if clause.cap_fen is None else [clause.cap_fen]
    if clause.cap_pct is not None and course.principal_fen is not None:
        caps.append(int(course.principal_fen * clause.cap_pct / 100))  # down to the fen: never above the percentage
    return min(caps, default=None)


def _capped(lines: Sequence[ChargeLine], cap_fen: Fen | None) -> Iterator[ChargeLine]:
    """The lines up to the cap; the one that reaches it is cut and says by how much."""
    if cap_fen is None:
        yield from lines
        return
    left = cap_fen
    for line in lines:
        if left <= 0:
            return
        cut = max(0, line.amount_fen - left)
        yield line._replace(amount_fen=line.amount_fen - cut, cut_fen=cut) if cut else line
        left -= line.amount_fen - cut


def _runs(course: Course, base: LateBase | None, on: date) -> list[_Run]:
    """Runs of days with one base, from the day after the due date; base None: the unpaid interest. Days without a
    base are left out."""
    first_on = course.due_on + DAY
    if course.charged_on is not None:
        first_on = max(first_on, course.charged_on + DAY)
    runs: list[_Run] = []
    steps = course.steps
    for index, step in enumerate(steps):
        if base is None:
            base_fen = step.interest_fen
        else:
            base_fen = step.principal_fen if base is LateBase.PRINCIPAL else step.whole_fen
        # A change counts from the day after it.
        start = first_on if step.since_on == date.min else max(first_on, step.since_on + DAY)
        end = min(on, steps[index + 1].since_on) if index + 1 < len(steps) else on
        if base_fen <= 0 or end < start:
            continue
        if runs and runs[-1].base_fen == base_fen and runs[-1].last_on + DAY == start:
            runs[-1] = _Run(runs[-1].first_on, end, base_fen)
        else:
            runs.append(_Run(start, end, base_fen))
    return runs
