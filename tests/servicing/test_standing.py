from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.arrangement import AgreedBill, Arrangement, MovedDue
from duewatch.model.bill import Part
from duewatch.model.clauses import (
    AllocationClause,
    CardClause,
    DayCount,
    FeeBand,
    LateClause,
    LateKind,
    PrepaymentClause,
    Surplus,
)
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import (
    Arranged,
    BillIssued,
    ChargeAgreed,
    ChargeBase,
    Charged,
    ChargedBack,
    ChargeTiming,
    ChargeWaived,
    CountPaused,
    CountResumed,
    CreditRefunded,
    Lent,
    Paid,
    ReAged,
    ReAmortised,
    Refunded,
    Rescheduled,
    Undone,
    Waived,
    WrittenOff,
)
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import Standing
from tests.servicing.strategies import amounts, days, equal_instalments, events, loan, terms

TERMS = equal_instalments(
    principal_fen=1_200_000,
    annual_rate_pct=Decimal(12),
    disbursed_on=date(2026, 1, 10),
    first_due_on=date(2026, 2, 10),
)
"""¥12,000 at 12 % in twelve bills of 1,066.19 from 10 February on; the first bears 120.00 of interest."""
INSTALMENT = 106_619
CHARGE, FEE, INTEREST, PRINCIPAL = Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL


def on(month, day, year=2026):
    return date(year, month, day)


def paid(day, fen, bill_id=None, number=0, **more):
    return Paid(loan_id="x-1", on=day, amount_fen=fen, bill_id=bill_id, id=number, **more)


def statement(issued, due, fen, minimum=None, **more):
    return BillIssued(
        loan_id="x-1", on=issued, bill_id=f"{due:%Y-%m}", due_on=due, total_fen=fen, minimum_fen=minimum, **more
    )


def went(standing: Standing):
    return [(each.bill_id, each.part, each.amount_fen) for each in standing.payments[-1].allocation]


def remaining(standing: Standing):
    return {line.bill.id: line.remaining_fen for line in standing.bills}


# --- where a payment goes -------------------------------------------------------------------------------------------


def test_bill_by_bill_covers_the_oldest_whole_before_the_next():
    standing = replay(loan(TERMS), [paid(on(3, 15), INSTALMENT + 5_000)], on(3, 15))
    assert went(standing) == [("1", INTEREST, 12_000), ("1", PRINCIPAL, 94_619), ("2", INTEREST, 5_000)]


def test_part_by_part_covers_all_interest_before_any_principal():
    of = replace(TERMS, allocation=AllocationClause(by_part=True))
    standing = replay(loan(of), [paid(on(3, 15), 30_000)], on(3, 15))
    assert went(standing) == [("1", INTEREST, 12_000), ("2", INTEREST, 11_054), ("1", PRINCIPAL, 6_946)]


def test_a_contract_may_put_principal_first():
    of = replace(TERMS, allocation=AllocationClause(order=(PRINCIPAL, INTEREST)))
    standing = replay(loan(of), [paid(on(2, 10), 100_000)], on(2, 10))
    assert went(standing) == [("1", PRINCIPAL, 94_619), ("1", INTEREST, 5_381)]


def test_by_the_contracts_order_late_charges_of_its_own_clauses_come_first():
    late = replace(TERMS, late_daily_pct=Decimal("0.1"))
    by_contract = replace(late, allocation=AllocationClause())
    history = [paid(on(2, 20), 20_000)]
    # 946.19 x 0.1 % x 10 days
    assert went(replay(loan(by_contract), history, on(2, 20)))[0] == ("1", CHARGE, 946)
    assert went(replay(loan(late), history, on(2, 20)))[0] == ("1", INTEREST, 12_000)
    standing = replay(loan(by_contract), history, on(2, 20))
    assert standing.charges_fen == 0
    assert sum(line.amount_fen for line in standing.charges) == 946


