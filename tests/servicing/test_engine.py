"""What the engine does with each kind of event."""

from datetime import date
from decimal import Decimal

import pytest

from duewatch.model.loan_event import (
    ChargeAgreed,
    ChargeBase,
    ChargedOff,
    ChargeTiming,
    ChargeWaived,
    CreditRefunded,
    PaidOff,
    PaymentSource,
    ReAged,
    ReAmortised,
    Rescheduled,
    Undone,
    WrittenOff,
)
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.books.account_state import AccountStatus
from duewatch.servicing.books.contract import InterestMethod, Recalculation
from duewatch.servicing.engine import account_on
from duewatch.servicing.strategy import Future, Strategy, Timing
from tests.servicing.accounts import CENTURY, LAW, contract, fee, lent, paid

FIRST_DUE = date(2026, 2, 28)
PROGRESSIVE = Strategy(steps=tuple((timing, part) for timing in Timing for part in LAW))


def remaining(state: object) -> list[int]:
    return [one.remaining_fen for one in state.instalments]  # type: ignore[attr-defined]


def test_due_dates_keep_the_anchor_of_the_day_of_lending() -> None:
    state = account_on(contract(instalments=3), [lent()], CENTURY)
    assert [one.due_on for one in state.instalments] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_before_anything_is_lent_the_plan_is_that_of_the_amount_applied_for() -> None:
    state = account_on(contract(instalments=2), [], CENTURY)
    assert state.status is AccountStatus.SUBMITTED
    assert [one.owed.principal_fen for one in state.instalments] == [60000, 60000]


def test_money_beyond_what_is_due_pays_the_next_instalment_in_advance() -> None:
    state = account_on(contract(), [lent(), paid(15000, FIRST_DUE)], CENTURY)
    assert [one.paid_fen for one in state.instalments][:3] == [10000, 5000, 0]
    assert state.instalments[0].met_on == FIRST_DUE
    assert state.instalments[1].paid_early_fen == 5000


def test_a_payment_after_the_due_date_counts_as_late() -> None:
    state = account_on(contract(), [lent(), paid(10000, date(2026, 3, 2))], CENTURY)
    assert (state.paid_late_fen, state.paid_early_fen) == (10000, 0)


def test_a_fee_after_the_last_due_date_is_an_instalment_of_its_own() -> None:
    state = account_on(contract(instalments=1), [lent(), fee(500, date(2026, 5, 1))], CENTURY)
    assert [(one.due_on, one.owed.fee_fen) for one in state.instalments] == [(FIRST_DUE, 0), (date(2026, 5, 1), 500)]


def test_a_fee_kept_back_from_the_money_lent_is_paid_with_it() -> None:
    kept = ChargeAgreed(
        loan_id="a",
        on=date(2026, 1, 31),
        id=5,
        timing=ChargeTiming.AT_LENDING,
        pct=Decimal("1.5"),
        base=ChargeBase.PRINCIPAL,
    )
    state = account_on(contract(), [kept, lent()], CENTURY)
    assert (state.owed.fee_fen, state.paid_fen, state.outstanding_fen) == (1800, 1800, 120000)


def test_a_fee_waived_leaves_what_was_paid_of_it() -> None:
    events = [lent(), fee(1000, FIRST_DUE, date(2026, 2, 1), id=5), paid(300, date(2026, 2, 10))]
    state = account_on(contract(), [*events, ChargeWaived(loan_id="a", on=date(2026, 2, 12), target_id=5)], CENTURY)
    (charge,) = state.charges
    assert (charge.paid_fen, charge.waived_fen, charge.remaining_fen) == (300, 700, 0)
    back = Undone(loan_id="a", on=date(2026, 2, 13), target_id=6)
    waived = ChargeWaived(loan_id="a", on=date(2026, 2, 12), target_id=5, id=6)
    assert account_on(contract(), [*events, waived, back], CENTURY).charges[0].remaining_fen == 700


