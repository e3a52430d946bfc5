"""The rungs of collection in their order; a platform's own ladder completed by the trade's usual practice."""

from dataclasses import replace

from duewatch.model.platform import Ladder, Rung

ORDER = ("reminder", "due-today", "early-overdue", "formal-collection", "outside-agency", "legal")
"""Rungs from the first reminder to the courts. The stages upcoming, grace, paused and settled are no rungs."""
CHASING = ("early-overdue", "formal-collection", "outside-agency", "legal")
"""Rungs that can stand only while something is overdue."""


def merged(own: Ladder, generic: Ladder) -> Ladder:
    """A platform's ladder, with the generic ladder's rungs where the platform has none of its own.

    Rungs taken from the generic ladder are marked as usual practice and keep no day: a day holds for the platform
    whose source gives it.
    """
    rungs = {rung.id: replace(rung, usual=True, from_days=None) for rung in generic.rungs}
    rungs.update((rung.id, rung) for rung in own.rungs)
    return Ladder(own.platform_id, tuple(sorted(rungs.values(), key=lambda rung: height(rung.id))))


def height(stage: str) -> int:
    """How high a stage stands on the ladder; -1 for a stage that is no rung."""
    return ORDER.index(stage) if stage in ORDER else -1


def rung_of(ladder: Ladder, stage: str) -> Rung | None:
    """The ladder's rung for a stage, or None."""
    return next((rung for rung in ladder.rungs if rung.id == stage), None)
