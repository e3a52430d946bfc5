"""The whole debt declared due: bills to come fall due on one day, without the interest that has not come up by then.

Interest after that day is a late charge, by the contract's own clauses; a fee that stands on a bill to come stays on
it, since nothing says that the lender gives it up.
"""

from duewatch.model.loan import Terms
from duewatch.model.loan_event import Accelerated
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.replaying.arranging import stop_interest


def accelerate(terms: Terms, event: Accelerated, bills: list[OpenBill]) -> list[OpenBill]:
    """The bills as the declaration leaves them, by due date. bills: by due date."""
    stop_interest(terms, bills, event.due_on, event.on)
    for bill in bills:
        if not bill.closed and bill.due_on > event.due_on:
            bill.due_on = event.due_on
            bill.bill = bill.bill._replace(due_on=event.due_on)
    return sorted(bills, key=lambda each: (each.due_on, each.bill.id))
