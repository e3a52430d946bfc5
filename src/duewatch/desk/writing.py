"""Writing: what the borrower enters. Every use case is one batch in one transaction, and can be undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from duewatch.collection.ladder import CHASING
from duewatch.desk.changing import change_loan, lent_by
from duewatch.desk.limiting import gate
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.desk.views import PaymentResult, Removed
from duewatch.model.loan import Loan, Terms
from duewatch.model.loan_event import Accelerated, BillIssued, Demanded, LoanEvent, Paid, Settled
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, Text, text
from duewatch.servicing.replay import replay
from duewatch.servicing.replaying.bills import SHIFT_DAYS, month_id
from duewatch.servicing.schedule import check_terms

MOST_FEN: Fen = 10**12
"""Ten thousand million yuan: an amount above is a typing error, not a personal debt."""
EARLIEST = date(1990, 1, 1)
"""No day before it belongs to a loan that is still followed here."""
FURTHEST = timedelta(days=50 * 366)
"""No bill falls due later than fifty years from now."""
DEMANDS = tuple(stage for stage in CHASING if stage != "early-overdue")
"""Stages that somebody's demand proves; early-overdue follows from the due day alone."""
DEMAND_CHANNELS = ("call", "sms", "app", "letter", "lawyer-letter", "visit", "court")


def add_loan(
    session: Session,
    platform: str,
    terms: Terms,
    now: datetime,
    *,
    name: str,
    lender: str | None,
    account_tail: str | None,
    note: str,
    debit_account: str | None,
    debit_at: str | None,
) -> Loan:
    """A new loan under a fresh id, "platform-N"."""
    check_terms(terms)
    found = session.platforms.find(platform)
    loan = Loan(
        id=_fresh_id(session, found.id),
        platform_id=found.id,
        name=name.strip() or found.name.zh,
        terms=terms,
        lender=lender,
        account_tail=account_tail,
        note=note,
        debit_account=debit_account,
        debit_at=debit_at,
    )
    with session.ledger.writing("add-loan", loan.id, now) as writer:
        writer.add_loan(loan)
        lent = lent_by(loan)
        if lent is not None:
            writer.add_event(lent)
    return loan


