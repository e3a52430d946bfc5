"""Which bills a loan has on a day: the plan's, and those the lender stated, each once."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from duewatch.model.bill import Bill, BillOrigin
from duewatch.model.dates import add_months, next_on_day, on_day
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import BillIssued, Lent
from duewatch.model.lpr import LprHistory
from duewatch.servicing import schedule
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.plans.periods import due_dates

DAY = timedelta(days=1)
SHIFT_DAYS = 7
"""A stated due date this close to a planned one is the same bill: weekends and holidays move due dates, and monthly
plans have at least 28 days between two bills."""


def bills_of(
    terms: Terms,
    stated: Sequence[BillIssued],
    on: date,
    lent: Sequence[Lent] = (),
    lpr: LprHistory | None = None,
) -> list[OpenBill]:
    """All bills as known on the day, by due date: the plan, with what the lender stated in its place.

    stated: in the order in which they count (the last one of a bill wins). A credit line of which the coming bill
    has not been stated yet gets that bill without an amount, so that its due date is not overlooked. lent: what was
    lent; money lent after the day of lending of the terms makes the plan anew. lpr: for a loan that follows it.
    """
    planned = schedule.bills(terms, _drawdowns(terms, lent), lpr)
    if not stated and terms.kind is not LoanKind.REVOLVING:
        return list(map(OpenBill, planned))
    standing = {bill.id: OpenBill(bill) for bill in planned}
    for event in stated:
        replaced = [standing.pop(key) for key in _same(event, standing.values(), terms.kind)]
        since = min((each.stated_on for each in replaced if each.stated_on is not None), default=event.on)
        bill = _stated(event, terms)
        starts_on = None if terms.kind in schedule.SCHEDULED else _starts_on(bill, since)
        standing[bill.id] = OpenBill(bill, starts_on=starts_on, stated_on=since)
        standing[bill.id].names += tuple(name for each in replaced for name in each.names)
        standing[bill.id].apart = bool(event.apart)
    if terms.kind is LoanKind.REVOLVING:
        expected = expected_bill(terms, [each.bill for each in standing.values()], on)
        if expected is not None:
            standing[expected.id] = OpenBill(expected, starts_on=expected.statement_on)
    return sorted(standing.values(), key=lambda each: (each.bill.due_on, each.bill.id))


def _drawdowns(terms: Terms, lent: Sequence[Lent]) -> tuple[schedule.Drawdown, ...]:
    """Money lent beside the principal of the terms: after their day of lending, before the last bill."""
    if terms.disbursed_on is None or terms.principal_fen is None or len(lent) < 2:
        return ()
    dues = due_dates(terms, terms.instalments or 1)
    return tuple(
        schedule.Drawdown(on=event.on, amount_fen=event.amount_fen)
        for event in lent
        if dues is not None and terms.disbursed_on < event.on < dues[-1]
    )


def expected_bill(terms: Terms, known: Iterable[Bill], on: date) -> Bill | None:
    """The credit line's bill due next on or after the day, its amount not known; None where a bill of that cycle is
    known and still to come, or the statement and due days are not known."""
    due_on = _next_due(terms, on - DAY)
    if due_on is None or terms.statement_day is None:
        return None
    known = tuple(known)
    shift = timedelta(days=SHIFT_DAYS)
    if any(bill.due_on < on and (due_on - bill.due_on <= shift or _names(bill, due_on, terms)) for bill in known):
        due_on = _next_due(terms, due_on) or due_on  # this cycle's bill fell due some days earlier
    if any(on <= bill.due_on <= due_on + shift or _names(bill, due_on, terms) for bill in known):
        return None
    taken = any(bill.id == month_id(due_on) for bill in known)
    return Bill(
        id=due_on.isoformat() if taken else month_id(due_on),
        due_on=due_on,
        total_fen=None,
        statement_on=statement_before(due_on, terms.statement_day),
    )


def _next_due(terms: Terms, after: date) -> date | None:
    """The first due day of a credit line after a day: its day of the month, else so many days after its statement
    day; None where neither is known."""
    if terms.due_day is not None:
        return next_on_day(after, terms.due_day)
    offset = None if terms.card is None else terms.card.due_offset_days
    if offset is None or terms.statement_day is None:
        return None
    return next_on_day(after - DAY * offset, terms.statement_day) + DAY * offset


def _names(bill: Bill, due_on: date, terms: Terms) -> bool:
    """Whether a bill is by its name that of the due date's month; two may fall in one month where the due day is
    counted from the statement day."""
    return terms.due_day is not None and bill.id == month_id(due_on)


def month_id(due_on: date) -> str:
    """The id of a credit line's bill: the month it is due in."""
    return f"{due_on:%Y-%m}"


def statement_before(due_on: date, statement_day: int) -> date:
    """The last statement day before a due date."""
    same_month = on_day(due_on.year, due_on.month, statement_day)
    return same_month if same_month < due_on else add_months(same_month, -1, statement_day)


def _same(event: BillIssued, bills: Iterable[OpenBill], kind: LoanKind) -> list[str]:
    """Ids of the bills that a stated one stands for."""
    scheduled = kind in schedule.SCHEDULED
    return [
        each.bill.id
        for each in bills
        if each.bill.id == event.bill_id
        or each.bill.due_on == event.due_on
        or (scheduled and each.stated_on is None and abs((event.due_on - each.bill.due_on).days) <= SHIFT_DAYS)
    ]


def _stated(event: BillIssued, terms: Terms) -> Bill:
    bill = Bill(
        id=event.bill_id,
        due_on=event.due_on,
        total_fen=event.total_fen,
        principal_fen=event.principal_fen,
        interest_fen=event.interest_fen,
        fee_fen=event.fee_fen,
        minimum_fen=event.minimum_fen,
        origin=BillOrigin.STATED,
    )
    if terms.kind is LoanKind.REVOLVING and terms.statement_day is not None:
        return bill._replace(statement_on=statement_before(event.due_on, terms.statement_day))
    return bill


def _starts_on(bill: Bill, first_stated_on: date) -> date:
    """From which day on payments lower the bill: its statement day; else the day it was stated, or for a bill that
    was entered after its due date, a month before that."""
    if bill.statement_on is not None:
        return bill.statement_on
    return first_stated_on if first_stated_on <= bill.due_on else add_months(bill.due_on, -1)
