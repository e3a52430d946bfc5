from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.bill import Part
from duewatch.model.clauses import LateBase
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import BillIssued, Charged, Paid, Refunded, Settled, Waived
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import Standing
from tests.servicing.strategies import amounts, days, equal_instalments, events, loan, terms

LATE = equal_instalments(late_daily_pct=Decimal("0.1"), first_due_on=date(2026, 11, 2), instalments=3)
STATED = BillIssued(
    loan_id="x-1",
    on=date(2026, 10, 25),
    bill_id="2026-11",
    due_on=date(2026, 11, 2),
    total_fen=79_100,
    principal_fen=70_000,
    interest_fen=9_100,
)


def paid(on, fen, bill_id=None, number=0):
    return Paid(loan_id="x-1", on=on, amount_fen=fen, bill_id=bill_id, id=number)


def line(standing: Standing, bill_id: str):
    return next(line for line in standing.bills if line.bill.id == bill_id)


def card(**changes) -> Terms:
    return replace(Terms(kind=LoanKind.REVOLVING, statement_day=16, due_day=5), **changes)


def test_twenty_one_days_late_with_a_daily_rate_is_reckoned_as_on_the_loan_screen():
    standing = replay(loan(LATE), [STATED], date(2026, 11, 23))
    assert standing.days_past_due == 21
    assert (standing.principal_overdue_fen, standing.interest_overdue_fen) == (70_000, 9_100)
    assert standing.charges_fen == 1_470
    assert standing.overdue_fen + standing.charges_fen == 80_570
    assert standing.next_change_on == date(2026, 11, 24)


def test_a_bill_is_late_from_the_day_after_its_due_day():
    assert replay(loan(LATE), [STATED], date(2026, 11, 2)).days_past_due == 0
    assert replay(loan(LATE), [STATED], date(2026, 11, 3)).days_past_due == 1


def test_a_stated_bill_takes_the_place_of_the_planned_one_and_answers_to_both_names():
    standing = replay(loan(LATE), [STATED, paid(date(2026, 11, 2), 79_100, "1")], date(2026, 11, 3))
    assert [each.bill.id for each in standing.bills] == ["2026-11", "2", "3"]
    assert line(standing, "2026-11").state == "paid"


def test_a_due_date_moved_by_a_weekend_is_still_the_same_bill():
    moved = replace(STATED, due_on=date(2026, 11, 4))
    assert len(replay(loan(LATE), [moved], date(2026, 11, 1)).bills) == 3


def test_of_two_statements_of_a_bill_the_later_one_counts():
    again = replace(STATED, on=date(2026, 10, 28), total_fen=60_000, principal_fen=None, interest_fen=None)
    assert line(replay(loan(LATE), [again, STATED], date(2026, 11, 1)), "2026-11").remaining_fen == 60_000
    assert line(replay(loan(LATE), [again, STATED], date(2026, 10, 26)), "2026-11").remaining_fen == 79_100


def test_a_payment_covers_interest_before_principal_and_the_oldest_bill_first():
    standing = replay(loan(LATE), [STATED, paid(date(2026, 11, 2), 10_000)], date(2026, 11, 2))
    (payment,) = standing.payments
    assert [(went.part, went.amount_fen) for went in payment.allocation] == [
        (Part.INTEREST, 9_100),
        (Part.PRINCIPAL, 900),
    ]


def test_a_payment_lowers_what_the_late_charge_is_taken_on_from_the_next_day():
    standing = replay(loan(LATE), [STATED, paid(date(2026, 11, 12), 19_100)], date(2026, 11, 23))
    assert [(each.base_fen, each.days, each.amount_fen) for each in standing.charges] == [
        (70_000, 10, 700),
        (60_000, 11, 660),
    ]


def test_a_charge_that_the_lender_stated_covers_the_days_before_it():
    stated_charge = Charged(loan_id="x-1", on=date(2026, 11, 13), amount_fen=800, bill_id="2026-11")
    standing = replay(loan(LATE), [STATED, stated_charge], date(2026, 11, 23))
    assert standing.overdue_fen == 79_900
    assert standing.fees_overdue_fen == 800
    assert [(each.days, each.amount_fen) for each in standing.charges] == [(10, 700)]


