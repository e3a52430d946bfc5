"""New plans inside a running account: re-ageing and re-amortising.

Conventions (as lenders with such arrangements state them; checked against figures of other systems): re-ageing takes
the unpaid principal of all instalments and shares it evenly among new ones; re-amortising takes that of instalments
past due and adds it evenly to those still to come. Shares are rounded to the contract's step, the last takes the
rest. Both are payments in form only: nothing more or less is owed after them.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from duewatch.model.bill import Part
from duewatch.model.loan_event import ReAged
from duewatch.model.money import Fen
from duewatch.servicing.books.account import Account, LineKind, OpenInstalment
from duewatch.servicing.books.contract import Contract, later


def re_age(contract: Contract, account: Account, event: ReAged) -> Fen:
    """Move all unpaid principal to new instalments; answers how much that was."""
    moved = _take_off(account.lines, event.on)
    shares = _shares(contract, moved, event.instalments)
    from_on = max(line.due_on for line in account.planned())
    lines = []
    for number, share in enumerate(shares):
        due_on = later(event.first_due_on, number * event.every, event.unit)
        lines.append(OpenInstalment(from_on, due_on, share, kind=LineKind.RE_AGED))
        from_on = due_on
    account.add(lines)
    return moved


def re_amortise(contract: Contract, account: Account, on: date) -> Fen:
    """Spread the principal past due over the instalments to come; answers how much that was."""
    coming = [line for line in account.planned() if line.due_on >= on]
    if not coming:
        return 0
    moved = _take_off([line for line in account.lines if line.due_on < on], on)
    for line, share in zip(coming, _shares(contract, moved, len(coming)), strict=True):
        line.put(Part.PRINCIPAL, share, on)
    return moved


def _take_off(lines: Sequence[OpenInstalment], on: date) -> Fen:
    moved = 0
    for line in lines:
        left = line.remaining(Part.PRINCIPAL)
        if left > 0:
            line.put(Part.PRINCIPAL, -left, on)
            moved += left
    return moved


def _shares(contract: Contract, amount: Fen, count: int) -> list[Fen]:
    share = contract.stepped(Fraction(amount, count))
    return [share] * (count - 1) + [amount - share * (count - 1)]
