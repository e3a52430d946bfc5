"""Statements of a card or credit line that hold one another: what was left of one stands in the next, and is owed once.

Each earlier statement keeps what its minimum lacks, so that the days past due still count from the oldest unpaid
minimum; the later one asks for the rest. A minimum that is not known lacks all that is left.
"""

from collections.abc import Callable, Sequence
from datetime import date

from duewatch.model.bill import Part
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import Fen
from duewatch.servicing.allocation import OpenBill

CYCLE_DAYS = 20
"""Statements of one account are at least so many days apart; bills closer than that stand side by side."""
_REST_FIRST = (Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.CHARGE)


def statements(terms: Terms, bills: Sequence[OpenBill]) -> list[OpenBill]:
    """The statements that may hold what was left of earlier ones, in the order in which they come out."""
    found = [
        bill
        for bill in bills
        if bill.stated_on is not None
        and bill.known
        and not bill.apart
        and (terms.kind is LoanKind.REVOLVING or bill.bill.minimum_fen is not None)
    ]
    return found[1:]


def carry(later: OpenBill, bills: Sequence[OpenBill], met: Callable[[OpenBill], bool], on: date) -> None:
    """Let a statement that is out hold what was left of the earlier ones. One that asks for less than was left cannot
    hold it, and stands beside them; but the rest of a statement whose minimum was paid (met) is in it whatever its
    total."""
    earlier = [bill for bill in bills if _carried(bill, later)]
    paid = [bill for bill in earlier if met(bill)]
    if sum(bill.remaining_fen for bill in earlier) > later.remaining_fen:
        earlier = paid
    before: Fen = 0
    for bill in earlier:
        lacking = 0 if bill in paid else bill.remaining_fen
        if lacking and bill.bill.minimum_fen is not None:
            lacking = max(0, min(lacking, bill.bill.minimum_fen - bill.paid_fen - before))
        before += lacking
        over = bill.remaining_fen - lacking
        bill.carried_fen += over
        bill.take_off(over, on)
        bill.closed = lacking == 0
        bill.charged_on = later.starts_on  # the statement asks for what was charged up to its day
    if before:
        later.carried_fen += before
        later.take_off(before, on, _REST_FIRST)


def _carried(bill: OpenBill, later: OpenBill) -> bool:
    """Whether a later statement may hold what was left of the bill."""
    return (
        bill is not later
        and bill.known
        and not bill.apart
        and not bill.closed
        and bill.remaining_fen > 0
        and later.starts_on is not None
        and later.starts_on > bill.due_on
        and (later.due_on - bill.due_on).days >= CYCLE_DAYS
    )
