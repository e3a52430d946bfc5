"""Which other rate would explain a gap: the plainest one that does, if any is plain enough."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from duewatch.model.money import Fen
from duewatch.servicing.audits.working import Per, WorkingLine

PLACES = {Per.YEAR: 2, Per.DAY: 4}
"""Decimals that a contract's rate has at most: 18.25% a year, 0.0667% a day."""
MULTIPLES = (Fraction(13, 10), Fraction(14, 10), Fraction(15, 10), Fraction(2))
"""A rate so many times ours is plain too: penalty interest is stated so."""
MOST_TIMES = 10
"""A rate more than ten times ours is not taken for the cause."""
LOOSE, STRICT = Fraction(2), Fraction(1, 2)
"""How many rates of a number of decimals may fit by chance: beyond it a fitting rate says nothing."""


def other_rate(gap: Fen, lines: Sequence[WorkingLine], *, strict: bool) -> Decimal | None:
    """The rate in percent, by the year or the day as that of the lines, at which they come to `gap` fen more.

    lines: all with the same rate. strict: only a rate so plain that it hardly fits by chance. None where no rate of few
    enough decimals makes the gap to the fen.
    """
    ours, per = lines[0].rate_pct, lines[0].per
    whole = sum((line.exact(line.days) for line in lines), Fraction(0))
    if whole <= 0:
        return None
    slack = Fraction(len(lines), 2) if len(lines) > 1 else Fraction(3, 4)
    least, most = ((whole + gap + step) / whole * Fraction(ours) for step in (-slack, slack))
    if most <= 0 or least > ours * MOST_TIMES:
        return None
    for multiple in MULTIPLES:
        if least <= multiple * Fraction(ours) <= most:
            return _decimal(multiple * Fraction(ours), 6)
    for places in range(PLACES[per] + 1):
        step = Fraction(1, 10**places)
        if places and (most - least) / step > (STRICT if strict else LOOSE):
            return None
        rate = _on_grid(least, most, places)
        if rate is not None and rate > 0:
            return rate
    return None


def _on_grid(least: Fraction, most: Fraction, places: int) -> Decimal | None:
    """The number of so many decimals between the two that lies nearest their middle, None where there is none."""
    middle = (least + most) / 2
    for rounding in (ROUND_FLOOR, ROUND_CEILING):
        rate = _decimal(middle, 12).quantize(Decimal(1).scaleb(-places), rounding)
        if least <= Fraction(rate) <= most:
            return rate
    return None


def _decimal(number: Fraction, places: int) -> Decimal:
    """The fraction as a decimal number of so many places."""
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal(1).scaleb(-places)).normalize()
