"""Reminders: what is to be said once, how it is put together, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from duewatch.model.money import Fen
from duewatch.model.text import Literal


class Discretion(StrEnum):
    """How much a message may say."""

    FULL = "full"
    NO_AMOUNTS = "no-amounts"
    SILENT = "silent"
    """Nothing but "look at duewatch": neither lender nor sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderItem:
    """One thing to be said once over one channel.

    key: loan, bill, rule, channel and the day the rule fired; it cannot repeat. rule: "lead-3", "due-today",
    "cut-off", "overdue-7", "statement", "daily". subject: "bill", "promise", "reply", "court", "hearing",
    "court-undated", "particular", "repricing" or "report". But for a bill, bill_id names the promise, letter, paper or
    what else it is about, and loan_id is "" where that is no known loan. due_on: of the bill or promise, a court's time
    limit, the day of the hearing (at: its moment), the day a paper came that names its limit itself, the day a letter
    should have been answered. remaining_fen: of the bill or promise; None: not known yet. label: the paper's name, or
    what comes round. at: of a cut-off, the
    platform's own hour.
    """

    key: str
    channel: str
    loan_id: str
    bill_id: str
    rule: str
    fired_on: date
    platform_id: str
    platform_name: Literal
    loan_name: str
    due_on: date
    remaining_fen: Fen | None
    days_past_due: int
    minimum_fen: Fen | None = None
    subject: str = "bill"
    label: Literal | None = None
    at: datetime | None = None

    @property
    def urgent(self) -> bool:
        """Whether it cannot wait for others: it goes out alone, over every channel at once."""
        return self.rule == "cut-off" or self.subject in ("court", "hearing", "court-undated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel gets: words already chosen in one language and discretion. html None: plain only.
    id: stable over retries of the same message, so that a receiver can drop a second copy."""

    id: str
    subject: str
    body: str
    language: str
    discretion: Discretion
    created_at: datetime
    html: str | None = None
    item_count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEntry:
    """A day that a calendar shows. uid: stable, tells nothing. summary: words already chosen, as discreet as the
    channel must be. alarms: moments from the beginning of that day (midnight), mostly negative."""

    uid: str
    on: date
    summary: str
    alarms: tuple[timedelta, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the borrower answered from within a channel. until: the day on which reminders go on; None: acknowledged,
    no more of it. uid: of the agenda's entry it is about, "" for everything in the message that was sent."""

    until: date | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """It was handed over. detail: what the other side answered, without secrets. answers: what the borrower answered
    there, to this message or, in a calendar, since the last time."""

    detail: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Not sent on purpose. answers: as of Sent."""

    why: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Not sent. retry: whether trying again can help (a refused password does not mend itself). after_seconds: the
    other side asked not to be tried again before; None: it did not say."""

    why: str
    retry: bool = True
    after_seconds: int | None = None


Outcome = Sent | Skipped | Failed
"""What a channel answers. The outbox adds given-up and withdrawn by itself."""


class DeliveryState(StrEnum):
    """States of an outbox entry, as `remind --json` names them."""

    PLANNED = "planned"
    LEASED = "leased"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    GIVEN_UP = "given-up"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An outbox entry. why: in plain words, for failed, skipped and given up. tries: how often so far. words: the exact
    text it went out with last, subject and body; "" before."""

    key: str
    channel: str
    loan_id: str
    state: DeliveryState
    fired_on: date
    tries: int = 0
    why: str = ""
    retry_at: datetime | None = None
    sent_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the reminders. sent, failed: deliveries."""

    at: datetime
    sent: int
    failed: int
