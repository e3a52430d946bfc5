from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.clauses import DayCount, FeeClause, FeeTiming, PrepaymentClause, RateChange
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import Paid
from duewatch.model.problem import InputProblem
from duewatch.servicing.paying_off import pay_off
from duewatch.servicing.plans.reckoning import reckon
from duewatch.servicing.prepayment import Keep, Quote, fee, quote
from tests.servicing.strategies import loan

LEVEL = Terms(
    kind=LoanKind.EQUAL_INSTALMENT,
    principal_fen=1_200_000,
    annual_rate_pct=Decimal(12),
    instalments=12,
    disbursed_on=date(2026, 1, 10),
    first_due_on=date(2026, 2, 10),
)
FLAT = replace(LEVEL, kind=LoanKind.FLAT, annual_rate_pct=Decimal("7.2"))


def asked(terms: Terms, on: date, fen: int | None = None, keep: Keep = Keep.INSTALMENT) -> Quote:
    return quote(terms, reckon(terms).lines, on, principal_fen=fen, keep=keep)


def only(given_: Quote):
    (reading,) = given_.readings
    return reading


def test_on_a_due_day_no_interest_runs_and_what_is_left_of_the_principal_settles_the_loan():
    lines = reckon(LEVEL).lines
    whole = asked(LEVEL, date(2026, 4, 10))
    reading = only(whole)
    assert (whole.principal_fen, whole.left_fen, reading.interest_fen) == (lines[2].balance_fen, 0, 0)
    assert reading.plan_after == ()
    assert reading.cost_saved_fen == sum(line.interest_fen for line in lines[3:])


def test_between_due_days_interest_runs_to_the_day_as_the_contract_counts_days():
    lines = reckon(LEVEL).lines
    reading = only(asked(LEVEL, date(2026, 4, 20)))
    assert reading.interest_fen == round(lines[3].interest_fen * 10 / 30)
    by_days = replace(LEVEL, day_count=DayCount.ACTUAL_365)
    owed = reckon(by_days).lines[2].balance_fen
    assert only(asked(by_days, date(2026, 4, 20))).interest_fen == round(owed * 12 * 10 / 36_500)


def test_the_rate_of_not_paying_back_a_loan_without_fees_is_its_own_rate():
    reading = only(asked(replace(LEVEL, day_count=DayCount.ACTUAL_365), date(2026, 4, 10)))
    assert reading.yearly_pct == pytest.approx(Decimal("12.68"), abs=Decimal("0.06"))  # 1 % a month compounds to it


def test_a_part_keeps_the_instalment_and_shortens_the_term_or_keeps_the_term_and_lowers_it():
    before = reckon(LEVEL).lines
    shorter = only(asked(LEVEL, date(2026, 4, 10), 500_000))
    assert len(shorter.plan_after) < 9
    assert shorter.plan_after[0].total_fen == before[3].total_fen
    lower = only(asked(LEVEL, date(2026, 4, 10), 500_000, Keep.TERM))
    assert len(lower.plan_after) == 9
    assert lower.plan_after[0].total_fen < before[3].total_fen
    assert [line.due_on for line in lower.plan_after] == [line.due_on for line in before[3:]]
    assert shorter.cost_saved_fen > lower.cost_saved_fen > 0


def test_after_a_part_in_the_middle_of_a_period_the_next_bill_bears_interest_from_that_day():
    lower = only(asked(LEVEL, date(2026, 4, 20), 500_000, Keep.TERM))
    first = lower.plan_after[0]
    assert (first.from_on, first.due_on) == (date(2026, 4, 20), date(2026, 5, 10))
    left = sum(line.principal_fen for line in lower.plan_after)
    assert first.interest_fen == round(left * 20 / 30 / 100)


def test_equal_principal_keeps_its_parts_or_spreads_what_is_left():
    terms = replace(LEVEL, kind=LoanKind.EQUAL_PRINCIPAL)
    shorter = only(asked(terms, date(2026, 4, 10), 450_000)).plan_after
    assert [line.principal_fen for line in shorter] == [100_000] * 4 + [50_000]
    lower = only(asked(terms, date(2026, 4, 10), 450_000, Keep.TERM)).plan_after
    assert {line.principal_fen for line in lower} == {50_000}


def test_fees_are_a_percentage_or_months_of_interest_and_end_after_so_many_bills():
    by_percent = replace(LEVEL, prepayment=PrepaymentClause(pct=Decimal(3), free_after=6))
    assert fee(by_percent, 500_000, 5) == 15_000
    assert fee(by_percent, 500_000, 6) == 0
    by_months = replace(LEVEL, prepayment=PrepaymentClause(interest_months=Decimal(2)))
    assert fee(by_months, 500_000, 3) == 10_000
    assert fee(LEVEL, 500_000, 3) is None
    reading = only(asked(by_percent, date(2026, 4, 10), 500_000))
    assert (reading.fee_fen, reading.total_fen) == (15_000, 515_000)
    assert reading.saved_fen == reading.cost_saved_fen - 15_000


