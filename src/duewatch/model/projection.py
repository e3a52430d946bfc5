"""Rows of the projection: what lists, sums and sorting read. Derived from the events, never a source."""

from datetime import date
from typing import NamedTuple

from duewatch.model.money import Fen


class LoanRow(NamedTuple):
    """One loan as lists show it, on one day. next_due_on None: nothing more is due or not known.
    next_due_fen None: the amount is not known yet. overdue_since_on: due date of the oldest unpaid bill.
    charges_fen: late charges by the borrower's own daily rate; None where none was entered.
    stage_next_on: only where a source gives the day. report_code: the month code that may show, None
    where the platform does not report or nothing is known. declared: whether the config file declares it."""

    loan_id: str
    platform_id: str
    platform_zh: str
    platform_en: str
    name: str
    lender: str | None
    kind: str
    outstanding_fen: Fen | None
    overdue_fen: Fen
    charges_fen: Fen | None
    next_due_on: date | None
    next_due_fen: Fen | None
    overdue_since_on: date | None
    days_past_due: int
    stage: str
    stage_since_on: date | None
    stage_next: str | None
    stage_next_on: date | None
    report_code: str | None
    muted: bool
    declared: bool = False


class BillRow(NamedTuple):
    """One unpaid bill. total_fen, remaining_fen None: the amount is not known yet. statement_on: the day its
    statement comes out, None where there is none or it is not known. stage: of its loan, that day."""

    loan_id: str
    platform_id: str
    platform_zh: str
    platform_en: str
    loan_name: str
    bill_id: str
    due_on: date
    total_fen: Fen | None
    minimum_fen: Fen | None
    paid_fen: Fen
    remaining_fen: Fen | None
    muted: bool
    statement_on: date | None = None
    stage: str = ""


class Totals(NamedTuple):
    """Sums over all loans on one day."""

    loans: int
    late_loans: int
    late_fen: Fen
    with_report_code: int


LOAN_SORTS = ("due", "platform", "amount", "stage", "late", "code")
"""Columns a list of loans can be sorted by."""


class Derived(NamedTuple):
    """What deriving one loan's events on a day gives. Days from valid_from to valid_until (None: for ever)
    give the same rows but for days_past_due, which counts on by itself from overdue_since_on."""

    row: LoanRow
    bills: tuple[BillRow, ...]
    valid_from: date
    valid_until: date | None
