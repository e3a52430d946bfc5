"""Calendar helpers. A due day keeps its anchor: the 31st is 30 June and again 31 July."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date


def on_day(year: int, month: int, day: int) -> date:
    """The given day of the month, or its last day where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def add_months(start: date, months: int, anchor_day: int | None = None) -> date:
    """The date `months` later on `anchor_day` (default: the day of `start`), cut to the month's end."""
    index = start.year * 12 + start.month - 1 + months
    return on_day(index // 12, index % 12 + 1, anchor_day or start.day)


def next_on_day(after: date, day: int) -> date:
    """The first date later than `after` that falls on `day` of its month (cut to the month's end)."""
    candidate = on_day(after.year, after.month, day)
    return candidate if candidate > after else add_months(candidate, 1, day)


def monthly(first: date, count: int, anchor_day: int | None = None) -> Iterator[date]:
    """`count` dates a month apart from `first`, each on the anchor day."""
    for index in range(count):
        yield add_months(first, index, anchor_day or first.day)
