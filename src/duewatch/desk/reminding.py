"""Reminding, as the desk offers it: what will be said, sending it, and stopping the nagging."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from duewatch.desk.calling import OWN_GUIDE
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.model.bill import Bill
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import Delivery, DeliveryState
from duewatch.model.text import text
from duewatch.reminding import service
from duewatch.reminding.result import AgendaItem, DeliveryLine, RemindResult
from duewatch.servicing.replay import replay

ALL = 1_000_000
"""More than an outbox holds."""


def agenda(session: Session, now: datetime, days: int) -> list[AgendaItem]:
    """What will be said when over the next days, over the channels in use."""
    return service.agenda(session.ledger, session.host, session.settings, now, days=days, own_guide=_own_guide(session))


def remind(session: Session, now: datetime, *, dry_run: bool, by_hand: bool) -> RemindResult:
    """Send what is due now, once. by_hand: failed deliveries are tried again at once, since a person asked."""
    result = service.remind(
        session.ledger,
        session.host,
        session.settings,
        now,
        dry_run=dry_run,
        retry_early=by_hand,
        own_guide=_own_guide(session),
    )
    reference = session.settings.reminders.ping
    if dry_run or not reference:
        return result
    from duewatch.reminding.ping import ping

    return replace(result, ping_problem=ping(reference))


def next_at(session: Session, now: datetime) -> datetime:
    """When the reminders should run next."""
    return service.wake_at(session.ledger, session.host, session.settings, now, own_guide=_own_guide(session))


def test_channel(session: Session, name: str, now: datetime) -> DeliveryLine:
    """Send a real test message over a channel."""
    return service.test_channel(session.host, session.settings, name, now)


test_channel.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test where it is imported


def outbox(session: Session, limit: int) -> list[DeliveryLine]:
    """What was planned, sent, failed and why, newest first."""
    return [_line(delivery) for delivery in session.ledger.deliveries(limit=limit)]


def retry(session: Session, key: str, now: datetime) -> DeliveryLine:
    """Try a failed or given-up delivery again at once, with whatever else is due. Answers what became of it; as it was
    where these are quiet hours. Raises InputProblem where it is in no such state."""
    found = session.ledger.deliveries(states=[DeliveryState.FAILED, DeliveryState.GIVEN_UP], limit=ALL)
    delivery = next((each for each in found if each.key == key), None)
    if delivery is None:
        raise InputProblem(
            text("This reminder is not one that failed."), text("Only a failed or given-up one can be tried again.")
        )
    with session.ledger.writing("remind", delivery.loan_id, now, batch=False) as writer:
        writer.settle_delivery([key], DeliveryState.FAILED, delivery.why, now, now)
    remind(session, now, dry_run=False, by_hand=True)
    after = session.ledger.deliveries(limit=ALL)
    return _line(next(each for each in after if each.key == key))


def quiet(session: Session, words: str, until: date, now: datetime) -> int:
    """Stop nagging about the loan's present bills until the day (date.max: for good); answers how many.

    Present are the overdue ones and the one due next. Raises InputProblem for a day that is not to come.
    """
    on = now.date()
    if until <= on:
        raise InputProblem(
            text("Reminders can be stopped until a later day only, not until {on}.", on=until),
            text("Give a day after {today}.", today=on),
        )
    loan = find_loan(session, words, on)
    bills = _present_bills(session, loan.id, on)
    with session.ledger.writing("snooze", loan.id, now, batch=False) as writer:
        for bill in bills:
            writer.snooze(loan.id, bill.id, until)
    return len(bills)


def mute(session: Session, words: str, now: datetime, *, muted: bool) -> None:
    """Stop or resume all reminders of a loan."""
    loan = find_loan(session, words, now.date())
    with session.ledger.writing("mute", loan.id, now, batch=False) as writer:
        writer.mute(loan.id, muted)


def _own_guide(session: Session) -> Path | None:
    """The borrower's own advice about papers, where there is one."""
    own = session.data / OWN_GUIDE
    return own if own.exists() else None


def _present_bills(session: Session, loan_id: str, on: date) -> list[Bill]:
    loan = session.ledger.loan(loan_id)
    if loan is None:
        return []
    standing = replay(loan, session.ledger.events(loan_id), on)
    present = [line.bill for line in standing.bills if line.state == "late"]
    if standing.next_bill is not None:
        present.append(standing.next_bill.bill)
    return present


def _line(delivery: Delivery) -> DeliveryLine:
    return DeliveryLine(
        delivery.key,
        delivery.channel,
        delivery.loan_id,
        delivery.state,
        delivery.why,
        delivery.retry_at,
        words=delivery.words,
    )
