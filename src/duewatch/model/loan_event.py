"""Loan events: the dated facts of a loan's life, and the only thing stored about it besides its terms.

Everything else (standing, stage, credit codes) is derived by replaying them.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from duewatch.model.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanEvent:
    """What every event has. id 0: not stored yet. Same-day events are told apart by id alone, and no
    result may depend on the order in which they were entered."""

    kind: ClassVar[str] = ""
    loan_id: str
    on: date
    id: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent(LoanEvent):
    """Money was lent (放款). amount_fen > 0."""

    kind: ClassVar[str] = "lent"
    amount_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class BillIssued(LoanEvent):
    """A bill was stated by the lender, or entered by the borrower from the app. The latest one of the
    same bill_id counts; one with the due date of a computed instalment replaces it."""

    kind: ClassVar[str] = "bill"
    bill_id: str
    due_on: date
    total_fen: Fen | None = None
    principal_fen: Fen | None = None
    interest_fen: Fen | None = None
    fee_fen: Fen | None = None
    minimum_fen: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(LoanEvent):
    """The borrower paid. amount_fen > 0. bill_id: the bill it was meant for, where known."""

    kind: ClassVar[str] = "paid"
    amount_fen: Fen
    bill_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded(LoanEvent):
    """A shop's refund lowered what is owed. amount_fen > 0."""

    kind: ClassVar[str] = "refunded"
    amount_fen: Fen
    bill_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged(LoanEvent):
    """The lender charged a fee or late charge, as seen in the app. amount_fen > 0."""

    kind: ClassVar[str] = "charged"
    amount_fen: Fen
    bill_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived(LoanEvent):
    """The lender gave up a part of what was owed. amount_fen > 0."""

    kind: ClassVar[str] = "waived"
    amount_fen: Fen
    bill_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demanded(LoanEvent):
    """Someone chased: a first collection call, an agency's letter, a court paper. `stage` is the rung it
    proves ("formal-collection", "outside-agency", "legal"); it outranks the day count."""

    kind: ClassVar[str] = "demanded"
    stage: str
    channel: str = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(LoanEvent):
    """The lender agreed to stop collecting until `until_on` (None: until told otherwise)."""

    kind: ClassVar[str] = "paused"
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(LoanEvent):
    """The borrower holds the loan for settled or closed: nothing more is due from this day."""

    kind: ClassVar[str] = "settled"


EVENT_TYPES: dict[str, type[LoanEvent]] = {
    cls.kind: cls for cls in (Lent, BillIssued, Paid, Refunded, Charged, Waived, Demanded, Paused, Settled)
}
"""Every event type by its stored kind."""
