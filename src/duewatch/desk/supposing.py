"""Suppositions in the borrower's words: "pay 2026-12-20 812.00" becomes events that have not happened."""

import re
from collections.abc import Sequence
from datetime import date
from unicodedata import normalize

from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent, Paid
from duewatch.model.money import Fen, parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.supposition import Supposition
from duewatch.model.text import Money, Text, text
from duewatch.servicing.replay import replay

_NOTHING = re.compile(r"(?:pay )?nothing|不还|什么都不还", re.IGNORECASE)
_PAY = re.compile(
    r"(?:pay|还款?)\s*(?P<on>today|今天|\d{4}-\d{2}-\d{2})\s*(?:(?:all|全部)|(?P<yuan>\S+))?", re.IGNORECASE
)

_ON_TIME = re.compile(r"then on time|on time|(?:之后|以后)?(?:都)?(?:按时|按期|准时)还?", re.IGNORECASE)
_MOST_BILLS = 120
"""So many bills after the last payment are supposed to be paid on their days."""


def read_supposition(words: str, loan: Loan, events: Sequence[LoanEvent], today: date) -> Supposition:
    """A supposition as people write it: "nothing"; "pay today"; "pay 2026-12-20"; "pay 2026-12-20 812.00"; the same
    in Chinese ("还 2026-12-20 812.00"). Several payments are parted by ";". Without an amount all that is overdue or
    due by that day is paid. "Then on time" (之后按时还) as the last piece: every known bill after that is paid on its
    due day; without it bills after the last payment count as unpaid.

    Raises InputProblem: not understood, a day before today, an amount that is none, nothing due to pay by that day.
    """
    pieces = [piece.strip() for piece in re.split(r"[;；]", normalize("NFKC", words)) if piece.strip()]
    if not pieces:
        raise _not_understood(words)
    if len(pieces) == 1 and _NOTHING.fullmatch(pieces[0]):
        return nothing_paid()
    paid: list[Paid] = []
    on_time = _ON_TIME.fullmatch(pieces[-1]) is not None
    for piece in pieces[:-1] if on_time else pieces:
        found = _PAY.fullmatch(piece)
        if found is None:
            raise _not_understood(piece)
        on = _day(found["on"], piece, today)
        amount = None if found["yuan"] is None else _amount(found["yuan"], piece)
        if amount is None:
            amount = due_by(loan, [*events, *paid], on)
            if amount <= 0:
                raise InputProblem(
                    text("“{words}”: nothing of known amount is due by {on}.", words=piece, on=on),
                    text("Give the amount too, such as: pay {on} 500.00", on=on),
                )
        paid.append(Paid(loan_id=loan.id, on=on, amount_fen=amount))
    if on_time:
        return _then_on_time(loan, events, paid, today)
    said = _words(paid)
    if any(line.bill.due_on > paid[-1].on for line in replay(loan, [*events, *paid], paid[-1].on).bills):
        said = text("{payments}, and nothing after that", payments=said)
    return Supposition(said, tuple(paid))


def nothing_paid() -> Supposition:
    """The supposition that no money is paid from now on."""
    return Supposition(text("Nothing is paid"), ())


def all_paid(loan: Loan, events: Sequence[LoanEvent], on: date) -> Supposition | None:
    """The supposition that all that is due by the day is paid on it and every known bill after it on its due day;
    None where nothing of known amount is due."""
    amount = due_by(loan, events, on)
    if amount <= 0:
        return None
    paid = Paid(loan_id=loan.id, on=on, amount_fen=amount)
    return _then_on_time(loan, events, [paid], on)


def _then_on_time(loan: Loan, events: Sequence[LoanEvent], paid: Sequence[Paid], today: date) -> Supposition:
    """The payments, and every known bill that falls due after the last of them paid on its due day."""
    last = max((each.on for each in paid), default=today)
    made = list(paid)
    due_days = sorted({line.bill.due_on for line in replay(loan, [*events, *paid], last).bills})
    for due_on in [day for day in due_days if day > last][:_MOST_BILLS]:
        amount = due_by(loan, [*events, *made], due_on)
        if amount > 0:
            made.append(Paid(loan_id=loan.id, on=due_on, amount_fen=amount))
    if not paid:
        return Supposition(text("Every known bill is paid on its due day"), tuple(made))
    return Supposition(text("{payments}, then every known bill on its due day", payments=_words(paid)), tuple(made))


def due_by(loan: Loan, events: Sequence[LoanEvent], on: date) -> Fen:
    """What would have to be paid on the day so that nothing known is overdue or due: bills, stated charges and the
    late charge by the borrower's own rate."""
    standing = replay(loan, events, on)
    open_bills = (line for line in standing.bills if line.bill.due_on <= on)
    return sum(line.remaining_fen or 0 for line in open_bills) + (standing.charges_fen or 0)


def _words(paid: Sequence[Paid]) -> Text:
    first, *others = [text("{amount} is paid on {on}", amount=Money(each.amount_fen), on=each.on) for each in paid]
    for each in others:
        first = text("{first}, {second}", first=first, second=each)
    return first


def _day(words: str, whole: str, today: date) -> date:
    if words.lower() in {"today", "今天"}:
        return today
    try:
        on = date.fromisoformat(words)
    except ValueError:
        raise InputProblem(
            text("“{words}”: {day} is not a day.", words=whole, day=words), text("Write it like 2026-12-20.")
        ) from None
    if on < today:
        raise InputProblem(
            text("“{words}”: {day} has passed; a supposition is about today or later.", words=whole, day=on),
            text("A payment that was made is noted with: duewatch pay"),
        )
    return on


def _amount(words: str, whole: str) -> Fen:
    try:
        fen = parse_yuan(words)
    except ValueError:
        fen = 0
    if fen <= 0:
        raise InputProblem(
            text("“{words}”: {amount} is not an amount of more than zero.", words=whole, amount=words),
            text("Write it like 812.00."),
        )
    return fen


def _not_understood(words: str) -> InputProblem:
    return InputProblem(
        text("The supposition “{words}” is not understood.", words=words),
        text("Write it like: pay 2026-12-20 812.00; or: pay today; then on time; or: nothing"),
    )
