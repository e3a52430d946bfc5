import tomllib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.bill import Part
from duewatch.model.clauses import AllocationClause, CardClause
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.servicing.allocation import CARD_ALLOCATION
from duewatch.servicing.cards.card_posts import InstalmentPlan, Post, PostKind, Received, plan_posts
from duewatch.servicing.cards.revolving import after_statement, statements

CARD = CardClause(daily_pct=Decimal("0.05"), minimum_pct=Decimal(10), late_pct=Decimal(5), late_least_fen=1_000)
TERMS = Terms(kind=LoanKind.REVOLVING, statement_day=5, due_day=23, card=CARD)
BOUGHT = Post(date(2026, 3, 30), 100_000)
PAID_MINIMUM = Received(date(2026, 4, 23), 10_000)


def with_card(**changes: object) -> Terms:
    return replace(TERMS, card=replace(CARD, **changes))


def figures(statement):
    return statement.balance_fen, statement.minimum_fen, statement.interest_fen, statement.late_fen


def test_a_balance_paid_in_full_in_time_costs_nothing():
    first, second = statements(TERMS, [BOUGHT], [Received(date(2026, 4, 23), 100_000)], date(2026, 5, 5))
    assert (first.statement_on, first.due_on) == (date(2026, 4, 5), date(2026, 4, 23))
    assert figures(first) == (100_000, 10_000, 0, 0)
    assert (first.in_full, first.minimum_met, first.paid_fen) == (True, True, 100_000)
    assert figures(second) == (0, 0, 0, 0)


def test_with_the_minimum_paid_the_whole_purchase_bears_interest_from_its_posting_day():
    # The example that banks print: 1,000 x 0.05 % x 24 days + 900 x 0.05 % x 12 days = 12.00 + 5.40 = 17.40.
    _, second = statements(TERMS, [BOUGHT], [PAID_MINIMUM], date(2026, 5, 5))
    assert [(line.base_fen, line.first_on, line.last_on, line.days, line.amount_fen) for line in second.lines] == [
        (100_000, date(2026, 3, 30), date(2026, 4, 22), 24, 1_200),
        (90_000, date(2026, 4, 23), date(2026, 5, 4), 12, 540),
    ]
    assert (second.balance_fen, second.interest_fen, second.late_fen) == (91_740, 1_740, 0)


def test_an_agreement_may_leave_the_paid_part_free():
    _, second = statements(with_card(paid_part_free=True), [BOUGHT], [PAID_MINIMUM], date(2026, 5, 5))
    assert second.interest_fen == 1_620  # 900 x 0.05 % x 36 days


def test_interest_that_was_not_paid_bears_interest_itself_month_by_month():
    months = statements(TERMS, [BOUGHT], [], date(2026, 6, 5))
    assert months[1].interest_fen == 1_800  # 1,000 x 0.05 % x 36
    on_interest = [line for line in months[2].lines if line.of is PostKind.INTEREST]
    assert [(line.base_fen, line.days, line.amount_fen) for line in on_interest] == [(1_800, 31, 28)]


def test_damages_are_taken_on_what_the_minimum_lacked_and_bear_no_interest():
    months = statements(TERMS, [BOUGHT], [Received(date(2026, 4, 20), 4_000)], date(2026, 6, 5))
    (late,) = (line for line in months[1].lines if line.of is PostKind.LATE)
    assert (late.base_fen, late.pct, late.amount_fen, late.raised_fen) == (6_000, Decimal(5), 1_000, 700)
    assert late.first_on == date(2026, 4, 24)
    assert months[0].minimum_met is False
    assert not any(line.of is PostKind.LATE and line.days for line in months[2].lines)


def test_what_the_minimum_lacked_is_whole_in_the_next_one_with_interest_and_damages():
    _, second = statements(TERMS, [BOUGHT], [], date(2026, 5, 5))
    # interest 18.00 + damages 10.00 + unpaid minimum 100.00, and a tenth of the other 900.00
    assert (second.balance_fen, second.minimum_fen) == (102_800, 1_800 + 1_000 + 10_000 + 9_000)
    _, other = statements(with_card(minimum_whole_charges=False), [BOUGHT], [], date(2026, 5, 5))
    assert other.minimum_fen == 10_000 + 9_280


