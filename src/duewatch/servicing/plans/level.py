"""The level instalment of an annuity (等额本息): exactly, before it is rounded once.

With the same rate in every period the formula of every textbook: principal × r × (1 + r)^n / ((1 + r)^n − 1). With
periods of unequal length the instalment is the one whose present values add up to the principal: principal ×
∏(1 + rᵢ) / Σₖ ∏ᵢ₌ₖ₊₁(1 + rᵢ), so that all bills but the last are the same to the fen.
"""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 60
"""Digits carried where periods differ: far more than any amount has."""


def level(principal: Fraction, rates: Sequence[Fraction]) -> Fraction:
    """The instalment that pays back the principal over periods that bear these rates (fractions a period)."""
    if not any(rates):
        return principal / len(rates)
    if len(set(rates)) == 1:
        grown = (1 + rates[0]) ** len(rates)
        return principal * rates[0] * grown / (grown - 1)
    with localcontext() as context:
        context.prec = DIGITS
        owed, paid = Decimal(1), Decimal(0)
        for rate in rates:
            growth = 1 + Decimal(rate.numerator) / rate.denominator
            owed, paid = owed * growth, paid * growth + 1
        return principal * Fraction(owed / paid)
