"""What people type is read as they mean it, or they are told how to write it."""

from datetime import date
from decimal import Decimal

import pytest

from duewatch.ui.entries import EntryProblem, read_day, read_money, read_rate, read_whole

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "fen"),
    [("805.7", 80570), ("1,204.10", 120410), ("¥88", 8800), ("８０５．７０", 80570), ("97元", 9700), ("12。5", 1250)],
)
def test_amounts_are_read_in_yuan_also_in_full_width(words: str, fen: int) -> None:
    assert read_money(words) == fen


@pytest.mark.parametrize("words", ["abc", "1.234", "0", "-5", "1e3", "1.2.3", "99999999999999999"])
def test_what_is_not_an_amount_is_refused(words: str) -> None:
    with pytest.raises(EntryProblem):
        read_money(words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        ("2026/1/5", date(2026, 1, 5)),
        ("20261102", date(2026, 11, 2)),
        ("2026年11月2日", date(2026, 11, 2)),
        ("１１－０２", date(2026, 11, 2)),
        ("11-02", date(2026, 11, 2)),
        ("12-05", date(2025, 12, 5)),  # a payment lies in the past
    ],
)
def test_days_of_the_past(words: str, day: date) -> None:
    assert read_day(words, TODAY) == day


def test_a_due_day_without_a_year_is_the_nearest_one() -> None:
    assert read_day("12-05", TODAY, future=True) == date(2026, 12, 5)
    assert read_day("01-05", TODAY, future=True) == date(2027, 1, 5)
    assert read_day("11-02", TODAY, future=True) == date(2026, 11, 2)


def test_a_leap_day_is_read_where_there_is_one_near() -> None:
    assert read_day("02-29", date(2028, 3, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize("words", ["13-01", "2026-02-30", "yesterday", "112", "2026-11", "20261", "1234567", "02-29"])
def test_what_is_not_a_day_is_refused(words: str) -> None:
    with pytest.raises(EntryProblem):
        read_day(words, TODAY)


def test_rates_are_exact_decimals() -> None:
    assert read_rate("18.25%") == Decimal("18.25")
    assert read_rate("０．０５") == Decimal("0.05")


@pytest.mark.parametrize("words", ["x", "-1", "NaN", "Infinity", ""])
def test_what_is_not_a_rate_is_refused(words: str) -> None:
    with pytest.raises(EntryProblem):
        read_rate(words)


@pytest.mark.parametrize("words", ["0", "32", "3.5", "x", "-1"])
def test_days_of_the_month_lie_between_1_and_31(words: str) -> None:
    with pytest.raises(EntryProblem):
        read_whole(words, 1, 31)
    assert read_whole("３１", 1, 31) == 31
