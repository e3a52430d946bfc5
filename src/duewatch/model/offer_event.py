"""Events about what a lender offered and what became of it; see `loan_event.py`."""

from dataclasses import dataclass
from typing import ClassVar

from duewatch.model.loan_event import LoanEvent
from duewatch.model.offer import FiledPaper, LoanOffer


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered(LoanEvent):
    """The lender offered something in place of the plan. It changes nothing in what is owed."""

    kind: ClassVar[str] = "offered"
    offer: LoanOffer


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswered(LoanEvent):
    """The borrower answered offer target_id. The latest answer counts."""

    kind: ClassVar[str] = "offer-answered"
    target_id: int
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(LoanEvent):
    """The written confirmation of arrangement target_id was asked for; where paper is given, it came and is filed."""

    kind: ClassVar[str] = "confirmation"
    target_id: int
    paper: FiledPaper | None = None
