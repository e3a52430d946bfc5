"""How much of a year lies between two days, as each day count has it: an exact fraction, never rounded.

The names and rules are those of the 2006 ISDA Definitions, section 4.16:

- 30/360: "30E/360", the Eurobond basis: the 31st counts as the 30th on either side, a month has 30 days, a year 360.
  Between two regular due dates of a plan the schedule counts 30 days a month even where the month's end cut the
  due day (31 January to 28 February: 30 days, not 28).
- actual/360, actual/365: the days that really pass over a year of 360 or 365.
- actual/actual: "ISDA": the days that fall in a leap year over 366, the others over 365.
"""

from datetime import date
from fractions import Fraction

from duewatch.model.clauses import DayCount

_YEAR = {DayCount.ACTUAL_360: 360, DayCount.ACTUAL_365: 365}


def days_30_360(start: date, end: date) -> int:
    """Days between two dates where every month has thirty (30E/360)."""
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + min(end.day, 30) - min(start.day, 30)


def year_fraction(start: date, end: date, count: DayCount) -> Fraction:
    """The part of a year from start (its day counts) to end (its day does not); end is not before start."""
    if count is DayCount.THIRTY_360:
        return Fraction(days_30_360(start, end), 360)
    if count is DayCount.ACTUAL_ACTUAL:
        return _actual_actual(start, end)
    return Fraction((end - start).days, _YEAR[count])


def days_between(start: date, end: date, count: DayCount | None) -> int:
    """The days from start to end that the count sees; by the calendar where none is agreed."""
    return days_30_360(start, end) if count is DayCount.THIRTY_360 else (end - start).days


def _actual_actual(start: date, end: date) -> Fraction:
    total = Fraction(0)
    while start < end:
        until = min(end, date(start.year + 1, 1, 1))
        total += Fraction((until - start).days, _days_of_year(start.year))
        start = until
    return total


def _days_of_year(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days
