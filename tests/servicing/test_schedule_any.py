"""What holds for every plan, whatever its terms."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.clauses import (
    DayCount,
    FeeBase,
    FeeClause,
    FeeTiming,
    FirstPeriod,
    Interval,
    LprTerm,
    RateChange,
    Repricing,
    Rounding,
)
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.servicing import schedule
from duewatch.servicing.schedule import Drawdown
from duewatch.wording import Wording

LENT_ON = date(2026, 1, 31)
PCTS = st.decimals(0, 40, places=2)


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    unit = draw(st.sampled_from(Interval))
    kind = draw(st.sampled_from(schedule.SCHEDULED))
    count = 1 if kind is LoanKind.BULLET else draw(st.integers(2, 18))
    base = draw(st.sampled_from(FeeBase))
    fees = [
        FeeClause(timing=FeeTiming.DEDUCTED, pct=draw(st.decimals(0, 5, places=1))),
        FeeClause(timing=FeeTiming.FINANCED, amount_fen=draw(st.integers(0, 5_000))),
        FeeClause(timing=FeeTiming.INSTALMENT, pct=draw(st.decimals(0, 2, places=2)), base=base),
    ]
    first_due_on = LENT_ON + timedelta(days=draw(st.integers(1, 70)))
    days = st.integers(1, 500).map(lambda days: LENT_ON + timedelta(days=days))
    return Terms(
        kind=kind,
        principal_fen=draw(st.integers(10_000, 10**8)),
        annual_rate_pct=draw(PCTS),
        instalments=count,
        disbursed_on=LENT_ON,
        first_due_on=first_due_on if kind is LoanKind.BULLET else draw(st.none() | st.just(first_due_on)),
        every=draw(st.sampled_from((1, 2))) if unit is Interval.MONTHS else 14,
        unit=unit,
        day_count=draw(st.sampled_from(DayCount)),
        grace_principal=draw(st.integers(0, count - 1)),
        grace_interest=draw(st.integers(0, count - 1)),
        step_fen=draw(st.sampled_from((1, 100, 1000))),
        rounding=draw(st.sampled_from(Rounding)),
        first_period=draw(st.sampled_from(FirstPeriod)),
        fees=tuple(draw(st.lists(st.sampled_from(fees), max_size=3))),
        rate_changes=tuple(
            RateChange(from_on=on, annual_rate_pct=draw(PCTS)) for on in draw(st.lists(days, max_size=3))
        ),
    )


def lent_later(terms: Terms, days: list[int]) -> tuple[Drawdown, ...]:
    last = schedule.bills(terms)[-1].due_on
    return tuple(
        Drawdown(on=LENT_ON + timedelta(days=day), amount_fen=day * 1000)
        for day in days
        if LENT_ON + timedelta(days=day) < last
    )


@settings(deadline=None)
@given(any_terms(), st.lists(st.integers(1, 300), max_size=2))
def test_the_principal_sums_to_what_was_lent_and_parts_make_up_each_bill(terms: Terms, days: list[int]) -> None:
    plan = schedule.plan(terms, lent_later(terms, days))
    lines = plan.instalments
    assert sum(line.principal_fen or 0 for line in lines) == (plan.lent_fen or 0) + (plan.financed_fen or 0)
    assert lines[-1].balance_fen == 0
    for line in lines:
        assert line.total_fen == (line.principal_fen or 0) + (line.interest_fen or 0) + (line.fee_fen or 0)
        assert min(line.principal_fen or 0, line.interest_fen or 0, line.fee_fen or 0) >= 0
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.due_on for line in lines] == sorted({line.due_on for line in lines})
    assert [line.from_on for line in lines[1:]] == [line.due_on for line in lines[:-1]]


@settings(deadline=None)
@given(any_terms(), st.lists(st.integers(1, 300), max_size=2))
def test_flows_are_what_is_received_less_what_is_paid(terms: Terms, days: list[int]) -> None:
    plan = schedule.plan(terms, lent_later(terms, days))
    flows = plan.flows()
    assert flows is not None
    assert list(flows) == sorted(flows, key=lambda flow: flow[0])
    costs = (plan.total_interest_fen or 0) + (plan.total_fees_fen or 0)
    assert -sum(amount for _, amount in flows) == costs
    assert sum(amount for _, amount in flows if amount > 0) == plan.received_fen


@settings(deadline=None)
@given(any_terms())
def test_the_level_instalment_is_rounded_to_its_step(terms: Terms) -> None:
    if terms.kind is not LoanKind.EQUAL_INSTALMENT or terms.rate_changes or terms.grace_interest:
        return
    for line in schedule.plan(terms).instalments[terms.grace_principal : -1]:
        total = (line.principal_fen or 0) + (line.interest_fen or 0)
        assert total % terms.step_fen == 0 or line.principal_fen == 0 or line.balance_fen == 0


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 40), st.integers(1, 12))
def test_a_due_day_keeps_its_anchor(lent_on: date, count: int, every: int) -> None:
    terms = Terms(kind=LoanKind.FLAT, instalments=count, disbursed_on=lent_on, every=every)
    for bill in schedule.bills(terms):
        tomorrow = bill.due_on + timedelta(days=1)
        assert bill.due_on.day == lent_on.day or (tomorrow.day == 1 and bill.due_on.day < lent_on.day)


BASE: dict[str, Any] = {
    "kind": LoanKind.EQUAL_INSTALMENT,
    "principal_fen": 1_200_000,
    "annual_rate_pct": Decimal("7.2"),
    "instalments": 12,
    "disbursed_on": date(2026, 12, 1),
}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"principal_fen": -1}, "principal"),
        ({"instalments": 0}, "number of instalments"),
        ({"annual_rate_pct": Decimal(1000)}, "annual rate"),
        ({"annual_rate_pct": Decimal("NaN")}, "annual rate"),
        ({"first_due_on": date(2026, 12, 1)}, "first due date"),
        ({"disbursed_on": date(205, 1, 1)}, "day of lending"),
        ({"first_due_on": date(9999, 12, 31)}, "first due date"),
        ({"every": 0}, "distance between two bills"),
        ({"every": 120, "instalments": 600}, "past the year"),
        ({"step_fen": 0}, "step of rounding"),
        ({"grace_principal": 12}, "bills without principal"),
        ({"grace_interest": -1}, "bills without interest"),
        ({"principal_share_pct": Decimal(5)}, "share of the principal"),
        ({"kind": LoanKind.EQUAL_PRINCIPAL, "principal_share_pct": Decimal(10)}, "Shares of 10 %"),
        ({"rate_changes": (RateChange(from_on=date(2026, 11, 1), annual_rate_pct=Decimal(3)),)}, "day of the new rate"),
        ({"rate_changes": (RateChange(from_on=date(2027, 6, 1), annual_rate_pct=Decimal(1000)),)}, "new annual rate"),
        ({"fees": (FeeClause(timing=FeeTiming.DEDUCTED, amount_fen=1_200_000),)}, "leave nothing"),
        ({"fees": (FeeClause(timing=FeeTiming.FINANCED, pct=Decimal(1), base=FeeBase.OUTSTANDING),)}, "taken on"),
        ({"fees": (FeeClause(timing=FeeTiming.INSTALMENT, pct=Decimal(101)),)}, "fee (percent)"),
        ({"fees": (FeeClause(timing=FeeTiming.INSTALMENT),)}, "neither an amount nor a percentage"),
        ({"repricing": Repricing(term=LprTerm.ONE_YEAR, spread_pct=Decimal(0), month=13, day=1)}, "month of the"),
        ({"repricing": Repricing(term=LprTerm.ONE_YEAR, spread_pct=Decimal(0), month=1)}, "both its month and its day"),
        ({"kind": LoanKind.FLAT, "instalment_fen": 90_000}, "less than the principal"),
        ({"kind": LoanKind.EQUAL_PRINCIPAL, "instalment_fen": 400_000}, "after 3 bills"),
        ({"kind": LoanKind.DAILY, "day_count": DayCount.ACTUAL_365, "instalment_fen": 7_000}, "does not even cover"),
    ],
)  # fmt: skip
def test_terms_that_cannot_be_are_refused_in_one_sentence_by_plan_and_bills(
    changes: dict[str, Any], field: str
) -> None:
    for reckon in (schedule.plan, schedule.bills):
        with pytest.raises(InputProblem) as caught:
            reckon(Terms(**{**BASE, **changes}))
        assert field in Wording("en").say(caught.value.what)
        assert caught.value.mend is not None


@pytest.mark.parametrize(
    ("on", "amount_fen", "field"),
    [
        (date(2026, 11, 1), 500, "day of the drawdown"),
        (date(2027, 12, 1), 500, "last due date"),
        (date(2027, 3, 1), 0, "drawdown"),
    ],
)
def test_money_cannot_be_lent_before_the_loan_or_after_it(on: date, amount_fen: int, field: str) -> None:
    with pytest.raises(InputProblem) as caught:
        schedule.plan(Terms(**BASE), (Drawdown(on=on, amount_fen=amount_fen),))
    assert field in Wording("en").say(caught.value.what)