def test_cards_pay_principal_first_from_the_91st_day_past_due_on():
    of = Terms(kind=LoanKind.REVOLVING)
    bill = replace(statement(on(1, 16), on(2, 5), 100_000), principal_fen=90_000, interest_fen=10_000)
    day_90, day_91 = on(2, 5) + timedelta(days=90), on(2, 5) + timedelta(days=91)
    assert went(replay(loan(of), [bill, paid(day_90, 20_000)], day_90))[0] == ("2026-02", INTEREST, 10_000)
    assert went(replay(loan(of), [bill, paid(day_91, 20_000)], day_91))[0] == ("2026-02", PRINCIPAL, 20_000)


def test_money_beyond_what_is_due_goes_to_the_next_bill_or_to_the_last():
    surplus = [paid(on(2, 10), INSTALMENT + 50_000)]
    following = replay(loan(TERMS), surplus, on(2, 10))
    assert remaining(following)["2"] == INSTALMENT - 50_000
    last = replay(loan(replace(TERMS, allocation=AllocationClause(surplus=Surplus.LAST))), surplus, on(2, 10))
    assert remaining(last)["2"] == INSTALMENT
    assert remaining(last)["12"] == remaining(following)["12"] - 50_000


def test_money_off_the_principal_makes_the_plan_anew_from_the_next_due_date_on():
    of = replace(TERMS, allocation=AllocationClause(surplus=Surplus.PREPAYMENT))
    before = replay(loan(of), [], on(2, 10))
    standing = replay(loan(of), [paid(on(2, 10), 2 * INSTALMENT + 300_000)], on(2, 10))
    assert remaining(standing)["2"] == 0
    lower = remaining(standing)["3"]
    assert lower < INSTALMENT
    assert [line.bill.due_on for line in standing.bills if line.bill.id == "12"] == [on(1, 10, 2027)]
    assert went(standing)[-1] == ("early-1", PRINCIPAL, 300_000)
    saved = before.outstanding_fen - standing.outstanding_fen - (2 * INSTALMENT + 300_000)
    assert saved > 0
    assert standing.sums.principal_fen == 1_200_000
    with_fee = replace(of, prepayment=PrepaymentClause(pct=Decimal(1)))
    charged = replay(loan(with_fee), [paid(on(2, 10), 2 * INSTALMENT + 303_000)], on(2, 10))
    assert went(charged)[-2:] == [("early-1", FEE, 3_000), ("early-1", PRINCIPAL, 300_000)]


def test_money_up_to_the_bill_under_way_pays_that_bill_and_nothing_is_made_anew():
    of = replace(TERMS, allocation=AllocationClause(surplus=Surplus.PREPAYMENT))
    standing = replay(loan(of), [paid(on(2, 8), INSTALMENT)], on(2, 10))
    assert (remaining(standing)["1"], remaining(standing)["2"]) == (0, INSTALMENT)


def test_more_than_the_whole_loan_is_overpaid_until_it_is_paid_out():
    of = replace(TERMS, allocation=AllocationClause(surplus=Surplus.PREPAYMENT))
    whole = replay(loan(of), [], on(2, 10)).principal_outstanding_fen
    much = paid(on(2, 10), 2 * whole)
    standing = replay(loan(of), [much], on(2, 10))
    assert standing.settled
    assert sum(each.amount_fen for each in standing.payments[0].allocation) == 2 * whole
    back = CreditRefunded(loan_id="x-1", on=on(2, 12), amount_fen=standing.overpaid_fen)
    assert replay(loan(of), [much, back], on(2, 12)).overpaid_fen == 0


# --- what is taken back ---------------------------------------------------------------------------------------------


def test_a_payment_that_was_undone_never_happened_but_an_earlier_day_still_has_it():
    history = [
        paid(on(2, 10), INSTALMENT, number=1),
        paid(on(3, 10), INSTALMENT, number=2),
        Undone(loan_id="x-1", on=on(3, 20), target_id=1, id=3),
    ]
    assert replay(loan(TERMS), history, on(3, 19)).days_past_due == 0
    after = replay(loan(TERMS), history, on(3, 20))
    assert (after.overdue_since_on, after.overdue_fen) == (on(3, 10), INSTALMENT)
    assert after.payments[0].allocation[0].bill_id == "1"
    again = [*history, Undone(loan_id="x-1", on=on(3, 25), target_id=3, id=4)]
    assert replay(loan(TERMS), again, on(3, 25)).days_past_due == 0


