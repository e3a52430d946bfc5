"""Offers held side by side, with the plan as it stands and with paying nothing: what each comes to, which month is the
heaviest, what the credit record may show. Nothing here says which one is to be taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from duewatch.credit.strip import BAD, MonthCell
from duewatch.desk.looking import find_loan
from duewatch.desk.offered import OfferLine, offers_of
from duewatch.desk.strips import strips_under
from duewatch.model.loan import Loan
from duewatch.model.loan_event import Arranged, LoanEvent, Paid
from duewatch.model.money import Fen
from duewatch.model.supposition import Supposition
from duewatch.model.text import Text, ntext, text
from duewatch.servicing.offered import MONTHS, Burden, arrangement_of, burden, owed_later, told_total
from duewatch.servicing.replay import replay

if TYPE_CHECKING:
    from duewatch.desk.session import Session

__all__ = ["MONTHS", "Burden", "Comparison", "Option", "compare"]
_SUPPOSED = -1
"""The id of the event that has not happened."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way on. line: the offer; None: paying nothing, or the plan as it stands. words: what it is. burden: what is
    to be paid. owed_later_fen: of paying nothing, what is owed MONTHS later; charges_known: whether late charges are in
    that. record: what the coming months of the credit record may show; overdue_months: how many of them are marked
    overdue; None: that cannot be told."""

    line: OfferLine | None
    words: Text
    burden: Burden
    record: Text
    overdue_months: int | None
    owed_later_fen: Fen | None = None
    charges_known: bool = True
    pays_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Paying nothing first, then the plan as it stands, then the offers that are open. caution: what holds of the
    months of the credit record."""

    loan: Loan
    on: date
    options: tuple[Option, ...]
    caution: Text


def compare(session: "Session", words: str, now: datetime, numbers: Sequence[int] = ()) -> Comparison:
    """The offers of a loan side by side; numbers: only these. Answered ones are left out unless they are named."""
    on = now.date()
    loan = find_loan(session, words, on)
    events = [event for event in session.ledger.events(loan.id) if event.on <= on]
    lines = [line for line in offers_of(events, on) if (line.event.id in numbers if numbers else line.accepted is None)]
    plan = _keeping_to(loan, events, on)
    supposed = [Supposition(text("Nothing is paid"), ()), plan]
    offered: list[Supposition | None] = [_keeping_offer(loan, events, line, on) for line in lines]
    view = strips_under(
        session, loan, events, on, [*supposed, *(each for each in offered if each is not None)], back=1, ahead=MONTHS
    )
    months = iter([one.months for one in view.strips])

    def record(known: bool) -> tuple[Text, int | None]:
        if view.unreported is not None:
            return view.unreported, None
        if not known:
            return text("cannot be told before the offer is known whole"), None
        return _in_words(next(months), on)

    nothing, until = record(known=True)
    later, charges = owed_later(loan, events, on)
    options = [
        Option(None, text("Nothing is paid"), Burden(0, ()), nothing, until, later, charges, pays_nothing=True),
        Option(None, text("The plan as it stands"), burden(loan, events, on), *record(known=True)),
    ]
    for line, each in zip(lines, offered, strict=True):
        words_of = text("Offer {number}", number=line.event.id)
        options.append(Option(line, words_of, _burden(loan, events, line, on), *record(known=each is not None)))
    caution = text(
        "By the bills and payments known here, if everything is paid on its day. How a lender reports an agreement is "
        "its own affair: have it written."
    )
    return Comparison(loan, on, tuple(options), caution)


def _agreed(loan: Loan, line: OfferLine, on: date) -> Arranged | None:
    agreed = arrangement_of(line.offer, lapse_after_days=None)
    return None if agreed is None else Arranged(loan_id=loan.id, on=on, id=_SUPPOSED, arrangement=agreed)


def _burden(loan: Loan, events: Sequence[LoanEvent], line: OfferLine, on: date) -> Burden:
    """An offer's own figures, as far as they were told."""
    event = _agreed(loan, line, on)
    if event is None:
        return Burden(told_total(line.offer), None)
    return burden(loan, [*events, event], on)


def _keeping_offer(loan: Loan, events: Sequence[LoanEvent], line: OfferLine, on: date) -> Supposition | None:
    event = _agreed(loan, line, on)
    if event is None:
        return None
    kept = _keeping_to(loan, [*events, event], on)
    return Supposition(kept.words, (event, *kept.events))


def _keeping_to(loan: Loan, events: Sequence[LoanEvent], on: date) -> Supposition:
    """What is overdue is paid today, every bill to come on its day."""
    due: dict[date, Fen] = {}
    standing = replay(loan, events, on)
    for line in standing.bills:
        if line.remaining_fen:
            day = max(line.bill.due_on, on)
            due[day] = due.get(day, 0) + line.remaining_fen
    if standing.charges_fen:
        due[on] = due.get(on, 0) + standing.charges_fen
    paid = tuple(Paid(loan_id=loan.id, on=day, amount_fen=fen) for day, fen in sorted(due.items()))
    return Supposition(text("Everything is paid on its day"), paid)


def _in_words(months: Sequence[MonthCell], on: date) -> tuple[Text, int | None]:
    """The months from the present one on, in a sentence."""
    ahead = [cell for cell in months if cell.month >= on.replace(day=1)]
    if not ahead or all(cell.code is None for cell in ahead):
        return text("not known from what is noted here"), None
    marked = [cell for cell in ahead if cell.code is not None and cell.code.kind in BAD]
    if not marked:
        return text("no month marked as overdue"), 0
    highest = max(marked, key=lambda cell: cell.days_past_due).code
    return ntext(
        "{count} month marked as overdue, up to code {code}",
        "{count} months marked as overdue, up to code {code}",
        len(marked),
        code="" if highest is None else highest.code,
    ), len(marked)
