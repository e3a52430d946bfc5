"""Everything a plan may have agreed: intervals, day counts, grace, fees, rates that change, more lent later."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
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
from duewatch.model.lpr import LprHistory, LprRate
from duewatch.servicing import schedule
from duewatch.servicing.daily.daily import DailyTerms
from duewatch.servicing.daily.daily_plan import FinalPayment, daily_plan
from duewatch.servicing.schedule import Drawdown, Plan
from duewatch.wording import Wording


def terms(**changes: Any) -> Terms:
    """¥12,000 at 7.2 % over 12 months from 1 December 2026."""
    given: dict[str, Any] = {
        "kind": LoanKind.EQUAL_INSTALMENT,
        "principal_fen": 1_200_000,
        "annual_rate_pct": Decimal("7.2"),
        "instalments": 12,
        "disbursed_on": date(2026, 12, 1),
    }
    return Terms(**{**given, **changes})


def totals(plan: Plan) -> list[int | None]:
    return [line.total_fen for line in plan.instalments]


def interests(plan: Plan) -> list[int | None]:
    return [line.interest_fen for line in plan.instalments]


def principals(plan: Plan) -> list[int | None]:
    return [line.principal_fen for line in plan.instalments]


# --- kinds -------------------------------------------------------------------------------------------------


def test_equal_principal_pays_back_the_same_principal_and_ever_less_interest() -> None:
    plan = schedule.plan(terms(kind=LoanKind.EQUAL_PRINCIPAL))
    assert set(principals(plan)) == {100_000}
    assert interests(plan)[:3] == [7_200, 6_600, 6_000]


def test_flat_takes_interest_on_the_whole_amount_to_the_end() -> None:
    plan = schedule.plan(terms(kind=LoanKind.FLAT))
    assert set(totals(plan)) == {107_200}
    assert plan.total_interest_fen == 86_400


def test_a_flat_instalment_without_a_rate_tells_the_interest_by_itself() -> None:
    plan = schedule.plan(terms(kind=LoanKind.FLAT, annual_rate_pct=None, instalment_fen=106_600))
    assert set(interests(plan)) == {6_600}


def test_daily_interest_counts_the_days_and_its_instalments_are_level() -> None:
    plan = schedule.plan(terms(kind=LoanKind.DAILY, day_count=DayCount.ACTUAL_365))
    assert interests(plan)[0] == round(1_200_000 * 0.072 * 31 / 365)
    assert len(set(totals(plan)[:-1])) == 1
    assert abs((totals(plan)[-1] or 0) - (totals(plan)[0] or 0)) < 12


def test_daily_interest_without_a_day_count_is_not_guessed_and_says_why() -> None:
    plan = schedule.plan(terms(kind=LoanKind.DAILY))
    assert set(interests(plan)) == {None}
    assert "choose a day count" in Wording("en").say(plan.notes[0])


@pytest.mark.parametrize(
    ("count", "interest_fen"),
    [
        (DayCount.ACTUAL_365, 18_641),  # 189 days
        (DayCount.ACTUAL_360, 18_900),
        (DayCount.THIRTY_360, 18_500),  # 185 days
    ],
)
def test_a_bullet_over_odd_days_has_interest_where_a_day_count_is_agreed(count: DayCount, interest_fen: int) -> None:
    bullet = Terms(
        kind=LoanKind.BULLET,
        principal_fen=600_000,
        annual_rate_pct=Decimal(6),
        disbursed_on=date(2026, 3, 15),
        first_due_on=date(2026, 9, 20),
        day_count=count,
    )
    (line,) = schedule.plan(bullet).instalments
    assert line.interest_fen == interest_fen


# --- dates -------------------------------------------------------------------------------------------------


def test_money_lent_on_the_31st_falls_due_on_the_last_day_of_short_months_and_on_the_31st_again() -> None:
    plan = schedule.plan(terms(disbursed_on=date(2026, 12, 31), instalments=4))
    assert [line.due_on for line in plan.instalments] == [
        date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("every", "unit", "third"),
    [(2, Interval.WEEKS, date(2027, 1, 12)), (10, Interval.DAYS, date(2026, 12, 31)),
     (3, Interval.MONTHS, date(2027, 9, 1))],
)  # fmt: skip
def test_bills_come_in_weeks_days_or_several_months(every: int, unit: Interval, third: date) -> None:
    plan = schedule.plan(terms(every=every, unit=unit, day_count=DayCount.ACTUAL_365))
    assert plan.instalments[2].due_on == third
    assert plan.instalments[2].from_on == plan.instalments[1].due_on


def test_thirty_days_a_month_hold_for_a_due_day_that_the_months_end_cut() -> None:
    plan = schedule.plan(
        terms(kind=LoanKind.INTEREST_FIRST, disbursed_on=date(2026, 12, 31), day_count=DayCount.THIRTY_360)
    )
    assert set(interests(plan)) == {7_200}


def test_actual_actual_counts_leap_days_over_366() -> None:
    leap = schedule.plan(
        terms(kind=LoanKind.INTEREST_FIRST, disbursed_on=date(2027, 12, 15), instalments=1,
              first_due_on=date(2028, 1, 15), day_count=DayCount.ACTUAL_ACTUAL)
    )  # fmt: skip
    assert interests(leap) == [7_329]  # 86,400 × (17/365 + 14/366)


@pytest.mark.parametrize(
    ("how", "first_fen"),
    [
        (FirstPeriod.WHOLE, 7_200),
        (FirstPeriod.SHARE, 11_613),  # 50 of 31 days
        (FirstPeriod.ACTUAL_360, 12_000),
        (FirstPeriod.ACTUAL_365, 11_836),
    ],
)
def test_a_first_period_of_odd_length_bears_what_was_agreed(how: FirstPeriod, first_fen: int) -> None:
    plan = schedule.plan(terms(first_due_on=date(2027, 1, 20), first_period=how))
    usual = schedule.plan(terms())
    assert interests(plan)[0] == first_fen
    assert principals(plan) == principals(usual)
    assert interests(plan)[1:] == interests(usual)[1:]


def test_that_an_odd_first_period_was_counted_whole_is_said() -> None:
    plan = schedule.plan(terms(first_due_on=date(2027, 1, 20)))
    assert [Wording("en").say(note) for note in plan.notes] == [
        "The first period has 50 days and is counted as a whole one."
    ]
    assert schedule.plan(terms()).notes == ()


# --- grace, steps, roundings -------------------------------------------------------------------------------


def test_bills_without_principal_bear_interest_and_the_rest_is_level() -> None:
    plan = schedule.plan(terms(grace_principal=3))
    assert totals(plan)[:3] == [7_200] * 3
    assert len(set(totals(plan)[3:-1])) == 1
    assert sum(x or 0 for x in principals(plan)) == 1_200_000


def test_interest_put_off_is_paid_with_the_first_bill_after_the_grace() -> None:
    plan = schedule.plan(terms(kind=LoanKind.INTEREST_FIRST, grace_interest=3))
    assert interests(plan)[:5] == [0, 0, 0, 28_800, 7_200]
    assert plan.total_interest_fen == schedule.plan(terms(kind=LoanKind.INTEREST_FIRST)).total_interest_fen


@pytest.mark.parametrize("step", [100, 1000])
@pytest.mark.parametrize("kind", [LoanKind.EQUAL_INSTALMENT, LoanKind.FLAT])
def test_instalments_are_rounded_to_yuan_or_ten(kind: LoanKind, step: int) -> None:
    plan = schedule.plan(terms(kind=kind, step_fen=step))
    assert {(total or 0) % step for total in totals(plan)[:-1]} == {0}
    assert sum(x or 0 for x in principals(plan)) == 1_200_000


def test_the_rounding_agreed_is_used_everywhere() -> None:
    at = {
        mode: interests(schedule.plan(terms(kind=LoanKind.INTEREST_FIRST, principal_fen=1_000_050, rounding=mode)))[0]
        for mode in Rounding
    }  # 6,000.3 fen
    assert at == {Rounding.HALF_UP: 6_000, Rounding.HALF_EVEN: 6_000, Rounding.UP: 6_001, Rounding.DOWN: 6_000}


def test_a_fixed_instalment_without_a_number_of_bills_runs_until_all_is_paid() -> None:
    plan = schedule.plan(terms(instalments=None, instalment_fen=300_000))
    assert totals(plan)[:-1] == [300_000] * 4
    assert plan.instalments[-1].balance_fen == 0
    assert len(plan.instalments) == 5


def test_a_balloon_plan_pays_back_a_share_each_time_and_the_rest_at_the_end() -> None:
    plan = schedule.plan(terms(kind=LoanKind.EQUAL_PRINCIPAL, principal_share_pct=Decimal(5)))
    assert principals(plan) == [60_000] * 11 + [540_000]


# --- rates that change -------------------------------------------------------------------------------------


def test_a_new_rate_on_a_due_day_makes_a_new_level_instalment() -> None:
    plan = schedule.plan(terms(rate_changes=(RateChange(from_on=date(2027, 6, 1), annual_rate_pct=Decimal("3.6")),)))
    assert len(set(totals(plan)[:6])) == 1
    assert interests(plan)[6] == round((plan.instalments[5].balance_fen or 0) * 0.003)
    assert len(set(totals(plan)[6:-1])) == 1
    assert (totals(plan)[6] or 0) < (totals(plan)[5] or 0)


def test_a_new_rate_inside_a_period_splits_its_interest_by_days_and_leaves_the_principal() -> None:
    change = RateChange(from_on=date(2026, 12, 11), annual_rate_pct=Decimal(0))
    plan = schedule.plan(terms(rate_changes=(change,)))
    assert interests(plan)[0] == 2_323  # 10 of 31 days of 7,200
    assert principals(plan)[0] == principals(schedule.plan(terms()))[0]
    assert set(interests(plan)[1:]) == {0}


def test_a_rate_that_changes_leaves_equal_principal_as_it_was() -> None:
    change = RateChange(from_on=date(2027, 3, 1), annual_rate_pct=Decimal(5))
    plan = schedule.plan(terms(kind=LoanKind.EQUAL_PRINCIPAL, principal_fen=1_000_000, rate_changes=(change,)))
    assert principals(plan)[:-1] == [83_333] * 11


def history(*published: tuple[date, str]) -> LprHistory:
    return LprHistory(
        [LprRate(on, Decimal(pct), Decimal("3.5"), "example", "high") for on, pct in published], day_of_month=20
    )


BY_LPR = Repricing(term=LprTerm.ONE_YEAR, spread_pct=Decimal("0.6"), month=1, day=1)


def test_a_rate_that_follows_the_lpr_is_set_anew_on_each_repricing_day() -> None:
    lpr = history((date(2026, 11, 20), "3.0"), (date(2026, 12, 21), "2.4"))
    plan = schedule.plan(terms(annual_rate_pct=None, repricing=BY_LPR), lpr=lpr)
    assert interests(plan)[0] == 3_600
    assert interests(plan)[1] == round((plan.instalments[0].balance_fen or 0) * 0.03 / 12)
    assert plan.notes == ()


def test_months_of_the_lpr_that_are_not_known_leave_the_later_amounts_open_and_say_so() -> None:
    lpr = history((date(2026, 11, 20), "3.0"))
    plan = schedule.plan(terms(repricing=BY_LPR), lpr=lpr)
    assert totals(plan)[0] is not None
    assert set(totals(plan)[1:]) == {None}
    assert (plan.total_interest_fen, plan.flows()) == (None, None)
    assert "2027-01-01" in Wording("en").say(plan.notes[0])


def test_the_principal_is_known_though_the_rate_is_not_where_it_does_not_hang_on_it() -> None:
    plan = schedule.plan(terms(kind=LoanKind.EQUAL_PRINCIPAL, repricing=BY_LPR), lpr=history())
    assert principals(plan) == [100_000] * 12
    assert set(interests(plan)[1:]) == {None}


# --- more lent later, fees ---------------------------------------------------------------------------------


def test_money_lent_later_bears_interest_from_its_day_and_is_paid_back_with_the_rest() -> None:
    later = Drawdown(on=date(2027, 1, 11), amount_fen=500_000)
    plan = schedule.plan(terms(kind=LoanKind.INTEREST_FIRST, day_count=DayCount.ACTUAL_365), (later,))
    alone = schedule.plan(terms(kind=LoanKind.INTEREST_FIRST, day_count=DayCount.ACTUAL_365))
    assert (interests(plan)[1] or 0) - (interests(alone)[1] or 0) == round(500_000 * 0.072 * 21 / 365)
    assert principals(plan)[-1] == 1_700_000
    assert (plan.lent_fen, plan.received_fen) == (1_700_000, 1_700_000)
    assert (plan.flows() or ())[:3][2] == (later.on, 500_000)


def test_money_lent_on_a_due_day_belongs_to_the_next_bill() -> None:
    plan = schedule.plan(terms(), (Drawdown(on=date(2027, 2, 1), amount_fen=500_000),))
    assert interests(plan)[:2] == interests(schedule.plan(terms()))[:2]
    assert len(set(totals(plan)[2:-1])) == 1
    assert sum(x or 0 for x in principals(plan)) == 1_700_000


def fee(timing: FeeTiming, **how: Any) -> FeeClause:
    return FeeClause(timing=timing, **how)


def test_a_fee_taken_from_the_money_lowers_what_is_received_and_no_bill() -> None:
    plan = schedule.plan(
        terms(fees=(fee(FeeTiming.DEDUCTED, amount_fen=30_000), fee(FeeTiming.DEDUCTED, pct=Decimal(1))))
    )
    assert plan.received_fen == 1_158_000
    assert totals(plan) == totals(schedule.plan(terms()))
    assert plan.total_fees_fen == 42_000
    assert (plan.flows() or ())[0] == (date(2026, 12, 1), 1_158_000)


def test_a_financed_fee_is_paid_back_with_interest() -> None:
    plan = schedule.plan(terms(fees=(fee(FeeTiming.FINANCED, pct=Decimal(2)),)))
    assert sum(x or 0 for x in principals(plan)) == 1_224_000
    assert interests(plan)[0] == 7_344
    assert (plan.received_fen, plan.total_fees_fen) == (1_200_000, 24_000)


@pytest.mark.parametrize(
    ("clause", "first_two"),
    [
        ({"amount_fen": 500}, [500, 500]),
        ({"pct": Decimal("0.5")}, [6_000, 6_000]),
        ({"pct": Decimal("0.5"), "base": FeeBase.OUTSTANDING}, [6_000, 5_516]),
        ({"pct": Decimal(1), "base": FeeBase.INSTALMENT}, [1_039, 1_039]),
    ],
)
def test_a_fee_comes_with_every_bill(clause: dict[str, Any], first_two: list[int]) -> None:
    plan = schedule.plan(terms(fees=(fee(FeeTiming.INSTALMENT, **clause),)))
    assert [line.fee_fen for line in plan.instalments[:2]] == first_two
    for line in plan.instalments:
        assert line.total_fen == (line.principal_fen or 0) + (line.interest_fen or 0) + (line.fee_fen or 0)
    assert [bill.fee_fen for bill in schedule.bills(terms(fees=(fee(FeeTiming.INSTALMENT, **clause),)))][
        :2
    ] == first_two


def test_bills_of_a_loan_without_fees_leave_the_fee_open() -> None:
    assert {bill.fee_fen for bill in schedule.bills(terms(grace_principal=2))} == {None}


def test_what_is_not_known_stays_unknown_in_every_sum() -> None:
    plan = schedule.plan(replace(terms(), principal_fen=None))
    assert (plan.received_fen, plan.total_interest_fen, plan.total_fen, plan.flows()) == (None, None, None, None)


@given(st.integers(100_000, 10**8), st.decimals("0.1", 36, places=2), st.integers(2, 24))
def test_level_daily_bills_are_those_of_the_daily_plan_to_the_fen(principal: int, rate: Decimal, count: int) -> None:
    offer = terms(
        kind=LoanKind.DAILY,
        principal_fen=principal,
        annual_rate_pct=rate,
        instalments=count,
        day_count=DayCount.ACTUAL_365,
    )
    plan = schedule.plan(offer)
    dues = [line.due_on for line in plan.instalments]
    other = daily_plan(principal, date(2026, 12, 1), dues, DailyTerms(annual_pct=rate), final=FinalPayment.SIMILAR)
    assert abs((totals(plan)[0] or 0) - other.level_fen) <= 1


def test_a_fixed_instalment_runs_on_until_what_is_lent_later_is_paid_too() -> None:
    later = Drawdown(on=date(2027, 8, 10), amount_fen=400_000)
    plan = schedule.plan(terms(instalments=None, instalment_fen=300_000), (later,))
    assert sum(x or 0 for x in principals(plan)) == 1_600_000
    assert plan.instalments[-1].balance_fen == 0