def test_a_payment_of_bill_and_late_charge_together_does_not_make_the_next_bill_smaller():
    standing = replay(loan(LATE), [STATED, paid(date(2026, 11, 23), 80_570)], date(2026, 11, 23))
    assert standing.overdue_fen == 0
    second = line(standing, "2")
    assert second.remaining_fen == second.bill.total_fen
    assert (standing.payments[0].allocation[-1].part, standing.payments[0].allocation[-1].amount_fen) == (
        Part.CHARGE,
        1_470,
    )


def test_without_a_rate_from_the_contract_no_late_charge_is_reckoned():
    standing = replay(loan(replace(LATE, late_daily_pct=None)), [STATED], date(2026, 11, 23))
    assert standing.charges_fen is None
    assert standing.next_change_on == date(2026, 12, 3)


def test_a_bill_that_does_not_tell_its_principal_has_no_charge_on_principal():
    bare = replace(STATED, principal_fen=None, interest_fen=None)
    standing = replay(loan(LATE), [bare], date(2026, 11, 23))
    assert standing.charges_fen is None
    on_amount = replace(LATE, late_base=LateBase.AMOUNT)
    assert replay(loan(on_amount), [bare], date(2026, 11, 23)).charges_fen == 1_661  # 79,100 x 0.1 % x 21, half up


def test_in_the_contracts_grace_days_no_charge_runs_but_the_days_count():
    of = replace(LATE, grace_days=3)
    standing = replay(loan(of), [STATED], date(2026, 11, 5))
    assert (standing.days_past_due, standing.charges_fen) == (3, 0)
    assert standing.next_change_on == date(2026, 11, 6)
    assert replay(loan(of), [STATED], date(2026, 11, 6)).charges_fen == 280


def test_more_than_is_owed_is_said_to_be_overpaid():
    standing = replay(loan(LATE), [paid(date(2026, 11, 1), 9_000_000)], date(2026, 11, 1))
    assert standing.outstanding_fen == 0
    assert standing.overpaid_fen > 0
    assert standing.settled


def test_a_named_bill_takes_the_payment_first():
    standing = replay(loan(LATE), [paid(date(2026, 11, 1), 1_000, "3")], date(2026, 11, 1))
    assert line(standing, "3").paid_fen == 1_000
    assert line(standing, "1").paid_fen == 0


def test_a_card_whose_statement_is_not_known_has_its_due_day_with_an_unknown_amount():
    standing = replay(loan(card()), [], date(2026, 11, 23))
    assert standing.next_bill is not None
    bill = standing.next_bill.bill
    assert (bill.due_on, bill.total_fen, bill.statement_on) == (date(2026, 12, 5), None, date(2026, 11, 16))
    assert standing.outstanding_fen is None
    assert standing.next_change_on == date(2026, 12, 6)


def test_once_the_coming_statement_is_paid_the_one_after_it_is_next():
    events_ = [
        BillIssued(loan_id="x-1", on=date(2026, 11, 16), bill_id="2026-12", due_on=date(2026, 12, 5), total_fen=50_000),
        paid(date(2026, 11, 20), 50_000),
    ]
    standing = replay(loan(card()), events_, date(2026, 11, 23))
    assert standing.next_bill is not None
    assert standing.next_bill.bill.due_on == date(2027, 1, 5)


def test_what_was_paid_before_the_statement_is_in_the_statement_already():
    bill = BillIssued(
        loan_id="x-1", on=date(2026, 11, 16), bill_id="2026-12", due_on=date(2026, 12, 5), total_fen=50_000
    )
    standing = replay(loan(card()), [paid(date(2026, 11, 10), 30_000), bill], date(2026, 11, 23))
    assert standing.next_bill is not None
    assert standing.next_bill.remaining_fen == 50_000
    assert standing.overpaid_fen == 0


