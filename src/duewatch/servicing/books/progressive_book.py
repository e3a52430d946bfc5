"""The book of a loan whose plan is levelled anew as events come: each counts on what the events before it left.

In a lender's ledger a charge counts from its due date, so that a payment before it did not see it; what was paid too
much then covers it.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from duewatch.model.bill import Part
from duewatch.model.money import Fen
from duewatch.servicing.books.account import Charge, LineKind, OpenInstalment, Transaction, TransactionKind
from duewatch.servicing.books.book import PAYING, Book
from duewatch.servicing.books.contract import Contract
from duewatch.servicing.books.levelling import Levelling
from duewatch.servicing.books.posting import pay_again, pay_from_overpaid, post, take_back
from duewatch.servicing.books.slots import slots_of
from duewatch.servicing.strategy import nothing

Entry = Transaction | Charge
_ROUNDS = 3
"""How often money left over is put to interest that came up by the very order in which a payment was allocated."""


class ProgressiveBook(Book):
    """See the module. waiting: charges that came before anything was lent."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        self.levelling = Levelling(contract, self.account)
        self.waiting: list[Charge] = []

    def replay(self) -> None:
        """See Book."""
        account = self.account
        account.lines, account.overpaid_fen = [], 0
        self.levelling = Levelling(self.contract, account)
        self.waiting = []
        if not self.lendings:
            self._lend(*self.approved)
            for charge in self.charges:
                self.place(charge)
            return
        before: list[Transaction] = []
        entries: list[Entry] = [*self.live, *self.charges]
        for entry in sorted(entries, key=_counts):
            if isinstance(entry, Charge):
                self._charge(entry, before)
            else:
                entry.clear()
                self._post(entry, before)
                before.append(entry)

    def put_through(self, done: Transaction) -> None:
        """See Book."""
        if done.kind is TransactionKind.LENDING and len(self.lendings) == 1:
            self.replay()
        else:
            self._post(done, self.live)

    def enter_charge(self, charge: Charge) -> None:
        """See Book."""
        self.charges.append(charge)
        last = max((done.on for done in self.live if done.kind is not TransactionKind.LENDING), default=None)
        if self.lendings and (last is None or charge.counts_on > last or charge.agreed.sequence is None):
            self._charge(charge, self.live)
        else:
            self.replay()

    def settlement_fen(self, on: date) -> Fen:
        """See Book."""
        return self.levelling.settlement_fen(on) if self.levelling.follows_payments else self.outstanding_fen()

    def _charge(self, charge: Charge, before: Sequence[Transaction]) -> None:
        if not self.account.lines:
            self.waiting.append(charge)
            return
        self.place(charge)
        if self.account.overpaid_fen:
            pay_again(self.contract, self.account, [done for done in before if done.kind in PAYING])

    def _post(self, done: Transaction, before: Sequence[Transaction]) -> None:
        if done.kind is TransactionKind.LENDING:
            self._lend(done.on, done.amount_fen)
            done.principal_change = done.amount_fen
            if self.account.overpaid_fen:
                pay_from_overpaid(self.contract, self.account, done)
            waiting, self.waiting = self.waiting, []
            for charge in waiting:
                self._charge(charge, before)
        elif done.kind in PAYING and self.levelling.follows_payments:
            self.levelling.reach(done.on)
            post(self.contract, self.account, done, before, self.levelling.before_payment(done.on))
            take_back(self.account, done, self.levelling.relevel(done.on))
            for _ in range(_ROUNDS):
                if not done.overpaid_fen or not self.outstanding_fen():
                    break
                pay_again(self.contract, self.account, [done])
                take_back(self.account, done, self.levelling.relevel(done.on))
        else:
            post(self.contract, self.account, done, before, nothing)

    def _lend(self, on: date, amount_fen: Fen) -> None:
        """Put a lending on the plan: its down payment due at once, the rest on the instalments due later."""
        contract, account = self.contract, self.account
        if not account.lines:
            start = contract.signed_on if contract.from_signing else on
            account.add(
                OpenInstalment(slot.from_on, slot.due_on, kind=LineKind.PLANNED)
                for slot in slots_of(contract, start, self.reschedules)
            )
        down = contract.down_payment_of(amount_fen) if contract.down_payment_pct else 0
        if down:
            account.add([OpenInstalment(on, on, down, kind=LineKind.DOWN_PAYMENT)])
        if self.levelling.takes(on):
            fresh = not self.levelling.events
            self.levelling.lend(on, amount_fen - down)
            for change in self.reschedules if fresh else ():
                if change.annual_rate_pct is not None:
                    self.levelling.new_rate(change.new_due_on or change.from_due_on, change.annual_rate_pct)
            return
        coming = [line for line in account.planned() if line.due_on > on] or [account.added(on)]
        share = contract.stepped(Fraction(amount_fen - down, len(coming)))
        for line in coming:
            rest = amount_fen - down - share * (len(coming) - 1)
            line.put(Part.PRINCIPAL, rest if line is coming[-1] else share, on)


def _counts(entry: Entry) -> tuple[date, date, int]:
    """When an entry counts: a charge on its due date."""
    if isinstance(entry, Charge):
        return entry.counts_on, entry.entered_on, entry.order
    return entry.on, entry.entered_on, entry.order