def test_a_payment_given_back_by_the_bank_is_owed_again_and_the_payment_stays_in_the_history():
    history = [
        paid(on(2, 10), INSTALMENT, number=1),
        ChargedBack(loan_id="x-1", on=on(2, 20), target_id=1, amount_fen=INSTALMENT),
    ]
    standing = replay(loan(replace(TERMS, due_day=10)), history, on(2, 20))
    assert standing.outstanding_fen == replay(loan(TERMS), [], on(2, 20)).outstanding_fen
    assert (standing.days_past_due, remaining(standing)["back-2026-02-20"]) == (0, INSTALMENT)


def test_a_waiver_may_be_of_one_part_only():
    waived = Waived(loan_id="x-1", on=on(2, 20), amount_fen=50_000, part=INTEREST, bill_id="1")
    standing = replay(loan(TERMS), [waived], on(2, 20))
    assert (standing.interest_overdue_fen, standing.principal_overdue_fen) == (0, 94_619)
    assert standing.sums.given_up_fen == 12_000


def test_a_payment_dated_back_counts_by_its_date_from_the_day_it_was_entered():
    back = paid(on(2, 10), INSTALMENT, entered_on=on(2, 14))
    assert replay(loan(TERMS), [back], on(2, 13)).days_past_due == 3
    assert replay(loan(TERMS), [back], on(2, 13)).next_change_on == on(2, 14)
    assert replay(loan(TERMS), [back], on(2, 14)).days_past_due == 0


def test_a_claim_written_off_is_owed_no_more():
    standing = replay(loan(TERMS), [WrittenOff(loan_id="x-1", on=on(3, 1))], on(3, 1))
    assert (standing.settled, standing.outstanding_fen) == (True, 0)


# --- a lender's own changes of plan --------------------------------------------------------------------------------


def test_a_charge_put_on_falls_on_the_bill_of_its_due_day_until_it_is_waived():
    fee = ChargeAgreed(loan_id="x-1", on=on(2, 1), due_on=on(2, 20), amount_fen=900, id=7)
    standing = replay(loan(TERMS), [fee], on(2, 20))
    assert remaining(standing)["2"] == INSTALMENT + 900
    waived = ChargeWaived(loan_id="x-1", on=on(2, 21), target_id=7)
    assert remaining(replay(loan(TERMS), [fee, waived], on(2, 21)))["2"] == INSTALMENT
    each = ChargeAgreed(
        loan_id="x-1",
        on=on(2, 1),
        timing=ChargeTiming.PER_INSTALMENT,
        pct=Decimal(1),
        base=ChargeBase.PRINCIPAL_AND_INTEREST,
    )
    assert remaining(replay(loan(TERMS), [each], on(2, 1)))["3"] == INSTALMENT + 1_066
    after_all = ChargeAgreed(loan_id="x-1", on=on(2, 1), due_on=on(6, 1, 2027), amount_fen=900, penalty=True)
    assert remaining(replay(loan(TERMS), [after_all], on(2, 1)))["charge-2027-06-01"] == 900


def test_principal_aged_anew_stands_on_new_bills_and_nothing_more_or_less_is_owed():
    before = replay(loan(TERMS), [], on(3, 15))
    aged = ReAged(loan_id="x-1", on=on(3, 15), first_due_on=on(4, 1), instalments=7)
    after = replay(loan(TERMS), [aged], on(3, 15))
    assert after.principal_outstanding_fen == before.principal_outstanding_fen
    assert after.outstanding_fen == before.outstanding_fen
    assert [remaining(after)[f"r1-{number}"] for number in (1, 7)] == [171_428, 171_432]
    assert after.principal_overdue_fen == 0


def test_principal_past_due_is_spread_over_the_bills_to_come():
    before = replay(loan(TERMS), [], on(3, 15))
    after = replay(loan(TERMS), [ReAmortised(loan_id="x-1", on=on(3, 15))], on(3, 15))
    assert (after.principal_overdue_fen, after.outstanding_fen) == (0, before.outstanding_fen)
    assert remaining(after)["3"] == INSTALMENT + before.principal_overdue_fen // 10


