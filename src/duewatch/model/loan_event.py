"""Loan events: the dated facts of a loan's life, and the only thing stored about it besides its terms.

Everything else (standing, stage, credit codes) is derived by replaying them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from duewatch.model.arrangement import Arrangement
from duewatch.model.bill import Part
from duewatch.model.clauses import Interval
from duewatch.model.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanEvent:
    """What every event has. id 0: not stored yet. Same-day events are told apart by id alone, and no
    result may depend on the order in which they were entered.

    on: the value date, on which it counts. entered_on: the day on which a lender's ledger took it up, where that
    is another (a payment dated back); None: on the value date. sequence: its place in the lender's own order of
    entry, where a ledger states one; None: not stated, then events of one day count in an order of their own."""

    kind: ClassVar[str] = ""
    loan_id: str
    on: date
    id: int = 0
    note: str = ""
    sequence: int | None = None
    entered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent(LoanEvent):
    """Money was lent (放款). amount_fen > 0."""

    kind: ClassVar[str] = "lent"
    amount_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class BillIssued(LoanEvent):
    """A bill was stated by the lender, or entered by the borrower from the app. The latest one of the
    same bill_id counts; one with the due date of a computed instalment replaces it. apart: of a credit line, True
    where no later statement holds what is left of it."""

    kind: ClassVar[str] = "bill"
    bill_id: str
    due_on: date
    total_fen: Fen | None = None
    principal_fen: Fen | None = None
    interest_fen: Fen | None = None
    fee_fen: Fen | None = None
    minimum_fen: Fen | None = None
    apart: bool | None = None


class PaymentSource(StrEnum):
    """Whose money a payment is; lenders may allocate each by a rule of its own."""

    OWN = "own"
    GOODWILL = "goodwill"
    """The lender credited it."""
    MERCHANT_REFUND = "merchant-refund"
    """A shop gave the price back."""
    PAYOUT_REFUND = "payout-refund"
    """Money paid out for the borrower came back."""
    CHARGE_ADJUSTMENT = "charge-adjustment"
    """The lender gave back a charge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(LoanEvent):
    """The borrower paid. amount_fen > 0. bill_id: the bill it was meant for, where known. source: None is the
    borrower's own money."""

    kind: ClassVar[str] = "paid"
    amount_fen: Fen
    bill_id: str | None = None
    source: PaymentSource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded(LoanEvent):
    """A shop's refund lowered what is owed. amount_fen > 0."""

    kind: ClassVar[str] = "refunded"
    amount_fen: Fen
    bill_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent(LoanEvent):
    """Something was bought on a credit line (花呗, 白条). amount_fen > 0. It is owed with the coming statement, which
    states it again: it changes no bill, and no standing is reckoned from it."""

    kind: ClassVar[str] = "spent"
    amount_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged(LoanEvent):
    """The lender charged a fee or late charge, as seen in the app. amount_fen > 0."""

    kind: ClassVar[str] = "charged"
    amount_fen: Fen
    bill_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived(LoanEvent):
    """The lender gave up a part of what was owed. amount_fen > 0. part: only that part of it, where it was said."""

    kind: ClassVar[str] = "waived"
    amount_fen: Fen
    bill_id: str | None = None
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demanded(LoanEvent):
    """Someone chased: a first collection call, an agency's letter, a court paper. `stage` is the rung it
    proves ("formal-collection", "outside-agency", "legal"); it outranks the day count."""

    kind: ClassVar[str] = "demanded"
    stage: str
    channel: str = "call"