def _fresh_id(session: Session, platform_id: str) -> str:
    """The first free "platform-N": found by doubling and halving, so that thousands of loans cost a few look-ups."""

    def taken(number: int) -> bool:
        loan_id = f"{platform_id}-{number}"
        return loan_id in session.settings.loans or session.ledger.loan(loan_id) is not None

    low, high = 0, 1
    while taken(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if taken(middle) else (low, middle)
    return f"{platform_id}-{high}"


def can_be(terms: Terms) -> bool:
    """Whether terms are possible at all (see schedule.check_terms)."""
    try:
        check_terms(terms)
    except InputProblem:
        return False
    return True


def edit_loan(session: Session, loan: Loan, now: datetime) -> Loan:
    """New terms or names for a known loan; its money lent follows the terms. Raises InputProblem for a loan that the
    config file declares: it is edited there."""
    check_terms(loan.terms)
    old = find_loan(session, loan.id, now.date())
    if old.declared:
        raise InputProblem(
            text("The loan {loan} is declared in the config file.", loan=old.id),
            text("Edit its table [loans.{loan}] there, then: duewatch apply", loan=old.id),
        )
    loan = replace(loan, id=old.id, name=loan.name.strip() or old.name)
    with session.ledger.writing("edit-loan", loan.id, now) as writer:
        change_loan(writer, old, loan, now.date())
    return loan


def close_loan(session: Session, words: str, now: datetime, on: date | None) -> int:
    """The borrower holds the loan for settled; answers the batch."""
    loan = find_loan(session, words, now.date())
    return _note(
        session, "close-loan", Settled(loan_id=loan.id, on=past_day(on, now, text("the day of settling"))), now
    )


def enter_bill(
    session: Session, words: str, due_on: date, total_fen: Fen | None, now: datetime, minimum_fen: Fen | None
) -> int:
    """A statement's amount as the app shows it, None if it is not known yet; answers the batch."""
    loan = find_loan(session, words, now.date())
    check_amount(text("the bill"), total_fen, least=0)
    check_amount(text("the minimum payment"), minimum_fen, least=0)
    if total_fen is not None and minimum_fen is not None and minimum_fen > total_fen:
        raise InputProblem(
            text("The minimum payment {minimum} is more than the bill {total}.",
                 minimum=Money(minimum_fen), total=Money(total_fen)),
            text("Check both in the app."),
        )  # fmt: skip
    if not EARLIEST <= due_on <= now.date() + FURTHEST:
        raise InputProblem(text("The due day {on} cannot be.", on=due_on), text("Check the year."))
    event = BillIssued(
        loan_id=loan.id,
        on=now.date(),
        bill_id=bill_id_for(loan, session.ledger.events(loan.id), due_on, now.date()),
        due_on=due_on,
        total_fen=total_fen,
        minimum_fen=minimum_fen,
    )
    with session.ledger.writing("bill", loan.id, now) as writer:
        for other in writer.events(loan.id):
            # Of one day's statements none is the later one, so a correction takes the place of what it corrects.
            if isinstance(other, BillIssued) and other.on == event.on and other.bill_id == event.bill_id:
                writer.remove_event(other.id)
        writer.add_event(event)
        return writer.batch_id


def bill_id_for(loan: Loan, events: Sequence[LoanEvent], due_on: date, on: date) -> str:
    """The id of the bill due that day: the known one's, else its month, else (a second one that month) the day."""
    bills = [line.bill for line in replay(loan, events, on).bills]
    for bill in bills:
        if bill.due_on == due_on:
            return bill.id
    month = month_id(due_on)
    far = any(bill.id == month and abs((bill.due_on - due_on).days) > SHIFT_DAYS for bill in bills)
    return due_on.isoformat() if far else month


def pay(
    session: Session,
    words: str,
    amount_fen: Fen,
    now: datetime,
    *,
    on: date | None,
    note: str,
    bill_id: str | None,
    asked_first: bool = False,
) -> PaymentResult:
    """Note a payment (duewatch pays nothing) and show where it goes. More than is owed is allowed, and shown. Raises
    AskFirst for an old debt about which nobody was asked first."""
    loan = find_loan(session, words, now.date())
    check_amount(text("the payment"), amount_fen, least=1)
    paid_on = past_day(on, now, text("the day of payment"))
    lent_on = loan.terms.disbursed_on
    if lent_on is not None and paid_on < lent_on:
        raise InputProblem(
            text("The day of payment {on} lies before the day of lending {lent}.", on=paid_on, lent=lent_on),
            text("Correct the day, or the terms of the loan."),
        )
    if bill_id is not None and not _has_bill(session, loan, bill_id, now.date()):
        raise InputProblem(
            text("The loan has no bill “{bill}”.", bill=bill_id),
            text("Leave the bill out, or name one that “duewatch loan show” lists."),
        )
    gate(session, loan.id, now, asked_first=asked_first)
    event = Paid(loan_id=loan.id, on=paid_on, amount_fen=amount_fen, bill_id=bill_id, note=note)
    with session.ledger.writing("pay", loan.id, now) as writer:
        event = replace(event, id=writer.add_event(event))
        events = writer.events(loan.id)
    # The stored lists follow when they are next read; the answer needs this one loan only.
    standing = replay(loan, events, now.date())
    line = next(line for line in standing.payments if line.event.id == event.id)
    row = session.platforms.derive(loan, events, now.date(), standing).row
    return PaymentResult(writer.batch_id, event, amount_fen, line.allocation, row)


def _has_bill(session: Session, loan: Loan, bill_id: str, on: date) -> bool:
    return any(line.bill.id == bill_id for line in replay(loan, session.ledger.events(loan.id), on).bills)


def note_demand(
    session: Session, words: str, stage: str, now: datetime, *, on: date | None, channel: str, note: str
) -> int:
    """A first collection call, an agency's letter or a court paper; answers the batch."""
    loan = find_loan(session, words, now.date())
    for given, known in ((stage, DEMANDS), (channel, DEMAND_CHANNELS)):
        if given not in known:
            raise InputProblem(
                text("“{given}” is none of the kinds of demand.", given=given),
                text("One of: {known}.", known=", ".join(known)),
            )
    came_on = past_day(on, now, text("the day of the demand"))
    event = Demanded(loan_id=loan.id, on=came_on, stage=stage, channel=channel, note=note)
    return _note(session, "demand", event, now)


def accelerate(session: Session, words: str, now: datetime, *, on: date | None, due_on: date | None, note: str) -> int:
    """The lender declared the whole debt due; answers the batch. due_on: the day it asks for, that of the notice where
    none was named."""
    loan = find_loan(session, words, now.date())
    came_on = past_day(on, now, text("the day of the notice"))
    if due_on is not None and not came_on <= due_on <= came_on + FURTHEST:
        raise InputProblem(
            text("A notice of {on} cannot ask for payment by {due}.", on=came_on, due=due_on), text("Correct the day.")
        )
    event = Accelerated(loan_id=loan.id, on=came_on, due_on=due_on or came_on, note=note)
    return _note(session, "accelerate", event, now)


def undo(session: Session, now: datetime, batch_id: int | None) -> Removed:
    """Take back a batch, by default the latest that still stands."""
    if batch_id is None:
        batch_id = _latest_standing(session)
    with session.ledger.writing("undo", str(batch_id), now, batch=False) as writer:
        return writer.undo_batch(batch_id)


def _latest_standing(session: Session) -> int:
    limit = 50
    while True:
        batches = session.ledger.batches(limit)
        for batch in batches:
            if batch.undone_at is None:
                return batch.id
        if len(batches) < limit:
            raise InputProblem(text("There is nothing to take back."))
        limit *= 10


def _note(session: Session, what: str, event: LoanEvent, now: datetime) -> int:
    """Store one event as a batch of its own; answers the batch."""
    with session.ledger.writing(what, event.loan_id, now) as writer:
        writer.add_event(event)
        return writer.batch_id


def past_day(on: date | None, now: datetime, what: Text) -> date:
    """The day of something that happened, today if it was not told. Raises InputProblem for one still to come."""
    today = now.date()
    if on is None:
        return today
    if on > today:
        raise InputProblem(
            text("{on} is still to come and cannot be {what}; today is {today}.", what=what, on=on, today=today),
            text("Give the day on which it happened."),
        )
    if on < EARLIEST:
        raise InputProblem(text("{on} cannot be {what}.", what=what, on=on), text("Check the year."))
    return on


def check_amount(what: Text, amount_fen: Fen | None, *, least: Fen) -> None:
    """Raise InputProblem where an amount is too small or too large to be true; None, not known, is never wrong."""
    if amount_fen is None or least <= amount_fen <= MOST_FEN:
        return
    if amount_fen < least:
        raise InputProblem(
            text("The amount of {what} cannot be {amount}.", what=what, amount=Money(amount_fen)),
            text("Give it in yuan, more than zero.") if least else text("Give it in yuan, zero or more."),
        )
    raise InputProblem(
        text("The amount of {what}, {amount}, is too large to be true.", what=what, amount=Money(amount_fen)),
        text("Check where the decimal point stands."),
    )
