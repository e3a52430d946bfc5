"""Automatic debits against an account: whether what is in it, and the pay that comes, serve all of them.

The account is followed from payday to payday. Pay of a day counts from the day after: nobody knows here whether it
comes before the debit. Balances and pay that are not known are not guessed; then only the need is told.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from duewatch.model.dates import next_on_day
from duewatch.model.debit import Account
from duewatch.model.money import Fen

DAY = timedelta(days=1)


class Debit(NamedTuple):
    """A bill that an account is to serve. on: the day it is taken; what is overdue may be taken on any day and counts
    today. at: the time of the day, None where it is not known. amount_fen None: not known."""

    loan_id: str
    bill_id: str
    on: date
    at: str | None
    amount_fen: Fen | None
    overdue: bool = False


class Stretch(NamedTuple):
    """The days from one payday to the next, both ends included. available_fen: what is there for them; None: not
    known. need_fen: what is taken as far as it is known; unknown: how many debits of unknown amount come on top.
    short_on: the first day on which the money does not reach."""

    first_on: date
    last_on: date
    debits: tuple[Debit, ...]
    need_fen: Fen
    unknown: int
    available_fen: Fen | None
    short_on: date | None

    @property
    def gap_fen(self) -> Fen:
        """How much is short by the end of the stretch; 0 where all are served, or it is not known."""
        return 0 if self.available_fen is None else max(self.need_fen - self.available_fen, 0)


def stretches(account: Account, debits: Sequence[Debit], today: date, until: date) -> tuple[Stretch, ...]:
    """The stretches from today to the day, those without a debit left out."""
    found: list[Stretch] = []
    available = account.balance_fen
    for first_on, last_on in _between_paydays(account.paydays, today, until):
        inside = sorted((each for each in debits if first_on <= each.on <= last_on), key=_order)
        stretch = _stretch(first_on, last_on, inside, available)
        if inside:
            found.append(stretch)
        if available is not None:
            available = (
                None if account.pay_fen is None or stretch.unknown else (available - stretch.need_fen + account.pay_fen)
            )
    return tuple(found)


def _between_paydays(paydays: Sequence[int], today: date, until: date) -> Iterator[tuple[date, date]]:
    first_on = today
    while first_on <= until:
        coming = min((next_on_day(first_on - DAY, day) for day in paydays), default=until)
        yield first_on, min(coming, until)
        first_on = coming + DAY


def _stretch(first_on: date, last_on: date, inside: Sequence[Debit], available: Fen | None) -> Stretch:
    need, unknown = 0, 0
    short_on: date | None = None
    for debit in inside:
        need += debit.amount_fen or 0
        unknown += debit.amount_fen is None
        if short_on is None and available is not None and need > available:
            short_on = debit.on
    return Stretch(first_on, last_on, tuple(inside), need, unknown, available, short_on)


def _order(debit: Debit) -> tuple[date, str, str]:
    """By day, then by time; one of unknown time may be the first."""
    return debit.on, debit.at or "", debit.loan_id
