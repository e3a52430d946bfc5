"""The book of a loan planned from its start: a lending or a new plan makes the instalments anew, and all payments are
allocated to them anew, in the order of their value dates."""

from dataclasses import replace
from datetime import date

from duewatch.model.bill import Part
from duewatch.model.money import Fen
from duewatch.servicing.books.account import LineKind, OpenInstalment, Transaction, TransactionKind
from duewatch.servicing.books.book import PAYING, Book
from duewatch.servicing.books.contract import Contract, InterestMethod
from duewatch.servicing.books.cumulative import planned_rows
from duewatch.servicing.books.posting import post
from duewatch.servicing.books.recalculation import Course
from duewatch.servicing.books.slots import PlannedRow

_ALL: Fen = 10**18
"""More than any loan: to see what a settlement would be allocated to."""


class CumulativeBook(Book):
    """See the module."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        self.rows: list[PlannedRow] = []

    def replay(self) -> None:
        """See Book."""
        self._plan()
        self._put_all_through()

    def put_through(self, done: Transaction) -> None:
        """See Book."""
        if done.kind is TransactionKind.LENDING:
            self.replay()
        elif not self._follows_payments or done.kind not in PAYING:
            post(self.contract, self.account, done, self.live)
        else:
            line = self._just_asked(done)
            post(self.contract, self.account, done, self.live)
            done.as_planned = line is not None and not line.remaining_fen
            if not done.as_planned:
                self._reckon_anew(done.on)
                self._put_all_through()

    def settlement_fen(self, on: date) -> Fen:
        """See Book."""
        recalculation = self.contract.recalculation
        if not self._follows_payments or recalculation is None:
            return self.outstanding_fen()
        rest = replace(recalculation, daily=recalculation.daily and not recalculation.settle_to_period_end)
        paid = self._payments(on)
        course = Course(rest, [*paid, (on, _ALL)], on, self._bills(), 0)
        asked = sum(row.principal_fen + row.interest_fen for row in self._rows(course))
        charges = sum(line.remaining(part) for line in self.account.lines for part in (Part.FEE, Part.CHARGE))
        return asked - sum(amount for _, amount in paid) + charges

    @property
    def _follows_payments(self) -> bool:
        contract = self.contract
        bearing = bool(contract.annual_rate_pct) and contract.interest is InterestMethod.DECLINING
        return bearing and contract.recalculation is not None and bool(self.lendings)

    def _just_asked(self, done: Transaction) -> OpenInstalment | None:
        """The instalment under way, where a payment is just what it asks for and nothing was paid ahead."""
        lines = self.account.planned()
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            if line.from_on <= done.on <= line.due_on and (line is lines[0] or line.from_on < done.on):
                ahead = following is not None and following.paid_early_fen > 0
                just = line.remaining_fen == done.amount_fen and done.entered_on == done.on and not ahead
                return line if just else None
        return None

    def _plan(self) -> None:
        """The instalments from the start; where interest follows payments, reckoned anew with each of them."""
        self.rows = self._rows(None)
        if self._follows_payments:
            for done in self.in_order():
                if done.kind in PAYING and not done.as_planned:
                    self._reckon_anew(done.on)

    def _reckon_anew(self, on: date) -> None:
        recalculation = self.contract.recalculation
        if recalculation is None:
            return
        fees = sum(
            line.remaining(part) for line in self.account.lines if line.due_on < on for part in (Part.FEE, Part.CHARGE)
        )
        self.rows = self._rows(Course(recalculation, self._payments(on), on, self._bills(), fees))

    def _rows(self, course: Course | None) -> list[PlannedRow]:
        lent = [(done.on, done.amount_fen) for done in self.lendings]
        return planned_rows(self.contract, lent or [self.approved], self.reschedules, course)

    def _bills(self) -> list[PlannedRow]:
        return [row for row in self.rows if not row.down_payment]

    def _payments(self, until: date) -> list[tuple[date, Fen]]:
        """What was paid by a day for principal and interest."""
        return [
            (done.on, done.amount_fen - done.parts.get(Part.FEE, 0) - done.parts.get(Part.CHARGE, 0))
            for done in self.in_order()
            if done.kind in PAYING and done.on <= until
        ]

    def _put_all_through(self) -> None:
        account = self.account
        account.lines, account.overpaid_fen = [], 0
        start = self.lendings[0].on if self.lendings else self.approved[0]
        for row in self.rows:
            kind = LineKind.DOWN_PAYMENT if row.down_payment else LineKind.PLANNED
            line = OpenInstalment(row.from_on, row.due_on, row.principal_fen, row.interest_fen, kind=kind)
            line.settle(start)
            account.lines.append(line)
        account.add(())
        for charge in self.charges:
            self.place(charge)
        done_before: list[Transaction] = []
        for done in self.in_order():
            done.clear()
            if done.kind is TransactionKind.LENDING:
                done.principal_change = done.amount_fen
            else:
                post(self.contract, account, done, done_before)
            done_before.append(done)