def test_a_reschedule_moves_the_bills_or_makes_them_anew():
    moved = Rescheduled(loan_id="x-1", on=on(3, 1), from_due_on=on(3, 10), new_due_on=on(3, 25))
    dues = [line.bill.due_on for line in replay(loan(TERMS), [moved], on(3, 1)).bills]
    assert dues[:3] == [on(2, 10), on(3, 25), on(4, 25)]
    longer = Rescheduled(loan_id="x-1", on=on(3, 1), from_due_on=on(3, 10), extra_instalments=3)
    standing = replay(loan(TERMS), [longer], on(3, 1))
    assert len(standing.bills) == 15
    assert standing.principal_outstanding_fen == 1_200_000
    assert remaining(standing)["2"] < INSTALMENT
    cheaper = Rescheduled(loan_id="x-1", on=on(3, 1), from_due_on=on(3, 10), annual_rate_pct=Decimal(6))
    assert remaining(replay(loan(TERMS), [cheaper], on(3, 1)))["2"] < INSTALMENT


# --- what has come up -----------------------------------------------------------------------------------------------


def test_principal_interest_and_charges_are_told_apart_on_any_day():
    of = replace(TERMS, late_daily_pct=Decimal("0.1"))
    standing = replay(loan(of), [], on(2, 24))
    assert standing.principal_outstanding_fen == 1_200_000
    assert standing.interest_accrued_fen == 12_000 + 5_527  # half of the second bill's 110.54 after 14 of 28 days
    assert standing.charges_by_kind == (("daily", 1_325),)
    assert standing.sums.owed_fen == 1_200_000 + 17_527 + 1_325


def test_interest_comes_up_by_the_contracts_day_count():
    of = replace(TERMS, day_count=DayCount.THIRTY_360)
    assert replay(loan(of), [], on(2, 25)).interest_accrued_fen == 12_000 + 5_527  # 15 of 30 days


def test_charges_are_shown_by_kind_with_what_the_lender_stated():
    of = replace(
        TERMS,
        late_clauses=(
            LateClause(kind=LateKind.MULTIPLE, multiple=Decimal("1.5")),
            LateClause(kind=LateKind.FEE, bands=(FeeBand(from_day=5, to_day=None, amount_fen=2_000),)),
        ),
    )
    standing = replay(loan(of), [], on(2, 20))
    assert dict(standing.charges_by_kind) == {"multiple": 473, "fee": 2_000}  # 946.19 x 18 % x 10 / 360
    assert standing.charges_fen == 2_473
    stated = Charged(loan_id="x-1", on=on(2, 20), amount_fen=800, bill_id="1")
    assert dict(replay(loan(of), [stated], on(2, 20)).charges_by_kind) == {"stated": 800}


def test_days_in_grace_and_paused_days_are_told_apart_from_days_past_due():
    standing = replay(loan(replace(TERMS, grace_days=3)), [], on(2, 12))
    assert (standing.days_past_due, standing.days_in_grace) == (2, 2)
    assert replay(loan(replace(TERMS, grace_days=3)), [], on(2, 20)).days_in_grace == 3
    pause = CountPaused(loan_id="x-1", on=on(2, 15), until_on=on(2, 25))
    paused = replay(loan(TERMS), [pause], on(3, 1))
    assert (paused.days_past_due, paused.days_paused) == (9, 10)
    resumed = [pause, CountResumed(loan_id="x-1", on=on(2, 20))]
    assert replay(loan(TERMS), resumed, on(3, 1)).days_past_due == 14


def test_a_supposition_is_an_event_that_has_not_happened():
    supposed = paid(on(3, 12), 50_000)
    then, otherwise = (replay(loan(TERMS), more, on(3, 15)) for more in ([supposed], []))
    assert otherwise.outstanding_fen - then.outstanding_fen == 50_000
    assert otherwise.overdue_fen - then.overdue_fen == 50_000


