"""A lender's offer in place of the plan: what it comes to, month by month, beside the plan and beside paying nothing.

Nothing is guessed: an offer that was told in part is counted as far as it was told, and what is missing is named.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from duewatch.model.arrangement import AgreedBill, Arrangement
from duewatch.model.dates import add_months, monthly
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.money import Fen
from duewatch.model.offer import LoanOffer
from duewatch.servicing.replay import replay

MONTHS = 12
"""How far ahead "nothing is paid" is looked at."""


class Missing(StrEnum):
    """What would have to be known before an offer can become an arrangement."""

    PLAN = "plan"
    """Nothing of when how much is to be paid was told."""
    SETTLE_BY = "settle-by"
    INSTALMENTS = "instalments"
    EACH = "each"
    FIRST_DUE = "first-due"


class Burden(NamedTuple):
    """What is to be paid. total_fen: in all; None: not known. months: first day of each month with what falls into it,
    what is overdue in the present one; None: not known month by month. unknown: bills of which the amount is not
    known, and which come on top."""

    total_fen: Fen | None
    months: tuple[tuple[date, Fen], ...] | None
    unknown: int = 0

    @property
    def heaviest(self) -> tuple[date, Fen] | None:
        """The month with the most to pay, the earliest of several alike."""
        return max(self.months, key=lambda month: month[1], default=None) if self.months else None


def missing(offer: LoanOffer) -> tuple[Missing, ...]:
    """What the offer does not tell and an arrangement needs."""
    if offer.settle_fen is not None:
        return () if offer.settle_by_on is not None else (Missing.SETTLE_BY,)
    if offer.bills:
        return ()
    if offer.instalments is None and offer.each_fen is None and offer.first_due_on is None and offer.total_fen is None:
        return () if offer.shift_days or offer.stop_interest_on is not None else (Missing.PLAN,)
    wanted = (
        (Missing.INSTALMENTS, offer.instalments),
        (Missing.EACH, offer.each_fen),
        (Missing.FIRST_DUE, offer.first_due_on),
    )
    return tuple(what for what, known in wanted if known is None)


def arrangement_of(offer: LoanOffer, lapse_after_days: int | None = 0) -> Arrangement | None:
    """The arrangement that the offer becomes; None while something is missing."""
    if missing(offer):
        return None
    return Arrangement(
        bills=() if offer.settle_fen is not None else offer.bills or _bills(offer),
        shift_days=offer.shift_days or 0,
        stop_interest_on=offer.stop_interest_on,
        settle_fen=offer.settle_fen,
        settle_by_on=offer.settle_by_on if offer.settle_fen is not None else None,
        lapse_after_days=lapse_after_days,
    )


def told_total(offer: LoanOffer) -> Fen | None:
    """What it comes to by what was told of it alone; None: not told, or it changes the plan that stands."""
    if offer.settle_fen is not None:
        return offer.settle_fen
    if offer.bills:
        return sum(bill.total_fen for bill in offer.bills)
    if offer.total_fen is not None:
        return offer.total_fen
    return None if offer.each_fen is None or offer.instalments is None else offer.each_fen * offer.instalments


def contradiction(offer: LoanOffer) -> bool:
    """Whether the instalments cannot come to the sum that was told: the others leave nothing for the last one."""
    if offer.total_fen is None or offer.each_fen is None or offer.instalments is None:
        return False
    return offer.total_fen - offer.each_fen * (offer.instalments - 1) <= 0


def burden(loan: Loan, events: Sequence[LoanEvent], on: date) -> Burden:
    """What these events leave to be paid from the day on, with the late charges of the borrower's own clauses."""
    standing = replay(loan, events, on)
    left = [line for line in standing.bills if line.state != "paid"]
    known = [(max(line.bill.due_on, on), line.remaining_fen) for line in left if line.remaining_fen is not None]
    if standing.charges_fen:  # by the borrower's own clauses: they stand in no bill
        known.append((on, standing.charges_fen))
    if not left and not standing.settled and standing.outstanding_fen is None:
        return Burden(None, None)
    return Burden(sum(fen for _, fen in known), by_month(known), sum(line.remaining_fen is None for line in left))


def by_month(due: Iterable[tuple[date, Fen]]) -> tuple[tuple[date, Fen], ...]:
    """Amounts by the first day of their month."""
    months: dict[date, Fen] = {}
    for day, fen in due:
        first = day.replace(day=1)
        months[first] = months.get(first, 0) + fen
    return tuple(sorted((month, fen) for month, fen in months.items() if fen))


def owed_later(loan: Loan, events: Sequence[LoanEvent], on: date) -> tuple[Fen | None, bool]:
    """What is owed MONTHS later if nothing is paid, and whether late charges are in it: they are where the borrower
    entered a clause."""
    standing = replay(loan, events, add_months(on, MONTHS))
    if standing.outstanding_fen is None:
        return None, False
    return standing.outstanding_fen + (standing.charges_fen or 0), standing.charges_fen is not None


def _bills(offer: LoanOffer) -> tuple[AgreedBill, ...]:
    count, each, first = offer.instalments, offer.each_fen, offer.first_due_on
    if count is None or each is None or first is None:
        return ()
    last = each if offer.total_fen is None else offer.total_fen - each * (count - 1)
    return tuple(
        AgreedBill(due_on=due_on, total_fen=last if number == count else each)
        for number, due_on in enumerate(monthly(first, count), start=1)
    )
