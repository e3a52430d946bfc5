"""The gate before what may restart limitation asks only where a loan's dates make it matter."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from duewatch.config.schema import Settings
from duewatch.desk.desk import Desk
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import AskFirst

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def lent(desk: Desk, due_days_ago: int, instalments: int = 1) -> str:
    """A loan of 1,000 yuan whose first bill fell due so many days ago."""
    first = (NOW - timedelta(days=due_days_ago)).date()
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=100_000,
        instalments=instalments,
        instalment_fen=100_000 // instalments,
        disbursed_on=first - timedelta(days=30),
        first_due_on=first,
    )
    return desk.add_loan("jiebei", terms, NOW).id


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("limiting")
    return Desk(Settings(), folder)


@pytest.mark.parametrize(
    ("due_days_ago", "instalments", "asks"),
    [
        (-10, 1, False),  # not due yet
        (40, 12, False),  # the last bill is still to come
        (200, 1, False),
        (380, 1, False),  # a year late: the period is counted, its end is far
        (729, 1, False),
        (731, 1, True),  # within a year of its counted end
        (1090, 1, True),
        (1500, 1, True),  # past it: asked about, and no word on what that means
        (800, 60, True),  # arrears of two years, although the last bill is still to come
    ],
)
def test_it_asks_where_the_dates_make_it_matter_and_nowhere_else(
    desk: Desk, due_days_ago: int, instalments: int, asks: bool
) -> None:
    loan = lent(desk, due_days_ago, instalments)
    assert (desk.ask_first(loan, NOW) is not None) is asks
    assert (desk.loan(loan, NOW).ask_first is not None) is asks
    if not asks:
        assert desk.pay(loan, 100, NOW).amount_fen == 100
        return
    with pytest.raises(AskFirst) as refused:
        desk.pay(loan, 100, NOW)
    assert "12348" in str(refused.value.what) and "barred" not in str(refused.value.what)
    assert not desk.loan(loan, NOW).payments
    assert desk.pay(loan, 100, NOW, asked_first=True).amount_fen == 100


def test_a_settled_loan_is_not_asked_about(desk: Desk) -> None:
    loan = lent(desk, 1500)
    desk.close_loan(loan, NOW)
    assert desk.ask_first(loan, NOW) is None