@pytest.mark.parametrize("kind", [LoanKind.EQUAL_PRINCIPAL, LoanKind.FLAT, LoanKind.INTEREST_FIRST, LoanKind.DAILY])
def test_every_kind_of_plan_is_replayed(kind):
    of = replace(TERMS, kind=kind, day_count=DayCount.ACTUAL_365 if kind is LoanKind.DAILY else None)
    standing = replay(loan(of), [], on(2, 20))
    assert len(standing.bills) == 12
    assert (standing.principal_outstanding_fen, standing.days_past_due) == (1_200_000, 10)


def test_money_lent_later_makes_the_plan_anew():
    lent = [Lent(loan_id="x-1", on=day, amount_fen=fen) for day, fen in ((on(1, 10), 1_200_000), (on(4, 10), 300_000))]
    standing = replay(loan(TERMS), lent, on(4, 10))
    assert standing.principal_outstanding_fen == 1_500_000
    assert replay(loan(TERMS), lent[:1], on(4, 10)).principal_outstanding_fen == 1_200_000


# --- loans drawn and paid back at will ------------------------------------------------------------------------------


def test_a_payment_dated_before_the_lending_is_money_owed_to_the_borrower_and_no_fault():
    lent = replace(AT_WILL, principal_fen=100_000, disbursed_on=date(2026, 1, 31))
    early = Paid(loan_id="x-1", on=date(2026, 1, 26), amount_fen=500)
    assert replay(loan(lent), [early], date(2026, 1, 26)).outstanding_fen == 0
    assert replay(loan(lent), [early], date(2026, 1, 31)).outstanding_fen == 99_500


AT_WILL = Terms(kind=LoanKind.DAILY, annual_rate_pct=Decimal("18.25"), day_count=DayCount.ACTUAL_365)


def test_a_loan_drawn_at_will_owes_the_interest_of_the_days():
    drawn = Lent(loan_id="x-1", on=on(3, 1), amount_fen=1_000_000)
    standing = replay(loan(AT_WILL), [drawn], on(3, 11))
    assert (standing.principal_outstanding_fen, standing.interest_accrued_fen) == (1_000_000, 5_000)
    assert (standing.outstanding_fen, standing.next_change_on) == (1_005_000, on(3, 12))
    part = replay(loan(AT_WILL), [drawn, paid(on(3, 11), 405_000)], on(3, 21))
    assert [(each.part, each.amount_fen) for each in part.payments[0].allocation] == [
        (INTEREST, 5_000),
        (PRINCIPAL, 400_000),
    ]
    assert (part.principal_outstanding_fen, part.interest_accrued_fen) == (600_000, 3_000)
    done = replay(loan(AT_WILL), [drawn, paid(on(3, 11), 1_005_000)], on(4, 1))
    assert (done.settled, done.outstanding_fen, done.next_change_on) == (True, 0, None)


def test_a_waiver_of_more_than_is_owed_at_will_is_dropped_and_a_refund_lowers_the_principal():
    drawn = Lent(loan_id="x-1", on=on(3, 1), amount_fen=100_000)
    waived = Waived(loan_id="x-1", on=on(3, 1), amount_fen=900_000, part=CHARGE)
    assert replay(loan(AT_WILL), [drawn, waived], on(3, 1)).outstanding_fen == 100_000
    refund = Refunded(loan_id="x-1", on=on(3, 1), amount_fen=30_000)
    assert replay(loan(AT_WILL), [drawn, refund], on(3, 1)).principal_outstanding_fen == 70_000


def test_without_its_rate_a_loan_drawn_at_will_claims_nothing():
    drawn = Lent(loan_id="x-1", on=on(3, 1), amount_fen=100_000)
    assert replay(loan(replace(AT_WILL, annual_rate_pct=None)), [drawn], on(3, 5)).outstanding_fen is None


# --- statements of cards --------------------------------------------------------------------------------------------

CARD = Terms(kind=LoanKind.REVOLVING, statement_day=16, due_day=5)


