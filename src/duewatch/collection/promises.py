"""What became of what the borrower promised, by what the payments show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from duewatch.model.contact import Contact, Promise, PromiseState
from duewatch.model.loan_event import Arranged, LoanEvent, Paid, PaidOff, Settled, Undone
from duewatch.model.money import Fen


def follow(
    contacts: Sequence[Contact], events: Mapping[str, Sequence[LoanEvent]], on: date, zone: tzinfo
) -> tuple[Promise, ...]:
    """Every promise that the contacts hold, by time, with its state on the day. events: by loan id.

    A promise is kept by payments of its amount (any payment where it named none) from the day it was made to its day;
    each fen keeps one promise only, the earliest first. A later promise for the same loan, or an agreement, made
    before it was kept or its day had passed, takes its place.
    """
    made = sorted((one for one in contacts if one.promises), key=lambda one: (one.at, one.id))
    spent: dict[int, Fen] = {}
    found: list[Promise] = []
    for place, contact in enumerate(made):
        promise = Promise(
            id=contact.id,
            loan_id=contact.loan_id,
            made_at=contact.at,
            amount_fen=contact.promised_fen,
            by_on=contact.promised_by_on,
            state=PromiseState.WITHOUT_LOAN,
        )
        if contact.loan_id is not None:
            history = [event for event in events.get(contact.loan_id, ()) if event.on <= on]
            later = [one.at for one in made[place + 1 :] if one.loan_id == contact.loan_id]
            promise = _followed(promise, history, later, spent, on, zone)
        found.append(promise)
    return tuple(found)


def _followed(
    promise: Promise,
    history: Sequence[LoanEvent],
    later: Sequence[datetime],
    spent: dict[int, Fen],
    on: date,
    zone: tzinfo,
) -> Promise:
    made_on = promise.made_at.astimezone(zone).date()
    until = on if promise.by_on is None else min(on, promise.by_on)
    undone = {event.target_id for event in history if isinstance(event, Undone)}
    replaced = [moment.astimezone(zone).date() for moment in later]
    replaced += [event.on for event in history if isinstance(event, Arranged) and event.id not in undone]
    replaced_on = min((day for day in replaced if day >= made_on), default=None)
    if replaced_on is not None:
        until = min(until, replaced_on)
    paid: Fen = 0
    for event in history:
        if not made_on <= event.on <= until or event.id in undone:
            continue
        if isinstance(event, (Settled, PaidOff)):
            return replace(promise, state=PromiseState.KEPT, paid_fen=paid)
        if isinstance(event, Paid):
            free = event.amount_fen - spent.get(event.id, 0)
            used = free if promise.amount_fen is None else min(free, promise.amount_fen - paid)
            if used > 0:
                spent[event.id] = spent.get(event.id, 0) + used
                paid += used
    if paid > 0 and (promise.amount_fen is None or paid >= promise.amount_fen):
        return replace(promise, state=PromiseState.KEPT, paid_fen=paid)
    overdue = promise.by_on is not None and on > promise.by_on
    if replaced_on is not None and (promise.by_on is None or replaced_on <= promise.by_on):
        return replace(promise, state=PromiseState.REPLACED, paid_fen=paid)
    return replace(promise, state=PromiseState.BROKEN if overdue else PromiseState.OPEN, paid_fen=paid)
