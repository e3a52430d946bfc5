"""The contact log with what it may show: possible departures from the conduct rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from duewatch.collection.conduct import Debt, Departure, departures
from duewatch.config.rules import lender_kind, rulebook
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.model.contact import Contact
from duewatch.model.rulebook import LenderKind

UNLICENSED = ("private-iou", "rental")
"""Kinds of platform behind which no licensed lender stands unless the contract names one."""


@dataclass(frozen=True, slots=True)
class ContactLog:
    """Contacts newest first, how many there are in all, what they show, and when they were: by day and hour."""

    contacts: tuple[Contact, ...]
    count: int
    departures: tuple[Departure, ...]
    by_hour: tuple[tuple[date, int, int], ...]


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


__all__ = ["ContactLog", "Departure"]
