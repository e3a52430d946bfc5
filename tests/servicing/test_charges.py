from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.clauses import DayCount, FeeBand, Interval, LateBase, LateClause, LateKind, RateChange
from duewatch.model.loan import LoanKind, Terms
from duewatch.servicing.charges import Course, Step, charges_known, late_charges, next_change_on

DUE = date(2026, 3, 2)
YEARLY = Terms(kind=LoanKind.EQUAL_INSTALMENT, annual_rate_pct=Decimal(18))
PENALTY = LateClause(kind=LateKind.MULTIPLE, multiple=Decimal("1.5"))
COMPOUND = LateClause(kind=LateKind.COMPOUND, multiple=Decimal("1.5"))
FEES = LateClause(kind=LateKind.FEE, bands=(FeeBand(from_day=5, to_day=10, amount_fen=2_000),
                                            FeeBand(from_day=11, to_day=None, amount_fen=5_000)))  # fmt: skip


def bill(*paid: tuple[int, int, int], principal=100_000, interest=10_000, charged_on=None) -> Course:
    """A bill of ¥1,100 due on 2 March; paid: (days after the due date, principal, interest)."""
    steps = [Step(date.min, principal, interest, principal + interest)]
    for after, of_principal, of_interest in paid:
        last = steps[-1]
        left = last.principal_fen - of_principal, last.interest_fen - of_interest
        steps.append(Step(DUE + timedelta(days=after), *left, sum(left)))
    return Course("1", DUE, principal, interest, steps, charged_on)


def by(*clauses: LateClause, **changes: object) -> Terms:
    return replace(YEARLY, late_clauses=clauses, **changes)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def sums(course: Course, terms: Terms, days: int) -> int:
    return sum(line.amount_fen for line in late_charges(course, terms, after(days)))


def test_penalty_interest_is_the_multiple_of_the_contract_rate_by_the_days_of_its_year():
    # 1,000 yuan x 18 % x 1.5 x 20 days: / 360 = 15.00, / 365 = 14.79
    (line,) = late_charges(bill(), by(PENALTY), after(20))
    assert (line.kind, line.base_fen, line.annual_pct, line.days) == (LateKind.MULTIPLE, 100_000, Decimal("27.0"), 20)
    assert (line.first_on, line.last_on, line.amount_fen) == (after(1), after(20), 1_500)
    assert line.rule == "penalty-rate-251"
    assert line.daily_pct == Decimal("0.075")
    assert sums(bill(), by(PENALTY, day_count=DayCount.ACTUAL_365), 20) == 1_479


def test_a_month_late_has_thirty_days_where_the_contract_counts_so():
    thirty = by(PENALTY, day_count=DayCount.THIRTY_360)
    (line,) = late_charges(bill(), thirty, date(2026, 4, 2))  # 31 days of the calendar
    assert (line.days, line.amount_fen) == (30, 2_250)


def test_penalty_interest_follows_the_contract_rate_when_that_changes():
    change = RateChange(from_on=after(11), annual_rate_pct=Decimal(12))
    lines = late_charges(bill(), by(PENALTY, rate_changes=(change,)), after(20))
    assert [(line.annual_pct, line.days, line.amount_fen) for line in lines] == [(27, 10, 750), (18, 10, 500)]


def test_penalty_interest_falls_with_what_was_paid_from_the_day_after():
    lines = late_charges(bill((10, 40_000, 10_000)), by(PENALTY), after(20))
    assert [(line.base_fen, line.days, line.amount_fen) for line in lines] == [(100_000, 10, 750), (60_000, 10, 450)]


def test_compound_interest_is_taken_on_unpaid_interest_alone():
    (line,) = late_charges(bill(), by(COMPOUND), after(20))
    assert (line.base_fen, line.amount_fen) == (10_000, 150)
    assert late_charges(bill((0, 0, 10_000)), by(COMPOUND), after(20)) == ()


def test_compound_interest_is_added_to_its_base_at_the_end_of_each_period():
    # March: 100 yuan x 27 % x 31 / 360 = 2.325, so 2.33; April on 102.33.
    lines = late_charges(bill(), by(COMPOUND), date(2026, 5, 2))
    assert [(line.base_fen, line.days, line.amount_fen) for line in lines] == [(10_000, 31, 233), (10_233, 30, 230)]
    weekly = late_charges(bill(), by(COMPOUND, unit=Interval.WEEKS), after(8))
    assert [(line.base_fen, line.days) for line in weekly] == [(10_000, 7), (10_053, 1)]


def test_penalty_and_compound_interest_stand_side_by_side():
    lines = late_charges(bill(), by(PENALTY, COMPOUND), after(20))
    assert [(line.kind, line.amount_fen) for line in lines] == [(LateKind.MULTIPLE, 1_500), (LateKind.COMPOUND, 150)]


