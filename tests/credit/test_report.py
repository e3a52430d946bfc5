"""The month codes of the credit report."""

import pytest

from duewatch.config.rules import rulebook
from duewatch.credit.report import CARD, LOAN, account_type, code_for, next_code

CODES = rulebook().codes


@pytest.mark.parametrize("account", [LOAN, CARD])
@pytest.mark.parametrize(
    ("days", "code"),
    [(1, "1"), (29, "1"), (30, "1"), (31, "2"), (60, "2"), (61, "3"), (91, "4"), (121, "5"), (151, "6"), (180, "6"),
     (181, "7"), (4000, "7")],
)  # fmt: skip
def test_a_number_of_days_past_due_has_its_code(days: int, code: str, account: str) -> None:
    found = code_for(days, account, CODES)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("days", [0, -3])
def test_on_time_there_is_no_overdue_code(days: int) -> None:
    assert code_for(days, LOAN, CODES) is None


def test_every_day_has_exactly_one_code_and_codes_only_rise() -> None:
    for account in (LOAN, CARD):
        codes = [found.code for days in range(1, 400) if (found := code_for(days, account, CODES))]
        assert len(codes) == 399
        assert codes == sorted(codes)


def test_the_next_code_begins_the_day_after_the_present_one_ends() -> None:
    for days in range(180):
        present, later = code_for(days, LOAN, CODES), next_code(days, LOAN, CODES)
        assert later is not None
        assert later.days_from == (1 if present is None else (present.days_to or 0) + 1)
    assert next_code(181, LOAN, CODES) is None


def test_cards_are_told_in_their_own_words() -> None:
    card, loan = code_for(5, account_type("credit-card"), CODES), code_for(5, account_type("cash-loan"), CODES)
    assert card is not None
    assert loan is not None
    assert "最低还款" in card.meaning.zh
    assert "最低还款" not in loan.meaning.zh