def test_what_was_paid_too_much_pays_the_next_fee() -> None:
    events = [lent(), paid(121000, FIRST_DUE, id=2)]
    assert account_on(contract(), events, CENTURY).overpaid_fen == 1000
    for progressive in (False, True):
        state = account_on(contract(progressive=progressive), [*events, fee(400, date(2026, 6, 1))], CENTURY)
        assert (state.outstanding_fen, state.overpaid_fen) == (0, 600)


def test_a_credit_that_was_paid_out_is_owed_again_once_its_payment_is_undone() -> None:
    events = [lent(), paid(121000, FIRST_DUE, id=2), CreditRefunded(loan_id="a", on=date(2026, 3, 5), amount_fen=1000)]
    assert account_on(contract(), events, CENTURY).status is AccountStatus.MET
    undone = Undone(loan_id="a", on=date(2026, 3, 6), target_id=2)
    assert account_on(contract(), [*events, undone], CENTURY).outstanding_fen == 121000


def test_a_lending_undone_takes_along_what_was_paid_after_it() -> None:
    events = [lent(), lent(60000, date(2026, 3, 5), id=3), paid(5000, date(2026, 3, 6), id=4)]
    undone = Undone(loan_id="a", on=date(2026, 3, 7), target_id=3)
    state = account_on(contract(principal_fen=180000, in_parts=True), [*events, undone], CENTURY)
    assert (state.outstanding_fen, state.paid_fen) == (120000, 0)


def test_a_new_due_date_moves_the_instalments_after_it() -> None:
    moved = Rescheduled(loan_id="a", on=date(2026, 2, 10), from_due_on=date(2026, 3, 31), new_due_on=date(2026, 4, 15))
    state = account_on(contract(instalments=3), [lent(), moved], CENTURY)
    assert [one.due_on for one in state.instalments] == [FIRST_DUE, date(2026, 4, 15), date(2026, 5, 15)]


def test_extra_instalments_share_what_is_left() -> None:
    more = Rescheduled(loan_id="a", on=date(2026, 2, 10), from_due_on=date(2026, 3, 31), extra_instalments=2)
    state = account_on(contract(instalments=3), [lent(), more], CENTURY)
    assert remaining(state) == [40000, 20000, 20000, 20000, 20000]


def test_an_instalment_that_is_not_due_then_cannot_be_rescheduled() -> None:
    wrong = Rescheduled(loan_id="a", on=date(2026, 2, 10), from_due_on=date(2026, 3, 30), extra_instalments=2)
    with pytest.raises(InputProblem):
        account_on(contract(), [lent(), wrong], CENTURY)


def test_an_event_that_names_one_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputProblem):
        account_on(contract(), [lent(), Undone(loan_id="a", on=FIRST_DUE, target_id=44)], CENTURY)


def test_re_ageing_makes_new_instalments_of_what_is_unpaid_and_can_be_undone() -> None:
    terms = contract(instalments=2, progressive=True)
    events = [lent(), paid(15000, FIRST_DUE)]
    aged = ReAged(loan_id="a", on=date(2026, 5, 1), id=7, first_due_on=date(2026, 6, 1), instalments=3)
    state = account_on(terms, [*events, aged], CENTURY)
    assert remaining(state) == [0, 0, 35000, 35000, 35000]
    undone = Undone(loan_id="a", on=date(2026, 5, 2), target_id=7)
    assert remaining(account_on(terms, [*events, aged, undone], CENTURY)) == [45000, 60000]


def test_re_amortising_spreads_what_is_past_due() -> None:
    spread = ReAmortised(loan_id="a", on=date(2026, 3, 10))
    state = account_on(contract(instalments=3, progressive=True), [lent(), spread], CENTURY)
    assert remaining(state) == [0, 60000, 60000]


def test_a_charge_off_changes_nothing_that_is_owed_and_a_write_off_ends_it() -> None:
    off = ChargedOff(loan_id="a", on=date(2026, 6, 1))
    assert account_on(contract(), [lent(), off], CENTURY).outstanding_fen == 120000
    state = account_on(contract(), [lent(), WrittenOff(loan_id="a", on=date(2026, 6, 1))], CENTURY)
    assert (state.outstanding_fen, state.status) == (0, AccountStatus.WRITTEN_OFF)


