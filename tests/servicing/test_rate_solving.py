from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duewatch.servicing.flows.rate_solving import rates, sign_changes

NEAR = Decimal("1e-15")
some_rates = st.decimals("-0.9", "20", places=4)
periods = st.integers(1, 60)
payments = st.lists(st.integers(1, 10**8), min_size=1, max_size=36)


def worth(rate: Decimal, flows: list[tuple[int, Decimal]]) -> Decimal:
    return sum((amount / (1 + rate) ** time for time, amount in flows), Decimal(0))


@given(some_rates, payments)
def test_what_is_lent_at_a_rate_gives_that_rate_back(rate: Decimal, paid: list[int]) -> None:
    flows = [(number, Decimal(-amount)) for number, amount in enumerate(paid, 1)]
    lent = -worth(rate, flows)
    found = rates([(0, lent), *flows])
    assert len(found) == 1
    assert abs(found[0] - rate) < NEAR * 10**4


@given(some_rates, payments, st.integers(2, 10**6))
def test_the_unit_of_the_amounts_does_not_matter(rate: Decimal, paid: list[int], scale: int) -> None:
    flows = [(0, Decimal(sum(paid)) / 2), *((number, Decimal(-amount)) for number, amount in enumerate(paid, 1))]
    one, other = rates(flows), rates([(time, amount * scale) for time, amount in flows])
    assert len(one) == len(other) == 1
    assert abs(one[0] - other[0]) < NEAR * (1 + abs(one[0]))


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=24))
def test_every_rate_found_balances_the_flows_and_there_are_no_more_than_turns(amounts: list[int]) -> None:
    found = rates(enumerate(amounts))
    assert len(found) <= sign_changes(amounts)
    for rate in found:
        flows = [(time, Decimal(amount)) for time, amount in enumerate(amounts)]
        size = sum(abs(amount / (1 + rate) ** time) for time, amount in flows)
        assert abs(worth(rate, flows)) <= size * Decimal("1e-15")


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6, unique=True))
def test_none_of_several_rates_is_overlooked(percents: list[int]) -> None:
    """A polynomial made of its zeros: the factors (1 + r - x) multiplied out."""
    amounts = [Decimal(1)]
    for percent in percents:
        growth = 1 + Decimal(percent) / 100
        amounts = [
            (amounts[place] if place < len(amounts) else Decimal(0)) * -growth
            + (amounts[place - 1] if place else Decimal(0))
            for place in range(len(amounts) + 1)
        ]
    found = rates(enumerate(reversed(amounts)))
    assert sorted(round(rate * 100, 6) for rate in found) == sorted(map(Decimal, percents))


def test_a_line_drawn_on_and_paid_back_sixty_times_has_a_rate() -> None:
    amounts = [1000 if number % 2 == 0 else -1015 for number in range(120)]
    (rate,) = rates(enumerate(amounts))
    assert abs(rate - Decimal("0.015")) < NEAR


def test_two_rates_that_meet_are_found_once() -> None:
    assert rates([(0, -1), (1, 2), (2, -1)]) == (0,)


def test_flows_that_go_one_way_or_cancel_have_no_rate() -> None:
    assert rates([]) == ()
    assert rates([(0, 5), (1, 5)]) == ()
    assert rates([(0, 5), (0, -5)]) == ()
    assert rates([(0, 0), (3, 0)]) == ()


def test_times_may_be_fractions() -> None:
    (rate,) = rates([(0, -100), (Fraction(1, 2), 110)])
    assert abs(rate - Decimal("0.21")) < NEAR


def test_the_mildest_rate_comes_first() -> None:
    assert [round(rate, 4) for rate in rates([(0, -100), (1, 230), (2, -132)])] == [Decimal("0.1"), Decimal("0.2")]
