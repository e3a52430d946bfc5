"""A book read on a day: its account as values."""

from collections.abc import Iterable, Sequence
from datetime import date

from duewatch.model.bill import Part
from duewatch.model.money import Fen
from duewatch.servicing.books.account import LineKind, OpenInstalment, Parts, Transaction, TransactionKind
from duewatch.servicing.books.account_state import (
    AccountState,
    AccountStatus,
    ChargeState,
    InstalmentState,
    TransactionState,
    split_of,
)
from duewatch.servicing.books.book import PAYING, Book
from duewatch.servicing.books.delinquency import Band, Pause, band_of, by_instalment, delinquency_of
from duewatch.servicing.books.posting import total


def statement_of(
    book: Book, approved: bool, pauses: Sequence[tuple[date, date]], bands: Sequence[Band], on: date
) -> AccountState:
    """What the account shows on a day."""
    lines = book.account.lines
    transactions = _transactions(book)
    lent = bool(book.lendings)
    charged_back = sorted((done.on, done.amount_fen) for done in book.live if done.kind is TransactionKind.CHARGEBACK)
    late = delinquency_of(lines if lent else (), charged_back, book.contract.arrears_grace_days, pauses, on)
    band = band_of(bands, late.days)
    at_lending = [charge for charge in book.charges if charge.kept and not charge.undone]
    owed = _sum(line.owed for line in lines)
    for charge in at_lending:
        owed[charge.part] = owed.get(charge.part, 0) + charge.at_lending_fen
    status = _status(book, approved)
    planned = [line.due_on for line in book.account.planned()]
    matures_on = max(planned, default=None)
    closed = status in (AccountStatus.MET, AccountStatus.OVERPAID)
    last = next((one for one in reversed(transactions) if one.kind in PAYING), None)
    ended_on = max((one.on for one in transactions if one.kind is not TransactionKind.CHARGED_OFF), default=None)
    return AccountState(
        on=on,
        status=status,
        instalments=tuple(_instalments(book)),
        transactions=transactions,
        charges=tuple(_charges(book)),
        owed=split_of(owed),
        paid_fen=sum(line.paid_fen for line in lines) + sum(charge.at_lending_fen for charge in at_lending),
        paid_early_fen=sum(line.paid_early_fen for line in lines),
        paid_late_fen=sum(line.paid_late_fen for line in lines),
        waived_fen=sum(total(line.waived) for line in lines),
        outstanding=split_of(book.account.remaining()),
        overpaid_fen=book.account.overpaid_fen,
        overdue_fen=sum(line.remaining_fen for line in lines if line.due_on < on) if lent else 0,
        last_payment=last,
        matures_on=matures_on,
        ended_on=ended_on if closed else matures_on,
        delinquency=late,
        range=band.name if band else None,
        by_range=tuple(by_instalment(lines if late.days else (), pauses, bands, on).items()),
        pauses=tuple(Pause(start_on=start, end_on=end, active=start <= on <= end) for start, end in pauses),
    )


def _status(book: Book, approved: bool) -> AccountStatus:
    if not book.lendings:
        return AccountStatus.APPROVED if approved else AccountStatus.SUBMITTED
    if any(done.kind is TransactionKind.WRITTEN_OFF for done in book.live) and not book.outstanding_fen():
        return AccountStatus.WRITTEN_OFF
    if book.outstanding_fen():
        return AccountStatus.ACTIVE
    return AccountStatus.OVERPAID if book.account.overpaid_fen else AccountStatus.MET


def _instalments(book: Book) -> list[InstalmentState]:
    """The instalments with the plan's principal left after each."""
    lent = [(done.on, done.amount_fen) for done in book.lendings] or [book.approved]
    balance, states = 0, []
    for line in book.account.lines:
        while lent and (lent[0][0] < line.due_on or (lent[0][0] == line.due_on and _with_due_day(book, line))):
            balance += lent.pop(0)[1]
        balance -= line.owed[Part.PRINCIPAL] - line.credited.get(Part.PRINCIPAL, 0)
        states.append(
            InstalmentState(
                kind=line.kind,
                from_on=line.from_on,
                due_on=line.due_on,
                owed=split_of(line.owed),
                paid=split_of(line.paid),
                paid_fen=line.paid_fen,
                paid_early_fen=line.paid_early_fen,
                paid_late_fen=line.paid_late_fen,
                waived_fen=total(line.waived),
                written_off_fen=total(line.written_off),
                remaining_fen=line.remaining_fen,
                balance_fen=balance,
                met_on=line.met_on,
            )
        )
    return states


def _with_due_day(book: Book, line: OpenInstalment) -> bool:
    """Whether money lent on an instalment's due day belongs to it already."""
    return line.kind is LineKind.DOWN_PAYMENT or not book.contract.progressive


def _transactions(book: Book) -> tuple[TransactionState, ...]:
    """The entries by value date with the principal owed after each; what was kept back of a lending beside it."""
    left: Fen = 0
    states = []
    for done in book.in_order():
        left += done.principal_change or 0
        states.append(_transaction(done, 0 if done.principal_change is None else max(left, 0)))
        if done.kind is TransactionKind.LENDING:
            states += [_transaction(fee, max(left, 0)) for fee in book.fees_at_lending(done)]
    return tuple(states)


def _transaction(done: Transaction, left: Fen) -> TransactionState:
    return TransactionState(
        kind=done.kind,
        source=done.source,
        on=done.on,
        amount_fen=done.amount_fen,
        split=split_of(done.parts),
        overpaid_fen=done.overpaid_fen,
        principal_left_fen=left,
        event=done.event,
    )


def _charges(book: Book) -> list[ChargeState]:
    return [
        ChargeState(
            event_id=charge.agreed.id,
            part=charge.part,
            due_on=charge.due_on,
            amount_fen=charge.amount_fen,
            paid_fen=charge.paid_fen,
            waived_fen=charge.waived_fen,
        )
        for charge in book.charges
        if not charge.undone
    ]


def _sum(many: Iterable[Parts]) -> Parts:
    result: Parts = {}
    for parts in many:
        for part, amount in parts.items():
            result[part] = result.get(part, 0) + amount
    return result
