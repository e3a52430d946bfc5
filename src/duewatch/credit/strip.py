"""The strip of month codes: what the credit report shows of a loan month by month, past and forecast.

The past follows from the bills and payments that are known, the forecast from a supposition ("nothing is paid", "500
on the 12th"). Each month is judged at its end, as the code table defines its codes. Whether a lender reports, when,
and whether it told the bureau of a lateness that was made good within the month, is its own affair: a cell is certain
only where the month is over and the bills alone decide it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duewatch.credit.report import code_for
from duewatch.model.dates import add_months, on_day
from duewatch.model.event_types import BESIDE
from duewatch.model.loan import Loan
from duewatch.model.loan_event import GuarantorPaid, LoanEvent, Spent
from duewatch.model.rulebook import ReportCode
from duewatch.model.supposition import Supposition
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import BillLine, Standing

DAY = timedelta(days=1)
LONGEST_MONTHS = 60
"""As many months as the second-generation report shows (rule "history-60-months")."""
BAD = frozenset({"overdue", "late_within_month", "guarantor_paid"})
"""Kinds of codes that count as bad marks."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of the strip. month: its first day. code None: the bills do not tell it. certain: the month is over
    and known bills decide it; False: an assumption, or a month about which the sources leave room. days_past_due: at
    its end."""

    month: date
    code: ReportCode | None
    certain: bool
    days_past_due: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """The months in order. bad_until_on: the day from which no bad mark of this loan need be shown any more, so many
    years after the last arrears were made good; None where there is no bad mark, or the arrears are not made good in
    the months shown (while unpaid, the years do not begin to run)."""

    supposing: Supposition
    months: tuple[MonthCell, ...]
    bad_until_on: date | None


def strip(
    loan: Loan,
    events: Sequence[LoanEvent],
    on: date,
    supposing: Supposition,
    *,
    codes: Iterable[ReportCode],
    applies_to: str,
    retention_years: int,
    back: int = 24,
    ahead: int = 12,
) -> Strip:
    """The strip as seen on a day: `back` months up to the present one, `ahead` months after it.

    events: what happened up to the day; what is stored of later days is left out, since the supposition stands for
    the future. applies_to: the kind of account, report.LOAN or report.CARD. Months before the loan's first known day
    and after its settling are left out.
    """
    known = [event for event in events if event.on <= on]
    history = [*known, *supposing.events]
    begun_on = _begun_on(loan, known)
    table = _Table(codes, applies_to)
    months: list[MonthCell] = []
    cleared_on: date | None = None
    bad = False
    start = add_months(on.replace(day=1), 1 - min(back, LONGEST_MONTHS))
    for index in range(min(back, LONGEST_MONTHS) + ahead):
        month = add_months(start, index)
        end = add_months(month, 1) - DAY
        if begun_on is None or end < begun_on:
            continue
        standing = replay(loan, history, end)
        if standing.settled and _settled_before(loan, history, month, begun_on):
            break
        cell = _cell(loan, history, standing, month, end, on, table)
        months.append(cell)
        if cell.code is not None and cell.code.kind in BAD:
            bad, cleared_on = True, None
        owed_on = standing.days_past_due or (cell.code is not None and cell.code.kind == "guarantor_paid")
        if bad and cleared_on is None and not owed_on:
            cleared_on = _cleared_on(loan, history, end)
    until = None if cleared_on is None else add_months(cleared_on, 12 * retention_years)
    return Strip(supposing, tuple(months), until)


class _Table:
    """The codes of one kind of account, by what they mean."""

    def __init__(self, codes: Iterable[ReportCode], applies_to: str) -> None:
        self.applies_to = applies_to
        self.codes = [code for code in codes if applies_to in code.applies_to]
        self._by_kind = {code.kind: code for code in self.codes}

    def of(self, kind: str) -> ReportCode | None:
        return self._by_kind.get(kind)

    def late(self, days: int) -> ReportCode | None:
        return code_for(days, self.applies_to, self.codes)


def _cell(
    loan: Loan, history: Sequence[LoanEvent], standing: Standing, month: date, end: date, on: date, table: _Table
) -> MonthCell:
    over = end < on
    instead = table.of("guarantor_paid")
    if instead is not None and not standing.settled and _paid_by_guarantor(history, end):
        # By the table from that month on; whether the lender closes its account and the guarantor opens one of its
        # own, the sources do not tell.
        return MonthCell(month, instead, False, standing.days_past_due)
    if standing.days_past_due:
        return MonthCell(month, table.late(standing.days_past_due), over, standing.days_past_due)
    if standing.settled:
        return MonthCell(month, table.of("closed"), over)
    due = [line for line in standing.bills if month <= line.bill.due_on <= end]
    if any(line.state == "unknown" for line in due):
        return MonthCell(month, None, False)
    if not due:
        return MonthCell(month, table.of("no_activity"), over)
    if any(_was_late(loan, history, line) for line in due):
        # Made good before the month was over. Whether it was reported as late on the day after the due day, the
        # sources do not tell; cards have no code of their own for it.
        return MonthCell(month, table.of("late_within_month") or table.late(1), False)
    return MonthCell(month, table.of("normal"), over)


def _paid_by_guarantor(history: Sequence[LoanEvent], end: date) -> bool:
    return any(isinstance(event, GuarantorPaid) and event.on <= end for event in history)


def _was_late(loan: Loan, history: Sequence[LoanEvent], line: BillLine) -> bool:
    """Whether the bill was unpaid on the day after its due day."""
    day_after = replay(loan, history, line.bill.due_on + DAY)
    return any(each.bill.id == line.bill.id and each.state == "late" for each in day_after.bills)


def _begun_on(loan: Loan, known: Sequence[LoanEvent]) -> date | None:
    """The first day that is known of the loan."""
    days = [event.on for event in known if not isinstance(event, (*BESIDE, Spent))]
    days += [day for day in (loan.terms.disbursed_on, loan.terms.first_due_on) if day is not None]
    return min(days, default=None)


def _settled_before(loan: Loan, history: Sequence[LoanEvent], month: date, begun_on: date) -> bool:
    return month > begun_on and replay(loan, history, month - DAY).settled


def _cleared_on(loan: Loan, history: Sequence[LoanEvent], end: date) -> date:
    """The day of that month on which the last arrears were made good; its end where no event tells."""
    found = None
    month = on_day(end.year, end.month, 1)
    days = sorted({event.on for event in history if month <= event.on <= end})
    for day in days:
        if replay(loan, history, day - DAY).days_past_due and not replay(loan, history, day).days_past_due:
            found = day
    return found or end