def test_a_flat_rate_loan_has_two_readings_where_the_contract_does_not_say():
    kept, given_back = asked(FLAT, date(2026, 4, 10)).readings
    assert (kept.given_back, given_back.given_back) == (False, True)
    assert (kept.interest_fen, kept.saved_fen) == (9 * 7_200, 0)
    assert (given_back.interest_fen, given_back.saved_fen) == (0, 9 * 7_200)
    # Nine bills of 1,072 for the 9,000 still owed: nearly twice what the advert says.
    assert given_back.yearly_pct == pytest.approx(Decimal("18.3"), abs=Decimal("0.5"))
    assert kept.yearly_pct == 0
    says = replace(FLAT, prepayment=PrepaymentClause(flat_given_back=False))
    assert [reading.given_back for reading in asked(says, date(2026, 4, 10)).readings] == [False]


def test_a_part_of_a_flat_rate_loan_lowers_its_interest_only_where_that_is_given_back():
    kept, given_back = asked(FLAT, date(2026, 4, 10), 450_000, Keep.TERM).readings
    assert sum(line.interest_fen for line in kept.plan_after) == 9 * 7_200
    assert {line.interest_fen for line in given_back.plan_after} == {3_600}
    assert sum(line.principal_fen for line in given_back.plan_after) == 450_000
    shorter = asked(FLAT, date(2026, 4, 10), 450_000).readings[1]
    assert len(shorter.plan_after) == 5


def test_interest_saved_takes_fees_of_later_bills_in_and_a_changed_rate():
    with_fee = replace(LEVEL, fees=(FeeClause(timing=FeeTiming.INSTALMENT, amount_fen=500),))
    plain, charged = (only(asked(terms, date(2026, 4, 10))) for terms in (LEVEL, with_fee))
    assert charged.cost_saved_fen == plain.cost_saved_fen + 9 * 500
    change = replace(LEVEL, rate_changes=(RateChange(from_on=date(2026, 3, 1), annual_rate_pct=Decimal(6)),))
    part = only(asked(change, date(2026, 4, 10), 500_000, Keep.TERM))
    left = sum(line.principal_fen for line in part.plan_after)
    assert part.plan_after[0].interest_fen == round(left * 0.005)


@pytest.mark.parametrize(
    ("on", "fen", "said"),
    [
        (date(2026, 1, 1), None, "not lent yet"),
        (date(2027, 1, 10), None, "No bill is left"),
        (date(2026, 4, 10), 9_999_999, "cannot be paid back"),
        (date(2026, 4, 10), -1, "cannot be paid back"),
    ],
)
def test_what_cannot_be_paid_back_early_is_said_in_one_sentence(on, fen, said):
    with pytest.raises(InputProblem) as problem:
        asked(LEVEL, on, fen)
    assert said in problem.value.what.msgid


def test_a_plan_without_principal_has_no_quote():
    with pytest.raises(InputProblem):
        asked(replace(LEVEL, principal_fen=None, instalment_fen=100_000), date(2026, 4, 10))


def test_by_the_history_what_is_due_is_paid_first_and_paying_all_of_it_leaves_nothing():
    late = replace(LEVEL, late_daily_pct=Decimal("0.05"))
    lines = reckon(LEVEL).lines
    on = date(2026, 4, 15)
    history = [Paid(loan_id="x-1", on=date(2026, 2, 10), amount_fen=lines[0].total_fen)]
    found = pay_off(loan(late), history, on)
    assert found.due_fen == lines[1].total_fen + lines[2].total_fen
    assert found.charges_fen > 0
    assert (found.quote.principal_fen, found.quote.left_fen) == (lines[2].balance_fen, 0)
    assert only(found.quote) == only(quote(late, lines, on))
    ahead = [*history, Paid(loan_id="x-1", on=on, amount_fen=5_000, bill_id="7")]
    with pytest.raises(InputProblem):
        pay_off(loan(late), ahead, on)


kinds = st.sampled_from((LoanKind.EQUAL_INSTALMENT, LoanKind.EQUAL_PRINCIPAL, LoanKind.INTEREST_FIRST, LoanKind.FLAT))


@settings(deadline=None)
@given(kinds, st.integers(2, 24), st.integers(0, 700), st.decimals(0, 36, places=2), st.data())
def test_principal_paid_early_and_principal_left_are_what_was_owed(kind, count, offset, rate, data):
    terms = replace(LEVEL, kind=kind, instalments=count, annual_rate_pct=rate, day_count=data.draw(
        st.none() | st.sampled_from(DayCount)))  # fmt: skip
    lines = reckon(terms).lines
    on = date.fromordinal(min(terms.disbursed_on.toordinal() + offset, lines[-1].due_on.toordinal() - 1))
    owed = sum(line.principal_fen for line in lines if line.due_on > on)
    whole = asked(terms, on)
    assert (whole.principal_fen, whole.left_fen) == (owed, 0)
    part = data.draw(st.integers(1, owed))
    for keep in Keep:
        given_ = asked(terms, on, part, keep)
        for reading in given_.readings:
            assert sum(line.principal_fen for line in reading.plan_after) == owed - part
            assert len(reading.plan_after) <= len(given_.plan_before)
            assert reading.total_fen == part + reading.interest_fen + (reading.fee_fen or 0)
