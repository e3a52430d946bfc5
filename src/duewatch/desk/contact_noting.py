"""Noting contacts, confirmed numbers and agreed hours; each is one batch and can be undone by a further entry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from duewatch.collection import caller
from duewatch.collection.caller import number_of
from duewatch.desk.contact_log import Departure, departures_among
from duewatch.desk.filing import filed_paper
from duewatch.desk.limiting import ask_first, gate
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.desk.writing import EARLIEST, FURTHEST, check_amount
from duewatch.model.contact import AgreedHours, Attachment, Channel, ConfirmedNumber, Contact, NumberOrigin
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

SLACK = timedelta(minutes=10)
"""Clocks differ: a contact may lie this far ahead."""
LONGEST_MINUTES = 24 * 60
MOST_WORDS = 20_000
"""Characters of what was said: longer is a file, to be attached."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A contact that was noted. departures: those it is evidence of. caution: about a promise on an old debt.
    kindness: where its words sound like despair."""

    batch_id: int
    contact: Contact
    departures: tuple[Departure, ...]
    caution: Text | None
    kindness: Text | None


def log_contact(
    session: Session,
    contact: Contact,
    now: datetime,
    *,
    loan: str | None,
    files: Sequence[Path] = (),
    asked_first: bool = False,
) -> Noted:
    """Note a contact, or correct the one whose id it carries; loan: words for it. Raises InputProblem naming the field
    that cannot be, AskFirst where it holds a new promise on an old debt and nobody was asked about it."""
    loan_id = contact.loan_id if loan is None else find_loan(session, loan, now.date()).id
    number = number_of(contact.number)
    attachments = (*contact.attachments, *(attachment(path) for path in files))
    at = contact.at.replace(microsecond=0, second=0)
    contact = replace(contact, at=at, loan_id=loan_id, normal=number.normal, attachments=attachments)
    _check_contact(contact, now)
    caution = None
    if contact.promises and loan_id is not None:
        gate(session, loan_id, now, asked_first=asked_first or _promised_before(session, contact))
        caution = ask_first(session, loan_id, now)
    with session.ledger.writing("contact", loan_id or contact.normal, now) as writer:
        contact = replace(contact, id=writer.log(contact))
        batch_id = writer.batch_id
    return Noted(batch_id, contact, departures_among(session, [contact], now), caution, _kindness(contact))


def _promised_before(session: Session, contact: Contact) -> bool:
    """Whether the entry that is corrected held the same promise on the same loan."""
    old = session.ledger.contact(contact.id) if contact.id else None
    return old is not None and (old.loan_id, old.promised_fen, old.promised_by_on) == (
        contact.loan_id,
        contact.promised_fen,
        contact.promised_by_on,
    )


def contact(session: Session, contact_id: int) -> Contact:
    """A contact by its number. Raises InputProblem."""
    found = session.ledger.contact(contact_id)
    if found is None:
        raise InputProblem(
            text("There is no entry {entry} in the contact log.", entry=contact_id),
            text("`duewatch call list` shows their numbers."),
        )
    return found


def withdraw(session: Session, contact_id: int, now: datetime) -> int:
    """Take a contact back by an entry that says so; answers the batch."""
    contact(session, contact_id)
    with session.ledger.writing("contact", str(contact_id), now) as writer:
        writer.withdraw(contact_id)
        return writer.batch_id


def confirm_number(
    session: Session,
    given: str,
    origin: NumberOrigin,
    now: datetime,
    *,
    loan: str | None,
    platform: str | None,
    owner: str,
) -> tuple[int, ConfirmedNumber]:
    """The borrower read a number off something of their own; answers the batch and what was noted."""
    number = number_of(given)
    if not number.normal or number.shape in {caller.Shape.HIDDEN, caller.Shape.ODD}:
        raise InputProblem(
            text("“{number}” is not a number that can be called back.", number=given),
            text("Type it as contract, app or card show it."),
        )
    found = None if loan is None else find_loan(session, loan, now.date())
    platform_id = found.platform_id if found else None if platform is None else session.platforms.find(platform).id
    confirmed = ConfirmedNumber(
        at=now.replace(microsecond=0),
        normal=number.normal,
        number=given.strip(),
        origin=origin,
        loan_id=None if found is None else found.id,
        platform_id=platform_id,
        owner=owner.strip(),
    )
    with session.ledger.writing("confirm", number.normal, now) as writer:
        return writer.batch_id, replace(confirmed, id=writer.log(confirmed))


def agree_hours(
    session: Session, first_minute: int, last_minute: int, now: datetime, *, loan: str | None, note: str
) -> tuple[int, AgreedHours]:
    """Hours in which the borrower agreed to be called, from now on; answers the batch and what was noted."""
    if first_minute == last_minute:
        raise InputProblem(text("The agreed hours begin and end at the same time."), text("Give two times."))
    loan_id = None if loan is None else find_loan(session, loan, now.date()).id
    hours = AgreedHours(
        at=now.replace(microsecond=0), first_minute=first_minute, last_minute=last_minute, loan_id=loan_id, note=note
    )
    with session.ledger.writing("hours", loan_id or "", now) as writer:
        return writer.batch_id, replace(hours, id=writer.log(hours))


def _kindness(contact: Contact) -> Text | None:
    """A kind word where what was noted sounds like despair, as answers to questions have it."""
    from duewatch.credit.explain import kindness
    from duewatch.credit.reading_words import DISTRESS, JOKES

    return kindness() if DISTRESS.search(JOKES.sub("", f"{contact.said} {contact.offered}")) else None


def _check_contact(contact: Contact, now: datetime) -> None:
    if contact.at > now + SLACK:
        raise InputProblem(
            text("{moment} is still to come; now it is {now}.", moment=contact.at, now=now),
            text("Give the moment at which it began."),
        )
    if contact.at.date() < EARLIEST:
        raise InputProblem(text("{moment} cannot be.", moment=contact.at), text("Check the year."))
    if contact.minutes is not None and not 0 <= contact.minutes <= LONGEST_MINUTES:
        raise InputProblem(
            text("A contact cannot last {minutes} minutes.", minutes=contact.minutes), text("Give whole minutes.")
        )
    if contact.answered is False and contact.channel is not Channel.CALL:
        raise InputProblem(text("Only a call can be missed."), text("Leave out that it was missed."))
    for words in (contact.said, contact.offered, contact.who, contact.company, contact.agent, contact.lender):
        if len(words) > MOST_WORDS:
            raise InputProblem(
                text("A text of {length} characters is too long.", length=len(words)),
                text("Keep it as a file and attach that."),
            )
    check_amount(text("the promise"), contact.promised_fen, least=1)
    by_on = contact.promised_by_on
    if by_on is not None and not contact.at.date() <= by_on <= now.date() + FURTHEST:
        raise InputProblem(
            text("A promise made on {on} cannot be due on {by}.", on=contact.at.date(), by=by_on),
            text("Correct the day."),
        )


def attachment(path: Path) -> Attachment:
    """A file's name, checksum and size; the file stays where it is."""
    paper = filed_paper(path)
    return Attachment(name=paper.name, sha256=paper.sha256, size=paper.size)
