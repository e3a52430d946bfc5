"""A loan's account on a day, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duewatch.model.bill import Part
from duewatch.model.loan_event import LoanEvent, PaymentSource
from duewatch.model.money import Fen
from duewatch.servicing.books.account import LineKind, TransactionKind
from duewatch.servicing.books.delinquency import Delinquency, Pause


class AccountStatus(StrEnum):
    """Where a loan stands in its life."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    ACTIVE = "active"
    OVERPAID = "overpaid"
    MET = "met"
    """Everything is paid."""
    WRITTEN_OFF = "written-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An amount by parts."""

    principal_fen: Fen = 0
    interest_fen: Fen = 0
    fee_fen: Fen = 0
    charge_fen: Fen = 0

    @property
    def total_fen(self) -> Fen:
        """All parts."""
        return self.principal_fen + self.interest_fen + self.fee_fen + self.charge_fen


def split_of(parts: dict[Part, Fen]) -> Split:
    """Parts as a value."""
    return Split(
        principal_fen=parts.get(Part.PRINCIPAL, 0),
        interest_fen=parts.get(Part.INTEREST, 0),
        fee_fen=parts.get(Part.FEE, 0),
        charge_fen=parts.get(Part.CHARGE, 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentState:
    """An instalment on the day. owed: all that it asks for; balance_fen: principal of the plan left after its due
    date; paid_early_fen, paid_late_fen: of paid_fen, what came before or after the due date."""

    kind: LineKind
    from_on: date
    due_on: date
    owed: Split
    paid: Split
    paid_fen: Fen
    paid_early_fen: Fen
    paid_late_fen: Fen
    waived_fen: Fen
    written_off_fen: Fen
    remaining_fen: Fen
    balance_fen: Fen
    met_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionState:
    """An entry. split: what of it went to (or came from) which part; overpaid_fen: what it left over or used of money
    paid too much; principal_left_fen: principal owed after it."""

    kind: TransactionKind
    source: PaymentSource
    on: date
    amount_fen: Fen
    split: Split
    overpaid_fen: Fen
    principal_left_fen: Fen
    event: LoanEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeState:
    """A charge. due_on: None is with each instalment, or kept back from the money lent."""

    event_id: int
    part: Part
    due_on: date | None
    amount_fen: Fen
    paid_fen: Fen
    waived_fen: Fen

    @property
    def remaining_fen(self) -> Fen:
        """What is unpaid."""
        return self.amount_fen - self.paid_fen - self.waived_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """What a loan's account shows on a day.

    owed, paid …: over all instalments and what was kept back from the money lent. outstanding_fen: all that is
    unpaid, due or not; overdue_fen: of instalments due before the day. matures_on: the last due date of the plan;
    ended_on: the day on which it was paid off, else matures_on. by_range: overdue amounts by range, instalment by
    instalment, where ranges were given; range: of the loan.
    """

    on: date
    status: AccountStatus
    instalments: tuple[InstalmentState, ...]
    transactions: tuple[TransactionState, ...]
    charges: tuple[ChargeState, ...]
    owed: Split
    paid_fen: Fen
    paid_early_fen: Fen
    paid_late_fen: Fen
    waived_fen: Fen
    outstanding: Split
    overpaid_fen: Fen
    overdue_fen: Fen
    last_payment: TransactionState | None
    matures_on: date | None
    ended_on: date | None
    delinquency: Delinquency
    range: str | None
    by_range: tuple[tuple[str, Fen], ...]
    pauses: tuple[Pause, ...]

    @property
    def outstanding_fen(self) -> Fen:
        """All that is unpaid."""
        return self.outstanding.total_fen