def test_money_lent_on_a_due_day_belongs_to_that_instalment_or_to_the_next() -> None:
    events = [lent(60000), lent(60000, FIRST_DUE, id=2)]
    terms = {"instalments": 2, "in_parts": True}
    assert remaining(account_on(contract(**terms), events, CENTURY)) == [60000, 60000]
    assert remaining(account_on(contract(**terms, progressive=True), events, CENTURY)) == [30000, 90000]


def test_a_down_payment_kept_back_is_paid_at_once() -> None:
    state = account_on(contract(down_payment_pct=Decimal(25), down_payment_kept=True), [lent()], CENTURY)
    assert (state.instalments[0].owed.principal_fen, state.instalments[0].met_on) == (30000, date(2026, 1, 31))
    assert state.outstanding_fen == 90000


def test_a_refund_follows_the_rule_of_its_source() -> None:
    strategy = Strategy(steps=PROGRESSIVE.steps, future_of=((PaymentSource.MERCHANT_REFUND, Future.SPREAD),))
    terms = contract(instalments=3, progressive=True, strategy=strategy)
    refund = paid(3000, date(2026, 2, 1), source=PaymentSource.MERCHANT_REFUND)
    assert remaining(account_on(terms, [lent(), refund], CENTURY)) == [39000, 39000, 39000]
    assert remaining(account_on(terms, [lent(), paid(3000, date(2026, 2, 1))], CENTURY)) == [37000, 40000, 40000]


def test_early_money_saves_interest_where_interest_follows_payments() -> None:
    terms = {"annual_rate_pct": Decimal(12), "by_day": True, "instalments": 6}
    events = [lent(), paid(50000, date(2026, 2, 10))]
    fixed = account_on(contract(**terms), events, CENTURY)
    followed = account_on(contract(**terms, recalculation=Recalculation()), events, CENTURY)
    assert followed.owed.interest_fen < fixed.owed.interest_fen


def test_flat_interest_is_shared_evenly_and_the_last_takes_the_odd_fen() -> None:
    terms = contract(
        principal_fen=125000, instalments=4, annual_rate_pct=Decimal(15), interest=InterestMethod.FLAT, step_fen=100
    )
    state = account_on(terms, [lent(125000)], CENTURY)
    assert [one.owed.total_fen for one in state.instalments] == [32800, 32800, 32800, 32850]
    assert state.owed.interest_fen == 6250


def test_the_split_of_a_payment_is_told_part_by_part() -> None:
    events = [lent(), fee(500, FIRST_DUE, date(2026, 2, 1)), paid(10500, FIRST_DUE)]
    payment = account_on(contract(), events, CENTURY).last_payment
    assert payment is not None
    assert (payment.split.fee_fen, payment.split.principal_fen, payment.principal_left_fen) == (500, 10000, 110000)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"principal_fen": -500}, "principal"),
        ({"instalments": 0}, "number of instalments"),
        ({"annual_rate_pct": Decimal(-1)}, "annual rate (percent)"),
        ({"grace_principal": 12}, "bills without principal"),
        ({"every": 0}, "distance between two bills"),
        ({"down_payment_pct": Decimal(101)}, "down payment (percent)"),
    ],
)
def test_a_contract_that_cannot_be_is_one_sentence_naming_the_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(InputProblem) as problem:
        account_on(contract(**changes), [lent()], CENTURY)
    assert problem.value.what.params["field"] == text(field)


def test_paying_off_an_account_on_which_too_much_was_paid_pays_nothing() -> None:
    events = [lent(), paid(125000, FIRST_DUE, id=2), PaidOff(loan_id="a", on=FIRST_DUE, id=3)]
    state = account_on(contract(), events, CENTURY)
    assert state.overpaid_fen == 5000
    assert [one.amount_fen for one in state.transactions] == [120000, 125000]
    undone = Undone(loan_id="a", on=FIRST_DUE, target_id=3)
    assert account_on(contract(), [*events, undone], CENTURY) == state
