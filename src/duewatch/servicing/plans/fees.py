"""What a plan's fees come to: taken from the money lent, added to what is owed, or paid with every bill."""

from collections.abc import Sequence
from fractions import Fraction

from duewatch.model.clauses import FeeBase, FeeClause, FeeTiming, Rounding
from duewatch.model.loan import Terms
from duewatch.model.money import Fen
from duewatch.servicing.plans.exact import to_fen


def once(terms: Terms, timing: FeeTiming) -> Fen | None:
    """All fees that are deducted, or financed, in fen; None where one is a percentage of a principal not known."""
    return _sum(
        [
            _amount(clause, terms.principal_fen, terms.rounding)
            for clause in terms.fees
            if clause.timing is timing
        ]
    )  # fmt: skip


def each_bill(terms: Terms, opening_fen: Fen | None, bill_fen: Fen | None) -> Fen | None:
    """The fees of one bill. opening_fen: principal outstanding before it; bill_fen: its principal and interest."""
    bases = {FeeBase.PRINCIPAL: terms.principal_fen, FeeBase.OUTSTANDING: opening_fen, FeeBase.INSTALMENT: bill_fen}
    return _sum(
        [
            _amount(clause, bases[clause.base], terms.rounding)
            for clause in terms.fees
            if clause.timing is FeeTiming.INSTALMENT
        ]
    )  # fmt: skip


def _amount(clause: FeeClause, base_fen: Fen | None, rounding: Rounding) -> Fen | None:
    """A fixed amount, a percentage of the base, or both together."""
    fixed = clause.amount_fen or 0
    if clause.pct is None:
        return fixed
    if base_fen is None:
        return None
    return fixed + to_fen(base_fen * Fraction(*clause.pct.as_integer_ratio()) / 100, rounding)


def _sum(amounts: Sequence[Fen | None]) -> Fen | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None
