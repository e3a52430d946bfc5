"""Spending on a credit line that no statement holds yet."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from duewatch.model.loan_event import BillIssued, LoanEvent, Refunded, Spent
from duewatch.model.money import Fen


class Spending(NamedTuple):
    """What is on the coming statement as far as known. since_on: the day of the last statement known, None where there
    is none; refunded_fen: what shops gave back since. It is a least amount: not every purchase is known here."""

    purchases: int
    spent_fen: Fen
    refunded_fen: Fen
    since_on: date | None


def spending(events: Iterable[LoanEvent], on: date) -> Spending | None:
    """The spending after the last statement up to the day; None where no purchase is known at all since then."""
    past = [event for event in events if event.on <= on]
    since = max((event.on for event in past if isinstance(event, BillIssued)), default=None)
    after = [event for event in past if since is None or event.on > since]
    spent = [event.amount_fen for event in after if isinstance(event, Spent)]
    given_back = sum(event.amount_fen for event in after if isinstance(event, Refunded))
    return Spending(len(spent), sum(spent), given_back, since) if spent else None
