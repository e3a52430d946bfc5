"""A quote to pay a loan back early by its history: what is due first, and what the rest comes to."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from duewatch.model.bill import Bill
from duewatch.model.loan import Loan, Terms
from duewatch.model.loan_event import LoanEvent
from duewatch.model.lpr import LprHistory
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.plans.periods import start_of
from duewatch.servicing.plans.plan import Instalment
from duewatch.servicing.prepayment import Keep, Quote, quote
from duewatch.servicing.replay import replay


class PayOff(NamedTuple):
    """What it takes to pay back early by the history of a loan. due_fen: bills due up to the day, with the charges
    the lender stated, to be paid first; charges_fen: late charges by the contract's own clauses (None: no clause)."""

    due_fen: Fen
    charges_fen: Fen | None
    quote: Quote


def pay_off(
    loan: Loan,
    events: Sequence[LoanEvent],
    on: date,
    *,
    principal_fen: Fen | None = None,
    keep: Keep = Keep.INSTALMENT,
    lpr: LprHistory | None = None,
) -> PayOff:
    """A quote for the day by terms and events: the bills still to come are those the replay shows. Raises InputProblem
    as `quote`, and where a bill to come is paid in part already."""
    standing = replay(loan, events, on)
    due = sum(line.remaining_fen or 0 for line in standing.bills if line.bill.due_on <= on)
    coming = [line for line in standing.bills if line.bill.due_on > on]
    if any(line.paid_fen for line in coming):
        raise InputProblem(
            text("Something was paid ahead on a bill to come; what is left of it cannot be told apart."),
            text("Ask the lender for the figure of the day."),
        )
    lines = instalments_of(loan.terms, [line.bill for line in standing.bills])
    found = quote(loan.terms, lines, on, principal_fen=principal_fen, keep=keep, lpr=lpr)
    return PayOff(due, standing.charges_fen, found)


def instalments_of(terms: Terms, bills: Sequence[Bill]) -> tuple[Instalment, ...]:
    """Bills as a plan: each one's period begins with the due date before it."""
    lines: list[Instalment] = []
    ordered = sorted(bills, key=lambda bill: bill.due_on)
    left = sum(bill.principal_fen or 0 for bill in ordered)
    from_on = None if not ordered else start_of(terms, ordered[0].due_on)
    for number, bill in enumerate(ordered, start=1):
        left -= bill.principal_fen or 0
        lines.append(
            Instalment(
                number=number,
                from_on=from_on or bill.due_on,
                due_on=bill.due_on,
                principal_fen=bill.principal_fen,
                interest_fen=bill.interest_fen,
                fee_fen=bill.fee_fen or 0,
                total_fen=bill.total_fen,
                balance_fen=left,
            )
        )
        from_on = bill.due_on
    return tuple(lines)
