"""Standing: what a loan owes on a day. Always the result of a replay, never stored as truth."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from duewatch.model.bill import Bill, Part
from duewatch.model.clauses import LateKind
from duewatch.model.loan_event import LoanEvent
from duewatch.model.money import Fen


@dataclass(frozen=True, slots=True)
class Allocated:
    """A part of a payment and where it went. bill_id None: more was paid than is owed."""

    bill_id: str | None
    part: Part
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class BillLine:
    """A bill with what was paid on it up to the day. remaining_fen None: the amount is not known yet.
    state: "paid", "open", "late", "unknown"."""

    bill: Bill
    paid_fen: Fen
    remaining_fen: Fen | None
    days_past_due: int
    state: str


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A stored payment with its allocation."""

    event: LoanEvent
    amount_fen: Fen
    allocation: tuple[Allocated, ...]


class ChargeLine(NamedTuple):
    """How a late charge is made up: base × daily_pct % × days. "By your own figure; the contract counts".

    annual_pct: of interest that the contract states by the year; daily_pct is then its part of a day, rounded to
    six places to be read, not to reckon with. rule: of the rulebook, None: the contract alone. cut_fen: what a cap of
    the contract took off the line. A fixed fee has no base and no rate: it is charged on first_on, so many days late.
    """

    bill_id: str
    base_fen: Fen
    daily_pct: Decimal
    first_on: date
    last_on: date
    days: int
    amount_fen: Fen
    kind: LateKind = LateKind.DAILY
    annual_pct: Decimal | None = None
    rule: str | None = None
    cut_fen: Fen = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a loan owes on a day.

    outstanding_fen: all that is still to be paid as far as bills are known; None where nothing known is owed, but a
    bill of unknown amount is open or expected, or no bill is known.
    overdue_fen: unpaid bills past due, with the charges the lender stated; the borrower's own daily late
    charge is in charges_fen (None: no rate was entered) and not in overdue_fen. days_past_due: from the
    oldest unpaid due date, days in the borrower's own grace not counted as zero but reported apart by the
    stage. settled: the borrower holds it for settled, or every bill of a plan is paid. next_change_on: the first later
    day on which the standing differs without a new event, but for the days past due, which count on by themselves;
    None if it never does. A stored event of a later day counts as such a change. arrears_since_on: first day of the
    arrears that have not been cleared wholly since.
    """

    on: date
    outstanding_fen: Fen | None
    overdue_fen: Fen
    principal_overdue_fen: Fen
    interest_overdue_fen: Fen
    fees_overdue_fen: Fen
    charges_fen: Fen | None
    bills: tuple[BillLine, ...]
    payments: tuple[PaymentLine, ...]
    charges: tuple[ChargeLine, ...]
    next_bill: BillLine | None
    overdue_since_on: date | None
    days_past_due: int
    overpaid_fen: Fen
    settled: bool
    next_change_on: date | None
    arrears_since_on: date | None = None