def test_a_minimum_has_its_least_amount_but_is_never_more_than_the_balance():
    (small,) = statements(with_card(minimum_least_fen=5_000), [Post(date(2026, 3, 30), 3_000)], [], date(2026, 4, 5))
    assert small.minimum_fen == 3_000
    (bigger,) = statements(with_card(minimum_least_fen=5_000), [Post(date(2026, 3, 30), 30_000)], [], date(2026, 4, 5))
    assert bigger.minimum_fen == 5_000


def test_a_shortfall_within_the_tolerance_counts_as_paid_in_full():
    nearly = [Received(date(2026, 4, 23), 99_100)]
    kept = statements(with_card(tolerance_fen=1_000), [BOUGHT], nearly, date(2026, 5, 5))
    assert (kept[0].in_full, kept[1].interest_fen, kept[1].balance_fen) == (True, 0, 900)
    lost = statements(TERMS, [BOUGHT], nearly, date(2026, 5, 5))
    assert lost[0].in_full is False
    assert lost[1].interest_fen == 1_205
    by_percent = statements(with_card(tolerance_pct=Decimal(1)), [BOUGHT], nearly, date(2026, 5, 5))
    assert by_percent[0].in_full is True


def test_a_payment_within_the_grace_counts_as_in_time():
    late = [Received(date(2026, 4, 26), 100_000)]
    assert statements(with_card(grace_days=3), [BOUGHT], late, date(2026, 5, 5))[0].in_full is True
    without = statements(TERMS, [BOUGHT], late, date(2026, 5, 5))
    assert (without[0].in_full, without[1].late_fen) == (False, 1_000)


def test_a_due_day_may_be_an_offset_from_the_statement_day():
    offset = replace(with_card(due_offset_days=20), due_day=None)
    (first,) = statements(offset, [BOUGHT], [], date(2026, 4, 5))
    assert first.due_on == date(2026, 4, 25)
    with pytest.raises(InputProblem):
        statements(replace(TERMS, due_day=None), [BOUGHT], [], date(2026, 4, 5))
    with pytest.raises(InputProblem):
        statements(replace(TERMS, statement_day=None), [BOUGHT], [], date(2026, 4, 5))


def test_a_cash_advance_has_no_free_period():
    cash = Post(date(2026, 3, 26), 100_000, PostKind.CASH)
    first, second = statements(
        with_card(cash_daily_pct=Decimal("0.06")), [cash], [Received(date(2026, 4, 15), 100_600)], date(2026, 5, 5)
    )
    assert (first.interest_fen, first.balance_fen) == (600, 100_600)
    assert second.interest_fen == 600  # 1,000 x 0.06 % x 10 days up to the payment
    assert first.in_full is True


def test_an_instalment_of_a_plan_is_whole_in_the_minimum_of_each_statement():
    plan = InstalmentPlan(date(2026, 3, 20), 100_000, 3, fee_fen=600)
    posts = plan_posts(plan, 5)
    assert [(post.on, post.amount_fen) for post in posts if post.kind is PostKind.INSTALMENT] == [
        (date(2026, 4, 5), 33_333),
        (date(2026, 5, 5), 33_333),
        (date(2026, 6, 5), 33_334),
    ]
    (first,) = statements(TERMS, [*posts, BOUGHT], [], date(2026, 4, 5))
    assert (first.balance_fen, first.instalments_fen) == (133_933, 33_333)
    assert first.minimum_fen == 33_333 + 600 + 10_000


def test_from_day_91_a_payment_goes_to_principal_first():
    on_day = date(2026, 4, 23) + timedelta(days=91)
    day_90, day_91 = (
        statements(TERMS, [BOUGHT], [Received(on, 50_000)], date(2026, 9, 5))
        for on in (on_day - timedelta(days=1), on_day)
    )
    # Who pays principal first leaves less to bear interest, though a day later.
    assert day_91[-1].interest_fen < day_90[-1].interest_fen
    agreed = replace(TERMS, allocation=AllocationClause())
    charges_first = statements(agreed, [BOUGHT], [Received(on_day, 50_000)], date(2026, 9, 5))
    assert charges_first[-1].interest_fen > day_91[-1].interest_fen


