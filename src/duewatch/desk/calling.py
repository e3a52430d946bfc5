"""Calls: what there is to know and to say while the phone rings, noting it, and what the log shows."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import cast

from duewatch.collection import caller
from duewatch.collection.caller import Number, number_of
from duewatch.collection.conduct import Debt, Departure, departures
from duewatch.collection.scripts import CallGuide, Line, Script, script_for
from duewatch.config.calls import SHIPPED, call_guide
from duewatch.config.rules import lender_kind, rulebook
from duewatch.desk.looking import find_loan
from duewatch.desk.papers import PaperFile, write_new
from duewatch.desk.session import Session
from duewatch.desk.writing import EARLIEST, FURTHEST, check_amount
from duewatch.model.contact import AgreedHours, Attachment, Channel, ConfirmedNumber, Contact, NumberOrigin
from duewatch.model.platform import Fact
from duewatch.model.problem import InputProblem
from duewatch.model.rulebook import LenderKind
from duewatch.model.text import Literal, Text, text

OWN_GUIDE = "calls.toml"
"""The borrower's own words for calls, beside the store."""
LATEST = 5
"""So many of a number's earlier contacts are shown beside it."""
SLACK = timedelta(minutes=10)
"""Clocks differ: a contact may lie this far ahead."""
LONGEST_MINUTES = 24 * 60
MOST_WORDS = 20_000
"""Characters of what was said: longer is a file, to be attached."""
OLD_DAYS = 730
"""From here on whoever calls is answered without a word about the debt; as the list of things to do has it."""
UNLICENSED = ("private-iou", "rental")
"""Kinds of platform behind which no licensed lender stands unless the contract names one."""


@dataclass(frozen=True, slots=True)
class Published:
    """A number that a platform publishes, as its facts tell, with source and date."""

    platform_id: str
    platform_name: Literal
    fact: Fact


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """What is known of a number. confirmed: when and from what the borrower confirmed it, empty: not known. like: a
    confirmed number that this one is not. contacts: the latest from it, newest first, of contact_count."""

    number: Number
    confirmed: tuple[ConfirmedNumber, ...]
    like: str | None
    published: tuple[Published, ...]
    contacts: tuple[Contact, ...]
    contact_count: int
    departures: tuple[Departure, ...]
    remarks: tuple[Text, ...]

    @property
    def known(self) -> bool:
        """Whether the borrower confirmed it. It says nothing about who calls."""
        return bool(self.confirmed)


@dataclass(frozen=True, slots=True)
class CallAdvice:
    """What to do and to say, for a loan and a situation. loan_id, stage None: no loan is known. caution: what to ask
    first about an old debt."""

    guide: CallGuide
    script: Script
    loan_id: str | None
    stage: str | None
    situation: str | None
    caution: Text | None


@dataclass(frozen=True, slots=True)
class Noted:
    """A contact that was noted. departures: those it is evidence of. caution: about a promise on an old debt.
    kindness: where its words sound like despair."""

    batch_id: int
    contact: Contact
    departures: tuple[Departure, ...]
    caution: Text | None
    kindness: Text | None


@dataclass(frozen=True, slots=True)
class ContactLog:
    """Contacts newest first, how many there are in all, what they show, and when they were: by day and hour."""

    contacts: tuple[Contact, ...]
    count: int
    departures: tuple[Departure, ...]
    by_hour: tuple[tuple[date, int, int], ...]


# --- looking ---------------------------------------------------------------------------------------------


def check_number(session: Session, given: str, now: datetime, *, platform: str | None, published: bool) -> NumberCheck:
    """What is known of a number. published False: facts of platforms are not looked through, which takes a second
    where there are many."""
    number = number_of(given)
    ledger = session.ledger
    confirmed = ledger.confirmed_numbers(number.normal) if number.normal else ()
    contacts = ledger.contacts(number=number.normal, newest_first=True) if number.normal else ()
    like = None if confirmed else caller.looks_like(number, {one.normal for one in ledger.confirmed_numbers()})
    found = _published(session, number, platform) if published else ()
    remarks: list[Text] = []
    if like is not None:
        remarks.append(text("It looks like {number}, which you confirmed, but it is another one.", number=like))
    if found:
        remarks.append(_published_words(found))
    remarks.append(caller.FORGED)
    shown = departures_among(session, contacts, now)
    return NumberCheck(number, confirmed, like, found, contacts[:LATEST], len(contacts), shown, tuple(remarks))


