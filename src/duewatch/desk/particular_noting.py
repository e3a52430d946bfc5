"""Noting what a contract says beyond bills: checked by the kind that the platform's facts give it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from duewatch.desk.looking import find_loan
from duewatch.desk.noting import Noted
from duewatch.desk.session import Session
from duewatch.desk.writing import check_amount, past_day
from duewatch.model.loan_event import ParticularNoted
from duewatch.model.money import parse_yuan
from duewatch.model.platform import Particular, Platform
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, Name, text
from duewatch.servicing.replay import replay

LONGEST_WORDS = 500
FURTHEST = timedelta(days=80 * 366)
"""A policy runs for a life at most."""


def note_particular(
    session: Session, words: str, key: str, value: str, now: datetime, *, on: date | None, note: str
) -> Noted:
    """Note a particular of the loan's platform; an empty value: not known any more. Raises InputProblem where the
    platform has none of this name, or the value is not of its kind."""
    loan = find_loan(session, words, now.date())
    known = session.platforms.known(loan.platform_id)
    particular = particular_of(known.platform, known.name_for(loan), key)
    event = ParticularNoted(
        loan_id=loan.id,
        on=past_day(on, now, text("the day of the entry")),
        key=particular.id,
        value=stored_value(particular, value.strip(), now.date()),
        note=note,
    )
    with session.ledger.writing("particular", loan.id, now) as writer:
        event = replace(event, id=writer.add_event(event))
        events = writer.events(loan.id)
    row = session.platforms.derive(loan, events, now.date(), replay(loan, events, now.date())).row
    return Noted(writer.batch_id, event, row)


def particular_of(platform: Platform | None, name: Literal, key: str) -> Particular:
    """The particular of that id. Raises InputProblem naming those there are."""
    known = () if platform is None else platform.particulars
    for each in known:
        if each.id == key.strip().lower():
            return each
    if not known:
        raise InputProblem(
            text("Nothing beyond bills is noted for loans of {platform}.", platform=Name(name.zh, name.en)),
            text("A note in your own words: duewatch loan edit --note."),
        )
    raise InputProblem(
        text("Loans of {platform} have no particular “{key}”.", platform=Name(name.zh, name.en), key=key),
        text("One of: {choices}", choices=", ".join(each.id for each in known)),
    )


def stored_value(particular: Particular, value: str, today: date) -> str:
    """The value as the event keeps it. Raises InputProblem where it is not of the particular's kind."""
    if not value:
        return ""
    if particular.kind == "day":
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise InputProblem(
                text("{what}: “{value}” is not a day.", what=particular.name, value=value),
                text("Write it like 2026-11-23."),
            ) from None
        if abs(day - today) > FURTHEST:
            raise InputProblem(text("{what}: {day} cannot be.", what=particular.name, day=day), text("Check the year."))
        return day.isoformat()
    if particular.kind == "amount":
        try:
            fen = parse_yuan(value)
        except ValueError:
            raise InputProblem(
                text("{what}: “{value}” is not an amount.", what=particular.name, value=value),
                text("Write it in yuan, like 1204.10."),
            ) from None
        check_amount(particular.name, fen, least=0)
        return str(fen)
    if len(value) > LONGEST_WORDS:
        raise InputProblem(
            text("{what}: {count} characters are too many.", what=particular.name, count=len(value)),
            text("Give at most {most}.", most=LONGEST_WORDS),
        )
    return value
