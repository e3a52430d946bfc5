"""Changing a loan's terms and names inside a transaction: its events follow."""

from dataclasses import replace
from datetime import date

from duewatch.collection.parties import lender_renamed
from duewatch.model.ledger import LedgerWriter
from duewatch.model.loan import Loan
from duewatch.model.loan_event import Lent


def change_loan(writer: LedgerWriter, old: Loan, loan: Loan, on: date) -> None:
    """Store a loan's new terms and names; the lender's change has its day, and the money lent follows the terms."""
    writer.change_loan(loan)
    renamed = lender_renamed(old, loan, writer.events(loan.id), on)
    if renamed is not None:
        writer.add_event(renamed)
    told, tells = lent_by(old), lent_by(loan)
    if told == tells:
        return
    for event in writer.events(loan.id):
        if told is not None and isinstance(event, Lent) and replace(event, id=0, note="") == told:
            writer.remove_event(event.id)
    if tells is not None:
        writer.add_event(tells)


def lent_by(loan: Loan) -> Lent | None:
    """The lending that a loan's terms tell of."""
    terms = loan.terms
    if terms.disbursed_on is None or terms.principal_fen is None:
        return None
    return Lent(loan_id=loan.id, on=terms.disbursed_on, amount_fen=terms.principal_fen)
