"""How many years lie between two days, as an exact fraction, by the usual day counts."""

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from fractions import Fraction


class YearCount(StrEnum):
    """The day counts by their market names (ISDA 2006 definitions, section 4.16; `nl`: 29 February is left out)."""

    ACT_ACT = "act/act isda"
    ACT_365 = "act/365"
    ACT_365_25 = "act/365.25"
    ACT_364 = "act/364"
    ACT_360 = "act/360"
    THIRTY_360 = "30/360 isda"
    THIRTY_E_360 = "30e/360"
    THIRTY_E_PLUS_360 = "30e+/360"
    THIRTY_E_360_ISDA = "30e/360 isda"
    THIRTY_U_360 = "30u/360"
    NO_LEAP_365 = "nl/365"
    NO_LEAP_360 = "nl/360"


_OTHER_NAMES = {
    "act/act": "act/act isda",
    "act/365f": "act/365",
    "act/365 fixed": "act/365",
    "30/360": "30/360 isda",
    "bond basis": "30/360 isda",
    "30/360e": "30e/360",
    "eurobond": "30e/360",
    "30/360 us": "30u/360",
}


def year_count(name: str) -> YearCount:
    """The day count a file or a person names ("Actual/365F", "30E/360"). Raises ValueError."""
    plain = " ".join(name.lower().replace("actual", "act").replace("_", " ").split())
    return YearCount(_OTHER_NAMES.get(plain, plain))


def years_between(start: date, end: date, count: YearCount = YearCount.ACT_365) -> Fraction:
    """The years from start to end, not before it."""
    return _COUNTS[count](start, end)


def _actual(per_year: Fraction) -> Callable[[date, date], Fraction]:
    return lambda start, end: (end - start).days / per_year


def _actual_actual(start: date, end: date) -> Fraction:
    if start.year == end.year:
        return Fraction((end - start).days, _days_of(start.year))
    head = Fraction((date(start.year + 1, 1, 1) - start).days, _days_of(start.year))
    tail = Fraction((end - date(end.year, 1, 1)).days, _days_of(end.year))
    return head + (end.year - start.year - 1) + tail


def _days_of(year: int) -> int:
    return 366 if isleap(year) else 365


def _no_leap(per_year: int) -> Callable[[date, date], Fraction]:
    def count(start: date, end: date) -> Fraction:
        leap_days = sum(isleap(year) and start < date(year, 2, 29) <= end for year in range(start.year, end.year + 1))
        return Fraction((end - start).days - leap_days, per_year)

    return count


def _thirty(adjust: Callable[[date, date], tuple[int, int]]) -> Callable[[date, date], Fraction]:
    def count(start: date, end: date) -> Fraction:
        first, last = adjust(start, end)
        return Fraction((end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first, 360)

    return count


def _isda(start: date, end: date) -> tuple[int, int]:
    first = min(start.day, 30)
    return first, 30 if end.day == 31 and first == 30 else end.day


def _us(start: date, end: date) -> tuple[int, int]:
    first, last = start.day, end.day
    if _ends_february(start):
        last = 30 if _ends_february(end) else last
        first = 30
    if last == 31 and first >= 30:
        last = 30
    return min(first, 30), last


def _european_isda(start: date, end: date) -> tuple[int, int]:
    return (
        30 if _ends_february(start) else min(start.day, 30),
        30 if _ends_february(end) else min(end.day, 30),
    )


def _european_plus(start: date, end: date) -> tuple[int, int]:
    """A last day that is the 31st counts as the first of the next month: one more than 30."""
    return min(start.day, 30), end.day


def _ends_february(day: date) -> bool:
    return day.month == 2 and day.day == monthrange(day.year, 2)[1]


_COUNTS: dict[YearCount, Callable[[date, date], Fraction]] = {
    YearCount.ACT_ACT: _actual_actual,
    YearCount.ACT_365: _actual(Fraction(365)),
    YearCount.ACT_365_25: _actual(Fraction(1461, 4)),
    YearCount.ACT_364: _actual(Fraction(364)),
    YearCount.ACT_360: _actual(Fraction(360)),
    YearCount.THIRTY_360: _thirty(_isda),
    YearCount.THIRTY_E_360: _thirty(lambda start, end: (min(start.day, 30), min(end.day, 30))),
    YearCount.THIRTY_E_PLUS_360: _thirty(_european_plus),
    YearCount.THIRTY_E_360_ISDA: _thirty(_european_isda),
    YearCount.THIRTY_U_360: _thirty(_us),
    YearCount.NO_LEAP_365: _no_leap(365),
    YearCount.NO_LEAP_360: _no_leap(360),
}
