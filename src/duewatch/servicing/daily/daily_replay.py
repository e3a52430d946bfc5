"""Dated events of a loan with daily simple interest, put through its ledger.

The order of entry never counts: events of one day count by kind, first what is owed, then what lowers it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duewatch.model.bill import Part
from duewatch.model.money import MAX_FEN, Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, text
from duewatch.servicing.daily.daily import DailyTerms, InterestLine, check_daily_terms, interest_lines
from duewatch.servicing.daily.daily_ledger import (
    DailyLedger,
    Split,
    accrue,
    charge,
    gain,
    hand_back,
    lend,
    pay,
    settlement,
    waive,
)


class DailyKind(StrEnum):
    """What happened on a day; those of one day count in this order."""

    LENT = "lent"
    """Money was drawn."""
    CHARGED = "charged"
    """The lender charged something (part CHARGE or FEE); it bears no interest."""
    WAIVED = "waived"
    """The lender gave up a part of what is owed."""
    PAID = "paid"
    """The borrower paid."""
    HANDED_BACK = "handed-back"
    """The lender paid money back to the borrower."""
    SETTLED = "settled"
    """The borrower paid the settlement figure of the day, whatever it was; no amount."""


_RANK = {kind: rank for rank, kind in enumerate(DailyKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyEvent:
    """A dated fact. amount_fen > 0 but for SETTLED. part: of CHARGED and WAIVED, what for."""

    kind: DailyKind
    on: date
    amount_fen: Fen = 0
    part: Part = Part.CHARGE


@dataclass(frozen=True, slots=True)
class DailyRun:
    """A replay: the ledger at the end of the day asked for; what each payment covered, in the order of counting; and
    the working of the interest, one line for each stretch of days with one principal and one rate.

    The lines sum to ledger.accrued unless the cap of the whole loan cut it or free days gave it up.
    """

    ledger: DailyLedger
    payments: tuple[tuple[DailyEvent, Split], ...]
    lines: tuple[InterestLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A line of a statement. interest: what came up since the line before, exact. covered: what the payments since
    the line before covered. ledger: at the end of the day. settlement_fen: what settles the loan that day."""

    on: date
    interest: Fraction
    covered: Split
    ledger: DailyLedger
    settlement_fen: Fen


def replay(terms: DailyTerms, events: Iterable[DailyEvent], on: date) -> DailyRun:
    """The ledger at the end of a day by all events up to it, in any order of entry. Raises InputProblem for terms or
    events that cannot be."""
    check_daily_terms(terms)
    past = [event for event in _in_order(events) if event.on <= on]
    ledger = DailyLedger(on=past[0].on if past else on)
    payments: list[tuple[DailyEvent, Split]] = []
    lines: list[InterestLine] = []
    for event in past:
        ledger = _worked(ledger, terms, event.on, lines)
        ledger, split = apply(ledger, terms, event)
        if split is not None:
            payments.append((event, split))
    return DailyRun(_worked(ledger, terms, on, lines), tuple(payments), tuple(lines))


def statement(terms: DailyTerms, events: Iterable[DailyEvent], days: Sequence[date]) -> tuple[DayRow, ...]:
    """One line for each of the days, in their order in time, with everything that happened up to its end.
    Raises InputProblem for terms or events that cannot be."""
    check_daily_terms(terms)
    ordered = _in_order(events)
    rows: list[DayRow] = []
    ledger = DailyLedger(on=min([*days, *(event.on for event in ordered)], default=date.min))
    for on in sorted(set(days)):
        before, covered = ledger.accrued, Split()
        while ordered and ordered[0].on <= on:
            ledger, split = apply(ledger, terms, ordered.pop(0))
            covered = covered.plus(split or Split())
        ledger = accrue(ledger, terms, on)
        rows.append(
            DayRow(
                on=on,
                interest=ledger.accrued - before,
                covered=covered,
                ledger=ledger,
                settlement_fen=settlement(ledger, terms, on).total_fen,
            )
        )
    return tuple(rows)


def apply(ledger: DailyLedger, terms: DailyTerms, event: DailyEvent) -> tuple[DailyLedger, Split | None]:
    """The ledger after an event of its day or a later one, and what the event covered (None: it is no payment)."""
    then = accrue(ledger, terms, event.on)
    match event.kind:
        case DailyKind.LENT:
            return lend(then, event.amount_fen), None
        case DailyKind.CHARGED:
            return charge(then, event.amount_fen, event.part), None
        case DailyKind.WAIVED:
            return waive(then, terms, event.amount_fen, event.part), None
        case DailyKind.PAID:
            return pay(then, terms, event.amount_fen)
        case DailyKind.HANDED_BACK:
            return hand_back(then, terms, event.amount_fen)
        case DailyKind.SETTLED:
            owed_fen = settlement(then, terms, event.on).total_fen
            return pay(then, terms, owed_fen) if owed_fen >= 0 else hand_back(then, terms, -owed_fen)


def _worked(ledger: DailyLedger, terms: DailyTerms, on: date, lines: list[InterestLine]) -> DailyLedger:
    """The ledger accrued to a day; the working goes to lines."""
    if on == ledger.on or not ledger.principal_fen:
        return accrue(ledger, terms, on)
    new = list(interest_lines(ledger.principal_fen, terms, ledger.on, on))
    lines += new
    return gain(ledger, terms, on, sum((line.exact for line in new), Fraction(0)))


def _in_order(events: Iterable[DailyEvent]) -> list[DailyEvent]:
    """By day, kind and content, whatever the order of entry. Raises InputProblem for an amount that cannot be."""
    ordered = sorted(events, key=lambda event: (event.on, _RANK[event.kind], event.part, event.amount_fen))
    for event in ordered:
        if event.kind is not DailyKind.SETTLED and not 0 < event.amount_fen <= MAX_FEN:
            raise InputProblem(
                text(
                    "The amount {amount} of {day} must be more than nothing and no more than ten trillion yuan.",
                    amount=Money(event.amount_fen),
                    day=event.on,
                ),
                text("Correct the amount."),
            )
    return ordered
