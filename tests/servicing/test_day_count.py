"""How days are counted: the four rules, and what each sees of a stretch of days."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.clauses import DayCount
from duewatch.servicing.arrears import band_of, days_past_due
from duewatch.servicing.plans.day_count import days_30_360, days_between, year_fraction

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (DayCount.THIRTY_360, Fraction(59, 360)),
        (DayCount.ACTUAL_360, Fraction(60, 360)),
        (DayCount.ACTUAL_365, Fraction(60, 365)),
        (DayCount.ACTUAL_ACTUAL, Fraction(1, 365) + Fraction(59, 366)),
    ],
)
def test_the_same_sixty_days_by_every_rule(count: DayCount, expected: Fraction) -> None:
    start = date(2027, 12, 31)
    assert year_fraction(start, start + timedelta(days=60), count) == expected


def test_the_thirty_first_counts_as_the_thirtieth() -> None:
    assert days_30_360(date(2027, 1, 31), date(2027, 3, 31)) == 60
    assert days_30_360(date(2027, 1, 30), date(2027, 1, 31)) == 0
    assert days_between(date(2027, 1, 30), date(2027, 1, 31), None) == 1


@given(DAYS, DAYS, DAYS, st.sampled_from(DayCount))
def test_a_stretch_is_the_sum_of_its_parts(one: date, two: date, three: date, count: DayCount) -> None:
    start, middle, end = sorted((one, two, three))
    whole = year_fraction(start, end, count)
    assert whole == year_fraction(start, middle, count) + year_fraction(middle, end, count)


@given(DAYS, st.integers(1, 40))
def test_whole_calendar_years_are_whole_by_actual_actual(start: date, years: int) -> None:
    first = date(start.year, 1, 1)
    assert year_fraction(first, date(start.year + years, 1, 1), DayCount.ACTUAL_ACTUAL) == years


def test_days_past_due_are_counted_from_the_oldest_unpaid_due_date_less_grace() -> None:
    assert days_past_due(date(2023, 1, 31), date(2023, 7, 5)) == 155
    assert days_past_due(date(2023, 7, 3), date(2023, 7, 5), grace_days=3) == 0
    assert days_past_due(None, date(2023, 7, 5)) == 0
    assert band_of(155, [(0, 30), (31, 90), (91, None)]) == (91, None)
    assert band_of(31, [(0, 30)]) is None
