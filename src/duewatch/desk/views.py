"""What the desk hands out: frozen values, ready to be rendered by a screen, a command or JSON.

Amounts are fen, None is "not known". `Text` and `Literal` become words in ``duewatch.wording`` only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from duewatch.collection.ageing import Ageing
from duewatch.collection.parties import Party
from duewatch.collection.stage_history import StageStep
from duewatch.credit.inquiries import InquiryCount
from duewatch.credit.strip import MonthCell, Strip
from duewatch.desk.picture import Today, ToDo
from duewatch.desk.strip_view import StripView
from duewatch.intake.result import FileProblem, FileReport, ImportResult, PreviewRow
from duewatch.model.explanation import Explanation
from duewatch.model.ledger import Batch, Removed
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.money import Fen
from duewatch.model.platform import Fact, Ladder, Manifest, Rung, TermsHint
from duewatch.model.projection import BillRow, LoanRow, Totals
from duewatch.model.proof import Proof
from duewatch.model.situation import Reading
from duewatch.model.text import Literal, Text
from duewatch.reminding.result import AgendaItem, Answered, DeliveryLine, RemindResult
from duewatch.servicing.particulars import ParticularLine
from duewatch.servicing.spending import Spending
from duewatch.servicing.standing import Allocated, BillLine, ChargeLine, PaymentLine


@dataclass(frozen=True, slots=True)
class LoanDetail:
    """One loan whole. rung: the present one; next_rung with a day only where a source gives it."""

    loan: Loan
    row: LoanRow
    platform_name: Literal
    principal_overdue_fen: Fen
    interest_overdue_fen: Fen
    fees_overdue_fen: Fen
    bills: tuple[BillLine, ...]
    payments: tuple[PaymentLine, ...]
    charges: tuple[ChargeLine, ...]
    events: tuple[LoanEvent, ...]
    ladder: Ladder
    rung: Rung | None
    next_rung: Rung | None
    facts: tuple[Fact, ...]
    facts_checked_on: date | None
    facts_again: bool
    """Whether the facts are so old that they are to be checked again."""
    parties: tuple[Party, ...] = ()
    """Everybody who was or is in a role, by role and time."""
    particulars: tuple[ParticularLine, ...] = ()
    """What the platform's contracts say beyond bills, noted or not."""
    hint: TermsHint | None = None
    """What the terms usually are, for the borrower to confirm."""
    ageing: Ageing | None = None
    """The trade's M0 to M6+, with the one that the loan is in."""
    spending: Spending | None = None
    """What was spent on a credit line since its last statement, where anything is known of it."""
    proofs: Mapping[int, tuple[Proof, ...]] = field(default_factory=dict)
    """By event: the rows of imported files that tell of it."""
    stage_history: tuple[StageStep, ...] = ()
    """What was demanded, declared, passed on and paused so far, by time."""
    ask_first: Text | None = None
    """What to ask before anything that may start the limitation period anew, where the debt is old."""


@dataclass(frozen=True, slots=True)
class PaymentResult:
    """A payment that was recorded; duewatch itself pays nothing."""

    batch_id: int
    event: LoanEvent
    amount_fen: Fen
    allocation: tuple[Allocated, ...]
    row: LoanRow


@dataclass(frozen=True, slots=True)
class Answer:
    """One platform's answer, or the general one (platform_id None). checked_on: when the platform's facts were last
    checked. again: places of the points that rest on facts so old that they are to be checked again."""

    platform_id: str | None
    platform_name: Literal | None
    explanation: Explanation
    checked_on: date | None = None
    again: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What was asked, how it was read, what there is to say. kindness: the first line where the words
    sound like despair. unknown: that a platform is not known and what is answered instead; nearest: platforms with
    a similar name. help: what can be asked, where nothing was understood."""

    reading: Reading
    answers: tuple[Answer, ...]
    kindness: Text | None = None
    unknown: Text | None = None
    nearest: tuple[tuple[str, Literal], ...] = ()
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class PluginLine:
    """One installed plugin. state: "ready", "not-loaded" (found, not needed so far), "failed", "refused", "new" (waits
    for being allowed), "off". origin: "built-in", the distribution's name and version, or the folder that the config
    names. why: the reason in one sentence, or None. author: as its distribution says, empty where it does not."""

    id: str
    name: Literal
    version: str
    api: int
    origin: str
    capabilities: tuple[str, ...]
    state: str
    why: Text | None
    manifest: Manifest | None
    author: str = ""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the doctor. state: "good", "attention" or "bad". mend: empty if good."""

    name: str
    state: str
    what: Text
    mend: Text | None = None


@dataclass(frozen=True, slots=True)
class PlatformChoice:
    """A platform to pick in a form."""

    id: str
    name: Literal
    loan_kinds: tuple[str, ...]
    hint: TermsHint | None = None


__all__ = [
    "Ageing",
    "AgendaItem",
    "Allocated",
    "Answer",
    "Answered",
    "Answers",
    "Batch",
    "BillLine",
    "BillRow",
    "ChargeLine",
    "CheckLine",
    "DeliveryLine",
    "FileProblem",
    "FileReport",
    "ImportResult",
    "InquiryCount",
    "LoanDetail",
    "LoanRow",
    "MonthCell",
    "ParticularLine",
    "Party",
    "PaymentLine",
    "PaymentResult",
    "PlatformChoice",
    "PluginLine",
    "PreviewRow",
    "RemindResult",
    "Removed",
    "Strip",
    "StripView",
    "ToDo",
    "Today",
    "Totals",
]  # fmt: skip
