"""Days in messages, which mostly lack a year: "07月15日", "26日", "今天"."""

import re
from datetime import date, timedelta

from duewatch.model.dates import add_months, on_day

DAY = (
    r"(?:\d{4}[年/.-])?\d{1,2}[月/-]\d{1,2}[日号]?|\d{1,2}[日号](?![楼线])|今天|今日|明天|明日|后天"
    r"|(?:(?<=日)|(?<=日[:：为]))\d{1,2}\.\d{1,2}"
)
"""A day as messages write it."""
_PARTS = re.compile(r"(?:(?:(\d{4})[年/.-])?(\d{1,2})[月/.-])?(\d{1,2})[日号]?")
_BACK_FOR_DUE = timedelta(days=7)
"""A due notice may be read some days late."""
_AHEAD_FOR_PAST = timedelta(days=1)
"""Clocks of sender and receiver differ around midnight."""
FAR = timedelta(days=62)
"""Further from the day the message came than this, the year is a guess."""


def resolve_day(phrase: str, received: date, *, due: bool) -> date | None:
    """The day a phrase means, for a message received on a day; None where there is no such day.

    due: a due date lies ahead (December's notice may mean January); anything else has happened already.
    """
    if phrase in {"今天", "今日"}:
        return received
    if phrase in {"明天", "明日"}:
        return received + timedelta(days=1)
    if phrase == "后天":
        return received + timedelta(days=2)
    found = _PARTS.fullmatch(phrase)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if day is None or not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    if year is not None and month is not None:
        return _exactly(year, month, day)
    if month is not None:
        days = [_exactly(received.year + step, month, day) for step in (-1, 0, 1)]
    else:
        months = [add_months(received, step, 1) for step in (-1, 0, 1)]
        days = [on_day(each.year, each.month, day) for each in months]
    known = sorted(each for each in days if each is not None)
    if due:
        return next((each for each in known if each >= received - _BACK_FOR_DUE), None)
    return next((each for each in reversed(known) if each <= received + _AHEAD_FOR_PAST), None)


def _exactly(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