def test_the_daily_rate_in_short_is_a_clause_like_any_other():
    short = replace(YEARLY, late_daily_pct=Decimal("0.05"), late_base=LateBase.AMOUNT)
    long = by(LateClause(kind=LateKind.DAILY, pct=Decimal("0.05"), base=LateBase.AMOUNT))
    assert late_charges(bill(), short, after(20)) == late_charges(bill(), long, after(20))
    assert sums(bill(), short, 20) == 1_100


def test_a_fee_band_is_the_whole_fee_and_is_charged_once():
    assert sums(bill(), by(FEES), 4) == 0
    assert sums(bill(), by(FEES), 5) == sums(bill(), by(FEES), 10) == 2_000
    assert sums(bill(), by(FEES), 11) == sums(bill(), by(FEES), 300) == 5_000
    lines = late_charges(bill(), by(FEES), after(12))
    assert [(line.first_on, line.days, line.amount_fen) for line in lines] == [
        (after(5), 5, 2_000),
        (after(11), 11, 3_000),
    ]


def test_a_bill_that_was_paid_before_the_band_bears_no_fee_and_later_its_own():
    assert sums(bill((4, 100_000, 10_000)), by(FEES), 20) == 0
    assert sums(bill((6, 100_000, 10_000)), by(FEES), 20) == 2_000


def test_a_fee_that_the_lender_stated_is_not_reckoned_a_second_time():
    assert sums(bill(charged_on=after(6)), by(FEES), 9) == 0
    assert sums(bill(charged_on=after(6)), by(FEES), 12) == 3_000


def test_a_charge_that_the_lender_stated_covers_the_days_of_interest_before_it():
    (line,) = late_charges(bill(charged_on=after(10)), by(PENALTY), after(20))
    assert (line.first_on, line.days, line.amount_fen) == (after(11), 10, 750)


def test_a_cap_ends_the_charge_and_the_line_says_what_was_cut():
    capped = by(replace(PENALTY, cap_fen=1_000))
    (line,) = late_charges(bill(), capped, after(20))
    assert (line.amount_fen, line.cut_fen) == (1_000, 500)
    by_percent = by(replace(PENALTY, cap_pct=Decimal(1)))
    assert sums(bill(), by_percent, 300) == 1_000


def test_a_daily_charge_changes_every_day_a_fee_with_its_bands_and_a_capped_one_never_more():
    assert next_change_on(bill(), by(PENALTY), after(20)) == after(21)
    assert next_change_on(bill(), by(FEES), after(1)) == after(5)
    assert next_change_on(bill(), by(FEES), after(5)) == after(11)
    assert next_change_on(bill(), by(FEES), after(11)) is None
    assert next_change_on(bill(), by(replace(FEES, cap_fen=2_000)), after(5)) is None


def test_within_the_contracts_grace_nothing_is_charged_and_after_it_every_day():
    in_grace = by(PENALTY, grace_days=3)
    assert late_charges(bill(), in_grace, after(3)) == ()
    assert sums(bill(), in_grace, 4) == 300
    assert next_change_on(bill(), in_grace, after(1)) == after(4)


def test_what_bill_and_terms_do_not_tell_is_not_guessed():
    no_parts = bill()._replace(principal_fen=None, interest_fen=None)
    assert late_charges(no_parts, by(PENALTY, COMPOUND), after(20)) == ()
    assert not charges_known(no_parts, by(PENALTY))
    assert late_charges(bill(), by(PENALTY, annual_rate_pct=None), after(20)) == ()
    whole = replace(PENALTY, base=LateBase.AMOUNT)
    assert sums(no_parts, by(whole), 20) == 1_650


clauses = st.sampled_from((PENALTY, COMPOUND, FEES, LateClause(kind=LateKind.DAILY, pct=Decimal("0.07"))))
caps = st.none() | st.integers(0, 3_000)


@given(
    st.lists(st.tuples(clauses, caps), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(-5, 90), st.integers(0, 40_000), st.integers(0, 4_000)), max_size=2),
    st.integers(0, 120),
    st.none() | st.sampled_from(DayCount),
)
def test_charges_never_shrink_as_days_go_by_and_every_line_lies_after_the_due_date(given_, payments, days, count):
    course = bill(*sorted(payments))
    terms = by(*(replace(clause, cap_fen=cap) for clause, cap in given_), day_count=count)
    lines = late_charges(course, terms, after(days))
    assert sums(course, terms, days) <= sums(course, terms, days + 1)
    for line in lines:
        assert line.amount_fen >= 0
        assert DUE < line.first_on <= line.last_on <= after(days)
    for clause, cap in given_:
        if cap is not None:
            alone = sums(course, by(replace(clause, cap_fen=cap), day_count=count), days)
            assert alone <= cap
