"""What each kind of transaction does to an account."""

from collections.abc import Callable, Iterable

from duewatch.model.bill import Part
from duewatch.model.loan_event import ReAged
from duewatch.model.money import Fen
from duewatch.servicing.books.account import Account, OpenInstalment, Parts, Transaction, TransactionKind
from duewatch.servicing.books.contract import Contract
from duewatch.servicing.books.placing import back_by_order, credit_line
from duewatch.servicing.books.replanning import re_age, re_amortise
from duewatch.servicing.strategy import Payable, Went, allocate, nothing

Before = Callable[[Payable], None]
"""Called before an instalment is paid in advance."""


def post(
    contract: Contract,
    account: Account,
    done: Transaction,
    others: Iterable[Transaction] = (),
    before: Before = nothing,
) -> None:
    """Put a transaction through (lendings are the plan's business). others: those that came before it."""
    match done.kind:
        case TransactionKind.PAYMENT | TransactionKind.DOWN_PAYMENT:
            post_payment(contract, account, done, before)
        case TransactionKind.CHARGEBACK if contract.strategy.chargeback_order is not None:
            _post_chargeback(contract, account, done, others)
        case TransactionKind.CHARGEBACK | TransactionKind.CREDIT_REFUND:
            _post_credit(account, done)
        case TransactionKind.CHARGED_OFF:
            _show(done, account.remaining())
        case TransactionKind.WRITTEN_OFF:
            left: Parts = {}
            for line in account.lines:
                _add(left, line.write_off(done.on))
            _show(done, left)
            done.principal_change = -left.get(Part.PRINCIPAL, 0)
        case TransactionKind.RE_AGED:
            if isinstance(done.event, ReAged):
                _show(done, {Part.PRINCIPAL: re_age(contract, account, done.event)})
        case TransactionKind.RE_AMORTISED:
            _show(done, {Part.PRINCIPAL: re_amortise(contract, account, done.on)})
        case _:
            pass


def post_payment(contract: Contract, account: Account, done: Transaction, before: Before = nothing) -> None:
    """Allocate a payment; what no instalment takes was paid too much."""
    went, rest = allocate(
        contract.strategy,
        account.lines,
        done.amount_fen,
        done.on,
        done.source,
        rounding=contract.rounding,
        before=before,
    )
    _add(done.parts, by_part(went))
    done.overpaid_fen = rest
    account.overpaid_fen += rest
    done.principal_change = -done.parts.get(Part.PRINCIPAL, 0)


def take_back(account: Account, done: Transaction, amount_fen: Fen) -> None:
    """What of a payment's principal turned out too much after all was paid too much."""
    if amount_fen:
        done.parts[Part.PRINCIPAL] = done.parts.get(Part.PRINCIPAL, 0) - amount_fen
        done.principal_change = -done.parts[Part.PRINCIPAL]
        done.overpaid_fen += amount_fen
        account.overpaid_fen += amount_fen


def pay_from_overpaid(contract: Contract, account: Account, done: Transaction) -> None:
    """Let money paid too much before cover what a lending or a charge back made due."""
    used = account.overpaid_fen
    went, rest = allocate(contract.strategy, account.lines, used, done.on, rounding=contract.rounding)
    account.overpaid_fen = rest
    done.overpaid_fen = used - rest
    done.principal_change = (done.principal_change or 0) - by_part(went).get(Part.PRINCIPAL, 0)


def pay_again(contract: Contract, account: Account, payments: Iterable[Transaction]) -> None:
    """Let payments of which something was too much cover what fell due since, on the day they were made."""
    for done in payments:
        amount = min(done.overpaid_fen, account.overpaid_fen)
        if amount > 0 and any(line.remaining_fen > 0 for line in account.lines):
            went, rest = allocate(
                contract.strategy, account.lines, amount, done.on, done.source, rounding=contract.rounding
            )
            _add(done.parts, by_part(went))
            done.overpaid_fen -= amount - rest
            account.overpaid_fen -= amount - rest
            done.principal_change = -done.parts.get(Part.PRINCIPAL, 0)


def _post_credit(account: Account, done: Transaction) -> None:
    """What was paid too much covers it first; the rest is owed again as principal. Where any is, the whole amount
    stands on the instalment, with what was covered as paid."""
    covered = min(account.overpaid_fen, done.amount_fen)
    account.overpaid_fen -= covered
    owed = done.amount_fen - covered
    done.overpaid_fen, done.parts, done.principal_change = covered, {Part.PRINCIPAL: owed}, owed
    if owed:
        line = credit_line(account, done.on)
        line.credit(Part.PRINCIPAL, done.amount_fen, done.on)
        if covered:
            line.pay(Part.PRINCIPAL, covered, done.on)


def _post_chargeback(contract: Contract, account: Account, done: Transaction, others: Iterable[Transaction]) -> None:
    """Owed again by the parts it had paid; then covered by what was paid too much, as any payment."""
    target = done.target
    before: Parts = {}
    for other in others:
        if other.kind is TransactionKind.CHARGEBACK and other.target is target and other is not done:
            _add(before, other.parts)
    paid = target.parts if target else {}
    done.parts = back_by_order(paid, before, contract.strategy.chargeback_order or (), done.amount_fen)
    line = credit_line(account, done.on)
    for part, amount in done.parts.items():
        line.credit(part, amount, done.on)
    done.principal_change = done.parts.get(Part.PRINCIPAL, 0)
    if account.overpaid_fen:
        pay_from_overpaid(contract, account, done)


def by_part(went: Went[OpenInstalment]) -> Parts:
    """Pieces of a payment summed by parts."""
    parts: Parts = {}
    for _, part, amount in went:
        parts[part] = parts.get(part, 0) + amount
    return parts


def _add(parts: Parts, more: Parts) -> None:
    for part, amount in more.items():
        parts[part] = parts.get(part, 0) + amount


def _show(done: Transaction, parts: Parts) -> None:
    done.parts = parts
    done.amount_fen = total(parts)
    done.principal_change = None


def total(parts: Parts) -> Fen:
    """All parts together."""
    return sum(parts.values())
