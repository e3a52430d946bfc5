"""Daily simple interest: what days cost, level bills, the ledger and what settles the loan."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.bill import Part
from duewatch.model.clauses import RateChange, Rounding
from duewatch.model.dates import monthly
from duewatch.model.problem import InputProblem
from duewatch.servicing.daily.daily import DailyTerms, interest_between, interest_lines
from duewatch.servicing.daily.daily_ledger import DailyLedger, Split, accrue, lend, pay, settlement
from duewatch.servicing.daily.daily_plan import FinalPayment, daily_plan
from duewatch.servicing.daily.daily_replay import DailyEvent, DailyKind, replay, statement
from duewatch.servicing.plans.exact import to_fen

LENT_ON = date(2026, 3, 1)
FIVE_IN_TEN_THOUSAND = DailyTerms(daily_pct=Decimal("0.05"))


def event(kind: DailyKind, day: int, amount_fen: int = 0, part: Part = Part.CHARGE) -> DailyEvent:
    return DailyEvent(kind=kind, on=LENT_ON + timedelta(days=day), amount_fen=amount_fen, part=part)


LENT = event(DailyKind.LENT, 0, 1_000_000)


def owed_on(terms: DailyTerms, day: int, *events: DailyEvent) -> Split:
    on = LENT_ON + timedelta(days=day)
    return settlement(replay(terms, events, on).ledger, terms, on)


class TestWhatDaysCost:
    def test_ten_thousand_yuan_at_5_in_10000_a_day_cost_5_yuan_a_day(self):
        assert interest_between(1_000_000, FIVE_IN_TEN_THOUSAND, LENT_ON, LENT_ON + timedelta(days=3)) == 1_500

    def test_the_day_of_lending_counts_and_the_day_of_payment_does_not(self):
        (line,) = interest_lines(1_000_000, FIVE_IN_TEN_THOUSAND, date(2026, 3, 1), date(2026, 3, 5))
        assert (line.first_on, line.last_on, line.days) == (date(2026, 3, 1), date(2026, 3, 4), 4)
        assert line.exact == line.base_fen * line.daily_rate * line.days

    def test_an_annual_rate_is_spread_over_365_or_360_days_as_the_contract_says(self):
        for year_days in (365, 360):
            terms = DailyTerms(annual_pct=Decimal("18.25"), year_days=year_days)
            exact = interest_between(1_000_000, terms, LENT_ON, LENT_ON + timedelta(days=1))
            assert exact == Fraction(1_000_000 * 1825, 10_000 * year_days)

    def test_over_the_turn_of_a_leap_year_each_day_bears_its_own_years_share(self):
        terms = DailyTerms(annual_pct=Decimal("36.6"), year_days=None)
        lines = list(interest_lines(1_000_000, terms, date(2027, 12, 31), date(2028, 1, 2)))
        assert [(line.first_on, line.days, line.daily_rate) for line in lines] == [
            (date(2027, 12, 31), 1, Fraction(366, 365_000)),
            (date(2028, 1, 1), 1, Fraction(1, 1000)),
        ]

    def test_a_new_rate_counts_from_its_day_on(self):
        change = RateChange(from_on=date(2026, 3, 3), annual_rate_pct=Decimal("7.3"))
        terms = replace(FIVE_IN_TEN_THOUSAND, rate_changes=(change,))
        lines = list(interest_lines(1_000_000, terms, date(2026, 3, 1), date(2026, 3, 5)))
        assert [(line.days, line.exact) for line in lines] == [(2, 1000), (2, 400)]

    def test_a_day_never_costs_more_than_its_cap(self):
        terms = DailyTerms(daily_pct=Decimal("0.876"), daily_cap_pct=Decimal("0.8"))
        assert interest_between(49_900, terms, LENT_ON, LENT_ON + timedelta(days=5)) == 1_996

    @given(st.integers(-(10**9), 10**9), st.integers(0, 400), st.integers(0, 400), st.none() | st.just(365))
    def test_days_cost_the_same_in_one_piece_or_two(self, base_fen, first, second, year_days):
        terms = DailyTerms(annual_pct=Decimal("14.6"), year_days=year_days, credit_annual_pct=Decimal(1))
        middle, end = LENT_ON + timedelta(days=first), LENT_ON + timedelta(days=first + second)
        assert interest_between(base_fen, terms, LENT_ON, end) == interest_between(
            base_fen, terms, LENT_ON, middle
        ) + interest_between(base_fen, terms, middle, end)

    @pytest.mark.parametrize(
        "field", ["daily_pct", "annual_pct", "daily_cap_pct", "cap_pct", "credit_annual_pct", "free_days", "year_days"]
    )
    def test_a_figure_that_cannot_be_is_refused_by_name(self, field):
        with pytest.raises(InputProblem) as caught:
            replay(replace(DailyTerms(), **{field: -1}), [LENT], LENT_ON)
        assert caught.value.what.msgid.startswith("The value {value} for {field}")


class TestExactAmounts:
    @pytest.mark.parametrize(
        ("rounding", "of_halves"),
        [
            (Rounding.HALF_UP, [-3, -2, 2, 3]),
            (Rounding.HALF_EVEN, [-2, -2, 2, 2]),
            (Rounding.UP, [-2, -1, 2, 3]),
            (Rounding.DOWN, [-3, -2, 1, 2]),
        ],
    )
    def test_halves_go_where_the_contract_says(self, rounding, of_halves):
        halves = [Fraction(-5, 2), Fraction(-3, 2), Fraction(3, 2), Fraction(5, 2)]
        assert [to_fen(half, rounding) for half in halves] == of_halves

    @given(st.fractions(-10_000, 10_000), st.sampled_from(Rounding), st.sampled_from([1, 100, 1000]))
    def test_rounding_moves_by_less_than_a_step_and_leaves_whole_steps_alone(self, amount, rounding, step_fen):
        rounded = to_fen(amount, rounding, step_fen)
        assert rounded % step_fen == 0
        assert abs(rounded - amount) < step_fen
        assert to_fen(Fraction(rounded), rounding, step_fen) == rounded


class TestLedger:
    def test_drawn_on_the_1st_and_paid_off_on_the_11th_costs_ten_days(self):
        assert owed_on(FIVE_IN_TEN_THOUSAND, 10, LENT) == Split(interest_fen=5_000, principal_fen=1_000_000)

    def test_a_payment_covers_charges_then_interest_then_principal(self):
        charged = event(DailyKind.CHARGED, 10, 2_000)
        paid = event(DailyKind.PAID, 10, 100_000)
        run = replay(FIVE_IN_TEN_THOUSAND, [paid, charged, LENT], paid.on)
        assert run.payments == ((paid, Split(charge_fen=2_000, interest_fen=5_000, principal_fen=93_000)),)
        assert run.ledger.principal_fen == 907_000

    def test_a_contract_may_put_principal_first(self):
        terms = replace(FIVE_IN_TEN_THOUSAND, order=(Part.PRINCIPAL, Part.INTEREST))
        run = replay(terms, [LENT, event(DailyKind.PAID, 10, 1_001_000)], LENT_ON + timedelta(days=10))
        assert run.payments[0][1] == Split(principal_fen=1_000_000, interest_fen=1_000)
        assert run.ledger.interest == 4_000

    def test_the_working_shows_each_stretch_of_days_with_what_was_owed_in_it(self):
        run = replay(FIVE_IN_TEN_THOUSAND, [LENT, event(DailyKind.PAID, 10, 505_000)], LENT_ON + timedelta(days=12))
        assert [(line.base_fen, line.first_on.day, line.last_on.day, line.days, line.exact) for line in run.lines] == [
            (1_000_000, 1, 10, 10, 5_000),
            (500_000, 11, 12, 2, 500),
        ]

    def test_interest_not_paid_bears_no_interest(self):
        run = replay(FIVE_IN_TEN_THOUSAND, [LENT], LENT_ON + timedelta(days=730))
        assert run.ledger.interest == 730 * 500

    def test_a_second_drawing_bears_interest_from_its_own_day(self):
        again = event(DailyKind.LENT, 4, 1_000_000)
        assert owed_on(FIVE_IN_TEN_THOUSAND, 10, LENT, again).interest_fen == 10 * 500 + 6 * 500

    def test_fractions_are_kept_until_interest_is_paid_and_dropped_then(self):
        terms = replace(FIVE_IN_TEN_THOUSAND, rounding=Rounding.DOWN)
        lent = event(DailyKind.LENT, 0, 1_999)  # 0.9995 fen a day
        assert owed_on(terms, 2, lent).interest_fen == 1
        assert owed_on(terms, 3, lent).interest_fen == 2
        assert owed_on(terms, 3, lent, event(DailyKind.PAID, 2, 1)).interest_fen == 0

    def test_paying_off_within_the_free_days_costs_no_interest_and_a_day_later_all_of_it(self):
        terms = replace(FIVE_IN_TEN_THOUSAND, free_days=3)
        assert owed_on(terms, 3, LENT).total_fen == 1_000_000
        assert owed_on(terms, 4, LENT).total_fen == 1_002_000
        assert owed_on(terms, 9, LENT, event(DailyKind.PAID, 3, 1_000_000)).total_fen == 0

    def test_a_part_paid_within_the_free_days_bears_its_interest(self):
        terms = replace(FIVE_IN_TEN_THOUSAND, free_days=3)
        run = replay(terms, [LENT, event(DailyKind.PAID, 2, 500_000)], LENT_ON + timedelta(days=2))
        assert run.payments[0][1] == Split(interest_fen=1_000, principal_fen=499_000)

    def test_what_is_paid_too_much_is_owed_to_the_borrower_with_the_contracts_interest(self):
        terms = replace(FIVE_IN_TEN_THOUSAND, credit_annual_pct=Decimal("3.65"))
        paid = event(DailyKind.PAID, 0, 2_000_000)
        assert owed_on(terms, 10, LENT, paid) == Split(principal_fen=-1_000_000, interest_fen=-1_000)
        back = event(DailyKind.HANDED_BACK, 10, 1_001_000)
        assert owed_on(terms, 20, LENT, paid, back).total_fen == 0

    def test_money_handed_back_while_the_borrower_owes_is_owed_again_as_principal(self):
        back = event(DailyKind.HANDED_BACK, 10, 1_000)
        run = replay(FIVE_IN_TEN_THOUSAND, [LENT, back], back.on)
        assert run.payments == ((back, Split(principal_fen=-1_000)),)
        assert run.ledger.interest == 5_000

    def test_waived_interest_is_not_owed_any_more(self):
        waived = event(DailyKind.WAIVED, 10, 3_000, Part.INTEREST)
        assert owed_on(FIVE_IN_TEN_THOUSAND, 10, LENT, waived).interest_fen == 2_000
        assert owed_on(FIVE_IN_TEN_THOUSAND, 10, LENT, replace(waived, amount_fen=9_000)).interest_fen == 0

    def test_a_statement_shows_each_day_asked_for_with_what_came_up_since_the_last(self):
        paid = event(DailyKind.PAID, 10, 100_000)
        rows = statement(FIVE_IN_TEN_THOUSAND, [paid, LENT], [paid.on, LENT_ON, LENT_ON + timedelta(days=12)])
        assert [(row.interest, row.covered.total_fen, row.settlement_fen) for row in rows] == [
            (0, 0, 1_000_000),
            (5_000, 100_000, 905_000),
            (905, 0, 905_905),
        ]

    def test_an_amount_of_nothing_is_refused(self):
        with pytest.raises(InputProblem):
            replay(FIVE_IN_TEN_THOUSAND, [LENT, event(DailyKind.PAID, 1, 0)], LENT_ON)

    def test_a_ledger_does_not_go_back_in_time(self):
        with pytest.raises(ValueError, match="is before"):
            accrue(DailyLedger(on=LENT_ON), FIVE_IN_TEN_THOUSAND, LENT_ON - timedelta(days=1))


terms_made_up = st.builds(
    DailyTerms,
    daily_pct=st.none() | st.decimals(0, 1, places=3),
    annual_pct=st.none() | st.decimals(0, 36, places=2),
    year_days=st.sampled_from([360, 365, None]),
    cap_pct=st.none() | st.decimals(0, 100, places=2),
    daily_cap_pct=st.none() | st.decimals(0, 1, places=2),
    free_days=st.integers(0, 5),
    credit_annual_pct=st.sampled_from([Decimal(0), Decimal("8.1")]),
    rounding=st.sampled_from(Rounding),
    order=st.permutations(list(Part)).map(tuple),
)
events_made_up = st.lists(
    st.builds(
        event,
        st.sampled_from([kind for kind in DailyKind if kind is not DailyKind.SETTLED]),
        st.integers(0, 90),
        st.integers(1, 400_000),
        st.sampled_from(Part),
    ),
    max_size=8,
).map(lambda events: [LENT, *events])
LATER = LENT_ON + timedelta(days=100)


class TestLedgerAlways:
    @given(terms_made_up, events_made_up)
    def test_what_was_lent_charged_and_accrued_less_what_was_paid_or_waived_is_what_is_owed(self, terms, events):
        run = replay(terms, events, LATER)
        ledger = run.ledger
        came = ledger.lent_fen + ledger.charged_fen + ledger.accrued - ledger.rounded_off
        owed = ledger.principal_fen + ledger.charge_fen + ledger.fee_fen + ledger.interest
        assert came - ledger.paid_fen - ledger.waived_fen == owed
        if terms.cap_pct is None and terms.free_days == 0:
            assert sum(line.exact for line in run.lines) == ledger.accrued
        for paid, split in run.payments:
            assert split.total_fen == (paid.amount_fen if paid.kind is DailyKind.PAID else -paid.amount_fen)

    @given(terms_made_up, events_made_up, st.randoms())
    def test_the_order_of_entry_never_counts(self, terms, events, random):
        shuffled = list(events)
        random.shuffle(shuffled)
        assert replay(terms, shuffled, LATER) == replay(terms, events, LATER)

    @given(terms_made_up, events_made_up, st.integers(0, 100))
    def test_paying_the_settlement_figure_leaves_nothing_then_and_later(self, terms, events, day):
        on = LENT_ON + timedelta(days=day)
        past = [each for each in events if each.on <= on]
        settled = [*past, DailyEvent(kind=DailyKind.SETTLED, on=on)]
        for when in (on, LATER):
            ledger = replay(terms, settled, when).ledger
            assert (ledger.principal_fen, ledger.charge_fen, ledger.fee_fen, ledger.interest) == (0, 0, 0, 0)

    @given(terms_made_up, events_made_up, st.integers(0, 90), st.integers(1, 2_000_000), st.integers(0, 10))
    def test_paying_more_never_means_owing_more(self, terms, events, day, amount_fen, more):
        less = [each for each in events if each.kind in (DailyKind.LENT, DailyKind.CHARGED, DailyKind.PAID)]
        terms = replace(terms, credit_annual_pct=Decimal(0))
        owed = [
            settlement(replay(terms, [*less, event(DailyKind.PAID, day, amount)], LATER).ledger, terms, LATER).total_fen
            for amount in (amount_fen, amount_fen + more)
        ]
        assert owed[1] <= owed[0]

    @given(terms_made_up, events_made_up)
    def test_interest_never_exceeds_the_cap(self, terms, events):
        if terms.cap_pct is None:
            return
        ledger = replay(replace(terms, credit_annual_pct=Decimal(0)), events, LATER).ledger
        asked = settlement(ledger, terms, LATER).interest_fen
        assert ledger.interest_paid_fen + asked <= Fraction(terms.cap_pct) * ledger.lent_fen / 100


class TestLevelPlan:
    def plan(self, **changes):
        asked = {
            "principal_fen": 1_000_000,
            "lent_on": LENT_ON,
            "due_on": list(monthly(date(2026, 4, 10), 12)),
            "terms": FIVE_IN_TEN_THOUSAND,
        } | changes
        return daily_plan(**asked)

    def test_longer_months_bear_more_interest_and_the_amount_stays_level(self):
        plan = self.plan()
        assert plan.rows[0].interest_fen == 40 * 500
        assert {row.payment_fen for row in plan.rows[:-1]} == {plan.level_fen}
        assert plan.rows[-1].balance_fen == 0

    def test_the_last_bill_is_as_asked_for(self):
        lower, higher = self.plan(final=FinalPayment.LOWER), self.plan(final=FinalPayment.HIGHER)
        similar = self.plan(final=FinalPayment.SIMILAR)
        assert lower.rows[-1].payment_fen <= lower.level_fen
        assert higher.rows[-1].payment_fen >= higher.level_fen
        assert lower.level_fen - higher.level_fen == 1
        assert similar.level_fen in (lower.level_fen, higher.level_fen)

    def test_a_payment_on_the_day_of_lending_bears_no_interest(self):
        plan = self.plan(due_on=[LENT_ON, LENT_ON + timedelta(days=30)])
        assert plan.rows[0].interest_fen == 0

    def test_the_level_amount_may_be_whole_yuan(self):
        plan = self.plan(step_fen=100)
        assert plan.level_fen % 100 == 0
        assert plan.rows[-1].payment_fen <= plan.level_fen

    def test_the_contracts_own_amount_is_kept_and_the_last_bill_takes_the_rest(self):
        plan = self.plan(level_fen=50_000)
        assert {row.payment_fen for row in plan.rows[:-1]} == {50_000}
        assert plan.rows[-1].payment_fen > 50_000

    def test_interest_that_a_bill_does_not_cover_waits_for_the_next(self):
        plan = self.plan(level_fen=1_000, due_on=list(monthly(date(2026, 4, 10), 2)))
        assert (plan.rows[0].interest_fen, plan.rows[0].principal_fen) == (1_000, 0)
        assert plan.rows[1].interest_fen == 70 * 500 - 1_000

    @pytest.mark.parametrize(
        "changes",
        [
            {"due_on": []},
            {"due_on": [LENT_ON - timedelta(days=1)]},
            {"due_on": [date(2026, 5, 1), date(2026, 4, 1)]},
            {"principal_fen": 0},
            {"principal_fen": -5},
        ],
    )
    def test_what_cannot_be_is_refused(self, changes):
        with pytest.raises(InputProblem):
            self.plan(**changes)

    @given(
        terms=terms_made_up,
        principal_fen=st.integers(1_000, 10**8),
        gaps=st.lists(st.integers(1, 90), min_size=1, max_size=12),
        final=st.sampled_from(FinalPayment),
        step_fen=st.sampled_from([1, 100]),
    )
    def test_principal_sums_to_what_was_lent_and_interest_stays_under_the_cap(
        self, terms, principal_fen, gaps, final, step_fen
    ):
        due_on = [LENT_ON + timedelta(days=sum(gaps[: number + 1])) for number in range(len(gaps))]
        plan = daily_plan(principal_fen, LENT_ON, due_on, terms, final=final, step_fen=step_fen)
        assert sum(row.principal_fen for row in plan.rows) == principal_fen
        assert plan.total_fen == principal_fen + plan.interest_fen
        assert all(row.payment_fen == row.principal_fen + row.interest_fen for row in plan.rows)
        if terms.cap_pct is not None:
            assert plan.interest_fen <= Fraction(terms.cap_pct) * principal_fen / 100
        if final is FinalPayment.LOWER:
            assert plan.rows[-1].payment_fen <= plan.level_fen

    @given(terms_made_up, st.lists(st.integers(1, 60), min_size=1, max_size=6))
    def test_paying_the_plan_bill_by_bill_settles_the_loan(self, terms, gaps):
        terms = replace(terms, cap_pct=None, free_days=0, order=(Part.INTEREST, Part.PRINCIPAL))
        due_on = [LENT_ON + timedelta(days=sum(gaps[: number + 1])) for number in range(len(gaps))]
        plan = daily_plan(1_000_000, LENT_ON, due_on, terms)
        ledger = lend(DailyLedger(on=LENT_ON), 1_000_000)
        for row in plan.rows:
            ledger, split = pay(accrue(ledger, terms, row.due_on), terms, row.payment_fen)
            assert (split.interest_fen, split.principal_fen) == (row.interest_fen, row.principal_fen)
        assert (ledger.principal_fen, ledger.interest) == (0, 0)
