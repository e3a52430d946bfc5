"""What would explain a gap between the lender's figure and ours: the simplest single cause, and no accusation.

In this order: rounding, a payment that was not credited, a fee that the terms name, a day more or less, another way to
count days, another plain rate, another number of days, any other rate, a fee that the terms do not name. Where none
fits, it is unexplained.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from duewatch.model.bill import Part
from duewatch.model.money import Fen
from duewatch.model.text import Money, Text, text
from duewatch.servicing.audits.audit_rate import other_rate
from duewatch.servicing.audits.working import Per, WorkingLine

LEAST_ROUNDING_FEN, MOST_ROUNDING_FEN = 2, 5
"""A gap of up to two fen is rounding; where more lines add up, a fen each, but no more than five."""
YEARS = (360, 365)
THIRTY = 30
MOST_DAYS = 3660
SURE_DAILY_FEN = 10
"""Another number of days than one more or less explains a gap only where a day comes to at least this: below it, some
number of days fits any gap."""
YUAN: Fen = 100


class Cause(StrEnum):
    """What would explain a gap."""

    ROUNDING = "rounding"
    PAYMENT = "payment"
    DAYS = "days"
    DAY_COUNT = "day-count"
    RATE = "rate"
    FEE = "fee"
    LINES = "lines"
    """Of a total: the gaps of the lines above it."""
    NOT_KNOWN = "not-known"
    """Ours is not known, so that theirs cannot be held against it."""
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class NotedPayment:
    """A payment that the borrower noted, and what of it went to which part of the bills looked at."""

    on: date
    amount_fen: Fen
    parts: Mapping[Part, Fen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """What we reckon is still to be paid. parts: by part, None where not known; total_fen: in all, as far as known.

    working: how interest and late charges are made up. fees: fee amounts that the terms name. late_base_fen,
    late_days: what is overdue and for how long, where no late clause is known.
    """

    parts: Mapping[Part, Fen | None]
    total_fen: Fen | None
    working: Sequence[WorkingLine] = ()
    payments: Sequence[NotedPayment] = ()
    fees: Sequence[Fen] = ()
    late_base_fen: Fen | None = None
    late_days: int = 0


class Found(NamedTuple):
    """A cause with its words."""

    cause: Cause
    words: Text


def not_known(part: Part, theirs: Fen, ours: Ours) -> Text:
    """Why theirs cannot be held against ours, and for a late charge what it would come to."""
    if part is not Part.CHARGE:
        return text("This part is not known here. Ask the lender how it is made up, or enter it from the contract.")
    if not ours.late_base_fen or ours.late_days <= 0:
        return text("No late charge can be reckoned here: your terms name none. Ask the lender what it is taken on, at "
                    "which rate and for which days.")  # fmt: skip
    pct = Decimal(theirs * 100) / (ours.late_base_fen * ours.late_days)
    return text(
        "No late charge can be reckoned here: your terms name none. It would come to about {pct}% a day of {base} over "
        "{days} days. Ask the lender what it is taken on, and hold the rate against your contract.",
        pct=pct.quantize(Decimal("0.0001")), base=Money(ours.late_base_fen), days=ours.late_days,
    )  # fmt: skip


def explained(gap: Fen, parts: Sequence[Part], ours: Ours, *, whole: bool) -> Found:
    """The simplest cause of a gap in these parts. whole: only a total was stated, so that a cause must fit better."""
    working = [line for line in ours.working if line.part in parts]
    if abs(gap) <= min(max(len(working), LEAST_ROUNDING_FEN), MOST_ROUNDING_FEN):
        return Found(Cause.ROUNDING, text("Differs by {gap}: no more than rounding makes.", gap=Money(abs(gap))))
    causes = (
        _payment(gap, parts, ours),
        _named_fee(gap, parts, ours),
        _days(gap, working, near=True),
        _day_count(gap, working),
        _rate(gap, parts, working, strict=True),
        _days(gap, working, near=False),
        None if whole else _rate(gap, parts, working, strict=False),
        _fee(gap, parts, whole=whole),
        _late_charge(gap, parts, ours),
    )
    return next((cause for cause in causes if cause is not None), None) or _unexplained(gap)


def _payment(gap: Fen, parts: Sequence[Part], ours: Ours) -> Found | None:
    """A payment noted here that the lender's figure has not taken off; the latest that fits."""
    for payment in sorted(ours.payments, key=lambda each: each.on, reverse=True):
        pieces = sum(amount for part, amount in payment.parts.items() if part in parts)
        if gap in {pieces, payment.amount_fen} and gap > 0:
            return Found(
                Cause.PAYMENT,
                text("Would be explained if your payment of {amount} on {on} has not been credited (yet). Ask the "
                     "lender, with the receipt at hand.", amount=Money(payment.amount_fen), on=payment.on),
            )  # fmt: skip
    return None


def _named_fee(gap: Fen, parts: Sequence[Part], ours: Ours) -> Found | None:
    if gap not in ours.fees or not {Part.FEE, Part.CHARGE} & set(parts):
        return None
    return Found(
        Cause.FEE,
        text("Would be explained by a fee of {amount} that your terms name, but that is not due by them here. Ask the "
             "lender which fee it is.", amount=Money(gap)),
    )  # fmt: skip


