"""Standing: what a loan owes on a day. Always the result of a replay, never stored as truth."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from duewatch.model.bill import Bill, Part
from duewatch.model.clauses import LateKind
from duewatch.model.loan_event import Arranged, LoanEvent
from duewatch.model.money import Fen


class Allocated(NamedTuple):
    """A part of a payment and where it went. bill_id None: more was paid than is owed."""

    bill_id: str | None
    part: Part
    amount_fen: Fen


class BillLine(NamedTuple):
    """A bill with what was paid on it up to the day. remaining_fen None: the amount is not known yet.
    state: "paid", "open", "late", "unknown"."""

    bill: Bill
    paid_fen: Fen
    remaining_fen: Fen | None
    days_past_due: int
    state: str


class PaymentLine(NamedTuple):
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


class ArrangementState(StrEnum):
    """How an arrangement stands on a day."""

    KEPT = "kept"
    BROKEN = "broken"
    """Its condition was not met; the old claim is back."""
    FULFILLED = "fulfilled"


class ArrangementLine(NamedTuple):
    """An arrangement as it stands on a day.

    before: what was open when it was made, each bill with what was unpaid; after: what took its place. added_fen:
    what the new plan comes to more than the old claim; below zero: what is given up if it is kept. since_on: since
    when the state holds.
    """

    event: Arranged
    before: tuple[Bill, ...]
    after: tuple[Bill, ...]
    added_fen: Fen
    state: ArrangementState
    since_on: date


class Sums(NamedTuple):
    """Where all that is owed comes from, over the bills whose amounts are known, fen.

    principal_fen: of all bills, those to come with them: what was lent, and what new plans ask for. interest_fen,
    fees_fen: what has come up by the day, and what was paid ahead of that. charges_fen: late charges, stated or by
    the contract's clauses. given_up_fen: waived, refunded, or replaced by a new plan. carried_fen: what later
    statements of a card hold of earlier ones, and was counted twice so far. Always:
    principal + interest + fees + charges - paid - given up - carried = owed.
    """

    principal_fen: Fen
    interest_fen: Fen
    fees_fen: Fen
    charges_fen: Fen
    paid_fen: Fen
    given_up_fen: Fen
    carried_fen: Fen
    owed_fen: Fen


@dataclass(frozen=True, slots=True)
class Standing:
    """What a loan owes on a day.

    outstanding_fen: all that is still to be paid as far as bills are known; None where nothing known is owed, but a
    bill of unknown amount is open or expected, or no bill is known.
    overdue_fen: unpaid bills past due, with the charges the lender stated; late charges by the borrower's own
    clauses are in charges_fen, as far as they are not paid (None: no clause was entered) and not in overdue_fen;
    charges shows their working, paid ones too. days_past_due: from the oldest unpaid due date, but for days_paused,
    on which the count stood still by agreement; days_in_grace of them are within the contract's own grace. settled:
    the borrower holds it for settled, or every bill of a plan is paid. next_change_on: the first later
    day on which the standing differs without a new event, but for the days past due, which count on by themselves,
    and interest_accrued_fen and sums, which grow by the day; None if it never does. A stored event of a later day
    counts as such a change. arrears_since_on: first day of the arrears that have not been cleared wholly since.

    principal_outstanding_fen: unpaid principal, due or not. interest_accrued_fen: unpaid interest that has come up by
    the day, with the share of the period under way. fees_due_fen: unpaid fees and stated charges. charges_by_kind:
    late charges by what they are ("stated" by the lender, else the kind of the clause). arrangements: what was agreed
    beside the plan, old and new, and whether it is kept. sums: None where no amount is known.
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
    principal_outstanding_fen: Fen | None = None
    interest_accrued_fen: Fen | None = None
    fees_due_fen: Fen = 0
    charges_by_kind: tuple[tuple[str, Fen], ...] = ()
    days_in_grace: int = 0
    days_paused: int = 0
    arrangements: tuple[ArrangementLine, ...] = ()
    sums: Sums | None = None
