"""Moments of a day: when reminders go out, and when nothing is said."""

from datetime import date, datetime, time, timedelta

from duewatch.config.schema import ReminderPolicy

DAY = timedelta(days=1)
GRACE = timedelta(hours=1)
"""How late a run may be before it is called missed: those who use cron let it run every hour."""


def at_hour(day: date, hour: time, now: datetime) -> datetime:
    """The moment of a day's hour in the zone of now."""
    return datetime.combine(day, hour, tzinfo=now.tzinfo)


def quiet_until(policy: ReminderPolicy, now: datetime) -> datetime | None:
    """When the present quiet hours end; None outside them. Equal ends mean that there are none."""
    start, end, hour = policy.quiet_from, policy.quiet_to, now.timetz().replace(tzinfo=None)
    if start == end:
        return None
    inside = start <= hour < end if start < end else hour >= start or hour < end
    if not inside:
        return None
    return at_hour(now.date() if hour < end else now.date() + DAY, end, now)


def moment(policy: ReminderPolicy, day: date, now: datetime, hour: time | None = None) -> datetime:
    """When a day's reminders go out: at the hour (the policy's, where none is given), or when the quiet hours it lies
    in are over."""
    at = at_hour(day, hour or policy.at, now)
    return quiet_until(policy, at) or at


def last_fired_on(policy: ReminderPolicy, now: datetime) -> date:
    """The last day whose reminders are due by now: today, or yesterday before the policy's hour."""
    return now.date() if now >= at_hour(now.date(), policy.at, now) else now.date() - DAY


def missed_since(policy: ReminderPolicy, last: datetime, now: datetime) -> datetime | None:
    """The latest moment at which reminders should have gone out, where the last run was before it and an hour has
    passed since; None where none was missed. A last run ahead of now is from before the clock was set back."""
    for day in (now.date(), now.date() - DAY):
        expected = moment(policy, day, now)
        if expected + GRACE <= now:
            return expected if last < expected else None
    return None