def advice(session: Session, now: datetime, *, loan: str | None, situation: str | None) -> CallAdvice:
    """What to do and to say. Raises InputProblem for a situation that the guide does not know."""
    guide = own_guide(session)
    known = [one.id for one in guide.situations]
    if situation is not None and situation not in known:
        raise InputProblem(
            text("There is no situation “{situation}”.", situation=situation),
            text("One of: {choices}", choices=", ".join(known)),
        )
    loan_id = stage = caution = None
    if loan is not None:
        found = find_loan(session, loan, now.date())
        row = session.ledger.projected(now.date()).loan_row(found.id)
        loan_id, stage = found.id, None if row is None else row.stage
        caution = old_debt(session, found.id, now)
    return CallAdvice(guide, script_for(guide, stage, situation), loan_id, stage, situation, caution)


def own_guide(session: Session) -> CallGuide:
    """The advice that ships with duewatch, with the borrower's own words over it."""
    own = session.data / OWN_GUIDE
    return call_guide(own if own.exists() else None)


def write_guide(session: Session) -> PaperFile:
    """Copy the advice beside the store, where it may be changed. Raises InputProblem if it is there already."""
    return write_new(session.data, {OWN_GUIDE: SHIPPED.read_bytes()})[0]


def old_debt(session: Session, loan_id: str, now: datetime) -> Text | None:
    """What to ask first before anything that may start a loan's limitation period anew; None for a young debt."""
    from duewatch.collection.limitation import ASK_FIRST
    from duewatch.desk.limiting import limitation_of

    row = session.ledger.projected(now.date()).loan_row(loan_id)
    if row is not None and row.days_past_due >= OLD_DAYS:
        return ASK_FIRST
    found = limitation_of(session, loan_id, now)
    return None if found is None else found.ask


def contact_log(
    session: Session,
    now: datetime,
    *,
    loan: str | None,
    containing: str,
    since: date | None,
    offset: int,
    limit: int | None,
) -> ContactLog:
    """Contacts with what they show. Departures and hours are those of all that the filter leaves."""
    loan_id = None if loan is None else find_loan(session, loan, now.date()).id
    start = None if since is None else datetime.combine(since, datetime.min.time(), tzinfo=now.tzinfo)
    moments = session.ledger.contact_moments(loan_id=loan_id, containing=containing, since=start)
    hours: dict[tuple[date, int], int] = {}
    for _, moment in moments:
        at = moment.astimezone(now.tzinfo)
        hours[at.date(), at.hour] = hours.get((at.date(), at.hour), 0) + 1
    return ContactLog(
        contacts=session.ledger.contacts(
            loan_id=loan_id, containing=containing, since=start, newest_first=True, offset=offset, limit=limit
        ),
        count=len(moments),
        departures=_shown_by(session, {id_ for id_, _ in moments}, now),
        by_hour=tuple((day, hour, count) for (day, hour), count in sorted(hours.items())),
    )


def departures_among(session: Session, contacts: Sequence[Contact], now: datetime) -> tuple[Departure, ...]:
    """Possible departures that some of these contacts are evidence of, found in the whole log."""
    return _shown_by(session, {contact.id for contact in contacts}, now)


def _shown_by(session: Session, shown: set[int], now: datetime) -> tuple[Departure, ...]:
    return tuple(one for one in _departures(session, now) if not shown.isdisjoint(one.evidence)) if shown else ()


def _departures(session: Session, now: datetime) -> tuple[Departure, ...]:
    """All of them; reckoned again only once something was written."""
    zone = now.tzinfo
    if zone is None:
        return ()
    state = (session.ledger.state(), zone)
    kept = session.reckoned.get("departures")
    if kept is None or kept[0] != state:
        found = departures(
            session.ledger.contacts(), debts(session), rulebook().rules, session.ledger.agreed_hours(), zone
        )
        session.reckoned["departures"] = kept = (state, found)
    return cast("tuple[Departure, ...]", kept[1])


