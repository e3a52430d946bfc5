"""The history of a loan's stage in words, and a pause of collecting with its reason and end."""

from collections.abc import Sequence
from datetime import date

from duewatch.collection.stage_history import StageStep
from duewatch.desk.names import stage_name
from duewatch.model.loan_event import Accelerated, PartyNamed, Paused
from duewatch.model.text import Name, Text, text

REASONS: dict[str, Text] = {
    "hardship": text("hardship, agreed"),
    "disaster": text("disaster"),
    "illness": text("illness"),
    "other": text("another reason"),
}
NO_REASON = text("no reason noted")


def step_words(step: StageStep) -> Text:
    """One step, without its day."""
    event = step.event
    stage = None if step.stage is None else stage_name(step.stage)
    if isinstance(event, Paused):
        return text("the pause ended") if step.what == "pause-end" else pause_words(event)
    if isinstance(event, Accelerated):
        return text("the whole debt was declared due, to be paid by {due}", due=event.due_on)
    if isinstance(event, PartyNamed):
        name = Name(event.name, event.name)
        if step.what == "creditor":
            return text("passed on to another creditor: {name}", name=name) if event.name else text(
                "no other creditor any more")  # fmt: skip
        return text("passed on to an agency: {name}", name=name) if event.name else text("no agency any more")
    if step.what == "lawyer-letter":
        return text("a lawyer's letter came: {stage}", stage=stage or "")
    if step.what == "court":
        return text("a court paper came: {stage}", stage=stage or "")
    if step.what == "demand":
        return text("a demand came: {stage}", stage=stage or "")
    if step.what == "settled":
        return text("noted as settled")
    return text("by the days past due: {stage}", stage=stage or "")


def pause_words(event: Paused) -> Text:
    """A pause: until when it was agreed, why, with whom."""
    why = NO_REASON if event.reason is None else REASONS[event.reason]
    if event.until_on is None:
        words = text("collecting paused until told otherwise ({why})", why=why)
    else:
        words = text("collecting paused until {until} ({why})", until=event.until_on, why=why)
    if not event.agreed_with:
        return words
    return text("{words}, agreed with {who}", words=words, who=Name(event.agreed_with, event.agreed_with))


def pause_on(history: Sequence[StageStep], on: date) -> Paused | None:
    """The pause under way on a day, by its latest beginning; a later demand may have ended it all the same."""
    running = [
        step.event
        for step in history
        if isinstance(step.event, Paused) and step.what == "pause" and (step.until_on is None or step.until_on >= on)
    ]
    return running[-1] if running else None
