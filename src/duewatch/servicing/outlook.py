"""How an arrangement about a claim stands, without the history that led to the claim."""

from collections.abc import Sequence
from datetime import date

from duewatch.model.bill import Bill
from duewatch.model.loan import Terms
from duewatch.model.loan_event import Arranged, Paid
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.replaying.history import in_order
from duewatch.servicing.replaying.run import Run
from duewatch.servicing.standing import ArrangementLine


def outlook(
    terms: Terms, claim: Sequence[Bill], event: Arranged, payments: Sequence[Paid], on: date
) -> ArrangementLine:
    """The plan before an arrangement and after it, and whether the payments made since it was agreed keep it, at the
    end of a day. claim: the bills as they stood on the day it was agreed, each with what was unpaid of it."""
    run = Run(terms, sorted((OpenBill(bill) for bill in claim), key=lambda each: (each.due_on, each.bill.id)))
    for each in in_order([event, *(payment for payment in payments if event.on <= payment.on <= on)]):
        run.apply(each)
    (force,) = run.arrangements
    return force.line(force.broken_on(on))
