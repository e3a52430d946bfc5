from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.arrangement import AgreedBill, Arrangement, MovedDue
from duewatch.model.loan_event import Arranged, Charged, Paid
from duewatch.servicing.outlook import outlook
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import ArrangementState
from tests.servicing.strategies import equal_instalments, loan

TERMS = equal_instalments(instalments=3, first_due_on=date(2026, 11, 2), late_daily_pct=Decimal("0.1"))
"""Three bills of 2,873.11, due on the 2nd of November, December and January; the first bears 109.20 of interest."""
AGREED_ON = date(2026, 11, 20)
NEW_PLAN = Arrangement(
    bills=tuple(AgreedBill(due_on=date(2027, month, 5), total_fen=140_000) for month in range(1, 7)),
    lapse_after_days=3,
)


def arranged(arrangement, on=AGREED_ON):
    return Arranged(loan_id="x-1", on=on, arrangement=arrangement)


def paid(on, fen):
    return Paid(loan_id="x-1", on=on, amount_fen=fen)


def standing(on, *events):
    return replay(loan(TERMS), events, on)


def test_an_extension_moves_the_due_date_and_ends_the_lateness():
    before = standing(AGREED_ON)
    assert before.days_past_due == 18
    moved = arranged(Arrangement(moved=(MovedDue(bill_id="1", due_on=date(2026, 12, 20)),)))
    after = standing(AGREED_ON, moved)
    assert (after.days_past_due, after.outstanding_fen) == (0, before.outstanding_fen)
    assert [line.bill.due_on for line in after.bills] == [date(2026, 12, 2), date(2026, 12, 20), date(2027, 1, 2)]
    (line,) = after.arrangements
    assert [bill.due_on for bill in line.before] == [date(2026, 11, 2), date(2026, 12, 2), date(2027, 1, 2)]
    assert (line.state, line.added_fen) == (ArrangementState.KEPT, 0)


def test_all_bills_to_come_may_be_shifted_by_so_many_days():
    after = standing(AGREED_ON, arranged(Arrangement(shift_days=10)))
    assert [line.bill.due_on for line in after.bills] == [date(2026, 11, 2), date(2026, 12, 12), date(2027, 1, 12)]


def test_a_new_plan_takes_the_place_of_every_open_bill_and_both_stand_side_by_side():
    history = [paid(date(2026, 11, 2), 100_000), arranged(NEW_PLAN)]
    before = standing(AGREED_ON, history[0])
    after = standing(AGREED_ON, *history)
    assert (after.outstanding_fen, after.days_past_due) == (840_000, 0)
    (line,) = after.arrangements
    assert sum(bill.total_fen for bill in line.before) == before.outstanding_fen
    assert [bill.total_fen for bill in line.after] == [140_000] * 6
    assert line.added_fen == 840_000 - before.outstanding_fen
    assert after.next_bill.bill.due_on == date(2027, 1, 5)


def test_an_arrangement_that_is_paid_is_fulfilled():
    history = [arranged(NEW_PLAN), *(paid(date(2027, month, 5), 140_000) for month in range(1, 7))]
    done = standing(date(2027, 6, 5), *history)
    (line,) = done.arrangements
    assert (line.state, line.since_on) == (ArrangementState.FULFILLED, date(2027, 6, 5))
    assert (done.settled, done.outstanding_fen) == (True, 0)


def test_a_broken_condition_brings_the_old_claim_back_less_what_was_paid():
    history = [arranged(NEW_PLAN), paid(date(2027, 1, 5), 140_000)]
    kept = standing(date(2027, 2, 8), *history)
    assert kept.arrangements[0].state is ArrangementState.KEPT
    assert kept.next_change_on == date(2027, 2, 9)
    broken = standing(date(2027, 2, 9), *history)
    (line,) = broken.arrangements
    assert (line.state, line.since_on) == (ArrangementState.BROKEN, date(2027, 2, 9))
    without = standing(date(2027, 2, 9), history[1])
    assert broken.outstanding_fen == without.outstanding_fen
    assert broken.overdue_since_on == date(2026, 11, 2)
    assert (broken.charges_fen, broken.bills) == (without.charges_fen, without.bills)


def test_a_payment_within_the_days_of_the_condition_keeps_it():
    history = [arranged(NEW_PLAN), paid(date(2027, 1, 8), 140_000)]
    assert standing(date(2027, 1, 20), *history).arrangements[0].state is ArrangementState.KEPT
    a_day_later = [history[0], paid(date(2027, 1, 9), 140_000)]
    assert standing(date(2027, 1, 20), *a_day_later).arrangements[0].state is ArrangementState.BROKEN


def test_without_a_condition_an_arrangement_does_not_lapse_by_itself():
    open_ended = arranged(replace(NEW_PLAN, lapse_after_days=None))
    late = standing(date(2027, 3, 1), open_ended)
    assert late.arrangements[0].state is ArrangementState.KEPT
    assert late.days_past_due == 55