def test_the_order_of_card_payments_is_that_of_the_rulebook():
    rules = tomllib.loads(resources.files("duewatch").joinpath("rules/regulation.toml").read_text(encoding="utf-8"))
    rule = next(rule for rule in rules["rule"] if rule["id"] == "allocation-card-90")
    assert CARD_ALLOCATION.late_from_days == rule["parameters"]["threshold_days"] + 1
    assert CARD_ALLOCATION.order[-1] is Part.PRINCIPAL
    assert CARD_ALLOCATION.late_order is not None and CARD_ALLOCATION.late_order[0] is Part.PRINCIPAL


def test_money_that_came_in_beyond_the_balance_pays_what_is_posted_later():
    early = [Received(date(2026, 4, 10), 120_000)]
    months = statements(TERMS, [BOUGHT, Post(date(2026, 4, 12), 50_000)], early, date(2026, 5, 5))
    assert months[1].balance_fen == 30_000


def test_without_a_rate_or_a_minimum_the_balance_is_not_guessed():
    no_rate = statements(with_card(daily_pct=None), [BOUGHT], [PAID_MINIMUM], date(2026, 5, 5))[1]
    assert (no_rate.interest_fen, no_rate.balance_fen, no_rate.known_fen) == (None, None, 90_000)
    no_minimum = statements(with_card(minimum_pct=None), [BOUGHT], [PAID_MINIMUM], date(2026, 5, 5))[1]
    assert (no_minimum.late_fen, no_minimum.balance_fen) == (None, None)


def stated(received, on=date(2026, 5, 5), posts=None, minimum=10_000, card=CARD):
    return after_statement(
        card,
        statement_on=date(2026, 4, 5),
        due_on=date(2026, 4, 23),
        balance_fen=100_000,
        minimum_fen=minimum,
        received=received,
        on=on,
        posts=posts,
    )


def test_of_a_stated_total_damages_can_be_reckoned_but_interest_only_with_its_posts():
    bare = stated([Received(date(2026, 4, 20), 4_000)])
    assert (bare.in_full, bare.minimum_met, bare.late_fen, bare.interest_fen) == (False, False, 1_000, None)
    told = stated([PAID_MINIMUM], posts=[BOUGHT])
    assert (told.minimum_met, told.late_fen, told.interest_fen) == (True, 0, 1_740)
    part = stated([PAID_MINIMUM], posts=[Post(date(2026, 3, 30), 60_000)])
    assert part.interest_fen is None
    assert stated([], minimum=None).late_fen is None


def test_before_the_due_day_nothing_is_decided_unless_all_is_paid():
    waiting = stated([PAID_MINIMUM], on=date(2026, 4, 23))
    assert (waiting.in_full, waiting.minimum_met, waiting.late_fen) == (None, True, 0)
    assert stated([Received(date(2026, 4, 10), 100_000)], on=date(2026, 4, 12)).in_full is True


money = st.integers(1, 200_000)
day = st.integers(0, 150).map(lambda days: date(2026, 1, 10) + timedelta(days=days))
kinds = st.sampled_from((PostKind.PURCHASE, PostKind.CASH, PostKind.INSTALMENT, PostKind.FEE))


@given(
    st.lists(st.builds(Post, day, money, kinds), min_size=1, max_size=6),
    st.lists(st.builds(Received, day, money), max_size=5),
    day,
    st.booleans(),
    st.integers(0, 5),
)
def test_a_balance_is_what_was_posted_and_charged_less_what_came_in(posts, received, on, free, grace):
    months = statements(with_card(paid_part_free=free, grace_days=grace), posts, received, on)
    for number, month in enumerate(months):
        posted = sum(post.amount_fen for post in posts if post.on <= month.statement_on)
        paid = sum(each.amount_fen for each in received if each.on <= month.statement_on)
        charged = sum((each.interest_fen or 0) + (each.late_fen or 0) for each in months[: number + 1])
        assert month.balance_fen == posted + charged - paid
        assert sum(line.amount_fen for line in month.lines) == (month.interest_fen or 0) + (month.late_fen or 0)
        assert month.minimum_fen is not None
        assert 0 <= month.minimum_fen <= max(month.balance_fen, 0)


@given(st.lists(st.builds(Post, day, money, kinds), min_size=1, max_size=5), st.integers(1, 100_000), day)
def test_who_pays_more_to_a_card_never_owes_more(posts, more, on):
    before = statements(TERMS, posts, [], date(2026, 7, 5))[-1]
    after = statements(TERMS, posts, [Received(on, more)], date(2026, 7, 5))[-1]
    assert after.known_fen <= before.known_fen
