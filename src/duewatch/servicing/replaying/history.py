"""Which events count on a day, and in which order."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from itertools import pairwise
from operator import lt

from duewatch.model import loan_event as kinds
from duewatch.model.loan_event import LoanEvent, Undone

_OWED_FIRST = (
    *(kinds.Approved, kinds.Lent, kinds.BillIssued, kinds.ChargeAgreed, kinds.Charged),
    *(kinds.Rescheduled, kinds.ReAged, kinds.ReAmortised, kinds.Arranged, kinds.Accelerated),
    *(kinds.ChargeWaived, kinds.Waived, kinds.Refunded, kinds.Paid, kinds.ChargedBack, kinds.CreditRefunded),
    *(kinds.PaidOff, kinds.WrittenOff, kinds.Settled),
)
_RANK = {kind: rank for rank, kind in enumerate(_OWED_FIRST)}
"""Events of one day count in this order: first what is owed, then what lowers it."""
_LAST = len(_RANK)


def seen(events: Sequence[LoanEvent], on: date) -> list[LoanEvent]:
    """The events that count at the end of a day, in the order in which they count.

    An event counts from the day it was entered in the lender's ledger, where one is stated, by its own date. One that
    was undone by then never happened: the history is another one from its date on, while an earlier day still has it.
    """
    past = [event for event in events if event.on <= on and (event.entered_on is None or event.entered_on <= on)]
    undoing = [event for event in past if type(event) is Undone]
    if undoing:
        gone = _undone(undoing)
        past = [event for event in past if event.id not in gone and type(event) is not Undone]
    return in_order(past)


def in_order(events: Sequence[LoanEvent]) -> list[LoanEvent]:
    """By day, a lender's own order of entry where one is stated, kind, and content; never by the order in which the
    borrower entered them."""
    days = [event.on for event in events]
    if all(map(lt, days, days[1:])):  # as most are: one a day, read by day
        return list(events)
    ordered = sorted(events, key=_by_kind)
    if any(_by_kind(one) == _by_kind(other) for one, other in pairwise(ordered)):
        ordered.sort(key=lambda event: (*_by_kind(event), *_content(event)))
    return ordered


def _undone(undoing: Sequence[Undone]) -> set[int]:
    """The ids of events that were undone; an undoing may itself be undone by a later one."""
    gone: set[int] = set()
    for event in sorted(undoing, key=lambda each: (each.on, each.id), reverse=True):
        if event.id == 0 or event.id not in gone:
            gone.add(event.target_id)
    gone.discard(0)
    return gone


def _by_kind(event: LoanEvent) -> tuple[date, int, int]:
    return event.on, event.sequence or 0, _RANK.get(type(event), _LAST)


def _content(event: LoanEvent) -> tuple[object, ...]:
    """A named bill first, then field by field; values of one field are of one type."""
    names = [field.name for field in fields(event) if field.name not in {"id", "on", "sequence"}]
    return getattr(event, "bill_id", None) is None, event.kind, tuple(_sortable(getattr(event, n)) for n in names)


def _sortable(value: object) -> tuple[int, object]:
    """A key that puts None first; what has no order of its own is ordered by its words."""
    if value is None:
        return 0, 0
    return (1, value) if isinstance(value, (str, int, date)) else (1, repr(value))
