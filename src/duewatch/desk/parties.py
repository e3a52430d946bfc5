"""Who the parties of a loan are, as the borrower notes them from contract, notice or letter."""

from dataclasses import replace
from datetime import date, datetime

from duewatch.collection.parties import lenders_named, parties
from duewatch.desk.looking import find_loan
from duewatch.desk.noting import Noted
from duewatch.desk.session import Session
from duewatch.desk.writing import check_amount, past_day
from duewatch.model.loan import Loan
from duewatch.model.loan_event import GuarantorPaid, LoanEvent, PartyNamed, PartyRole
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.replay import replay

LONGEST_NAME = 120
"""Characters; no registered name is longer."""


def name_party(
    session: Session, words: str, role: str, name: str, now: datetime, *, on: date | None, note: str
) -> Noted:
    """Note who is lender, guarantor, creditor or agency from a day on; an empty name: nobody any more.

    The loan's own lender follows the latest one named, and a lender that was entered with the loan stays as the one
    of before.
    """
    if role not in tuple(PartyRole):
        raise InputProblem(
            text("“{role}” is no role of a party.", role=role),
            text("One of: {choices}", choices=", ".join(PartyRole)),
        )
    loan = find_loan(session, words, now.date())
    events = session.ledger.events(loan.id)
    event = PartyNamed(
        loan_id=loan.id, on=past_day(on, now, text("the day of the change")), role=PartyRole(role), name=_name(name),
        note=note,
    )  # fmt: skip
    if not event.name and not any(one.role is event.role for one in parties(loan, events, event.on)):
        raise InputProblem(
            text("Nobody is known in the role “{role}” on {on}, so nobody leaves it.", role=role, on=event.on),
            text("Give a name, or leave it as it is."),
        )
    with session.ledger.writing("party", loan.id, now) as writer:
        if event.role is PartyRole.LENDER:
            before = _lender_before(loan, events, event)
            if before is not None:
                writer.add_event(before)
            later = [one for one in lenders_named(events) if one.on > event.on]
            changed = replace(loan, lender=(later[-1] if later else event).name or None)
            if changed != loan:
                writer.change_loan(changed)
                loan = changed
        event = replace(event, id=writer.add_event(event))
        batch_id, together = writer.batch_id, writer.events(loan.id)
    return _noted(session, loan, batch_id, event, together, now)


def guarantor_paid(
    session: Session, words: str, amount_fen: Fen, now: datetime, *, name: str, on: date | None, note: str
) -> Noted:
    """Note that a guarantor paid the lender: what it paid is owed to it from that day on. name: empty where the loan
    has one guarantor only."""
    loan = find_loan(session, words, now.date())
    check_amount(text("the entry"), amount_fen, least=1)
    day = past_day(on, now, text("the day of the entry"))
    known = [one.name for one in parties(loan, session.ledger.events(loan.id), day) if one.role is PartyRole.GUARANTOR]
    said = _name(name) or (known[0] if len(known) == 1 else "")
    if not said:
        raise InputProblem(
            text("Which guarantor paid is not said."), text("Give its name as the notice writes it: --name NAME.")
        )
    event = GuarantorPaid(loan_id=loan.id, on=day, amount_fen=amount_fen, name=said, note=note)
    with session.ledger.writing("guarantor-paid", loan.id, now) as writer:
        event = replace(event, id=writer.add_event(event))
        batch_id, together = writer.batch_id, writer.events(loan.id)
    return _noted(session, loan, batch_id, event, together, now)


def _lender_before(loan: Loan, events: tuple[LoanEvent, ...], named: PartyNamed) -> PartyNamed | None:
    """The lender that was entered without a day, as a dated one: from lending on, where that is before the new one's
    day. Otherwise the new one corrects it."""
    if loan.lender is None or loan.lender == named.name or lenders_named(events):
        return None
    begun_on = loan.terms.disbursed_on or min((event.on for event in events), default=named.on)
    if begun_on >= named.on:
        return None
    return PartyNamed(loan_id=loan.id, on=begun_on, role=PartyRole.LENDER, name=loan.lender)


def _name(words: str) -> str:
    name = " ".join(words.split())
    if len(name) > LONGEST_NAME:
        raise InputProblem(
            text("A name of {count} characters is too long to be one.", count=len(name)),
            text("Give it as the contract writes it."),
        )
    return name


def _noted(
    session: Session, loan: Loan, batch_id: int, event: LoanEvent, events: tuple[LoanEvent, ...], now: datetime
) -> Noted:
    row = session.platforms.derive(loan, events, now.date(), replay(loan, events, now.date())).row
    return Noted(batch_id, event, row)
