"""Debits against what an account holds, from payday to payday."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.debit import Account
from duewatch.servicing.debits import Debit, stretches

TODAY = date(2026, 11, 23)
UNTIL = TODAY + timedelta(days=31)


def debit(on: date, fen: int | None, loan: str = "a") -> Debit:
    return Debit(loan, f"{loan}-{on}", on, None, fen)


def test_pay_of_a_day_serves_from_the_day_after() -> None:
    account = Account("B 1", 50_000, TODAY, (10,), 100_000)
    on_payday, after = debit(date(2026, 12, 10), 60_000), debit(date(2026, 12, 11), 60_000)
    first, second = stretches(account, [after, on_payday], TODAY, UNTIL)
    assert (first.short_on, first.gap_fen) == (date(2026, 12, 10), 10_000)
    assert (second.available_fen, second.short_on, second.gap_fen) == (90_000, None, 0)


def test_what_is_not_known_is_not_reckoned_with() -> None:
    bill = debit(date(2026, 12, 1), 60_000)
    (unknown,) = stretches(Account("B 1"), [bill], TODAY, UNTIL)
    assert (unknown.need_fen, unknown.available_fen, unknown.short_on, unknown.gap_fen) == (60_000, None, None, 0)
    later = debit(date(2026, 12, 20), 1)
    _, after_pay = stretches(Account("B 1", 70_000, TODAY, (5,)), [bill, later], TODAY, UNTIL)
    assert after_pay.available_fen is None
    (mixed,) = stretches(Account("B 1", 0, TODAY), [debit(date(2026, 12, 1), None)], TODAY, UNTIL)
    assert (mixed.unknown, mixed.short_on) == (1, None)


@given(
    st.lists(st.tuples(st.integers(0, 31), st.integers(1, 10**6)), max_size=8),
    st.integers(0, 10**6),
    st.lists(st.integers(1, 31), max_size=3),
    st.integers(1, 10**6),
)
def test_every_debit_is_in_one_stretch_and_money_is_neither_lost_nor_made(
    taken: list[tuple[int, int]], balance: int, paydays: list[int], pay: int
) -> None:
    debits = [debit(TODAY + timedelta(days=day), fen, f"l{n}") for n, (day, fen) in enumerate(taken)]
    found = stretches(Account("B 1", balance, TODAY, tuple(paydays), pay), debits, TODAY, UNTIL)
    assert sorted(each.loan_id for one in found for each in one.debits) == sorted(each.loan_id for each in debits)
    before = 0
    for one in found:
        days = [one.first_on - timedelta(days=n) for n in range(1, (one.first_on - TODAY).days + 1)]
        times = sum(any(day.day == min(p, _last(day)) for p in paydays) for day in days)
        assert one.available_fen == balance + times * pay - before
        assert (one.short_on is None) == (one.need_fen <= one.available_fen)
        before += one.need_fen


def _last(day: date) -> int:
    return (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).day