def test_settling_for_less_gives_the_rest_up_once_it_is_paid_and_not_before():
    offer = arranged(Arrangement(settle_fen=600_000, settle_by_on=date(2026, 12, 15)))
    open_ = standing(date(2026, 12, 1), offer)
    assert (open_.outstanding_fen, open_.next_bill.bill.due_on) == (600_000, date(2026, 12, 15))
    assert open_.arrangements[0].added_fen < 0
    done = standing(date(2026, 12, 16), offer, paid(date(2026, 12, 15), 600_000))
    assert (done.settled, done.outstanding_fen) == (True, 0)
    assert done.arrangements[0].state is ArrangementState.FULFILLED
    missed = standing(date(2026, 12, 16), offer, paid(date(2026, 12, 15), 599_999))
    assert missed.arrangements[0].state is ArrangementState.BROKEN
    assert missed.outstanding_fen == standing(date(2026, 12, 16), paid(date(2026, 12, 15), 599_999)).outstanding_fen


def test_arrears_made_principal_are_owed_as_principal():
    charged = Charged(loan_id="x-1", on=date(2026, 11, 10), amount_fen=500, bill_id="1")
    before = standing(AGREED_ON, charged)
    after = standing(AGREED_ON, charged, arranged(Arrangement(capitalise=True, lapse_after_days=None)))
    arrears = before.interest_overdue_fen + before.fees_overdue_fen
    assert arrears == 10_920 + 500
    assert (after.interest_overdue_fen, after.fees_overdue_fen) == (0, 0)
    assert after.principal_overdue_fen == before.principal_overdue_fen + arrears
    assert after.outstanding_fen == before.outstanding_fen


def test_where_interest_is_stopped_no_charge_grows_and_a_bill_to_come_bears_what_came_up_by_then():
    stop = arranged(Arrangement(stop_interest_on=AGREED_ON, lapse_after_days=None))
    then, later = standing(AGREED_ON, stop), standing(date(2026, 12, 1), stop)
    assert then.charges_fen == later.charges_fen == 4_699  # 2,763.91 x 0.1 % x 17 days, to the 19th
    assert later.interest_overdue_fen == 10_920
    planned = standing(date(2026, 11, 19)).bills[1].bill.interest_fen
    kept = round(Decimal(planned) * 18 / 30)  # the 2nd to the 19th of a period of thirty days
    to_come = sum(line.remaining_fen for line in later.bills if line.bill.due_on > AGREED_ON)
    assert to_come == later.principal_outstanding_fen - later.principal_overdue_fen + kept
    assert then.interest_accrued_fen == later.interest_accrued_fen == 10_920 + kept
    assert standing(AGREED_ON).interest_accrued_fen == then.interest_accrued_fen


def test_a_second_arrangement_stands_on_the_first():
    again = arranged(
        replace(NEW_PLAN, bills=(AgreedBill(due_on=date(2027, 5, 5), total_fen=700_000),)), date(2027, 1, 4)
    )
    both = standing(date(2027, 1, 4), arranged(NEW_PLAN), again)
    assert [len(line.before) for line in both.arrangements] == [3, 6]
    assert both.outstanding_fen == 700_000


def test_an_arrangement_about_a_claim_has_its_outlook_without_the_history_before():
    claim = [line.bill for line in standing(AGREED_ON).bills]
    kept = outlook(TERMS, claim, arranged(NEW_PLAN), [paid(date(2027, 1, 5), 140_000)], date(2027, 2, 5))
    assert (kept.state, len(kept.after)) == (ArrangementState.KEPT, 6)
    assert [(bill.id, bill.total_fen) for bill in kept.before] == [(bill.id, bill.total_fen) for bill in claim]
    broken = outlook(TERMS, claim, arranged(NEW_PLAN), [], date(2027, 2, 5))
    assert (broken.state, broken.since_on) == (ArrangementState.BROKEN, date(2027, 1, 9))


pay_days = st.integers(0, 240).map(lambda offset: AGREED_ON + timedelta(days=offset))


@given(
    st.lists(st.tuples(pay_days, st.integers(1, 400_000)), max_size=5),
    pay_days,
    st.sampled_from(
        (NEW_PLAN, Arrangement(settle_fen=500_000, settle_by_on=date(2027, 1, 31)), Arrangement(shift_days=30))
    ),
    st.sampled_from((0, 3, 30, None)),
)
def test_whatever_becomes_of_an_arrangement_its_parts_sum_to_the_whole(payments, on, arrangement, lapse):
    history = [arranged(replace(arrangement, lapse_after_days=lapse)), *(paid(*each) for each in payments)]
    found = standing(on, *history)
    sums = found.sums
    came = sums.principal_fen + sums.interest_fen + sums.fees_fen + sums.charges_fen
    assert came - sums.paid_fen - sums.given_up_fen - sums.carried_fen == sums.owed_fen
    (line,) = found.arrangements
    if line.state is ArrangementState.BROKEN:
        assert found.outstanding_fen == standing(on, *history[1:]).outstanding_fen
    if line.state is ArrangementState.FULFILLED and arrangement is not NEW_PLAN:
        assert found.overdue_fen == 0 or arrangement.shift_days
