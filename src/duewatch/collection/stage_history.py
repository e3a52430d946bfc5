"""How a loan came to the stage it is in: what was demanded, declared, passed on, paused, each with its day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duewatch.collection.ladder import CHASING
from duewatch.collection.stage import EARLY, proven_stage, sourced_day
from duewatch.model.loan_event import Accelerated, Demanded, LoanEvent, PartyNamed, PartyRole, Paused, Settled
from duewatch.model.platform import Ladder
from duewatch.servicing.standing import Standing


@dataclass(frozen=True, slots=True)
class StageStep:
    """Something that moved the stage, or could. what: "days" (the count of days past due alone), "demand",
    "lawyer-letter", "court", "acceleration", "agency", "creditor", "pause", "pause-end", "settled". stage: the stage it
    leads to, None where it leads to none of its own. until_on: a pause's last day. event: None for a count of days."""

    on: date
    what: str
    stage: str | None
    until_on: date | None = None
    event: LoanEvent | None = None


def stage_history(
    standing: Standing, events: Sequence[LoanEvent], ladder: Ladder, on: date, *, grace_days: int = 0
) -> tuple[StageStep, ...]:
    """Every step to that day, by time. Days that are counted are those of the present arrears."""
    steps = [*_counted(standing, ladder, grace_days)]
    for event in events:
        steps += _steps(event)
    return tuple(sorted((step for step in steps if step.on <= on), key=_order))


def _order(step: StageStep) -> tuple[date, str, int]:
    return step.on, step.what, 0 if step.event is None else step.event.id


def _counted(standing: Standing, ladder: Ladder, grace_days: int) -> Iterator[StageStep]:
    since = standing.overdue_since_on
    if since is None:
        return
    yield StageStep(since + timedelta(days=grace_days + 1), "days", EARLY)
    for stage in CHASING:
        day = sourced_day(stage, standing, ladder)
        if day is not None and stage != EARLY:
            yield StageStep(day, "days", stage)


def _steps(event: LoanEvent) -> Iterator[StageStep]:
    stage = proven_stage(event)
    if isinstance(event, Demanded):
        kinds = {"lawyer-letter": "lawyer-letter", "court": "court"}
        yield StageStep(event.on, kinds.get(event.channel, "demand"), stage, event=event)
    elif isinstance(event, Accelerated):
        yield StageStep(event.on, "acceleration", stage, event=event)
    elif isinstance(event, PartyNamed):
        if event.role in {PartyRole.AGENCY, PartyRole.CREDITOR}:
            yield StageStep(event.on, str(event.role), stage, event=event)
    elif isinstance(event, Paused):
        yield StageStep(event.on, "pause", "paused", event.last_on, event)
        if event.last_on is not None:
            yield StageStep(event.last_on + timedelta(days=1), "pause-end", None, event=event)
    elif isinstance(event, Settled):
        yield StageStep(event.on, "settled", "settled", event=event)