def _days(gap: Fen, working: Sequence[WorkingLine], *, near: bool) -> Found | None:
    """Another number of days on one line: one more or less, or those of the calendar or thirty (near), or any."""
    for line in working:
        daily = line.exact(1)
        if near:
            usual = (line.actual_days or line.days, THIRTY) if line.per is Per.YEAR else ()
            numbers = dict.fromkeys((line.days + 1, line.days - 1, *usual))
        elif daily >= SURE_DAILY_FEN:
            numbers = dict.fromkeys((line.days + round(gap / daily),))
        else:
            continue
        for days in numbers:
            if days != line.days and 0 <= days <= MOST_DAYS and _fits(gap, line.exact(days) - line.exact(line.days), 1):
                return Found(Cause.DAYS, _said_of_days(line, days))
    return None


def _said_of_days(line: WorkingLine, days: int) -> Text:
    if line.per is Per.DAY:
        return text(
            "Would be explained by {theirs} days instead of {ours}, on {base} at {rate}% a day. Ask the lender from "
            "which day to which day it counted.",
            theirs=days, ours=line.days, base=Money(line.base_fen), rate=line.rate_pct,
        )  # fmt: skip
    return text(
        "Would be explained by {theirs} days instead of {ours}, on {base} at {rate}% a year of {year} days. Ask the "
        "lender from which day to which day it counted.",
        theirs=days, ours=line.days, base=Money(line.base_fen), rate=line.rate_pct, year=line.year_days,
    )  # fmt: skip


def _day_count(gap: Fen, working: Sequence[WorkingLine]) -> Found | None:
    """All lines counted in another way: calendar days of a year of 360 or 365, or months of thirty days."""
    lines = [line for line in working if line.per is Per.YEAR]
    if not lines:
        return None
    first = lines[0]
    for year in YEARS:
        for calendar in (True, False):
            counted = [(line, line.actual_days or line.days if calendar else line.days) for line in lines]
            if all(days == line.days and year == line.year_days for line, days in counted):
                continue
            change = sum((line.exact(days, year) - line.exact(line.days) for line, days in counted), Fraction(0))
            if _fits(gap, change, len(lines)):
                return Found(
                    Cause.DAY_COUNT,
                    text("Would be explained by counting {days} days of a year of {year} instead of {own_days} of "
                         "{own_year}. The contract says which holds.", days=counted[0][1], year=year,
                         own_days=first.days, own_year=first.year_days),
                )  # fmt: skip
    return None


def _rate(gap: Fen, parts: Sequence[Part], working: Sequence[WorkingLine], *, strict: bool) -> Found | None:
    """Another rate on all lines of one part that bear the same rate."""
    for part in parts:
        lines = [line for line in working if line.part is part]
        if not lines or len({(line.rate_pct, line.per) for line in lines}) != 1:
            continue
        rate = other_rate(gap, lines, strict=strict)
        if rate is None:
            continue
        if lines[0].per is Per.DAY:
            words = text("Would be explained by a rate of {theirs}% a day instead of {ours}%. Ask the lender for the "
                         "rate, and hold it against your contract.", theirs=rate, ours=lines[0].rate_pct)  # fmt: skip
        else:
            words = text("Would be explained by a rate of {theirs}% a year instead of {ours}%. Ask the lender for the "
                         "rate, and hold it against your contract.", theirs=rate, ours=lines[0].rate_pct)  # fmt: skip
        return Found(Cause.RATE, words)
    return None


def _fee(gap: Fen, parts: Sequence[Part], *, whole: bool) -> Found | None:
    """A fee that the terms do not name; of a total alone only whole yuan are taken for one."""
    if Part.FEE in parts and len(parts) == 1 and gap < 0:
        words = text("The lender asks for {amount} less in fees than your terms name. A fee may have been waived, or "
                     "not be charged yet.", amount=Money(-gap))  # fmt: skip
        return Found(Cause.FEE, words)
    if gap <= 0 or not {Part.FEE, Part.CHARGE} & set(parts) or ((whole or parts == (Part.CHARGE,)) and gap % YUAN):
        return None
    return Found(
        Cause.FEE,
        text("Would be explained by a fee of {amount} that your terms here do not name. Ask the lender what it is for "
             "and where the contract has it.", amount=Money(gap)),
    )  # fmt: skip


def _late_charge(gap: Fen, parts: Sequence[Part], ours: Ours) -> Found | None:
    """A late charge that cannot be reckoned here may hold the whole gap."""
    if gap <= 0 or Part.CHARGE not in parts or ours.parts.get(Part.CHARGE) is not None or ours.late_days <= 0:
        return None
    words = text("May hold a late charge, which cannot be reckoned here: your terms name none. Ask the lender for the "
                 "late charge apart from the rest, what it is taken on, at which rate and for which days.")  # fmt: skip
    return Found(Cause.NOT_KNOWN, words)


def _unexplained(gap: Fen) -> Found:
    if gap > 0:
        words = text(
            "{gap} more than reckoned here, and no single cause looked for explains it: payment, days, day count, "
            "rate or fee. Ask the lender how the figure is made up.",
            gap=Money(gap),
        )
    else:
        words = text(
            "{gap} less than reckoned here, and no single cause looked for explains it. A payment, a refund or a "
            "waiver may not be noted here. Ask the lender how the figure is made up.",
            gap=Money(-gap),
        )
    return Found(Cause.UNEXPLAINED, words)


def _fits(gap: Fen, change: Fraction, lines: int) -> bool:
    """Whether a change makes the gap, a fen of rounding a line allowed."""
    return change != 0 and abs(gap - change) <= min(lines, MOST_ROUNDING_FEN)
