"""What a run of the reminders answers."""

from dataclasses import dataclass
from datetime import date, datetime

from duewatch.model.reminder import DeliveryState, ReminderItem
from duewatch.model.text import Text


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """What a run of the reminders did, or would do (planned), with one item over one channel. words: the exact text it
    went out with, where that is asked of the outbox."""

    key: str
    channel: str
    loan_id: str
    outcome: DeliveryState
    why: str
    retry_at: datetime | None
    item: ReminderItem | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the borrower answered in a channel about a loan's bill. until: the day reminders go on; None: no more."""

    channel: str
    loan_id: str
    until: date | None


@dataclass(frozen=True, slots=True)
class RemindResult:
    """A run of the reminders.

    answered: what the borrower answered in the channels. previews: channel → the exact words, for a dry run.
    quiet_until: nothing was done, since these are quiet hours until then. ping_problem: why the address that is told of
    every run was not reached.
    """

    deliveries: tuple[DeliveryLine, ...]
    previews: tuple[tuple[str, str], ...] = ()
    quiet_until: datetime | None = None
    ping_problem: Text | None = None
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing that will be said, and when."""

    at: datetime
    item: ReminderItem
