"""The levelling model: instalments levelled anew as money is lent, the rate changes and instalments are paid early."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from duewatch.model.clauses import Interval, Rounding
from duewatch.model.dates import monthly
from duewatch.model.problem import InputProblem
from duewatch.servicing.books.level_terms import LevelEvent, LevelKind, LevelTerms
from duewatch.servicing.books.progressive import Payable, level_payable, level_rows

FIRST = date(2026, 1, 1)
MONTHS = list(pairwise(monthly(FIRST, 7)))
SEVEN = LevelTerms(annual_rate_pct=Decimal(7), year_days=360, month_days=30)


def lent(on: date, amount_fen: int) -> LevelEvent:
    return LevelEvent(kind=LevelKind.LENT, on=on, amount_fen=amount_fen)


def rate(on: date, pct: int) -> LevelEvent:
    return LevelEvent(kind=LevelKind.RATE, on=on, annual_rate_pct=Decimal(pct))


def paid(due_on: date, on: date, principal_fen: int, interest_fen: int) -> list[LevelEvent]:
    return [
        LevelEvent(kind=kind, on=on, due_on=due_on, amount_fen=amount)
        for kind, amount in ((LevelKind.PRINCIPAL_PAID, principal_fen), (LevelKind.INTEREST_PAID, interest_fen))
        if amount
    ]


HUNDRED = lent(FIRST, 10_000)


def test_the_instalments_are_level_and_the_last_takes_the_rest():
    rows = level_rows(SEVEN, MONTHS, [HUNDRED])
    assert [row.instalment_fen for row in rows] == [1701, 1701, 1701, 1701, 1701, 1700]
    assert [row.interest_fen for row in rows] == [58, 49, 39, 29, 20, 10]
    assert rows[-1].balance_fen == 0


def test_money_lent_inside_a_period_bears_interest_from_its_day_and_raises_that_instalment():
    rows = level_rows(SEVEN, MONTHS, [HUNDRED, lent(date(2026, 1, 16), 10_000)])
    assert rows[0].interest_fen == 28 + 60  # 15 days on 100 yuan, 16 on 200, of 31
    assert {row.instalment_fen for row in rows[:-1]} == {3397}


def test_money_lent_on_a_due_day_counts_from_the_next_instalment():
    rows = level_rows(SEVEN, MONTHS, [HUNDRED, lent(date(2026, 3, 1), 10_000)])
    assert [row.instalment_fen for row in rows[:2]] == [1701, 1701]
    assert rows[1].balance_fen == 6705 + 10_000
    assert rows[2].instalment_fen > 4000


def test_a_new_rate_counts_from_the_day_before_its_date():
    whole = level_rows(SEVEN, MONTHS, [HUNDRED, rate(date(2026, 2, 2), 4)])
    assert (whole[0].interest_fen, whole[1].interest_fen, whole[1].instalment_fen) == (58, 28, 1688)
    inside = level_rows(SEVEN, MONTHS, [HUNDRED, rate(date(2026, 2, 15), 4)])
    assert 28 < inside[1].interest_fen < 49


def test_a_rate_from_the_first_day_is_the_plans_rate():
    assert level_rows(SEVEN, MONTHS, [rate(FIRST, 4), HUNDRED]) == level_rows(
        LevelTerms(annual_rate_pct=Decimal(4), year_days=360, month_days=30), MONTHS, [HUNDRED]
    )


def test_an_instalment_paid_early_bears_interest_to_that_day_and_the_rest_of_the_period_bears_it_on_what_is_left():
    early = date(2026, 2, 15)
    owed = level_payable(SEVEN, MONTHS, [HUNDRED], date(2026, 3, 1), early)
    assert owed == Payable(instalment_fen=1701, principal_fen=1677, interest_fen=24, balance_fen=8357)
    rows = level_rows(SEVEN, MONTHS, [HUNDRED, *paid(date(2026, 3, 1), early, 1677, 24)])
    assert (rows[1].interest_fen, rows[1].principal_fen, rows[1].balance_fen) == (24, 1677, 6680)
    assert rows[2].interest_fen == 39 + 19  # its own, and 13 days of February on 66.80
    assert sum(row.interest_fen for row in rows) < sum(row.interest_fen for row in level_rows(SEVEN, MONTHS, [HUNDRED]))


def test_paying_everything_early_leaves_no_interest_for_the_coming_instalments():
    on = date(2026, 1, 15)
    ahead = [
        event
        for _, due_on in MONTHS
        for event in paid(due_on, on, 1701 - 26 if due_on == MONTHS[0][1] else 1701, 26 * (due_on == MONTHS[0][1]))
    ]
    rest = 10_000 - (1701 * 6 - 26)
    ahead[-1] = LevelEvent(kind=LevelKind.PRINCIPAL_PAID, on=on, due_on=MONTHS[-1][1], amount_fen=1701 + rest)
    rows = level_rows(SEVEN, MONTHS, [HUNDRED, *ahead])
    assert [row.interest_fen for row in rows] == [26, 0, 0, 0, 0, 0]
    assert sum(row.principal_fen for row in rows) == 10_000


def test_before_its_period_an_instalment_bears_no_interest_and_after_it_the_whole():
    due_on = date(2026, 3, 1)
    assert level_payable(SEVEN, MONTHS, [HUNDRED], due_on, FIRST).interest_fen == 0
    assert level_payable(SEVEN, MONTHS, [HUNDRED], due_on, due_on) == level_payable(
        SEVEN, MONTHS, [HUNDRED], due_on, due_on + timedelta(days=40)
    )


def test_a_correction_lowers_interest_from_its_day_without_being_a_payment():
    correction = LevelEvent(kind=LevelKind.CORRECTION, on=date(2026, 2, 1), amount_fen=-5_000)
    rows = level_rows(SEVEN, MONTHS, [HUNDRED, correction])
    assert rows[0].interest_fen == 58
    assert rows[1].interest_fen == 20  # on 33.57 instead of 83.57


@pytest.mark.parametrize(
    ("terms", "step", "count", "instalment_fen", "first_interest_fen"),
    [
        (LevelTerms(annual_rate_pct=Decimal("9.4822"), year_days=364, unit=Interval.WEEKS), 7, 6, 1677, 18),
        (LevelTerms(annual_rate_pct=Decimal("9.4822"), year_days=364, unit=Interval.WEEKS, every=2), 14, 3, 3357, 36),
        (LevelTerms(annual_rate_pct=Decimal("9.4822"), year_days=360, unit=Interval.DAYS, every=15), 15, 6, 1690, 40),
        (LevelTerms(annual_rate_pct=Decimal(0)), 31, 4, 2500, 0),
    ],
)
def test_periods_may_be_weeks_or_days(terms, step, count, instalment_fen, first_interest_fen):
    days = [FIRST + timedelta(days=step * number) for number in range(count + 1)]
    row = level_rows(terms, list(pairwise(days)), [HUNDRED])[0]
    assert (row.instalment_fen, row.interest_fen) == (instalment_fen, first_interest_fen)


def test_over_the_turn_of_a_leap_year_each_years_days_count_by_its_own_length():
    terms = LevelTerms(annual_rate_pct=Decimal("9.4822"), year_days=None)
    row = level_rows(terms, [(date(2023, 12, 12), date(2024, 1, 12))], [lent(date(2023, 12, 12), 1_000_000)])[0]
    assert row.interest_fen == 8045  # 19 days of 365 and 12 of 366


def test_a_last_instalment_that_differs_by_more_than_half_the_count_is_shared_out_once():
    terms = LevelTerms(annual_rate_pct=Decimal("6"), year_days=360, month_days=30)
    due = list(pairwise(monthly(FIRST, 25)))
    rows = level_rows(terms, due, [lent(FIRST, 1_234_567)])
    assert abs(rows[-1].instalment_fen - rows[0].instalment_fen) <= len(rows) // 2


def test_an_amount_too_small_to_be_shared_out_is_all_paid_with_the_last_instalment():
    assert [row.principal_fen for row in level_rows(SEVEN, MONTHS, [lent(FIRST, 1)])] == [0, 0, 0, 0, 0, 1]


def test_the_instalment_may_be_whole_yuan():
    terms = LevelTerms(annual_rate_pct=Decimal(7), year_days=360, month_days=30, step_fen=100)
    rows = level_rows(terms, MONTHS, [HUNDRED])
    assert [row.instalment_fen for row in rows[:-1]] == [1700] * 5


@pytest.mark.parametrize(
    "call",
    [
        lambda: level_rows(SEVEN, [], [HUNDRED]),
        lambda: level_rows(SEVEN, [(FIRST, FIRST)], [HUNDRED]),
        lambda: level_rows(SEVEN, MONTHS[::-1], [HUNDRED]),
        lambda: level_rows(SEVEN, MONTHS, [lent(FIRST - timedelta(days=1), 1)]),
        lambda: level_rows(SEVEN, MONTHS, [lent(FIRST, 0)]),
        lambda: level_rows(SEVEN, MONTHS, [HUNDRED, *paid(date(2026, 2, 2), FIRST, 1, 0)]),
        lambda: level_rows(SEVEN, MONTHS, [LevelEvent(kind=LevelKind.RATE, on=FIRST)]),
        lambda: level_rows(LevelTerms(annual_rate_pct=Decimal(-1)), MONTHS, [HUNDRED]),
        lambda: level_payable(SEVEN, MONTHS, [HUNDRED], FIRST, FIRST),
    ],
)
def test_what_cannot_be_is_refused(call):
    with pytest.raises(InputProblem):
        call()


drawn = st.lists(
    st.tuples(st.integers(0, 170), st.integers(1, 1_000_000)).map(
        lambda drawing: lent(FIRST + timedelta(days=drawing[0]), drawing[1])
    ),
    min_size=1,
    max_size=4,
)
terms_made_up = st.builds(
    LevelTerms,
    annual_rate_pct=st.decimals(0, 36, places=2),
    year_days=st.sampled_from([360, 365, None]),
    month_days=st.sampled_from([30, None]),
    rounding=st.sampled_from(Rounding),
)


@given(terms_made_up, drawn, st.lists(st.integers(1, 180), max_size=2))
def test_principal_sums_to_what_was_lent_and_each_instalment_to_its_parts(terms, drawings, rate_days):
    assume(all(event.on <= MONTHS[-1][0] for event in drawings))
    rates = [rate(FIRST + timedelta(days=day), 5) for day in rate_days]
    rows = level_rows(terms, MONTHS, [*drawings, *rates])
    assert sum(row.principal_fen for row in rows) == sum(event.amount_fen for event in drawings)
    assert all(row.principal_fen + row.interest_fen == row.instalment_fen for row in rows)
    assert rows[-1].balance_fen == 0


@given(terms_made_up, st.integers(10_000, 10**7), st.integers(0, 29))
def test_paying_the_first_instalment_early_never_costs_more(terms, amount_fen, day):
    on, due_on = FIRST + timedelta(days=day), MONTHS[0][1]
    drawing = lent(FIRST, amount_fen)
    owed = level_payable(terms, MONTHS, [drawing], due_on, on)
    rows = level_rows(terms, MONTHS, [drawing, *paid(due_on, on, owed.principal_fen, owed.interest_fen)])
    plain = level_rows(terms, MONTHS, [drawing])
    slack = len(MONTHS)  # each stretch of days is rounded by itself
    assert sum(row.interest_fen for row in rows) <= sum(row.interest_fen for row in plain) + slack
    assert sum(row.principal_fen for row in rows) == amount_fen