def test_a_bill_entered_after_the_day_it_was_paid_is_not_called_late():
    late_entry = BillIssued(
        loan_id="x-1", on=date(2026, 11, 23), bill_id="2026-11", due_on=date(2026, 11, 9), total_fen=50_000
    )
    plain = Terms(kind=LoanKind.REVOLVING)
    standing = replay(loan(plain), [paid(date(2026, 11, 8), 50_000), late_entry], date(2026, 11, 23))
    assert standing.days_past_due == 0


def test_a_refund_lowers_the_open_statement():
    bill = BillIssued(
        loan_id="x-1", on=date(2026, 11, 16), bill_id="2026-12", due_on=date(2026, 12, 5), total_fen=50_000
    )
    refund = Refunded(loan_id="x-1", on=date(2026, 11, 20), amount_fen=8_000)
    standing = replay(loan(card()), [bill, refund], date(2026, 11, 23))
    assert standing.next_bill is not None
    assert (standing.next_bill.remaining_fen, standing.next_bill.paid_fen) == (42_000, 0)


def test_with_the_minimum_paid_in_time_the_rest_is_carried_into_the_next_statement():
    first = BillIssued(
        loan_id="x-1",
        on=date(2026, 10, 16),
        bill_id="2026-11",
        due_on=date(2026, 11, 5),
        total_fen=200_000,
        minimum_fen=20_000,
    )
    second = replace(first, on=date(2026, 11, 16), bill_id="2026-12", due_on=date(2026, 12, 5), total_fen=310_000)
    history = [first, paid(date(2026, 11, 1), 20_000)]
    between = replay(loan(card()), history, date(2026, 11, 10))
    assert (between.days_past_due, between.outstanding_fen) == (0, 180_000)
    after = replay(loan(card()), [*history, second, paid(date(2026, 11, 20), 310_000)], date(2026, 11, 23))
    assert (after.days_past_due, line(after, "2026-12").state) == (0, "paid")


def test_nothing_is_not_said_to_be_owed_where_a_bill_of_unknown_amount_is_still_open():
    unknown = BillIssued(loan_id="x-1", on=date(2026, 11, 16), bill_id="2026-12", due_on=date(2026, 12, 5))
    assert replay(loan(card()), [unknown], date(2026, 11, 20)).outstanding_fen is None


def test_nothing_is_not_said_to_be_owed_on_a_card_whose_next_statement_is_to_come():
    bill = BillIssued(
        loan_id="x-1", on=date(2026, 11, 1), bill_id="2026-11", due_on=date(2026, 11, 5), total_fen=50_000
    )
    history = [bill, paid(date(2026, 11, 3), 50_000)]
    after = replay(loan(card()), history, date(2026, 11, 4))
    assert (line(after, "2026-11").state, after.outstanding_fen) == ("paid", None)
    closed = [*history, Settled(loan_id="x-1", on=date(2026, 11, 4))]
    assert replay(loan(card()), closed, date(2026, 11, 4)).outstanding_fen == 0


def test_what_is_known_to_be_owed_is_said_beside_a_bill_of_unknown_amount():
    late = BillIssued(
        loan_id="x-1", on=date(2026, 10, 16), bill_id="2026-11", due_on=date(2026, 11, 5), total_fen=50_000
    )
    unknown = BillIssued(loan_id="x-1", on=date(2026, 11, 16), bill_id="2026-12", due_on=date(2026, 12, 5))
    assert replay(loan(card()), [late, unknown], date(2026, 11, 20)).outstanding_fen == 50_000


def test_nothing_is_due_after_the_settling_unless_the_lender_states_it_later():
    settled = Settled(loan_id="x-1", on=date(2026, 11, 10))
    standing = replay(loan(LATE), [STATED, settled], date(2026, 12, 20))
    assert (standing.settled, standing.overdue_fen, standing.outstanding_fen) == (True, 0, 0)
    assert standing.next_change_on is None
    later = replace(STATED, on=date(2026, 11, 25), bill_id="2026-12", due_on=date(2026, 12, 2))
    again = replay(loan(LATE), [STATED, settled, later], date(2026, 12, 20))
    assert (again.settled, again.days_past_due) == (False, 18)


