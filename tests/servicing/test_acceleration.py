"""The whole debt declared due: what was to come falls due at once, without interest that had not come up."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import Accelerated, LoanEvent, Paid, Undone
from duewatch.servicing.replay import replay

LOAN = Loan(
    id="a-1",
    platform_id="a",
    name="a",
    terms=Terms(
        kind=LoanKind.EQUAL_PRINCIPAL,
        principal_fen=1_200_000,
        annual_rate_pct=Decimal(12),
        instalments=12,
        disbursed_on=date(2026, 1, 10),
        first_due_on=date(2026, 2, 10),
    ),
)
DUE = date(2026, 5, 10)
NOTICE = Accelerated(loan_id="a-1", on=date(2026, 5, 1), due_on=DUE, id=9)


def paid(on: date, amount_fen: int, id: int = 1) -> Paid:
    return Paid(loan_id="a-1", on=on, amount_fen=amount_fen, id=id)


def test_everything_falls_due_on_the_day_it_asks_for() -> None:
    standing = replay(LOAN, [NOTICE], date(2026, 5, 2))
    assert {line.bill.due_on for line in standing.bills if line.bill.due_on > date(2026, 5, 2)} == {DUE}
    late = replay(LOAN, [NOTICE], date(2026, 5, 11))
    assert late.principal_overdue_fen == 1_200_000
    assert late.overdue_fen == late.outstanding_fen
    assert late.next_bill is None


def test_interest_of_periods_that_had_not_begun_is_not_asked_for() -> None:
    # 1 % a month on 12,000, 11,000, 10,000 and 9,000: the four periods that had ended by the day.
    late = replay(LOAN, [NOTICE], date(2026, 5, 11))
    assert late.interest_overdue_fen == 12_000 + 11_000 + 10_000 + 9_000


def test_it_changes_nothing_before_its_day_and_nothing_once_it_is_taken_back() -> None:
    before = date(2026, 4, 30)
    assert replay(LOAN, [NOTICE], before).outstanding_fen == replay(LOAN, [], before).outstanding_fen
    taken_back = [NOTICE, Undone(loan_id="a-1", on=date(2026, 5, 3), target_id=9, id=10)]
    after = date(2026, 6, 1)
    assert replay(LOAN, taken_back, after).outstanding_fen == replay(LOAN, [], after).outstanding_fen


@given(st.lists(st.tuples(st.dates(date(2026, 1, 11), date(2026, 5, 20)), st.integers(1, 400_000)), max_size=5))
def test_whatever_was_paid_counts_and_no_principal_appears_or_is_lost(payments: list[tuple[date, int]]) -> None:
    events: list[LoanEvent] = [paid(on, fen, number) for number, (on, fen) in enumerate(payments, 1)]
    day = date(2026, 5, 21)
    plain, due = replay(LOAN, events, day), replay(LOAN, [*events, NOTICE], day)
    assert due.outstanding_fen is not None and plain.outstanding_fen is not None
    assert 0 <= due.outstanding_fen <= plain.outstanding_fen
    assert due.overdue_fen == due.outstanding_fen