def test_an_older_balance_that_a_later_statement_holds_is_owed_once_and_late_since_the_oldest_due_day():
    first = statement(on(10, 16), on(11, 5), 200_000, 20_000)
    second = statement(on(11, 16), on(12, 5), 310_000, 51_000)
    before = replay(loan(CARD), [first], on(11, 15))
    assert (before.days_past_due, before.outstanding_fen) == (10, 200_000)
    after = replay(loan(CARD), [first, second], on(11, 20))
    assert (after.days_past_due, after.outstanding_fen) == (15, 310_000)
    assert (after.overdue_fen, remaining(after)["2026-12"]) == (20_000, 290_000)
    cured = replay(loan(CARD), [first, second, paid(on(11, 21), 20_000)], on(11, 22))
    assert (cured.days_past_due, cured.outstanding_fen) == (0, 290_000)


def test_without_a_known_minimum_all_that_was_left_of_the_older_statement_is_late():
    history = [statement(on(10, 16), on(11, 5), 200_000), statement(on(11, 16), on(12, 5), 310_000)]
    standing = replay(loan(CARD), history, on(11, 20))
    assert (standing.overdue_fen, remaining(standing)["2026-12"], standing.outstanding_fen) == (
        200_000,
        110_000,
        310_000,
    )


def test_three_statements_in_a_row_hold_one_another():
    history = [
        statement(on(9, 16), on(10, 5), 100_000, 10_000),
        statement(on(10, 16), on(11, 5), 200_000, 30_000),
        statement(on(11, 16), on(12, 5), 310_000, 61_000),
    ]
    standing = replay(loan(CARD), history, on(11, 20))
    assert (standing.outstanding_fen, standing.overdue_fen) == (310_000, 30_000)
    assert standing.overdue_since_on == on(10, 5)
    assert [line.state for line in standing.bills[:3]] == ["late", "late", "open"]


def test_a_statement_that_is_smaller_or_said_to_be_apart_stands_beside_the_older_one():
    first = statement(on(10, 16), on(11, 5), 200_000)
    smaller = statement(on(11, 16), on(12, 5), 150_000)
    assert replay(loan(CARD), [first, smaller], on(11, 20)).outstanding_fen == 350_000
    apart = statement(on(11, 16), on(12, 5), 310_000, apart=True)
    assert replay(loan(CARD), [first, apart], on(11, 20)).outstanding_fen == 510_000


def test_a_shortfall_within_the_cards_tolerance_is_not_late():
    of = replace(CARD, card=CardClause(tolerance_fen=1_000))
    history = [statement(on(10, 16), on(11, 5), 200_000, 20_000), paid(on(11, 5), 199_500)]
    assert replay(loan(of), history, on(11, 10)).days_past_due == 0
    alone = [statement(on(10, 16), on(11, 5), 200_000), paid(on(11, 5), 199_500)]
    assert replay(loan(of), alone, on(11, 10)).days_past_due == 0
    assert replay(loan(CARD), alone, on(11, 10)).days_past_due == 5


DAMAGES = replace(
    CARD, card=CardClause(late_pct=Decimal(5), late_least_fen=1_000, grace_days=3, daily_pct=Decimal("0.05"))
)


def test_damages_of_a_card_are_reckoned_on_what_the_minimum_lacked_until_a_statement_holds_them():
    first = statement(on(10, 16), on(11, 5), 900_000, 90_000)
    some = paid(on(11, 4), 30_000)
    in_grace = replay(loan(DAMAGES), [first, some], on(11, 8))
    assert (in_grace.days_past_due, in_grace.days_in_grace, in_grace.charges_fen) == (3, 3, None)
    assert in_grace.next_change_on == on(11, 9)
    late = replay(loan(DAMAGES), [first, some], on(11, 9))
    (line,) = late.charges
    assert (line.kind, line.base_fen, line.amount_fen, line.rule) == (LateKind.FEE, 60_000, 3_000, "card-late-fee")
    assert late.charges_fen == 3_000
    in_time = replay(loan(DAMAGES), [first, some, paid(on(11, 8), 60_000)], on(11, 9))
    assert (in_time.days_past_due, in_time.charges) == (0, ())
    held = [first, some, statement(on(11, 16), on(12, 5), 950_000, 160_000)]
    after = replay(loan(DAMAGES), held, on(11, 20))
    assert (after.charges, after.outstanding_fen, after.overdue_fen) == ((), 950_000, 60_000)


