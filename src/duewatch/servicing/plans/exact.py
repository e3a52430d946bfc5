"""Amounts with their fractions of a fen, kept exactly until they are paid or quoted."""

from fractions import Fraction

from duewatch.model.clauses import Rounding
from duewatch.model.money import Fen


def to_fen(amount: Fraction, rounding: Rounding, step_fen: Fen = 1) -> Fen:
    """Bring an exact amount (in fen) to a whole number of steps: 1 the fen, 100 the yuan.

    UP and DOWN go towards more and towards less on the number line, so that DOWN never costs the borrower more, even
    where the lender owes the borrower (a negative amount); HALF_UP takes halves away from zero, HALF_EVEN to the even
    neighbour.
    """
    return ratio_to_fen(amount.numerator, amount.denominator, rounding, step_fen)


def ratio_to_fen(above: int, below: int, rounding: Rounding, step_fen: Fen = 1) -> Fen:
    """The same for above / below fen; below > 0."""
    below *= step_fen
    whole, rest = divmod(above, below)
    if rest == 0 or rounding is Rounding.DOWN:
        return whole * step_fen
    if rounding is Rounding.UP:
        return (whole + 1) * step_fen
    half = 2 * rest - below
    if half == 0:
        up = whole % 2 == 1 if rounding is Rounding.HALF_EVEN else whole >= 0
        return (whole + up) * step_fen
    return (whole + (half > 0)) * step_fen
