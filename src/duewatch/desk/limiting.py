"""The dates of a loan's limitation of action, from its bills, events, contacts and court papers; and the gate before
anything that may restart it: a letter, a promise, an arrangement, a payment.
"""

from datetime import date, datetime

from duewatch.collection.limitation import ASK_FIRST, EARLY_MONTHS, OLD_DEBT, Limitation, limitation
from duewatch.config.rules import rulebook
from duewatch.credit.topics.overdue import OLD_DEBT_DAYS
from duewatch.desk.session import Session
from duewatch.model.dates import add_months
from duewatch.model.problem import AskFirst
from duewatch.model.rulebook import Rule
from duewatch.model.text import Text
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import Standing

RULE = "limitation-188-195"


def limitation_rule() -> Rule:
    """The rule about it, with its source."""
    return rulebook().rules[RULE]


def limitation_of(session: Session, loan_id: str, now: datetime) -> Limitation | None:
    """The dates, None while the last bill is not known or not due yet, or the loan is settled."""
    loan = session.ledger.loan(loan_id)
    if loan is None:
        return None
    standing = replay(loan, session.ledger.events(loan_id), now.date())
    return None if standing.settled else _dates(session, standing, loan_id, now)


def ask_first(session: Session, loan_id: str, now: datetime) -> Text | None:
    """What to ask before anything that may start a loan's limitation period anew; None where its dates leave that far.

    An ordinary loan, whose last bill is not due or fell due less than a year ago, costs no look at contacts or rules.
    Arrears of two years are asked about whatever the dates say: a demand noted here need not have restarted anything.
    """
    loan = session.ledger.loan(loan_id)
    if loan is None:
        return None
    standing = replay(loan, session.ledger.events(loan_id), now.date())
    if standing.settled:
        return None
    if standing.days_past_due >= OLD_DEBT_DAYS:
        return ASK_FIRST
    last = _last_due_on(standing)
    if last is None or add_months(last, EARLY_MONTHS) > now.date():
        return None
    found = _dates(session, standing, loan_id, now)
    return None if found is None else found.ask


def gate(session: Session, loan_id: str | None, now: datetime, *, asked_first: bool) -> None:
    """Raises AskFirst before something that may start the period anew, unless the borrower has asked, or says that it
    is done already. loan_id None: it is not known which loan it is about, so that nothing is known of its dates."""
    ask = None if asked_first or loan_id is None else ask_first(session, loan_id, now)
    if ask is not None:
        raise AskFirst(ask)


def _last_due_on(standing: Standing) -> date | None:
    return max((line.bill.due_on for line in standing.bills), default=None)


def _dates(session: Session, standing: Standing, loan_id: str, now: datetime) -> Limitation | None:
    return limitation(
        _last_due_on(standing),
        session.ledger.events(loan_id),
        session.ledger.contacts(loan_id=loan_id),
        session.ledger.court_papers(loan_id),
        limitation_rule(),
        now.date(),
    )


__all__ = ["OLD_DEBT", "Limitation", "ask_first", "gate", "limitation_of", "limitation_rule"]
