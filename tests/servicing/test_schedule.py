from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from duewatch.model.clauses import CardClause, LateClause, LateKind, PrepaymentClause
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.servicing import schedule
from tests.servicing.strategies import equal_instalments, terms


def test_equal_instalments_of_a_known_contract_come_out_to_the_fen():
    # 12,000.00 yuan at 12 % a year over 12 months: 1,066.19 by every published table of 等额本息.
    bills = schedule.bills(
        equal_instalments(principal_fen=1_200_000, annual_rate_pct=Decimal(12), first_due_on=date(2026, 2, 10))
    )
    assert [bill.total_fen for bill in bills[:11]] == [106_619] * 11
    assert (bills[0].interest_fen, bills[0].principal_fen) == (12_000, 94_619)
    assert sum(bill.principal_fen for bill in bills) == 1_200_000
    assert bills[-1].total_fen == 106_614  # the last one takes the rest of the rounding
    assert bills[-1].due_on == date(2027, 1, 10)


def test_a_due_day_on_the_31st_comes_back_after_short_months():
    bills = schedule.bills(equal_instalments(first_due_on=date(2027, 1, 31), instalments=5))
    assert [bill.due_on.day for bill in bills] == [31, 28, 31, 30, 31]


def test_the_contracts_own_instalment_is_kept_and_the_last_one_takes_the_rest():
    bills = schedule.bills(equal_instalments(instalment_fen=76_100))
    assert {bill.total_fen for bill in bills[:-1]} == {76_100}
    assert sum(bill.principal_fen for bill in bills) == 840_000
    assert bills[-1].total_fen < 76_100


def test_interest_first_asks_for_the_principal_with_the_last_bill():
    bills = schedule.bills(
        equal_instalments(
            kind=LoanKind.INTEREST_FIRST, principal_fen=1_000_000, annual_rate_pct=Decimal(12), instalments=3
        )
    )
    assert [bill.total_fen for bill in bills] == [10_000, 10_000, 1_010_000]


def test_a_bullet_over_whole_months_has_its_interest():
    bullet = Terms(
        kind=LoanKind.BULLET,
        principal_fen=500_000,
        annual_rate_pct=Decimal(6),
        disbursed_on=date(2026, 3, 15),
        first_due_on=date(2026, 9, 15),
    )
    (bill,) = schedule.bills(bullet)
    assert (bill.total_fen, bill.interest_fen) == (515_000, 15_000)


def test_a_bullet_over_odd_days_has_no_guessed_interest():
    bullet = Terms(
        kind=LoanKind.BULLET,
        principal_fen=500_000,
        annual_rate_pct=Decimal(6),
        disbursed_on=date(2026, 3, 15),
        first_due_on=date(2026, 9, 20),
    )
    (bill,) = schedule.bills(bullet)
    assert bill.total_fen is None
    assert bill.principal_fen == 500_000


def test_without_a_principal_the_bills_have_dates_but_no_amounts():
    bills = schedule.bills(equal_instalments(principal_fen=None))
    assert len(bills) == 12
    assert {bill.total_fen for bill in bills} == {None}


def test_without_the_number_of_bills_or_a_date_there_is_no_plan():
    assert schedule.bills(equal_instalments(instalments=None)) == ()
    assert schedule.bills(equal_instalments(first_due_on=None)) == ()


def test_credit_lines_have_no_plan():
    assert schedule.bills(Terms(kind=LoanKind.REVOLVING, due_day=9, principal_fen=100, instalments=3)) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"instalments": 0}, "number of instalments"),
        ({"instalments": 601}, "number of instalments"),
        ({"principal_fen": -1}, "principal"),
        ({"annual_rate_pct": Decimal(1001)}, "annual rate"),
        ({"annual_rate_pct": Decimal(-1)}, "annual rate"),
        ({"due_day": 32}, "due day"),
        ({"statement_day": 0}, "statement day"),
        ({"late_daily_pct": Decimal(11)}, "daily late charge"),
        ({"grace_days": -1}, "grace days"),
        ({"disbursed_on": date(2026, 8, 2)}, "first due date"),
        ({"instalment_fen": 10_000}, "instalment"),
        ({"instalment_fen": 400_000}, "instalment"),
        ({"kind": LoanKind.BULLET}, "all at the end"),
        ({"late_clauses": (LateClause(kind=LateKind.MULTIPLE, multiple=Decimal(9)),)}, "multiple of the contract rate"),
        ({"late_clauses": (LateClause(kind=LateKind.DAILY, pct=Decimal(50)),)}, "daily late charge"),
        ({"prepayment": PrepaymentClause(pct=Decimal(101))}, "paying early"),
        ({"card": CardClause(daily_pct=Decimal(5))}, "daily interest of the card"),
        ({"card": CardClause(minimum_pct=Decimal(101))}, "minimum payment"),
    ],
)
def test_impossible_terms_are_refused_by_the_name_of_the_field(changes, field):
    from duewatch.wording import Wording

    with pytest.raises(InputProblem) as caught:
        schedule.check_terms(equal_instalments(**changes))
    assert field in Wording("en").say(caught.value.what)
    assert caught.value.mend is not None


@given(terms(scheduled=True))
def test_the_principal_of_the_plan_is_what_was_lent_and_parts_make_up_each_bill(of):
    bills = schedule.bills(of)
    assert len(bills) == of.instalments
    assert sum(bill.principal_fen for bill in bills) == of.principal_fen
    for bill in bills:
        if bill.total_fen is not None:
            assert bill.principal_fen + bill.interest_fen == bill.total_fen
            assert min(bill.principal_fen, bill.interest_fen) >= 0
    assert [bill.due_on for bill in bills] == sorted({bill.due_on for bill in bills})