def debts(session: Session) -> Callable[[Contact], Debt]:
    """What a contact was about: by its loan's contract, else by what the caller said."""
    known: dict[str, Debt] = {}

    def of_loan(loan_id: str) -> Debt:
        loan = session.ledger.loan(loan_id)
        if loan is None:
            return Debt(loan_id)
        platform = session.platforms.known(loan.platform_id)
        kind = None if loan.lender is None else lender_kind(loan.lender)
        if kind is None and platform.platform is not None and platform.platform.kind in UNLICENSED:
            kind = LenderKind.PRIVATE
        return Debt(loan.lender or f"platform {loan.platform_id}", kind, card=platform.applies_to == "credit_card")

    def of(contact: Contact) -> Debt:
        if contact.loan_id is None:
            who = contact.lender or contact.company
            return Debt(who or f"number {contact.normal}", lender_kind(who) if who else None)
        if contact.loan_id not in known:
            known[contact.loan_id] = of_loan(contact.loan_id)
        return known[contact.loan_id]

    return of


def payee_check(session: Session, payee: str, loan: str, now: datetime) -> Text:
    """Whether a payee is on the lender's own list: names of contract and facts. Neither answer calls it genuine."""
    found = find_loan(session, loan, now.date())
    platform = session.platforms.known(found.platform_id).platform
    names = [found.lender] if found.lender else []
    if platform is not None:
        names += [*platform.lenders, *platform.operators, *platform.guarantors]
    if caller.payee_is_listed(payee, names):
        return text(
            "“{payee}” is a name on the lender's own list. Anyone can use a name: pay only inside the app.", payee=payee
        )
    return text(
        "Caution: “{payee}” is none of the names that the contract or the platform's facts give. Do not pay there; "
        "look in the app.",
        payee=payee,
    )


# --- writing ---------------------------------------------------------------------------------------------


def log_contact(
    session: Session, contact: Contact, now: datetime, *, loan: str | None, files: Sequence[Path] = ()
) -> Noted:
    """Note a contact, or correct the one whose id it carries; loan: words for it. Raises InputProblem naming the field
    that cannot be."""
    loan_id = contact.loan_id if loan is None else find_loan(session, loan, now.date()).id
    number = number_of(contact.number)
    attachments = (*contact.attachments, *(_attachment(path) for path in files))
    at = contact.at.replace(microsecond=0, second=0)
    contact = replace(contact, at=at, loan_id=loan_id, normal=number.normal, attachments=attachments)
    _check_contact(contact, now)
    caution = old_debt(session, loan_id, now) if contact.promises and loan_id is not None else None
    with session.ledger.writing("contact", loan_id or contact.normal, now) as writer:
        contact = replace(contact, id=writer.log(contact))
        batch_id = writer.batch_id
    return Noted(batch_id, contact, departures_among(session, [contact], now), caution, _kindness(contact))


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


# --- within ----------------------------------------------------------------------------------------------


def _published(session: Session, number: Number, platform: str | None) -> tuple[Published, ...]:
    if not number.normal:
        return ()
    platforms = session.platforms
    ids = [platforms.find(platform).id] if platform else [choice.id for choice in platforms.choices()]
    return tuple(
        Published(each.id, each.name, fact)
        for each in (platforms.known(platform_id).platform for platform_id in ids)
        if each is not None
        for fact in each.facts
        if fact.id.startswith("hotline")
        and isinstance(fact.value, str)
        and fact.confidence in {"high", "medium"}
        and number_of(fact.value).normal == number.normal
    )


def _published_words(found: Sequence[Published]) -> Text:
    """Whose number it is written like, with the source and date of the first."""
    names = Literal("、".join(one.platform_name.zh for one in found), ", ".join(one.platform_name.en for one in found))
    fact = found[0].fact
    return text(
        "It is written like a published number of {platforms} (source: {source}; as of {as_of}).",
        platforms=names,
        source=fact.sources[0].title,
        as_of=fact.as_of or text("not known"),
    )


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


def _attachment(path: Path) -> Attachment:
    """A file's name, checksum and size; the file stays where it is."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
            size = os.fstat(file.fileno()).st_size
    except OSError as problem:
        raise InputProblem(
            text("{file} cannot be read: {why}.", file=str(path), why=problem.strerror or str(problem)),
            text("Check the name."),
        ) from None
    return Attachment(name=path.name, sha256=digest.hexdigest(), size=size)


__all__ = ["CallAdvice", "ContactLog", "Departure", "Line", "Noted", "NumberCheck"]
