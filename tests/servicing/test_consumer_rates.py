from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from duewatch.model.dates import add_months
from duewatch.servicing.flows.consumer_rates import (
    Unit,
    UnitPeriod,
    days_365_pct,
    eu_aprc_pct,
    eu_time,
    eu_years,
    unit_period_of,
    us_actuarial_pct,
)

LENT = date(2026, 1, 10)
MONTHLY = [(add_months(LENT, number), 23_000) for number in range(1, 25)]


def test_a_regular_monthly_loan_has_the_published_actuarial_rate() -> None:
    found = us_actuarial_pct([(date(1978, 1, 10), 500_000)], [(add_months(date(1978, 1, 10), n), 23_000)
                                                              for n in range(1, 25)])  # fmt: skip
    assert round(found or 0, 2) == Decimal("9.69")  # Appendix J (c)(1)(i)


def test_the_unit_period_is_the_interval_that_occurs_most() -> None:
    assert unit_period_of([(LENT, 1)], MONTHLY) == UnitPeriod(Unit.MONTHS)
    fortnights = [(date.fromordinal(LENT.toordinal() + 14 * n), 1) for n in range(1, 5)]
    assert unit_period_of([(LENT, 1)], fortnights) == UnitPeriod(Unit.WEEKS, 2)


def test_one_advance_and_one_payment_make_the_term_the_unit_period() -> None:
    whole_months = us_actuarial_pct([(LENT, 100_000)], [(add_months(LENT, 6), 105_000)])
    assert whole_months == pytest.approx(Decimal(10))
    days = us_actuarial_pct([(LENT, 100_000)], [(date.fromordinal(LENT.toordinal() + 73), 102_000)])
    assert days == pytest.approx(Decimal(10))


def test_odd_days_bear_simple_interest() -> None:
    at_once = us_actuarial_pct([(LENT, 500_000)], MONTHLY, UnitPeriod(Unit.MONTHS))
    ten_days_more = us_actuarial_pct([(date(2025, 12, 31), 500_000)], MONTHLY, UnitPeriod(Unit.MONTHS))
    assert at_once is not None and ten_days_more is not None
    assert ten_days_more < at_once


@pytest.mark.parametrize("unit", [UnitPeriod(unit) for unit in Unit])
def test_money_that_came_back_less_than_whole_has_a_rate_below_nothing(unit: UnitPeriod) -> None:
    found = us_actuarial_pct([(LENT, 100_000)], [(add_months(LENT, 12), 90_000)], unit)
    assert found is not None
    assert -100 < found < 0


def test_nothing_paid_has_no_rate() -> None:
    assert us_actuarial_pct([(LENT, 100)], []) is None
    assert days_365_pct([(LENT, 100)], []) is None
    assert eu_aprc_pct([(Fraction(0), 100)], []) is None


def test_the_european_rate_of_a_year_is_the_interest_of_that_year() -> None:
    assert eu_aprc_pct([(Fraction(0), 1000)], [(Fraction(1), 1100)]) == pytest.approx(Decimal(10))


def test_european_intervals_are_months_and_odd_days_counted_back() -> None:
    assert eu_years(date(2025, 1, 10), date(2025, 3, 10)) == Fraction(2, 12)
    assert eu_years(date(2026, 1, 7), date(2026, 3, 10)) == Fraction(2, 12) + Fraction(3, 365)
    assert eu_years(date(2024, 2, 20), date(2024, 3, 1)) == Fraction(10, 366)


def test_days_over_365() -> None:
    assert days_365_pct([(LENT, 1000)], [(date(2027, 1, 10), 1100)]) == pytest.approx(Decimal(10))


def test_a_time_told_in_units_is_counted_in_years_of_twelve_months_and_52_weeks() -> None:
    assert eu_time(years=1, months=6) == Fraction(3, 2)
    assert eu_time(weeks=26) == Fraction(1, 2)
    assert eu_time(days=61, year_days=366) == Fraction(1, 6)
