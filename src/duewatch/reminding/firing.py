"""Which rule fires on which day for a bill: before, on and after its due day, when its statement is out without an
amount, and before the hour at which the platform itself ends the due day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from duewatch.config.schema import ReminderPolicy
from duewatch.model.projection import BillRow
from duewatch.reminding.hours import DAY, at_hour, last_fired_on, quiet_until

DUE_TODAY, STATEMENT, CUT_OFF, DAILY = "due-today", "statement", "cut-off", "daily"


class Firing(NamedTuple):
    """A rule that fires on a day, at an hour (None: at the policy's). ends: the platform's own hour, for a cut-off."""

    on: date
    rule: str
    hour: time | None = None
    ends: time | None = None

    def at(self, policy: ReminderPolicy, now: datetime) -> datetime:
        """The moment it fires, in the zone of now."""
        return at_hour(self.on, self.hour or policy.at, now)


def firings(
    bill: BillRow, policy: ReminderPolicy, statement_on: date | None, cut_off: time | None = None
) -> Iterator[Firing]:
    """Every rule that fires for a bill, with its day; not the daily repeat. cut_off: the hour at which the platform
    ends the due day, None where it is not known."""
    for lead in policy.lead_days:
        yield Firing(bill.due_on - DAY * lead, lead_rule(lead))
    for overdue in policy.overdue_days:
        yield Firing(bill.due_on + DAY * overdue, f"overdue-{overdue}")
    if statement_on is not None and bill.total_fen is None:
        yield Firing(statement_on, STATEMENT)
    if cut_off is not None and policy.cut_off_hours:
        before = datetime.combine(bill.due_on, cut_off) - timedelta(hours=policy.cut_off_hours)
        if before.date() == bill.due_on and quiet_until(policy, before) is None:
            yield Firing(bill.due_on, CUT_OFF, before.time(), cut_off)


def lead_rule(days: int) -> str:
    """The rule that fires so many days before a day."""
    return f"lead-{days}" if days else DUE_TODAY


def latest(fired: list[Firing], policy: ReminderPolicy, now: datetime) -> Firing | None:
    """Of what may have fired, the one to be said: the last that has fired by now, or its daily repeat."""
    past = [each for each in fired if each.at(policy, now) <= now]
    if not past:
        return None
    last = max(past, key=lambda each: (each.at(policy, now), each.rule != STATEMENT))
    today = last_fired_on(policy, now)
    return Firing(today, DAILY) if policy.daily and last.on < today else last
