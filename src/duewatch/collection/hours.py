"""Hours of the day in which somebody may or may not be called: those of a rule, and those that were agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from duewatch.model.contact import AgreedHours
from duewatch.model.rulebook import Rule

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """From first (included) to last (not included), minutes of the day; over midnight where last is not after first.
    1440 is midnight at the day's end."""

    first: int
    last: int

    def holds(self, minute: int) -> bool:
        """Whether a minute of the day lies within."""
        if self.first < self.last:
            return self.first <= minute < self.last
        return minute >= self.first or minute < self.last

    def __str__(self) -> str:
        return f"{_hour(self.first)}–{_hour(self.last)}"


def quiet_hours(rule: Rule) -> Hours | None:
    """A rule's quiet hours, None where it has none or must not be used."""
    given = (rule.parameters or {}) if rule.usable else {}
    first, last = given.get("quiet_from"), given.get("quiet_to")
    return Hours(_minute(first), _minute(last)) if isinstance(first, str) and isinstance(last, str) else None


def agreed_on(agreed: Sequence[AgreedHours], loan_id: str | None, at: datetime) -> AgreedHours | None:
    """The agreement that held for a loan at a moment: the latest for the loan itself, else the latest for any."""
    held = [one for one in agreed if one.at <= at and one.loan_id in {None, loan_id}]
    return max(held, key=lambda one: (one.loan_id is not None, one.at, one.id), default=None)


def _minute(hour: str) -> int:
    hours, minutes = hour.split(":")
    return int(hours) * 60 + int(minutes)


def _hour(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
