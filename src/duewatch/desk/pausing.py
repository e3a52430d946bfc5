"""Pauses of collecting: what was agreed with whom and until when, its end, and corrections. Each is one batch."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from duewatch.desk.looking import find_loan
from duewatch.desk.noting import Noted
from duewatch.desk.session import Session
from duewatch.desk.writing import FURTHEST, past_day
from duewatch.model.loan import Loan
from duewatch.model.loan_event import Paused, PauseReason
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.replay import replay


def pause(
    session: Session,
    words: str,
    now: datetime,
    *,
    reason: str | None,
    agreed_with: str | None,
    on: date | None,
    until_on: date | None,
    open_ended: bool,
    proof: Path | None,
    note: str | None,
    corrects: int | None,
) -> Noted:
    """Note a pause, or correct the one whose number is given: what is None stays as it stood there. open_ended:
    until told otherwise. Raises InputProblem naming what cannot be."""
    loan = find_loan(session, words, now.date())
    old = None if corrects is None else _noted_pause(session, loan, corrects)
    base = old or Paused(loan_id=loan.id, on=past_day(on, now, text("the first day of the pause")))
    file = None if proof is None else _proof(proof)
    event = replace(
        base,
        id=0,
        on=base.on if on is None else past_day(on, now, text("the first day of the pause")),
        until_on=None if open_ended else base.until_on if until_on is None else until_on,
        reason=base.reason if reason is None else _reason(reason),
        agreed_with=base.agreed_with if agreed_with is None else " ".join(agreed_with.split()),
        proof=base.proof if file is None else file[0],
        proof_sha256=base.proof_sha256 if file is None else file[1],
        note=base.note if note is None else note.strip(),
    )
    if event.until_on is not None and not event.on <= event.until_on <= now.date() + FURTHEST:
        raise InputProblem(
            text("A pause from {on} cannot last until {until}.", on=event.on, until=event.until_on),
            text("Correct the day."),
        )
    return _stored(session, loan, "pause", old, event, now)


def end_pause(session: Session, words: str, now: datetime, *, on: date | None) -> Noted:
    """The pause under way ended before its day: from `on` on collecting goes on."""
    loan = find_loan(session, words, now.date())
    day = past_day(on, now, text("the day on which the pause ended"))
    running = [
        event
        for event in session.ledger.events(loan.id)
        if isinstance(event, Paused) and event.on <= day and (event.last_on is None or event.last_on >= day)
    ]
    if not running:
        raise InputProblem(
            text("No pause of this loan is under way on {on}.", on=day),
            text("Note one first, or give the day on which it still ran."),
        )
    latest = max(running, key=lambda event: (event.on, event.id))
    return _stored(session, loan, "end-pause", latest, replace(latest, id=0, ended_on=day), now)


def _noted_pause(session: Session, loan: Loan, number: int) -> Paused:
    pauses = [event for event in session.ledger.events(loan.id) if isinstance(event, Paused)]
    for event in pauses:
        if event.id == number:
            return event
    raise InputProblem(
        text("The loan has no pause {number}.", number=number),
        text("Its pauses are: {numbers}", numbers=", ".join(str(event.id) for event in pauses) or "-"),
    )


def _reason(words: str) -> PauseReason:
    try:
        return PauseReason(words)
    except ValueError:
        raise InputProblem(
            text("“{given}” is no reason of a pause.", given=words),
            text("One of: {choices}", choices=", ".join(PauseReason)),
        ) from None


def _proof(path: Path) -> tuple[str, str]:
    from duewatch.desk.contact_noting import attachment

    kept = attachment(path)
    return kept.name, kept.sha256


def _stored(session: Session, loan: Loan, what: str, old: Paused | None, event: Paused, now: datetime) -> Noted:
    with session.ledger.writing(what, loan.id, now) as writer:
        if old is not None:
            writer.remove_event(old.id)
        event = replace(event, id=writer.add_event(event))
        batch_id, events = writer.batch_id, writer.events(loan.id)
    row = session.platforms.derive(loan, events, now.date(), replay(loan, events, now.date())).row
    return Noted(batch_id, event, row)
