"""Where a payment goes."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.bill import Part
from duewatch.servicing.books.account import LineKind, OpenInstalment
from duewatch.servicing.strategy import Future, Strategy, Timing, allocate, strategy_of
from tests.servicing.accounts import LAW, LENT_ON, strategies

ON = LENT_ON + timedelta(days=45)
STEPS = tuple((timing, part) for timing in Timing for part in LAW)


def instalment(day: int, principal: int, fee: int = 0) -> OpenInstalment:
    due_on = LENT_ON + timedelta(days=day)
    line = OpenInstalment(due_on - timedelta(days=30), due_on, principal, kind=LineKind.PLANNED)
    line.put(Part.FEE, fee, LENT_ON)
    return line


def paid_on(lines: list[OpenInstalment]) -> list[tuple[int, int]]:
    return [(line.paid[Part.FEE], line.paid[Part.PRINCIPAL]) for line in lines]


def test_instalment_by_instalment_covers_one_wholly_before_the_next() -> None:
    lines = [instalment(30, 100, 10), instalment(40, 100, 10)]
    allocate(Strategy(steps=STEPS), lines, 115, ON)
    assert paid_on(lines) == [(10, 100), (5, 0)]


def test_part_by_part_covers_all_fees_before_any_principal() -> None:
    lines = [instalment(30, 100, 10), instalment(40, 100, 10)]
    allocate(Strategy(steps=STEPS, by_part=True), lines, 115, ON)
    assert paid_on(lines) == [(10, 95), (10, 0)]


def test_what_is_left_goes_to_the_next_the_last_or_all() -> None:
    for future, expected in (
        (Future.NEXT, [80, 0, 0]),
        (Future.LAST, [0, 0, 80]),
        (Future.SPREAD, [27, 27, 26]),
        (Future.NEXT_THEN_LAST, [80, 0, 0]),
    ):
        lines = [instalment(60, 100), instalment(90, 100), instalment(120, 100)]
        allocate(Strategy(steps=STEPS, future=future), lines, 80, ON)
        assert [line.paid_fen for line in lines] == expected


def test_two_orders_are_followed_by_whether_the_instalment_is_due() -> None:
    two = strategy_of(LAW, (Part.PRINCIPAL, Part.CHARGE, Part.FEE, Part.INTEREST))
    due, coming = instalment(30, 100, 10), instalment(60, 100, 10)
    allocate(two, [due, coming], 160, ON)
    assert paid_on([due, coming]) == [(10, 100), (0, 50)]


@settings(max_examples=200, deadline=None)
@given(
    strategies(),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 500), st.integers(0, 50)), max_size=5),
    st.integers(1, 4000),
)
def test_allocation_never_exceeds_what_is_owed_and_loses_nothing(
    strategy: Strategy, given_: list[tuple[int, int, int]], amount: int
) -> None:
    lines = sorted((instalment(*each) for each in given_), key=lambda line: line.due_on)
    owed = sum(line.remaining_fen for line in lines)
    went, rest = allocate(strategy, lines, amount, ON)
    assert sum(piece for _, _, piece in went) + rest == amount
    assert rest == max(amount - owed, 0)
    assert all(line.remaining(part) >= 0 for line in lines for part in Part)
