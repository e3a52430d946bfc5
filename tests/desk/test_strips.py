"""Month codes of a loan with suppositions in the borrower's words."""

from datetime import date

import pytest

from duewatch.desk.supposing import all_paid, due_by, read_supposition
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording

LOAN = Loan(id="x-1", platform_id="x", name="x", terms=Terms(kind=LoanKind.UNKNOWN))
BILL = BillIssued(loan_id="x-1", on=date(2026, 11, 1), bill_id="2026-11", due_on=date(2026, 11, 20), total_fen=80_000)
TODAY = date(2026, 11, 23)


def read(words: str):
    return read_supposition(words, LOAN, [BILL], TODAY)


@pytest.mark.parametrize(
    ("words", "payments"),
    [
        ("pay 2026-12-20 812.00", [(date(2026, 12, 20), 81_200)]),
        ("pay today 500", [(TODAY, 50_000)]),
        ("pay today", [(TODAY, 80_000)]),
        ("pay 2026-12-01 all", [(date(2026, 12, 1), 80_000)]),
        ("还今天 ¥1,204.10", [(TODAY, 120_410)]),
        ("还款 2026-12-20 全部", [(date(2026, 12, 20), 80_000)]),
        ("pay today 300; pay 2026-12-20", [(TODAY, 30_000), (date(2026, 12, 20), 50_000)]),
        ("nothing", []),
        ("不还", []),
    ],
)
def test_a_supposition_is_read_in_chinese_and_english(words, payments):
    assert [(event.on, event.amount_fen) for event in read(words).events] == payments


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "not understood"),
        ("perhaps later", "perhaps later"),
        ("pay 2026-13-40 5", "2026-13-40"),
        ("pay 2026-11-22 5", "has passed"),
        ("pay today -5", "-5"),
        ("pay today 0", "more than zero"),
        ("pay today 80000000000000000000", "more than zero"),
        ("pay today 800; pay today", "nothing of known amount"),
    ],
)
def test_a_supposition_that_cannot_be_is_refused_in_a_sentence(words, said):
    with pytest.raises(InputProblem) as caught:
        read(words)
    assert said in Wording("en").say(caught.value.what)
    assert caught.value.mend is not None


def test_all_that_is_due_is_what_clears_the_arrears():
    supposed = all_paid(LOAN, [BILL], TODAY)
    assert supposed is not None
    assert due_by(LOAN, [BILL, *supposed.events], TODAY) == 0
    assert all_paid(LOAN, [], TODAY) is None
