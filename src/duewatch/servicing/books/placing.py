"""Where charges and credits fall among the instalments.

Conventions (as lenders' ledgers have them; checked against figures of other systems): a charge falls in the period
(from, due]; the first period also takes its first day. What falls after the last due date is put on one instalment
more, whose due date moves to the latest of such days. A payment charged back, or a credit paid out that is not
covered by money paid too much, is owed with the next instalment due after its day (on the last due date itself: with
that one).
"""

from datetime import date
from fractions import Fraction

from duewatch.model.bill import Part
from duewatch.model.loan_event import ChargeAgreed, ChargeBase, ChargeTiming
from duewatch.model.money import Fen
from duewatch.servicing.books.account import Account, Charge, LineKind, OpenInstalment, Parts
from duewatch.servicing.books.contract import Contract


def place_charge(contract: Contract, account: Account, charge: Charge, lent_fen: Fen) -> None:
    """Put a charge on the instalments it falls on. lent_fen: what was lent, the base of one kept back from it."""
    agreed = charge.agreed
    charge.placed, charge.at_lending_fen = [], 0
    if agreed.timing is ChargeTiming.AT_LENDING:
        charge.at_lending_fen = _amount(contract, agreed, lent_fen or contract.principal_fen, 0)
        charge.kept = lent_fen > 0
    elif agreed.timing is ChargeTiming.PER_INSTALMENT:
        for line in account.planned():
            _put(charge, line, _amount(contract, agreed, line.owed[Part.PRINCIPAL], line.owed[Part.INTEREST]))
    elif charge.due_on is not None:
        interest = sum(line.owed[Part.INTEREST] for line in account.lines)
        line = line_of(account, charge.due_on)
        _put(charge, line, _amount(contract, agreed, lent_fen or contract.principal_fen, interest))
    for line, _ in charge.placed:
        given_up = charge.waived_on(line)
        if given_up:
            line.waive(charge.part, given_up, charge.due_on or account.lines[0].from_on)


def line_of(account: Account, on: date) -> OpenInstalment:
    """The instalment whose period a day falls in."""
    lines = account.planned()
    for line in lines:
        if on <= line.due_on:
            return line
    return account.added(on)


def _put(charge: Charge, line: OpenInstalment, amount_fen: Fen) -> None:
    charge.placed.append((line, amount_fen))
    line.charges.append((charge, amount_fen))
    line.put(charge.part, amount_fen, charge.due_on or charge.entered_on)


def _amount(contract: Contract, agreed: ChargeAgreed, principal: Fen, interest: Fen) -> Fen:
    if agreed.amount_fen is not None:
        return agreed.amount_fen
    bases = {
        ChargeBase.PRINCIPAL: principal,
        ChargeBase.INTEREST: interest,
        ChargeBase.PRINCIPAL_AND_INTEREST: principal + interest,
    }
    return contract.rounded(bases[agreed.base] * Fraction(agreed.pct or 0) / 100)


def credit_line(account: Account, on: date) -> OpenInstalment:
    """The instalment that takes what is owed again from a day on."""
    for line in account.lines:
        if line.kind is not LineKind.ADDED and line.due_on > on:
            return line
    last = account.lines[-1]
    if last.kind is LineKind.ADDED or last.due_on != on:
        return account.added(on)
    return last


def back_by_order(paid: Parts, before: Parts, order: tuple[Part, ...], amount_fen: Fen) -> Parts:
    """How an amount charged back is owed again: the parts in order, each up to what the payment had paid of it and
    was not charged back before; what no part takes is principal."""
    result: Parts = {}
    for part in order:
        piece = min(amount_fen, max(paid.get(part, 0) - before.get(part, 0), 0))
        if piece:
            result[part] = piece
            amount_fen -= piece
    if amount_fen:
        result[Part.PRINCIPAL] = result.get(Part.PRINCIPAL, 0) + amount_fen
    return result
