"""The dates of a loan's limitation of action, from its bills, events, contacts and court papers."""

from datetime import datetime

from duewatch.collection.limitation import Limitation, limitation
from duewatch.config.rules import rulebook
from duewatch.desk.session import Session
from duewatch.model.rulebook import Rule
from duewatch.servicing.replay import replay

RULE = "limitation-188-195"


def limitation_rule() -> Rule:
    """The rule about it, with its source."""
    return rulebook().rules[RULE]


def limitation_of(session: Session, loan_id: str, now: datetime) -> Limitation | None:
    """The dates, None while the last bill is not known or not due yet, or the loan is settled."""
    loan = session.ledger.loan(loan_id)
    if loan is None:
        return None
    events = session.ledger.events(loan_id)
    standing = replay(loan, events, now.date())
    last = max((line.bill.due_on for line in standing.bills), default=None)
    if standing.settled:
        return None
    return limitation(
        last,
        events,
        session.ledger.contacts(loan_id=loan_id),
        session.ledger.court_papers(loan_id),
        limitation_rule(),
        now.date(),
    )
