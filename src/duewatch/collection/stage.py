"""On which rung of the ladder a loan stands that day, since when, and what usually comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from duewatch.collection.ladder import CHASING, height, rung_of
from duewatch.model.loan_event import (
    Accelerated,
    Demanded,
    LoanEvent,
    Paid,
    PartyNamed,
    PartyRole,
    Paused,
    Refunded,
    Settled,
    Waived,
)
from duewatch.model.platform import Ladder, Rung
from duewatch.servicing.standing import Standing

DAY = timedelta(days=1)
USUAL_REMINDER_DAYS = 7
"""From how many days before the due day a loan counts as "reminder", where no source of the platform tells: the
first lead time of duewatch's own reminders. It orders the borrower's list and says nothing about the lender."""

EARLY = "early-overdue"
LOWERING = (Paid, Waived, Refunded)
"""Events that may clear arrears."""


@dataclass(frozen=True, slots=True)
class StageOn:
    """A loan's stage on a day.

    id: a stage id of commands.md. since_on: first day of it, None where unknown. next_id: the rung that usually
    follows, with next_on only where a source gives the day. rung, next_rung: what the ladder says of both, None where
    the ladder has no such rung. next_change_on: the first later day on which the stage or next_on differs without a
    new event, None if never.
    """

    id: str
    since_on: date | None
    next_id: str | None
    next_on: date | None
    rung: Rung | None
    next_rung: Rung | None
    next_change_on: date | None


class _Now(NamedTuple):
    """A stage and since when, with the day on which it ends by itself."""

    id: str
    since_on: date | None
    until_on: date | None = None


def stage_of(
    standing: Standing, events: Sequence[LoanEvent], ladder: Ladder, on: date, *, grace_days: int = 0
) -> StageOn:
    """The stage on the standing's day. Events outrank the day count; a rung without a sourced day is entered by an
    event only, early-overdue apart, which begins the day after the due day.

    ladder: merged with the generic one. grace_days: of the borrower's own contract.
    """
    past = [event for event in events if event.on <= on]
    now = (
        _settled(standing, past)
        or _paused(standing, past, on)
        or _chased(standing, past, ladder, on, grace_days)
        or _coming(standing, ladder, on)
    )
    next_id = _next_id(now.id, standing, ladder, grace_days)
    next_on = None if next_id is None else _day_of(next_id, standing, ladder, grace_days)
    days = (now.until_on, next_on, *_days_ahead(now.id, standing, ladder, grace_days))
    return StageOn(
        id=now.id,
        since_on=now.since_on,
        next_id=next_id,
        next_on=next_on if next_on is not None and next_on > on else None,
        rung=rung_of(ladder, now.id),
        next_rung=None if next_id is None else rung_of(ladder, next_id),
        next_change_on=min((day for day in days if day is not None and day > on), default=None),
    )


def _settled(standing: Standing, past: Sequence[LoanEvent]) -> _Now | None:
    if not standing.settled:
        return None
    said = [event.on for event in past if isinstance(event, Settled)]
    return _Now("settled", max(said or [event.on for event in past if isinstance(event, LOWERING)], default=None))


def _paused(standing: Standing, past: Sequence[LoanEvent], on: date) -> _Now | None:
    """A pause the lender agreed to; a later demand ends it."""
    pauses = [event for event in past if isinstance(event, Paused) and _stands(event, standing, past)]
    if not pauses:
        return None
    latest = max(pauses, key=lambda event: (event.on, event.last_on or date.max))
    last_on = latest.last_on
    if last_on is not None and on > last_on:
        return None
    if any(proven_stage(event) is not None and event.on > latest.on for event in past):
        return None
    return _Now("paused", latest.on, None if last_on is None else last_on + DAY)


def _chased(standing: Standing, past: Sequence[LoanEvent], ladder: Ladder, on: date, grace_days: int) -> _Now | None:
    """The highest rung that an event proves or a sourced day has reached; None where nothing is overdue and nobody
    has demanded anything."""
    reached = [
        (height(stage), event.on, stage)
        for event in past
        if (stage := proven_stage(event)) in CHASING and _stands(event, standing, past)
    ]
    late_since = standing.overdue_since_on
    if late_since is not None:
        grace_ends = late_since + DAY * (grace_days + 1)
        if not reached and on < grace_ends:
            return _Now("grace", late_since + DAY, grace_ends)
        for stage in CHASING:
            day = sourced_day(stage, standing, ladder)
            if day is not None and day <= on:
                reached.append((height(stage), day, stage))
        reached.append((height(EARLY), grace_ends, EARLY))
    if not reached:
        return None
    top = max(level for level, _, _ in reached)
    since_on, stage = min((day, stage) for level, day, stage in reached if level == top)
    return _Now(stage, since_on)


def proven_stage(event: LoanEvent) -> str | None:
    """The rung that an event proves: a demand its own, the whole debt declared due a formal demand, an agency named
    that one collects; None where it proves none."""
    if isinstance(event, Demanded):
        return event.stage
    if isinstance(event, Accelerated):
        return "formal-collection"
    if isinstance(event, PartyNamed) and event.role is PartyRole.AGENCY and event.name:
        return "outside-agency"
    return None


def _stands(event: LoanEvent, standing: Standing, past: Sequence[LoanEvent]) -> bool:
    """Whether a demand or pause still counts: the arrears it was about have not been cleared since."""
    arrears = standing.arrears_since_on
    if arrears is not None and event.on >= arrears:
        return True
    return not any(isinstance(other, LOWERING) and other.on >= event.on for other in past)


def _coming(standing: Standing, ladder: Ladder, on: date) -> _Now:
    """Before the due day, and on it."""
    if standing.next_bill is None:
        return _Now("upcoming", None)
    due_on = standing.next_bill.bill.due_on
    if on == due_on:
        return _Now("due-today", due_on, due_on + DAY)
    reminded_on = due_on - DAY * reminder_days(ladder)
    return _Now("upcoming", None, reminded_on) if on < reminded_on else _Now("reminder", reminded_on, due_on)


def reminder_days(ladder: Ladder) -> int:
    """How many days before the due day the due reminder begins: by the platform's source, else as is usual."""
    rung = rung_of(ladder, "reminder")
    return USUAL_REMINDER_DAYS if rung is None or rung.from_days is None else abs(rung.from_days)


