from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.config.rules import rulebook
from duewatch.model.dates import add_months
from duewatch.model.text import Sentence
from duewatch.servicing.annual_cost import dated_pct, of_flows, periods_of
from duewatch.wording import Wording

LENT = date(2026, 1, 15)


def monthly(received: int, *paid: int, start: date = LENT) -> list[tuple[date, int]]:
    return [(start, received), *((add_months(start, number), -amount) for number, amount in enumerate(paid, 1))]


@pytest.mark.parametrize(
    ("flows", "simple", "compound", "per_month"),
    [
        (monthly(1_000_000, *[91394] * 12), "17.3986", "18.8553", "1.449880"),
        (monthly(9_800_000, *[860664] * 12), "9.7999", "10.2523", "0.816660"),
    ],
)
def test_the_worked_examples_of_the_rule_come_out(
    flows: list[tuple[date, int]], simple: str, compound: str, per_month: str
) -> None:
    cost = of_flows(flows, periods_per_year=12)
    assert (cost.simple_pct, cost.compound_pct) == (Decimal(simple), Decimal(compound))
    assert cost.per_period_pct == pytest.approx(Decimal(per_month), abs=Decimal("1e-5"))
    assert rulebook().rules["apr-irr-formula"].usable


def test_a_fee_taken_off_the_money_makes_it_dearer_than_the_same_loan_without() -> None:
    whole = of_flows(monthly(10_000_000, *[860664] * 12), periods_per_year=12)
    cut = of_flows(monthly(9_800_000, *[860664] * 12), periods_per_year=12)
    assert whole.compound_pct is not None and cut.compound_pct is not None
    assert cut.compound_pct > whole.compound_pct


@given(st.decimals("0.0005", "0.05", places=4), st.integers(1, 36), st.integers(10_000_000, 10**10))
def test_a_plan_made_at_a_rate_costs_that_rate(rate: Decimal, count: int, lent: int) -> None:
    level = int(lent * rate / (1 - (1 + rate) ** -count))
    cost = of_flows(monthly(lent, *[level] * count), periods_per_year=12)
    assert cost.per_period_pct == pytest.approx(rate * 100, abs=Decimal("0.001"))
    assert cost.simple_pct == pytest.approx(rate * 1200, abs=Decimal("0.01"))


@given(st.lists(st.tuples(st.integers(1, 700), st.integers(1, 10**7)), min_size=1, max_size=20), st.integers(2, 1000))
def test_ten_times_the_amounts_cost_the_same_rate(paid: list[tuple[int, int]], scale: int) -> None:
    flows = [(LENT, sum(amount for _, amount in paid)), *((LENT + timedelta(days=d), -a) for d, a in paid)]
    one = of_flows(flows, periods_per_year=None)
    other = of_flows([(day, amount * scale) for day, amount in flows], periods_per_year=None)
    assert (one.simple_pct, one.compound_pct) == (other.simple_pct, other.compound_pct)


@given(st.permutations(monthly(1_000_000, *[91394] * 12)))
def test_the_order_of_entry_does_not_matter(flows: list[tuple[date, int]]) -> None:
    assert of_flows(flows, periods_per_year=12).compound_pct == Decimal("18.8553")


def test_uneven_days_are_reckoned_over_365() -> None:
    flows = [(LENT, 100_000), (LENT + timedelta(days=73), -110_000)]
    cost = of_flows(flows, periods_per_year=None)
    assert cost.dated
    assert cost.compound_pct == Decimal("61.0510")  # 1.1^5 - 1
    assert dated_pct(flows) == cost.compound_pct


def test_a_month_without_a_payment_still_counts() -> None:
    skipped = [flow for flow in monthly(1_000_000, *[91394] * 12) if flow[0].month != 6]
    with_nothing = of_flows(skipped, periods_per_year=12)
    assert with_nothing.simple_pct is not None
    assert with_nothing.simple_pct < Decimal("17.3986")
    assert any("^12" in Wording("en").say(line) for line in with_nothing.working)


@pytest.mark.parametrize(
    ("days", "a_year"),
    [
        ([LENT, add_months(LENT, 1), add_months(LENT, 2)], 12),
        ([date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)], 12),
        ([LENT, add_months(LENT, 3), add_months(LENT, 6)], 4),
        ([LENT, add_months(LENT, 12)], 1),
        ([LENT, add_months(LENT, 5)], 12),
        ([LENT, LENT + timedelta(days=7), LENT + timedelta(days=21)], 52),
        ([LENT, LENT + timedelta(days=14), LENT + timedelta(days=42)], 26),
        ([LENT, date(2026, 2, 3), date(2026, 3, 3)], None),
        ([LENT, LENT + timedelta(days=28)], None),
        ([LENT], None),
    ],
)
def test_even_distances_are_seen(days: list[date], a_year: int | None) -> None:
    assert periods_of([(day, 1) for day in days]) == a_year


def test_a_year_at_ten_percent_repaid_at_once_is_ten_percent_simple_and_compound() -> None:
    flows = [(LENT, 100_000), (add_months(LENT, 12), -110_000)]
    cost = of_flows(flows, periods_per_year=periods_of(flows))
    assert (cost.simple_pct, cost.compound_pct) == (10, 10)


@pytest.mark.parametrize("flows", [[], [(LENT, 5)], monthly(5, -5), [(LENT, 5), (LENT, -5)]])
def test_where_there_is_no_rate_that_is_said(flows: list[tuple[date, int]]) -> None:
    cost = of_flows(flows, periods_per_year=12)
    assert cost.simple_pct is cost.compound_pct is None
    assert cost.working


def test_where_no_rate_balances_that_is_said() -> None:
    cost = of_flows([(LENT, 100), (add_months(LENT, 1), -150), (add_months(LENT, 2), 100)], periods_per_year=12)
    assert cost.compound_pct is None
    assert "no rate" in Wording("en").say(cost.working[-1])


def test_a_day_at_double_is_said_to_be_too_short_for_a_yearly_rate() -> None:
    cost = of_flows([(LENT, 100), (LENT + timedelta(days=1), -200)], periods_per_year=None)
    assert cost.compound_pct is None
    assert "too short" in Wording("en").say(cost.working[-1])


def test_where_several_rates_fit_all_are_named() -> None:
    cost = of_flows([(LENT, -100), (add_months(LENT, 1), 230), (add_months(LENT, 2), -132)], periods_per_year=12)
    assert (cost.compound_pct, cost.other_pcts) == (Decimal("213.8428"), (Decimal("791.6100"),))
    assert "791.61%" in Wording("en").say(cost.working[-1])
    assert dated_pct([(LENT, -100), (add_months(LENT, 1), 230), (add_months(LENT, 2), -132)]) is None


@pytest.mark.parametrize("a_year", [12, None])
def test_the_working_shows_every_amount_and_the_two_sides_agree_to_a_few_fen(a_year: int | None) -> None:
    cost = of_flows(monthly(1_000_000, *[91394] * 12), periods_per_year=a_year)
    written = [line for line in cost.working if isinstance(line, Sentence) and "worth" in line.params]
    assert len(written) == 13
    together = next(line for line in cost.working if "Together" in getattr(line, "msgid", ""))
    assert isinstance(together, Sentence)
    assert abs(together.params["received"].fen - together.params["paid"].fen) <= 13  # type: ignore[union-attr]


def test_a_long_working_is_cut_in_the_middle() -> None:
    cost = of_flows(monthly(100_000_000, *[900_000] * 120), periods_per_year=12)
    assert len(cost.working) < 20