class PauseReason(StrEnum):
    """Why collecting stands still."""

    HARDSHIP = "hardship"
    """It was agreed because the borrower cannot pay for now."""
    DISASTER = "disaster"
    ILLNESS = "illness"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(LoanEvent):
    """The lender agreed to stop collecting until `until_on` (its last day; None: until told otherwise).

    ended_on: the day on which it ended before that. reason None, agreed_with empty: not told. proof: the name of the
    file that shows it, with its checksum; the file stays where the borrower keeps it.
    """

    kind: ClassVar[str] = "paused"
    until_on: date | None = None
    ended_on: date | None = None
    reason: PauseReason | None = None
    agreed_with: str = ""
    proof: str = ""
    proof_sha256: str = ""

    @property
    def last_on(self) -> date | None:
        """Its last day; None: open."""
        ends = [self.until_on, None if self.ended_on is None else self.ended_on - timedelta(days=1)]
        return min((day for day in ends if day is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(LoanEvent):
    """The borrower holds the loan for settled or closed: nothing more is due from this day."""

    kind: ClassVar[str] = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(LoanEvent):
    """The lender agreed to lend up to amount_fen. lending_on: the day for which lending is planned."""

    kind: ClassVar[str] = "approved"
    amount_fen: Fen
    lending_on: date | None = None


class ChargeTiming(StrEnum):
    """When a charge falls due."""

    ON_DAY = "on-day"
    AT_LENDING = "at-lending"
    """Kept back from the money lent."""
    PER_INSTALMENT = "per-instalment"


class ChargeBase(StrEnum):
    """What a charge in percent is taken on."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    PRINCIPAL_AND_INTEREST = "principal-and-interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeAgreed(LoanEvent):
    """The lender put a fee (or, where penalty, a late charge) on the account, with its due day or its rule: a fixed
    amount_fen, or pct percent of the base (of each instalment where the timing says so)."""

    kind: ClassVar[str] = "charge-agreed"
    penalty: bool = False
    timing: ChargeTiming = ChargeTiming.ON_DAY
    due_on: date | None = None
    amount_fen: Fen | None = None
    pct: Decimal | None = None
    base: ChargeBase = ChargeBase.PRINCIPAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeWaived(LoanEvent):
    """The lender gave up what is unpaid of the charge that event target_id put on."""

    kind: ClassVar[str] = "charge-waived"
    target_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(LoanEvent):
    """Event target_id never happened: a payment bounced, an arrangement, a waiver or a writing off was taken back. A
    lending undone takes along the payments of its day and later that were entered after it. of_down_payment: not
    the lending itself, but the down payment kept back from it."""

    kind: ClassVar[str] = "undone"
    target_id: int
    of_down_payment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedBack(LoanEvent):
    """The payer had amount_fen of payment target_id given back by the bank (chargeback); it is owed again, from the
    next due date on. of_down_payment: of the down payment kept back from lending target_id."""

    kind: ClassVar[str] = "charged-back"
    target_id: int
    amount_fen: Fen
    of_down_payment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRefunded(LoanEvent):
    """The lender paid out what had been paid too much. amount_fen > 0."""

    kind: ClassVar[str] = "credit-refunded"
    amount_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOff(LoanEvent):
    """The borrower paid all that the lender quoted for this day."""

    kind: ClassVar[str] = "paid-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescheduled(LoanEvent):
    """The instalment due from_due_on falls due new_due_on (None: as before), and those after it at the old distance.
    extra_instalments: what is left is spread over so many more. grace_principal, grace_interest: so many instalments
    more, the first ones without principal, or without interest. annual_rate_pct: a new rate from then on."""

    kind: ClassVar[str] = "rescheduled"
    from_due_on: date
    new_due_on: date | None = None
    extra_instalments: int = 0
    grace_principal: int = 0
    grace_interest: int = 0
    annual_rate_pct: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReAged(LoanEvent):
    """What is unpaid of the principal becomes new instalments, the first due first_due_on (re-ageing, 账龄重置)."""

    kind: ClassVar[str] = "re-aged"
    first_due_on: date
    instalments: int
    every: int = 1
    unit: Interval = Interval.MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReAmortised(LoanEvent):
    """The principal past due is spread evenly over the instalments still to come."""

    kind: ClassVar[str] = "re-amortised"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedOff(LoanEvent):
    """The lender booked the claim as lost (核销) and may still collect it: nothing changes in what is owed."""

    kind: ClassVar[str] = "charged-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOff(LoanEvent):
    """The lender gave up the whole claim."""

    kind: ClassVar[str] = "written-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPaused(LoanEvent):
    """The count of days past due stands still from this day until until_on."""

    kind: ClassVar[str] = "count-paused"
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CountResumed(LoanEvent):
    """The pause under way ends on this day."""

    kind: ClassVar[str] = "count-resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged(LoanEvent):
    """Lender and borrower agreed on something else than the plan, from this day on."""

    kind: ClassVar[str] = "arranged"
    arrangement: Arrangement


@dataclass(frozen=True, slots=True, kw_only=True)
class Accelerated(LoanEvent):
    """The lender declared the whole debt due (宣布提前到期): what was to come falls due on due_on. It asks for payment,
    so that it stands in the stage history like a demand."""

    kind: ClassVar[str] = "accelerated"
    due_on: date


class PartyRole(StrEnum):
    """What somebody is to a loan; the platform is the loan's own."""

    LENDER = "lender"
    """On the contract and on the credit report."""
    GUARANTOR = "guarantor"
    CREDITOR = "creditor"
    """To whom it is owed now, where the lender passed the claim on."""
    AGENCY = "agency"
    """Collects for the creditor; nothing is owed to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyNamed(LoanEvent):
    """From this day on somebody stands in a role, as the contract, a notice or an agency's letter says. name: empty
    where nobody does any more, or nobody is known to."""

    kind: ClassVar[str] = "party-named"
    role: PartyRole
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorPaid(LoanEvent):
    """A guarantor paid the lender in the borrower's place (代偿): what it paid is owed to it from now on, so that the
    sum owed stays. amount_fen > 0."""

    kind: ClassVar[str] = "guarantor-paid"
    amount_fen: Fen
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularNoted(LoanEvent):
    """Something the contract says beyond bills, by the id of a platform's particular. The latest one of a key counts.
    value: an ISO day, fen in digits, or words, by the particular's kind; empty: not known any more."""

    kind: ClassVar[str] = "particular-noted"
    key: str
    value: str = ""
