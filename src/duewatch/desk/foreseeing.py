"""Looking ahead at one loan: what it takes to pay it back early, and how a supposition changes where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duewatch.desk.costing import EARLIEST, FURTHEST
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.desk.supposing import read_supposition
from duewatch.model.loan import Loan
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.supposition import Supposition
from duewatch.model.text import text
from duewatch.servicing.paying_off import pay_off
from duewatch.servicing.plans.plan import Instalment
from duewatch.servicing.prepayment import Keep, Quote, Reading
from duewatch.servicing.replay import replay
from duewatch.servicing.schedule import SCHEDULED
from duewatch.servicing.standing import Standing

__all__ = ["Instalment", "Keep", "QuoteView", "Reading", "SupposedStanding", "prepayment_quote", "suppose"]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote for paying back early. due_first_fen: what is due or overdue by the day and is to be paid besides."""

    loan: Loan
    quote: Quote
    due_first_fen: Fen


@dataclass(frozen=True, slots=True)
class SupposedStanding:
    """A loan's standing on a day under a supposition; supposing None: as it is."""

    supposing: Supposition | None
    standing: Standing


def prepayment_quote(
    session: Session, words: str, now: datetime, *, principal_fen: Fen | None, on: date | None, keep: Keep
) -> QuoteView:
    """What it takes to pay back a part (principal_fen) or all of it on a day, today or later."""
    loan = find_loan(session, words, now.date())
    day = on or now.date()
    if day < now.date():
        raise InputProblem(
            text("{on} has passed; a quote is for today or a later day.", on=day), text("Give another day with --on.")
        )
    if loan.terms.kind not in SCHEDULED:
        raise InputProblem(
            text("This loan has no plan that follows from its terms, so there is nothing to reckon a quote from."),
            text("Ask the lender for the sum, or complete the terms with: duewatch loan edit {loan}", loan=loan.id),
        )
    found = pay_off(loan, session.ledger.events(loan.id), day, principal_fen=principal_fen, keep=keep, lpr=loan.lpr)
    return QuoteView(loan, found.quote, found.due_fen + (found.charges_fen or 0))


def suppose(
    session: Session, words: str, now: datetime, supposing: Sequence[str], *, on: date | None
) -> tuple[SupposedStanding, ...]:
    """Where the loan stands on a day (past or future): as it is, then under each supposition."""
    today = now.date()
    loan = find_loan(session, words, today)
    events = session.ledger.events(loan.id)
    asked = [read_supposition(each, loan, events, today) for each in supposing]
    day = on or max([today, *(event.on for each in asked for event in each.events)])
    if not EARLIEST <= day <= today + FURTHEST:
        what = text("The day {on} is not between {first} and {last}.", on=day, first=EARLIEST, last=today + FURTHEST)
        place = (
            "--on"
            if on is not None
            else next(
                words
                for words, each in zip(supposing, asked, strict=True)
                if any(event.on == day for event in each.events)
            )
        )
        raise InputProblem(text("{place}: {what}", place=place, what=what), text("Correct the date."))
    known = [event for event in events if event.on <= today]
    return (
        SupposedStanding(None, replay(loan, known, day)),
        *(SupposedStanding(each, replay(loan, [*known, *each.events], day)) for each in asked),
    )
