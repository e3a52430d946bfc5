"""How late a loan is by its oldest unpaid bill, and which class of a list of classes that is."""

from collections.abc import Sequence
from datetime import date

Band = tuple[int, int | None]
"""Days past due from and to, both included; to None: open."""


def days_past_due(oldest_unpaid_due_on: date | None, on: date, grace_days: int = 0) -> int:
    """Whole days from the oldest unpaid due date to the day, less days of grace; 0 where nothing is late."""
    if oldest_unpaid_due_on is None:
        return 0
    return max((on - oldest_unpaid_due_on).days - grace_days, 0)


def band_of(days: int, bands: Sequence[Band]) -> Band | None:
    """The band that the days fall into, None where there is none."""
    return next((band for band in bands if band[0] <= days and (band[1] is None or days <= band[1])), None)