def _next_id(stage: str, standing: Standing, ladder: Ladder, grace_days: int) -> str | None:
    """The stage that usually follows, None where nothing is to be expected."""
    if stage in {"settled", "paused"} or (stage == "upcoming" and standing.next_bill is None):
        return None
    if stage == "upcoming":
        return "reminder"
    if stage == "due-today" and grace_days:
        return "grace"
    if stage in {"due-today", "grace"}:
        return EARLY
    return next((rung.id for rung in ladder.rungs if height(rung.id) > height(stage)), None)


def _day_of(stage: str, standing: Standing, ladder: Ladder, grace_days: int) -> date | None:
    """The day a coming stage begins, only where the contract or a source settles it."""
    if standing.overdue_since_on is not None:
        since = standing.overdue_since_on
        return since + DAY * (grace_days + 1) if stage == EARLY else sourced_day(stage, standing, ladder)
    if standing.next_bill is None:
        return None
    due_on = standing.next_bill.bill.due_on
    if stage == "reminder":
        rung = rung_of(ladder, stage)
        return None if rung is None or rung.from_days is None else due_on - DAY * abs(rung.from_days)
    return {"due-today": due_on, "grace": due_on + DAY, EARLY: due_on + DAY}.get(stage)


def sourced_day(stage: str, standing: Standing, ladder: Ladder) -> date | None:
    """The day on which a rung is reached by the count of days, None where no source gives it or nothing is overdue."""
    rung = rung_of(ladder, stage)
    if rung is None or rung.from_days is None or standing.overdue_since_on is None:
        return None
    return standing.overdue_since_on + DAY * rung.from_days


def _days_ahead(stage: str, standing: Standing, ladder: Ladder, grace_days: int) -> list[date | None]:
    """Days of higher rungs that a source gives, also beyond a next rung without one; and the end of grace."""
    if stage in {"settled", "paused"}:
        return []
    return [sourced_day(above, standing, ladder) for above in CHASING if height(above) > height(stage)] + [
        None if standing.overdue_since_on is None else standing.overdue_since_on + DAY * (grace_days + 1)
    ]
