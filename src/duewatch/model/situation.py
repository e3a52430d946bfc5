"""What is asked of an explainer."""

from dataclasses import dataclass
from datetime import date

from duewatch.model.money import Fen

TOPICS = (
    "reporting", "bank-visibility", "granularity", "history", "usage", "on-time", "liability",
    "opened-unused", "registration", "not-disbursed", "overdue", "small-amount", "grace-period", "coping",
    "extension", "instalments", "removal", "missing-record", "sued", "mortgage", "car-loan",
    "civil-service", "legitimacy", "upgrade", "rental", "inquiry",
)  # fmt: skip
"""Every topic id of a question."""


@dataclass(frozen=True, slots=True)
class LoanSituation:
    """A loan's own standing, for an explanation that is about it. stage: a stage id. guarantor: the one that paid in
    the borrower's place, None where none did."""

    loan_id: str
    stage: str
    overdue_fen: Fen
    days_past_due: int
    lender: str | None
    minimum_fen: Fen | None
    guarantor: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """A question made precise. platform_id None: any loan. days_overdue None: not told. year: the year
    the question is about. on: the day to answer for."""

    topic: str
    on: date
    platform_id: str | None = None
    also: tuple[str, ...] = ()
    days_overdue: int | None = None
    amount_fen: Fen | None = None
    year: int | None = None
    loan: LoanSituation | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a free question was understood, shown so that a wrong reading is seen."""

    platforms: tuple[str, ...]
    topic: str | None
    also: tuple[str, ...] = ()
    days_overdue: int | None = None
    amount_fen: Fen | None = None
    amount_words: str | None = None
    """An amount that is told without a figure ("几百块"), as it was written."""
    year: int | None = None
    distress: bool = False
    """The words sound like despair: the answer opens with kindness and 12356."""
    unknown_words: tuple[str, ...] = ()
    """Words that look like a platform's name that nobody knows; nearest names are offered."""
    kind: str | None = None
    """The platform that stands for any loan of the kind that the unknown names look like."""
