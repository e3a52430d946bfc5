"""A lender's book of one loan: its entries in the order they were made, and the account that follows from them.

An entry of the latest value date is put through on the account as it stands. One that is dated back, or taken back,
lets all entries be put through anew from the start; that is the whole of "backdating" and "undoing".
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from duewatch.model.loan_event import ChargeTiming, Rescheduled
from duewatch.model.money import Fen
from duewatch.servicing.books.account import Account, Charge, Transaction, TransactionKind
from duewatch.servicing.books.contract import Contract
from duewatch.servicing.books.placing import place_charge
from duewatch.servicing.books.posting import total

PAYING = frozenset({TransactionKind.PAYMENT, TransactionKind.DOWN_PAYMENT})


class Book(ABC):
    """What both kinds of books share. approved: what may be lent and the day for which lending is planned."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.account = Account(down_payments_first=not contract.progressive)
        self.transactions: list[Transaction] = []
        self.charges: list[Charge] = []
        self.reschedules: list[Rescheduled] = []
        self.approved: tuple[date, Fen] = (contract.signed_on, contract.principal_fen)

    @abstractmethod
    def replay(self) -> None:
        """Put all entries through anew."""

    @abstractmethod
    def put_through(self, done: Transaction) -> None:
        """Put a transaction through on the account as it stands."""

    @abstractmethod
    def settlement_fen(self, on: date) -> Fen:
        """What pays the loan off on a day."""

    @property
    def live(self) -> list[Transaction]:
        """The transactions that were not undone, in the order of entry."""
        return [done for done in self.transactions if not done.undone]

    @property
    def lendings(self) -> list[Transaction]:
        """The lendings, by day."""
        lent = [done for done in self.live if done.kind is TransactionKind.LENDING]
        return sorted(lent, key=lambda done: (done.on, done.order))

    @property
    def lent_fen(self) -> Fen:
        """All that was lent."""
        return sum(done.amount_fen for done in self.lendings)

    def in_order(self) -> list[Transaction]:
        """The transactions by value date; those of one day by the day and order of entry."""
        return sorted(self.live, key=lambda done: (done.on, done.entered_on, done.order))

    def enter(self, done: Transaction) -> None:
        """Take up a transaction."""
        if not self.account.lines and done.kind is not TransactionKind.LENDING:
            self.replay()
        latest = all(other.on <= done.on for other in self.live)
        self.transactions.append(done)
        if latest:
            self.put_through(done)
        else:
            self.replay()

    def enter_charge(self, charge: Charge) -> None:
        """Take up a charge."""
        self.charges.append(charge)
        self.replay()

    def enter_reschedule(self, change: Rescheduled) -> None:
        """Take up a rescheduling."""
        self.reschedules.append(change)
        self.replay()

    def approve(self, on: date, amount_fen: Fen) -> None:
        """Take the amount and the day as agreed; they are the plan until money is lent."""
        self.approved = (on, amount_fen)
        self.contract = replace(self.contract, principal_fen=amount_fen)

    def fees_at_lending(self, lending: Transaction) -> Iterable[Transaction]:
        """The charges that were kept back from the first lending, as transactions."""
        if lending is not self.lendings[0]:
            return
        for charge in self.charges:
            if charge.agreed.timing is ChargeTiming.AT_LENDING and charge.at_lending_fen:
                yield Transaction(
                    kind=TransactionKind.FEE_AT_LENDING,
                    on=lending.on,
                    entered_on=lending.entered_on,
                    order=lending.order,
                    amount_fen=charge.at_lending_fen,
                    event=charge.agreed,
                    parts={charge.part: charge.at_lending_fen},
                )

    def place(self, charge: Charge) -> None:
        """Put a charge on the instalments, unless it was undone."""
        if not charge.undone:
            first = self.lendings[0].amount_fen if self.lendings else 0
            lent = first if charge.agreed.timing is ChargeTiming.AT_LENDING else self.lent_fen
            place_charge(self.contract, self.account, charge, lent)

    def outstanding_fen(self) -> Fen:
        """All that is unpaid."""
        return total(self.account.remaining())