def test_a_waiver_clears_what_it_gives_up():
    waived = Waived(loan_id="x-1", on=date(2026, 11, 20), amount_fen=9_100, bill_id="2026-11")
    standing = replay(loan(LATE), [STATED, waived], date(2026, 11, 23))
    assert (standing.interest_overdue_fen, standing.overdue_fen) == (0, 70_000)
    assert line(standing, "2026-11").paid_fen == 0


def test_payments_on_a_loan_of_unknown_terms_claim_nothing():
    standing = replay(loan(Terms(kind=LoanKind.UNKNOWN)), [paid(date(2026, 11, 1), 5_000)], date(2026, 11, 23))
    assert (standing.outstanding_fen, standing.overpaid_fen, standing.days_past_due) == (None, 0, 0)


@given(terms(), events(), days)
@settings(max_examples=300)
def test_allocation_sums_to_the_payment_and_never_exceeds_what_is_due(of, history, on):
    standing = replay(loan(of), history, on)
    into: Counter[str] = Counter()
    for payment in standing.payments:
        assert sum(went.amount_fen for went in payment.allocation) == payment.amount_fen
        for went in payment.allocation:
            assert went.amount_fen > 0
            if went.bill_id is not None and went.part is not Part.CHARGE:
                into[went.bill_id] += went.amount_fen
    for each in standing.bills:
        if each.bill.total_fen is not None:
            assert into[each.bill.id] <= each.bill.total_fen
            assert 0 <= each.remaining_fen <= each.bill.total_fen
    owed = standing.principal_overdue_fen + standing.interest_overdue_fen + standing.fees_overdue_fen
    assert owed == standing.overdue_fen


@given(terms(), events(), days, st.randoms())
@settings(max_examples=300)
def test_the_order_of_entry_changes_nothing(of, history, on, random):
    shuffled = [replace(event, id=number) for number, event in enumerate(random.sample(history, len(history)))]
    assert _content(replay(loan(of), shuffled, on)) == _content(replay(loan(of), history, on))


@given(terms(), events(), days, amounts)
@settings(max_examples=300)
def test_who_pays_more_never_owes_more(of, history, on, more):
    if of.kind is LoanKind.REVOLVING:
        # A payment on a line may decide which statement carries what, so that sums of bills are no measure.
        of = replace(of, kind=LoanKind.UNKNOWN)
    before = replay(loan(of), history, on)
    after = replay(loan(of), [*history, paid(on, more)], on)
    assert (after.outstanding_fen or 0) <= (before.outstanding_fen or 0)
    assert after.overdue_fen <= before.overdue_fen
    assert (after.charges_fen or 0) <= (before.charges_fen or 0)


@given(terms(), events(), days)
@settings(max_examples=200, deadline=None)
def test_the_standing_stays_until_the_day_it_says(of, history, on):
    standing = replay(loan(of), history, on)
    until = standing.next_change_on or on + timedelta(days=60)
    day = on + timedelta(days=1)
    while day < min(until, on + timedelta(days=60)):
        assert _figures(replay(loan(of), history, day)) == _figures(standing)
        day += timedelta(days=1)


def _figures(standing: Standing):
    """All that a standing says but for the days, which count on."""
    return (
        standing.outstanding_fen,
        standing.overdue_fen,
        standing.charges_fen,
        standing.overdue_since_on,
        standing.next_bill and standing.next_bill.bill,
        [(each.bill, each.paid_fen, each.remaining_fen, each.state) for each in standing.bills],
        standing.settled,
    )


def _content(standing: Standing):
    """A standing without ids of events."""
    payments = sorted((repr(replace(each.event, id=0)), repr(each.allocation)) for each in standing.payments)
    return replace(standing, payments=()), payments