def test_a_due_day_counted_from_the_statement_day_is_not_overlooked():
    of = replace(CARD, due_day=None, statement_day=5, card=CardClause(due_offset_days=25))
    coming = replay(loan(of), [], on(2, 10)).next_bill.bill
    assert (coming.due_on, coming.statement_on, coming.total_fen) == (on(3, 2), on(2, 5), None)
    history = [statement(on(2, 5), on(3, 2), 50_000), paid(on(3, 1), 50_000)]
    assert replay(loan(of), history, on(3, 4)).next_bill.bill.due_on == on(3, 30)


# --- sums -----------------------------------------------------------------------------------------------------------

clauses = st.none() | st.builds(
    AllocationClause,
    order=st.permutations((CHARGE, FEE, INTEREST, PRINCIPAL)).map(tuple),
    by_part=st.booleans(),
    surplus=st.sampled_from(Surplus),
)
arrangements = st.sampled_from(
    (
        Arrangement(shift_days=20),
        Arrangement(moved=(MovedDue(bill_id="2", due_on=date(2026, 9, 9)),), capitalise=True),
        Arrangement(bills=(AgreedBill(due_on=date(2026, 8, 8), total_fen=90_000, interest_fen=5_000),)),
        Arrangement(settle_fen=1_000, settle_by_on=date(2026, 10, 1), lapse_after_days=5),
        Arrangement(stop_interest_on=date(2026, 5, 5), lapse_after_days=None),
    )
)


@given(terms(), events(), clauses, st.none() | st.tuples(days, arrangements), days)
@settings(max_examples=300, deadline=None)
def test_what_is_owed_is_what_was_lent_and_came_up_less_what_was_paid_or_given_up(of, history, clause, agreed, on_):
    if agreed is not None:
        history = [*history, Arranged(loan_id="x-1", on=agreed[0], arrangement=agreed[1])]
    standing = replay(loan(replace(of, allocation=clause)), history, on_)
    if standing.sums is None:
        return
    sums = standing.sums
    came = sums.principal_fen + sums.interest_fen + sums.fees_fen + sums.charges_fen
    assert came - sums.paid_fen - sums.given_up_fen - sums.carried_fen == sums.owed_fen
    parts = standing.principal_outstanding_fen + standing.interest_accrued_fen + standing.fees_due_fen
    assert parts + (standing.charges_fen or 0) == sums.owed_fen
    assert min(*sums[:5], sums.carried_fen) >= 0
    for payment in standing.payments:
        assert sum(each.amount_fen for each in payment.allocation) == payment.amount_fen


kinds = st.sampled_from((LoanKind.EQUAL_INSTALMENT, LoanKind.EQUAL_PRINCIPAL, LoanKind.FLAT, LoanKind.INTEREST_FIRST))
plans = st.builds(lambda of, kind: replace(of, kind=kind), terms(scheduled=True), kinds)


@given(plans, st.lists(st.tuples(days, amounts), max_size=6), clauses, days)
@settings(max_examples=200, deadline=None)
def test_the_principal_of_a_plan_is_what_was_lent_whatever_was_paid(of, payments, clause, on_):
    history = [paid(*each) for each in payments]
    standing = replay(loan(replace(of, allocation=clause)), history, on_)
    assert standing.sums.principal_fen == of.principal_fen
    given_ = sum(each.amount_fen for each in standing.payments)
    overpaid = sum(x.amount_fen for each in standing.payments for x in each.allocation if x.bill_id is None)
    assert standing.sums.paid_fen == given_ - overpaid


@given(plans, st.lists(st.tuples(days, amounts), max_size=4), clauses, days, amounts)
@settings(max_examples=200, deadline=None)
def test_who_pays_more_never_owes_more_whatever_the_contracts_order(of, payments, clause, on_, more):
    history = [paid(*each) for each in payments]
    terms_ = replace(of, allocation=clause)
    before, after = (replay(loan(terms_), events_, on_) for events_ in (history, [*history, paid(on_, more)]))
    assert after.outstanding_fen <= before.outstanding_fen
    assert after.principal_outstanding_fen + after.overdue_fen <= before.principal_outstanding_fen + before.overdue_fen


