"""The plain plan in whole numbers and the plan in full are one and the same, to the fen."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.loan import LoanKind, Terms
from duewatch.servicing import schedule
from duewatch.servicing.plans import monthly
from duewatch.servicing.plans.reckoning import reckon

KINDS = (LoanKind.EQUAL_INSTALMENT, LoanKind.EQUAL_PRINCIPAL, LoanKind.FLAT, LoanKind.INTEREST_FIRST)


@st.composite
def plain_terms(draw: st.DrawFn) -> Terms:
    return Terms(
        kind=draw(st.sampled_from(KINDS)),
        principal_fen=draw(st.integers(1, 10**9)),
        annual_rate_pct=draw(st.decimals(0, 999, places=draw(st.integers(0, 6)))),
        instalments=draw(st.integers(1, 60)),
        disbursed_on=date(2026, 1, 31),
        every=draw(st.sampled_from((1, 1, 3, 6))),
    )


@given(plain_terms())
def test_whole_numbers_give_what_the_full_reckoning_gives(terms: Terms) -> None:
    columns = monthly.columns(terms)
    assert columns is not None
    lines = reckon(terms).lines
    assert columns.principals == [line.principal_fen for line in lines]
    assert columns.interests == [line.interest_fen for line in lines]


@given(plain_terms())
def test_bills_and_plan_say_the_same(terms: Terms) -> None:
    plan = schedule.plan(terms)
    lines = [(str(x.number), x.due_on, x.total_fen, x.principal_fen, x.interest_fen) for x in plan.instalments]
    bills = schedule.bills(terms)
    assert lines == [(x.id, x.due_on, x.total_fen, x.principal_fen, x.interest_fen) for x in bills]
    assert plan.total_interest_fen == sum(bill.interest_fen or 0 for bill in bills)


@given(st.integers(10_000, 10**9), st.decimals("0.01", 40, places=2), st.integers(2, 48))
def test_equal_instalments_are_those_of_decimal_arithmetic(principal: int, rate: Decimal, count: int) -> None:
    with localcontext() as context:
        context.prec = 60
        monthly_rate = rate / 1200
        exact = principal * monthly_rate / (1 - (1 + monthly_rate) ** -count)
        level = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
        balance, interests = principal, []
        for _ in range(count):
            # Multiplied before it is divided, so that an exact half stays one.
            interests.append(int((balance * rate / 1200).quantize(Decimal(1), ROUND_HALF_UP)))
            balance -= level - interests[-1]
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=principal,
        annual_rate_pct=rate,
        instalments=count,
        disbursed_on=date(2026, 1, 5),
    )
    plan = schedule.plan(terms)
    assert [line.interest_fen for line in plan.instalments] == interests
    assert {line.total_fen for line in plan.instalments[:-1]} == {level}


@given(st.integers(100_000, 10**8), st.decimals(0, 36, places=2), st.integers(2, 36), st.integers(0, 500))
def test_a_fixed_instalment_is_kept_by_either_way(principal: int, rate: Decimal, count: int, more: int) -> None:
    free = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=principal,
        annual_rate_pct=rate,
        instalments=count,
        disbursed_on=date(2026, 1, 5),
    )
    level = schedule.plan(free).instalments[0].total_fen or 0
    fixed = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=principal,
        annual_rate_pct=rate,
        instalments=count,
        disbursed_on=date(2026, 1, 5),
        instalment_fen=level - min(more, level // 50),
    )
    columns = monthly.columns(fixed)
    if columns is not None:
        lines = reckon(fixed).lines
        assert columns.principals == [line.principal_fen for line in lines]
        assert {line.total_fen for line in lines[:-1]} == {fixed.instalment_fen}


def test_an_exact_half_fen_of_interest_is_rounded_up_though_the_monthly_rate_has_no_end() -> None:
    # 0.60 yuan at 10 % a year bears exactly half a fen a month; 10/12 % cut off anywhere would bear less.
    terms = Terms(
        kind=LoanKind.INTEREST_FIRST,
        principal_fen=60,
        annual_rate_pct=Decimal(10),
        instalments=2,
        disbursed_on=date(2026, 1, 5),
    )
    assert [line.interest_fen for line in schedule.plan(terms).instalments] == [1, 1]


def test_a_few_fen_over_many_bills_are_paid_back_early_and_never_twice() -> None:
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=13,
        annual_rate_pct=Decimal(0),
        instalments=24,
        disbursed_on=date(2026, 1, 5),
    )
    principals = [line.principal_fen for line in schedule.plan(terms).instalments]
    assert principals == [1] * 13 + [0] * 11
