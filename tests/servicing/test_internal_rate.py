from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.servicing.flows.internal_rate import all_xirr, irr, mirr, nfv, npv, xirr, xnfv, xnpv
from duewatch.servicing.flows.year_fraction import YearCount, year_count, years_between

START = date(2024, 2, 29)
later = st.lists(st.tuples(st.integers(20, 3000), st.integers(1, 10**8)), min_size=1, max_size=30)


@given(later, st.decimals("0.3", "3", places=2))
def test_the_quick_rate_is_the_searched_one(paid: list[tuple[int, int]], share: Decimal) -> None:
    days = [START, *(START + timedelta(days=offset) for offset, _ in paid)]
    amounts = [int(sum(amount for _, amount in paid) * share) + 1, *(-amount for _, amount in paid)]
    (searched,) = all_xirr(days, amounts)
    found = xirr(days, amounts)
    assert found is not None
    assert abs(found - searched) <= Decimal("1e-6") * (1 + abs(searched))


@given(later, st.decimals("-0.5", "3", places=3))
def test_what_is_worth_so_much_at_a_rate_costs_that_rate(paid: list[tuple[int, int]], rate: Decimal) -> None:
    days = [START, *(START + timedelta(days=offset) for offset, _ in paid)]
    due = xnpv(rate, days, [0, *(-amount for _, amount in paid)])
    assert due is not None
    assert all_xirr(days, [-due, *(-amount for _, amount in paid)])[0] == pytest.approx(rate, abs=Decimal("1e-12"))


def test_a_total_loss_and_a_gain_beyond_measure_are_found() -> None:
    days = [date(2017, 12, 16), date(2017, 12, 31)]
    assert xirr(days, [-100, 10_000]) == pytest.approx((Decimal(100)) ** (Decimal(365) / 15) - 1)
    lost = xirr([date(2020, 3, 5), date(2020, 3, 16)], [-1_848_000, 1_312_000])
    assert lost == pytest.approx(Decimal("-0.9999884228170087"))


def test_days_in_any_order_and_on_one_day_both_ways() -> None:
    days = [date(2026, 3, 1), date(2026, 1, 1), date(2026, 1, 1)]
    in_order = xirr([date(2026, 1, 1), date(2026, 3, 1)], [100, -105])
    assert in_order is not None
    assert xirr(days, [-105, 110, -10]) == pytest.approx(in_order, abs=Decimal("1e-9"))


def test_flows_without_a_rate_have_none() -> None:
    assert xirr([], []) is None
    assert xirr([START, START], [5, -5]) is None
    assert xirr([START, date(2025, 1, 1)], [5, 5]) is None
    assert irr([1, 1]) is None
    assert npv(Decimal(-1), [1, 2]) is None


def test_values_at_a_rate() -> None:
    tenth = Decimal("0.1")
    assert npv(tenth, [-100, 110]) == pytest.approx(Decimal(0))
    assert npv(tenth, [110], first_period=1) == pytest.approx(Decimal(100))
    assert nfv(tenth, [100, 0]) == pytest.approx(Decimal(110))
    days = [date(2026, 1, 1), date(2027, 1, 1)]
    assert xnpv(tenth, days, [0, 110]) == pytest.approx(Decimal(100))
    assert xnfv(tenth, days, [100, 0]) == pytest.approx(Decimal(110))
    assert mirr([-100, 0, 121], tenth, tenth) == pytest.approx(tenth)
    assert mirr([100, 200], tenth, tenth) is None


@pytest.mark.parametrize(
    ("name", "start", "end", "years"),
    [
        ("act/365", date(2024, 1, 1), date(2025, 1, 1), "366/365"),
        ("Actual/360", date(2024, 1, 1), date(2024, 12, 26), "1"),
        ("act/act isda", date(2023, 7, 1), date(2024, 7, 1), "184/365+182/366"),
        ("act/365.25", date(2023, 1, 1), date(2027, 1, 1), "4"),
        ("act/364", date(2024, 1, 1), date(2024, 12, 30), "1"),
        ("30/360", date(2024, 1, 31), date(2024, 3, 31), "60/360"),
        ("30/360 isda", date(2024, 1, 30), date(2024, 2, 29), "29/360"),
        ("30e/360", date(2024, 1, 15), date(2024, 3, 31), "75/360"),
        ("30e+/360", date(2024, 1, 15), date(2024, 3, 31), "76/360"),
        ("30e/360 isda", date(2023, 2, 28), date(2023, 3, 31), "30/360"),
        ("30u/360", date(2023, 2, 28), date(2024, 2, 29), "1"),
        ("30u/360", date(2023, 1, 15), date(2023, 3, 31), "76/360"),
        ("nl/365", date(2024, 2, 28), date(2025, 2, 28), "1"),
        ("nl/360", date(2024, 2, 28), date(2024, 3, 1), "1/360"),
    ],
)
def test_day_counts(name: str, start: date, end: date, years: str) -> None:
    from fractions import Fraction

    expected = sum((Fraction(part) for part in years.split("+")), Fraction(0))
    assert years_between(start, end, year_count(name)) == expected


def test_an_unknown_day_count_is_refused() -> None:
    with pytest.raises(ValueError):
        year_count("31/370")


@given(st.sampled_from(list(YearCount)), st.integers(0, 4000))
def test_a_year_fraction_is_never_negative_and_nothing_for_no_days(count: YearCount, days: int) -> None:
    assert years_between(START, START, count) == 0
    assert years_between(START, START + timedelta(days=days), count) >= 0


@given(later)
def test_the_solver_gives_no_rate_that_leaves_more_over_than_it_promises(paid: list[tuple[int, int]]) -> None:
    from duewatch.servicing.flows import internal_rate

    days = [START, *(START + timedelta(days=offset) for offset, _ in paid)]
    amounts = [10**6 + sum(amount for _, amount in paid), *(-amount for _, amount in paid)]
    quick = internal_rate._quick(days, amounts)
    if quick is not None:
        left = xnpv(quick, days, amounts)
        assert left is not None
        assert abs(left) < 2 * Decimal(internal_rate._LEFT_BY_SOLVER)


@given(st.sampled_from(list(YearCount)), later)
def test_the_rate_balances_the_flows_by_every_way_of_counting_days(
    count: YearCount, paid: list[tuple[int, int]]
) -> None:
    days = [START, *(START + timedelta(days=offset) for offset, _ in paid)]
    amounts = [sum(amount for _, amount in paid) * 9 // 10 + 1, *(-amount for _, amount in paid)]
    rate = xirr(days, amounts, count)
    assert rate is not None
    left = xnpv(rate, days, amounts, count)
    assert left is not None
    assert abs(left) < Decimal("0.01")


def test_calendar_years_of_365_and_366_days_give_a_rate_near_that_of_365() -> None:
    days = [date(2024, 1, 31), date(2024, 8, 29), date(2025, 2, 28)]
    rate = xirr(days, [-1000, 500, 600], YearCount.ACT_ACT)
    assert rate is not None
    assert round(rate, 4) == Decimal("0.1193")
