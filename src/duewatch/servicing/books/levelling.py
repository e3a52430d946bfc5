"""The levelled plan of a running account: instalments by the levelling model, after what was lent and paid.

Where interest follows payments: what is paid before an instalment's due date ends its interest on that day (or, where
a settlement costs the whole period, on the due date), and principal past due goes on bearing interest to the day of
the next payment.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from duewatch.model.bill import Part
from duewatch.model.money import Fen
from duewatch.servicing.books.account import Account, LineKind, OpenInstalment
from duewatch.servicing.books.contract import Contract
from duewatch.servicing.books.level_terms import LevelEvent, LevelKind, LevelTerms
from duewatch.servicing.books.posting import Before
from duewatch.servicing.books.progressive import level_payable, level_rows
from duewatch.servicing.strategy import Payable

_PAID = {Part.PRINCIPAL: LevelKind.PRINCIPAL_PAID, Part.INTEREST: LevelKind.INTEREST_PAID}


class Levelling:
    """The model's events, and the account's instalments that follow from them."""

    def __init__(self, contract: Contract, account: Account) -> None:
        self.contract = contract
        self.account = account
        self.events: list[LevelEvent] = []
        self.overdue_until: dict[OpenInstalment, date] = {}
        self.terms = LevelTerms(
            annual_rate_pct=Decimal(contract.annual_rate_pct),
            year_days=contract.year_days,
            month_days=contract.month_days,
            every=contract.every,
            unit=contract.unit,
            rounding=contract.rounding,
            step_fen=max(contract.step_fen, contract.unit_fen),
        )

    @property
    def follows_payments(self) -> bool:
        """Whether interest follows what is paid, day by day; not once the claim was given up or re-aged."""
        if self.contract.recalculation is None or not self.contract.annual_rate_pct:
            return False
        return not any(line.written_off or line.kind is LineKind.RE_AGED for line in self.account.lines)

    @property
    def lines(self) -> list[OpenInstalment]:
        """The instalments of the plan."""
        return [line for line in self.account.lines if line.kind is LineKind.PLANNED]

    def takes(self, on: date) -> bool:
        """Whether money lent on a day can be paid back with the plan's instalments."""
        return not any(line.kind is LineKind.RE_AGED for line in self.account.lines) and on < self.lines[-1].due_on

    def lend(self, on: date, amount_fen: Fen) -> None:
        """Money was lent."""
        if amount_fen:
            self.events.append(LevelEvent(kind=LevelKind.LENT, on=on, amount_fen=amount_fen))
            self.relevel(on)

    def new_rate(self, on: date, annual_rate_pct: Decimal) -> None:
        """The rate changed."""
        self.events.append(LevelEvent(kind=LevelKind.RATE, on=on, annual_rate_pct=annual_rate_pct))
        self.relevel(on)

    def reach(self, on: date) -> None:
        """Let principal past due bear interest to a day."""
        for line in self.lines:
            unpaid = min(line.remaining(Part.PRINCIPAL), line.planned[Part.PRINCIPAL])
            since = self.overdue_until.get(line, line.due_on)
            if line.due_on < on and unpaid > 0 and since < on <= self.lines[-1].due_on:
                self.events.append(LevelEvent(kind=LevelKind.CORRECTION, on=since, amount_fen=unpaid))
                self.events.append(LevelEvent(kind=LevelKind.CORRECTION, on=on, amount_fen=-unpaid))
                self.overdue_until[line] = on
        self.relevel(on)

    def before_payment(self, on: date) -> Before:
        """What settles, before an instalment is paid in advance, what it comes to on that day."""

        def settle(payable: Payable) -> None:
            if isinstance(payable, OpenInstalment) and payable.kind is LineKind.PLANNED and payable.remaining_fen > 0:
                self._come_to(payable, on)

        return settle

    def relevel(self, on: date) -> Fen:
        """Bring the instalments to the model's, as of a day, so that principal sums to what was lent. Answers what of
        the payments is then too much, where the last instalment was paid before those that come before it."""
        lines = self.lines
        rows = level_rows(self.terms, self._periods(), self._all_events())
        for line, row in zip(lines, rows, strict=True):
            line.plan(
                max(row.principal_fen, _least(line, Part.PRINCIPAL)), max(row.interest_fen, _least(line, Part.INTEREST))
            )
        lent = sum(event.amount_fen for event in self.events if event.kind is LevelKind.LENT)
        apart = lent - sum(line.planned[Part.PRINCIPAL] for line in lines)
        for line in reversed(lines):
            if apart and line.remaining_fen > 0:
                change = max(apart, _least(line, Part.PRINCIPAL) - line.planned[Part.PRINCIPAL])
                line.plan(line.planned[Part.PRINCIPAL] + change, line.planned[Part.INTEREST])
                apart -= change
        if apart > 0:
            lines[-1].plan(lines[-1].planned[Part.PRINCIPAL] + apart, lines[-1].planned[Part.INTEREST])
        for line in lines:
            line.settle(on)
        return self._give_back(-apart, on) if apart < 0 else 0

    def _give_back(self, amount_fen: Fen, on: date) -> Fen:
        """Lower what is owed and paid of the last instalments by an amount."""
        left = amount_fen
        for line in reversed(self.lines):
            piece = min(left, line.paid[Part.PRINCIPAL])
            if piece > 0:
                line.pay(Part.PRINCIPAL, -piece, on)
                line.plan(line.planned[Part.PRINCIPAL] - piece, line.planned[Part.INTEREST])
                left -= piece
        return amount_fen - left

    def settlement_fen(self, on: date) -> Fen:
        """What pays everything off on a day: all principal, interest due, interest of the period under way."""
        self.reach(on)
        saved = [(line, dict(line.planned)) for line in self.lines]
        for line in self.lines:
            if line.due_on > on and line.remaining_fen > 0:
                self._come_to(line, on)
        interest = sum(line.remaining(Part.INTEREST) for line in self.account.lines)
        for line, planned in saved:
            line.plan(planned[Part.PRINCIPAL], planned[Part.INTEREST])
        return interest + sum(
            line.remaining(part) for line in self.account.lines for part in Part if part is not Part.INTEREST
        )

    def _come_to(self, line: OpenInstalment, on: date) -> None:
        recalculation = self.contract.recalculation
        whole = recalculation is not None and recalculation.settle_to_period_end and line.from_on <= on
        payable = level_payable(
            self.terms, self._periods(), self._all_events(), line.due_on, line.due_on if whole else on
        )
        line.plan(payable.principal_fen, payable.interest_fen)

    def _periods(self) -> list[tuple[date, date]]:
        return [(line.from_on, line.due_on) for line in self.lines]

    def _all_events(self) -> list[LevelEvent]:
        """Lendings, rates and corrections, with what was paid of the plan on the instalments, by day."""
        paid = [event for line in self.lines for event in _paid_of_plan(line)] if self.follows_payments else []
        return sorted([*self.events, *paid], key=lambda event: event.on)


def _least(line: OpenInstalment, part: Part) -> Fen:
    """The planned amount of a part below which more would be paid than is owed."""
    return line.planned[part] - line.remaining(part)


def _paid_of_plan(line: OpenInstalment) -> Iterator[LevelEvent]:
    """What was paid on an instalment of its planned amounts, before what was put on it beside the plan."""
    left = dict(line.planned)
    for on, part, amount in line.payments:
        planned = min(amount, left.get(part, 0))
        if planned > 0:
            left[part] -= planned
            yield LevelEvent(kind=_PAID[part], on=on, amount_fen=planned, due_on=line.due_on)
