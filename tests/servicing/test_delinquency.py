"""How late a loan is, with grace, pauses and ranges."""

from datetime import date

from duewatch.model.loan_event import ChargedBack, CountPaused, CountResumed, LoanEvent
from duewatch.servicing.books.account_state import AccountState
from duewatch.servicing.books.delinquency import Band
from duewatch.servicing.engine import account_on
from tests.servicing.accounts import contract, lent, paid

DUE = date(2026, 2, 28)
BANDS = [
    Band(name="1-3", from_day=1, to_day=3),
    Band(name="4-30", from_day=4, to_day=30),
    Band(name="31+", from_day=31, to_day=None),
]


def on(day: date, *events: LoanEvent) -> AccountState:
    return account_on(contract(arrears_grace_days=3), [lent(), *events], day, BANDS)


def test_nothing_is_late_on_the_due_date() -> None:
    state = on(DUE)
    assert (state.delinquency.since_on, state.range, state.overdue_fen) == (None, None, 0)


def test_days_in_grace_are_past_due_but_not_delinquent() -> None:
    late = on(date(2026, 3, 3)).delinquency
    assert (late.past_due_days, late.days, late.since_on, late.overdue_fen) == (3, 0, date(2026, 3, 3), 10000)


def test_the_range_follows_the_delinquent_days() -> None:
    assert on(date(2026, 3, 4)).range == "1-3"
    assert on(date(2026, 3, 7)).range == "4-30"


def test_each_instalment_has_its_own_days_without_grace() -> None:
    assert on(date(2026, 4, 2)).by_range == (("1-3", 10000), ("31+", 10000))


def test_a_pause_lets_the_count_stand_still_until_it_ends_or_is_resumed() -> None:
    pause = CountPaused(loan_id="a", on=date(2026, 3, 4), until_on=date(2026, 3, 14))
    assert on(date(2026, 3, 10), pause).delinquency.days == 1
    assert on(date(2026, 3, 16), pause).delinquency.days == 3
    resumed = CountResumed(loan_id="a", on=date(2026, 3, 6))
    assert on(date(2026, 3, 16), pause, resumed).delinquency.days == 11


def test_after_a_charge_back_the_count_starts_on_its_day() -> None:
    events = [paid(10000, DUE, id=2), paid(10000, date(2026, 3, 1), id=3)]
    back = ChargedBack(loan_id="a", on=date(2026, 3, 20), target_id=3, amount_fen=10000)
    late = on(date(2026, 4, 10), *events).delinquency
    assert late.since_on is None
    late = on(date(2026, 4, 10), paid(10000, DUE, id=2), paid(5000, date(2026, 3, 1), id=3), back).delinquency
    assert late.since_on == date(2026, 3, 23)


def test_paying_what_is_overdue_ends_it() -> None:
    assert on(date(2026, 3, 10), paid(10000, date(2026, 3, 9))).delinquency.days == 0