late = st.lists(
    st.sampled_from(
        (
            LateClause(kind=LateKind.MULTIPLE, multiple=Decimal("1.5")),
            LateClause(kind=LateKind.COMPOUND, multiple=Decimal("1.5"), cap_fen=300),
            LateClause(kind=LateKind.FEE, bands=(FeeBand(from_day=5, to_day=10, amount_fen=200),
                                                 FeeBand(from_day=11, to_day=None, amount_fen=500))),
            LateClause(kind=LateKind.DAILY, pct=Decimal("0.05"), cap_pct=Decimal(3)),
        )
    ),
    max_size=2,
).map(tuple)  # fmt: skip
cards = st.none() | st.builds(
    CardClause,
    late_pct=st.just(Decimal(5)),
    grace_days=st.sampled_from((0, 3)),
    tolerance_fen=st.sampled_from((0, 1_000)),
)
WHO = {"loan_id": "x-1"}
changes = st.one_of(
    st.builds(lambda day, what: Arranged(**WHO, on=day, arrangement=what), days, arrangements),
    st.builds(lambda day, target: Undone(**WHO, on=day, target_id=target), days, st.integers(1, 9)),
    st.builds(lambda day, fen: ChargedBack(**WHO, on=day, target_id=1, amount_fen=fen), days, amounts),
    st.builds(lambda day, fen: ChargeAgreed(**WHO, on=day, amount_fen=fen, penalty=True), days, amounts),
    st.builds(lambda day, first: ReAged(**WHO, on=day, first_due_on=first, instalments=3), days, days),
    st.builds(lambda day: ReAmortised(**WHO, on=day), days),
    st.builds(lambda day, due: Rescheduled(**WHO, on=day, from_due_on=day, new_due_on=due), days, days),
    st.builds(lambda day: WrittenOff(**WHO, on=day), days),
)


@given(terms(), events(), st.lists(changes, max_size=2), late, clauses, cards, days)
@settings(max_examples=200, deadline=None)
def test_whatever_is_agreed_the_standing_stays_until_the_day_it_says(of, history, more, late_, clause, card, on_):
    whole = loan(replace(of, late_clauses=late_, allocation=clause, card=card))
    history = [*history, *(replace(event, id=90 + number) for number, event in enumerate(more))]
    standing = replay(whole, history, on_)
    day = on_ + timedelta(days=1)
    until = standing.next_change_on or on_ + timedelta(days=40)
    while day < min(until, on_ + timedelta(days=40)):
        assert figures(replay(whole, history, day)) == figures(standing)
        day += timedelta(days=1)


@given(terms(), events(), st.lists(changes, max_size=3), late, clauses, cards, days, st.randoms())
@settings(max_examples=200, deadline=None)
def test_whatever_happened_the_order_of_entry_changes_nothing(of, history, more, late_, clause, card, on_, random):
    whole = loan(replace(of, late_clauses=late_, allocation=clause, card=card))
    history = [*history, *(replace(event, id=90 + number) for number, event in enumerate(more))]
    shuffled = random.sample(history, len(history))
    assert figures(replay(whole, shuffled, on_)) == figures(replay(whole, history, on_))
    found = replay(whole, history, on_)
    if found.sums is not None:
        assert found.sums.owed_fen == (
            found.principal_outstanding_fen + found.interest_accrued_fen + found.fees_due_fen + (found.charges_fen or 0)
        )


def figures(standing: Standing):
    """All that a standing says but for the days, and what grows by the day by its nature."""
    return (
        standing.outstanding_fen,
        standing.overdue_fen,
        standing.charges_fen,
        standing.charges_by_kind,
        standing.overdue_since_on,
        standing.arrears_since_on,
        standing.next_bill and standing.next_bill.bill,
        [(each.bill, each.paid_fen, each.remaining_fen, each.state) for each in standing.bills],
        [(each.state, each.since_on, each.after) for each in standing.arrangements],
        standing.principal_outstanding_fen,
        standing.fees_due_fen,
        standing.settled,
        standing.overpaid_fen,
    )
