"""The engine: a contract and dated events in, a loan's account on any day out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import TypeVar

from duewatch.model.bill import Part
from duewatch.model.loan_event import (
    Approved,
    ChargeAgreed,
    ChargedBack,
    ChargedOff,
    ChargeTiming,
    ChargeWaived,
    CountPaused,
    CountResumed,
    CreditRefunded,
    Lent,
    LoanEvent,
    Paid,
    PaidOff,
    PaymentSource,
    ReAged,
    ReAmortised,
    Rescheduled,
    Undone,
    WrittenOff,
)
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.books.account import Charge, Transaction, TransactionKind
from duewatch.servicing.books.account_state import AccountState
from duewatch.servicing.books.book import Book
from duewatch.servicing.books.contract import Contract, check_contract
from duewatch.servicing.books.cumulative_book import CumulativeBook
from duewatch.servicing.books.delinquency import Band
from duewatch.servicing.books.progressive_book import ProgressiveBook
from duewatch.servicing.books.statement import statement_of

T = TypeVar("T")

_RANK: dict[type[LoanEvent], int] = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (Approved,),
            (Lent,),
            (ChargeAgreed, Rescheduled),
            (Paid,),
            (PaidOff, ReAged, ReAmortised, CreditRefunded),
            (ChargedBack, ChargeWaived, ChargedOff, WrittenOff),
        )
    )
    for kind in kinds
}
"""Events of one day count in this order where the lender's own order is not stated: first what is owed, then what
lowers it. What is undone comes after all."""
_LAST = 6
_TRIES = 3
"""How often a settlement is raised by what its own allocation lets come up."""


def account_on(contract: Contract, events: Sequence[LoanEvent], on: date, bands: Sequence[Band] = ()) -> AccountState:
    """What the account shows at the end of a day, by all events entered up to it.

    Events may come in any order: they count by the day and sequence of entry where these are stated, else by their
    value date and, within a day, by kind and content; ids never decide. bands: the ranges of delinquent days. Raises
    InputProblem for a contract that cannot be, or where an event names another that is not there, or an instalment that
    is not due then.
    """
    check_contract(contract)
    run = Run(contract)
    for event in sorted((event for event in events if _entered(event) <= on), key=_order):
        run.take(event)
    if not run.book.lendings:
        run.book.replay()
    return statement_of(run.book, run.approved, run.pauses, bands, on)


def _entered(event: LoanEvent) -> date:
    return event.entered_on or event.on


def _order(event: LoanEvent) -> tuple[object, ...]:
    """By day of entry, the lender's own order, kind and content."""
    names = [
        one.name for one in fields(event) if one.name not in {"id", "on", "note", "sequence", "entered_on", "target_id"}
    ]
    content = tuple(
        (value is not None, "" if value is None else str(value)) for value in map(event.__getattribute__, names)
    )
    return _entered(event), event.sequence or 0, event.on, _RANK.get(type(event), _LAST), event.kind, content


