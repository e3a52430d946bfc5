"""What a lender offered in place of the plan, as far as it was told; it becomes an arrangement once it is accepted."""

from dataclasses import dataclass
from datetime import date

from duewatch.model.arrangement import AgreedBill
from duewatch.model.bill import Part
from duewatch.model.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanOffer:
    """An offer's terms. None always means "was not told", never zero.

    settle_fen, settle_by_on: one sum that settles the whole claim, and by when. instalments, each_fen, first_due_on:
    so many bills a month apart; total_fen: what they come to in all, where it was told (the last bill takes what the
    others leave of it). bills: a plan told bill by bill. shift_days: bills to come fall due so many days later.
    stop_interest_on: from that day on nothing accrues. waived: what is said to be given up; waived_fen: how much.
    expires_on: the last day on which it can be accepted. conditions: in the lender's words. contact_id: the entry of
    the contact log in which it was told.
    """

    settle_fen: Fen | None = None
    settle_by_on: date | None = None
    instalments: int | None = None
    each_fen: Fen | None = None
    first_due_on: date | None = None
    total_fen: Fen | None = None
    bills: tuple[AgreedBill, ...] = ()
    shift_days: int | None = None
    stop_interest_on: date | None = None
    waived: tuple[Part, ...] = ()
    waived_fen: Fen | None = None
    expires_on: date | None = None
    conditions: str = ""
    contact_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPaper:
    """A file that the borrower keeps: its name, where it lies, its checksum (SHA-256, hexadecimal) and its size."""

    name: str
    path: str
    sha256: str
    size: int
