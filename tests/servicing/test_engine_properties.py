"""What holds for every contract and every history of a loan."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.loan_event import ChargedBack, Lent, LoanEvent, Paid, PaidOff, Undone
from duewatch.servicing.books.account import TransactionKind
from duewatch.servicing.books.account_state import AccountState, AccountStatus
from duewatch.servicing.books.contract import Contract
from duewatch.servicing.engine import account_on
from tests.servicing.accounts import CENTURY, LENT_ON, contracts, histories, paid

MANY = settings(max_examples=100, deadline=None)


def whole(state: AccountState) -> int:
    """What was lent and accrued, less what was paid or waived."""
    moved = dict.fromkeys(TransactionKind, 0)
    for one in state.transactions:
        moved[one.kind] += one.amount_fen
    again = moved[TransactionKind.CHARGEBACK] + moved[TransactionKind.CREDIT_REFUND]
    twice = sum(one.split.interest_fen for one in state.transactions if one.kind is TransactionKind.CHARGEBACK)
    accrued = state.owed.interest_fen - twice + sum(charge.amount_fen for charge in state.charges)
    came_in = moved[TransactionKind.PAYMENT] + moved[TransactionKind.DOWN_PAYMENT]
    return moved[TransactionKind.LENDING] + again + accrued - came_in - state.waived_fen


@MANY
@given(contracts(), histories())
def test_the_parts_sum_to_what_was_lent_and_accrued_less_what_was_paid(
    contract: Contract, events: list[LoanEvent]
) -> None:
    state = account_on(contract, events, CENTURY)
    assert whole(state) == state.outstanding_fen - state.overpaid_fen
    for one in state.instalments:
        assert one.owed.total_fen == one.paid_fen + one.waived_fen + one.remaining_fen
        assert min(one.remaining_fen, one.paid_fen, one.paid_early_fen, one.paid_late_fen) >= 0
        assert one.paid_early_fen + one.paid_late_fen <= one.paid_fen
    for done in state.transactions:
        if done.kind is TransactionKind.PAYMENT:
            assert done.split.total_fen + done.overpaid_fen == done.amount_fen


@MANY
@given(contracts(), histories(), st.integers(1, 60000), st.integers(121, 300))
def test_a_charge_back_is_owed_again(contract: Contract, events: list[LoanEvent], amount: int, day: int) -> None:
    on = LENT_ON + timedelta(days=day)
    history = [*events, paid(amount, LENT_ON + timedelta(days=120), id=90)]
    back = ChargedBack(loan_id="a", on=on, id=91, target_id=90, amount_fen=amount)
    state = account_on(contract, [*history, back], CENTURY)
    assert whole(state) == state.outstanding_fen - state.overpaid_fen
    before = account_on(contract, history, CENTURY)
    gained = state.outstanding_fen - state.overpaid_fen - before.outstanding_fen + before.overpaid_fen
    assert gained == amount


@MANY
@given(contracts(), histories(), st.randoms())
def test_the_order_in_which_facts_were_entered_does_not_count(
    contract: Contract, events: list[LoanEvent], random: object
) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    renumbered = [replace(event, id=number) for number, event in enumerate(shuffled, start=50)]
    one, other = account_on(contract, events, CENTURY), account_on(contract, renumbered, CENTURY)
    assert one.instalments == other.instalments
    assert one.overpaid_fen == other.overpaid_fen


@MANY
@given(contracts(), histories(), st.data())
def test_a_payment_undone_was_never_made(contract: Contract, events: list[LoanEvent], data: st.DataObject) -> None:
    payments = [event for event in events if isinstance(event, Paid)]
    if not payments:
        return
    gone = data.draw(st.sampled_from(payments))
    undone = Undone(loan_id="a", on=LENT_ON + timedelta(days=400), id=99, target_id=gone.id)
    without = account_on(contract, [event for event in events if event is not gone], CENTURY)
    after = account_on(contract, [*events, undone], CENTURY)
    fixed = contract.down_payment_kept and len([event for event in events if isinstance(event, Lent)]) > 1
    if not fixed and contract.recalculation is None:  # a down payment once kept back stays as it was
        assert after.outstanding_fen - after.overpaid_fen == without.outstanding_fen - without.overpaid_fen
        assert [one.remaining_fen for one in after.instalments if one.remaining_fen] == [
            one.remaining_fen for one in without.instalments if one.remaining_fen
        ]


@MANY
@given(contracts(recalculated=False), histories(), st.integers(1, 30000), st.integers(0, 200))
def test_more_paid_never_means_more_owed(contract: Contract, events: list[LoanEvent], more: int, day: int) -> None:
    extra = paid(more, LENT_ON + timedelta(days=day), id=80)
    less = account_on(contract, events, CENTURY)
    greater = account_on(contract, [*events, extra], CENTURY)
    assert greater.outstanding_fen <= less.outstanding_fen


@MANY
@given(contracts(), histories(), st.integers(121, 400))
def test_paying_all_that_is_asked_leaves_nothing(contract: Contract, events: list[LoanEvent], day: int) -> None:
    if contract.progressive and contract.strategy.by_part:
        # Principal of all instalments before interest of any: what comes up then depends on the order itself.
        contract = replace(contract, recalculation=None)
    on = LENT_ON + timedelta(days=day)
    state = account_on(contract, [*events, PaidOff(loan_id="a", on=on, id=70)], on)
    assert state.outstanding_fen == 0
    assert state.status in {AccountStatus.MET, AccountStatus.OVERPAID}


@MANY
@given(contracts(), histories(most=3), st.integers(0, 120), st.integers(1, 40000))
def test_a_payment_dated_back_counts_as_if_it_had_been_entered_in_time(
    contract: Contract, events: list[LoanEvent], day: int, amount: int
) -> None:
    only_payments = [event for event in events if isinstance(event, Paid) or event.id == 1]
    on = LENT_ON + timedelta(days=day)
    numbered = [replace(event, sequence=number) for number, event in enumerate(sorted(only_payments, key=_day))]
    late = paid(amount, on, id=60, sequence=90, entered_on=LENT_ON + timedelta(days=200))
    in_time = paid(amount, on, id=60)
    if contract.recalculation is None and all(event.on != on for event in only_payments):
        one = account_on(contract, [*numbered, late], CENTURY)
        other = account_on(contract, [*only_payments, in_time], CENTURY)
        assert one.instalments == other.instalments


def _day(event: LoanEvent) -> tuple[object, ...]:
    source = getattr(event, "source", None)
    return event.on, not isinstance(event, Lent), getattr(event, "amount_fen", 0), str(source)