class Run:
    """Events on their way into a book. pauses: (start, end) of the count of days past due."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.book: Book = ProgressiveBook(contract) if contract.progressive else CumulativeBook(contract)
        self.approved = False
        self.pauses: list[tuple[date, date]] = []
        self.undo: dict[int, Callable[[], None]] = {}
        self.down_payments: dict[int, Transaction] = {}
        self.by_event: dict[int, Transaction] = {}
        self.charges: dict[int, Charge] = {}
        self.order = 0

    def take(self, event: LoanEvent) -> None:
        """Let an event do what it does to the book; events that are none of a ledger's business do nothing."""
        self.order += 1
        match event:
            case Approved():
                self.approved = True
                self.book.approve(event.lending_on or event.on, event.amount_fen)
            case Lent():
                self._lend(event)
            case Paid():
                self._enter(event, TransactionKind.PAYMENT, event.amount_fen, event.source or PaymentSource.OWN)
            case PaidOff():
                self._pay_off(event)
            case CreditRefunded():
                self._enter(event, TransactionKind.CREDIT_REFUND, event.amount_fen)
            case ChargedBack():
                known = self.down_payments if event.of_down_payment else self.by_event
                target = _known(known, event.target_id)
                self._enter(event, TransactionKind.CHARGEBACK, event.amount_fen, target=target)
            case ChargedOff():
                self._enter(event, TransactionKind.CHARGED_OFF, 0)
            case WrittenOff():
                self._enter(event, TransactionKind.WRITTEN_OFF, 0)
            case ReAged():
                self._enter(event, TransactionKind.RE_AGED, 0)
            case ReAmortised():
                self._enter(event, TransactionKind.RE_AMORTISED, 0)
            case ChargeAgreed():
                self._charge(event)
            case ChargeWaived():
                self._waive(event)
            case Rescheduled():
                self.book.enter_reschedule(event)
                self.undo[event.id] = lambda: self._forget_reschedule(event)
            case CountPaused() | CountResumed():
                self._pause(event)
            case Undone():
                self._undo(event)
            case _:
                pass

    def _enter(
        self,
        event: LoanEvent,
        kind: TransactionKind,
        amount_fen: Fen,
        source: PaymentSource = PaymentSource.OWN,
        *,
        target: Transaction | None = None,
    ) -> Transaction:
        done = Transaction(
            kind=kind,
            on=event.on,
            entered_on=_entered(event),
            order=self.order,
            amount_fen=amount_fen,
            event=event,
            source=source,
            target=target,
        )
        self.book.enter(done)
        if kind is not TransactionKind.DOWN_PAYMENT:
            self.by_event[event.id] = done
            self.undo[event.id] = lambda: self._take_back(done)
        return done

    def _lend(self, event: Lent) -> None:
        lending = self._enter(event, TransactionKind.LENDING, event.amount_fen)
        down = self.contract.down_payment_of(event.amount_fen) if self.contract.down_payment_kept else 0
        covered = lending.overpaid_fen if self.contract.progressive else self.book.account.overpaid_fen
        if down > covered:
            self.order += 1
            self.down_payments[event.id] = self._enter(event, TransactionKind.DOWN_PAYMENT, down - covered)

    def _pay_off(self, event: PaidOff) -> None:
        """Pay what is quoted, and what the order of allocation lets come up by rounding until nothing is left."""
        owed_fen = self.book.settlement_fen(event.on)
        if owed_fen <= 0:  # more was paid than is owed: nothing is quoted, and nothing paid
            self.undo[event.id] = lambda: None
            return
        done = self._enter(event, TransactionKind.PAYMENT, owed_fen)
        for _ in range(_TRIES):
            left = self.book.outstanding_fen()
            if not left:
                break
            done.amount_fen += left
            self.book.replay()

    def _charge(self, event: ChargeAgreed) -> None:
        charge = Charge(
            agreed=event,
            order=self.order,
            part=Part.CHARGE if event.penalty else Part.FEE,
            due_on=(event.due_on or event.on) if event.timing is ChargeTiming.ON_DAY else None,
            entered_on=_entered(event),
        )
        self.charges[event.id] = charge

        def forget() -> None:
            charge.undone = True
            self.book.replay()

        self.undo[event.id] = forget
        self.book.enter_charge(charge)

    def _waive(self, event: ChargeWaived) -> None:
        charge = _known(self.charges, event.target_id)
        given_up = charge.amount_fen - charge.paid_fen - charge.waived_fen
        charge.waived_fen += given_up

        def restore() -> None:
            charge.waived_fen -= given_up
            self.book.replay()

        self.undo[event.id] = restore
        self.book.replay()

    def _pause(self, event: CountPaused | CountResumed) -> None:
        if isinstance(event, CountPaused):
            pause = (event.on, event.until_on)
            self.pauses.append(pause)
            self.undo[event.id] = lambda: self.pauses.remove(pause)
        else:
            self.pauses = [(start, event.on if start <= event.on < end else end) for start, end in self.pauses]

    def _undo(self, event: Undone) -> None:
        if event.of_down_payment:
            self._take_back(_known(self.down_payments, event.target_id))
        else:
            _known(self.undo, event.target_id)()
            del self.undo[event.target_id]

    def _take_back(self, done: Transaction) -> None:
        """Take a transaction back; with a lending, what was entered after it for its day or later."""
        done.undone = True
        if done.kind is TransactionKind.LENDING:
            for other in self.book.transactions:
                other.undone |= other.order > done.order and other.on >= done.on
        self.book.replay()

    def _forget_reschedule(self, event: Rescheduled) -> None:
        self.book.reschedules.remove(event)
        self.book.replay()


def _known(by_event: Mapping[int, T], event_id: int) -> T:
    if event_id not in by_event:
        raise InputProblem(
            text("There is no event {id} that could be meant here.", id=event_id),
            text("Name an event of the same loan that came before."),
        )
    return by_event[event_id]
