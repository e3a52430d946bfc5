"""The plan of a loan that is planned from its start: each instalment in turn, whatever is lent on the way.

Conventions (as lenders with such plans state them; checked against figures of other systems):

- Principal of a flat loan, or one without interest, is shared evenly among the instalments; money lent later adds its
  own share of the same number of instalments, and the last one takes the rest. Money lent on a due day belongs to the
  instalment due that day.
- Flat interest is shared evenly too; the last instalment takes what rounding leaves. Where instalments are rounded to
  a step, principal and interest together are, and the principal is the rest.
- On a declining balance the level instalment is reckoned once, from the whole amount agreed (which more lendings
  draw on), with a month as a twelfth of a year, or as 30/365 of one where interest counts days.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from duewatch.model.clauses import Interval
from duewatch.model.loan_event import Rescheduled
from duewatch.model.money import Fen
from duewatch.servicing.books.contract import Amortisation, Contract, EarlyMoney, InterestMethod
from duewatch.servicing.books.recalculation import Course
from duewatch.servicing.books.slots import PlannedRow, Slot, slots_of
from duewatch.servicing.plans.level import level

_A_YEAR = {Interval.MONTHS: 12, Interval.WEEKS: 52}
_MONTH_DAYS, _YEAR_DAYS = 30, 365


def planned_rows(
    contract: Contract,
    lendings: Sequence[tuple[date, Fen]],
    reschedules: Sequence[Rescheduled] = (),
    course: Course | None = None,
) -> list[PlannedRow]:
    """The instalments, down payments among them, for what was (or is planned to be) lent: (day, amount) in order.

    course: what was really paid, where interest follows it; None: the plan alone.
    """
    walk = _Walk(contract, lendings, reschedules, course)
    return walk.rows()


class _Walk:
    """From instalment to instalment."""

    def __init__(
        self,
        contract: Contract,
        lendings: Sequence[tuple[date, Fen]],
        reschedules: Sequence[Rescheduled],
        course: Course | None,
    ) -> None:
        self.contract = contract
        self.course = course
        start = contract.signed_on if contract.from_signing else lendings[0][0]
        self.slots = slots_of(contract, start, reschedules)
        self.to_lend = sorted(lendings, key=lambda lending: lending[0])
        self.balance: Fen = 0
        self.share = Fraction(0)
        self.signed = slots_of(contract, start)
        self.shares = sum(not slot.no_principal for slot in self.signed)
        self.lent_fen: Fen = 0
        self.flat = Fraction(0)
        self.charged: Fen = 0
        self.deferred: Fen = 0
        self.early: Fen = 0
        self.level: Fen | None = None
        self.made: list[PlannedRow] = []

    def rows(self) -> list[PlannedRow]:
        """Walk to the end; with what was really paid, only until nothing is left."""
        rows: list[PlannedRow] = []
        for number, slot in enumerate(self.slots):
            lent = self._lend(slot, rows)
            self._begin(number, slot)
            kept = self.course.kept_row(number) if self.course else None
            row = kept if kept and kept.principal_fen <= self.balance else self._row(number, slot, lent)
            self.balance -= row.principal_fen
            self.early += row.extra_fen
            self._after_early_money(number)
            if not self.course or row.principal_fen or row.interest_fen or slot.no_principal:
                self.made.append(row)
                rows.append(row)
        return rows

    def _lend(self, slot: Slot, rows: list[PlannedRow]) -> list[tuple[date, Fen]]:
        """Take up what is lent in the period; down payments are due at once. Answers the days and net amounts."""
        lent = []
        last = slot is self.slots[-1]
        while self.to_lend and (self.to_lend[0][0] <= slot.due_on or last):
            on, amount = self.to_lend.pop(0)
            down = self.contract.down_payment_of(amount) if self.contract.down_payment_pct else 0
            if down:
                row = PlannedRow(from_on=on, due_on=on, principal_fen=down, interest_fen=0, down_payment=True)
                rows.append(row)
                self.made.append(row)
            self.balance += amount - down
            self.lent_fen += amount - down
            self.share += Fraction(amount - down, self.shares)
            lent.append((on, amount - down))
        return lent

    def _begin(self, number: int, slot: Slot) -> None:
        """Settle what the instalments from here on are, where the plan begins or begins anew."""
        left = [one for one in self.slots[number:] if not one.no_principal]
        if slot.anew:
            self.shares = len(left)
            self.share = Fraction(self.balance, self.shares)
            self.level = None
        if self.level is None and not slot.no_principal and not self._is_flat:
            self.level = self._level(number, slot, left)

    def _row(self, number: int, slot: Slot, lent: Sequence[tuple[date, Fen]]) -> PlannedRow:
        own = self._flat_interest(number, slot) if self._is_flat else self._interest(slot, lent)
        interest = own
        if not self._is_flat:
            self.deferred += own
            interest = 0 if slot.no_interest else self.deferred
            self.deferred -= interest
        principal = self._principal(number, slot, own)
        extra = 0
        if self.course:
            early = self.course.beyond(slot, self.made, principal + interest)
            extra = max(min(early, self.balance - principal), 0)
        return PlannedRow(
            from_on=slot.from_on,
            due_on=slot.due_on,
            principal_fen=principal + extra,
            interest_fen=interest,
            extra_fen=extra,
        )

    @property
    def _is_flat(self) -> bool:
        return self.contract.interest is InterestMethod.FLAT or not self.contract.annual_rate_pct

    def _principal(self, number: int, slot: Slot, interest: Fen) -> Fen:
        if slot.no_principal:
            return 0
        if number == len(self.slots) - 1:
            return self.balance
        if self._is_flat:
            instalment = self.contract.stepped(self.share + interest) - interest
        elif self.contract.amortisation is Amortisation.EQUAL_PRINCIPAL:
            instalment = self.contract.stepped(self.share)
        else:
            instalment = (self.level or 0) - interest
        if self.course and self.contract.recalculation:
            instalment = self._less_early_money(instalment)
        return min(max(instalment, 0), self.balance)

    def _less_early_money(self, instalment: Fen) -> Fen:
        recalculation = self.contract.recalculation
        if recalculation and recalculation.early is EarlyMoney.NEXT_INSTALMENTS:
            used = min(self.early, max(instalment, 0))
            self.early -= used
            return instalment - used
        return instalment

    def _after_early_money(self, number: int) -> None:
        """Early money lowers the instalments to come where it was agreed so."""
        recalculation = self.contract.recalculation
        if recalculation is None or not self.early or recalculation.early is not EarlyMoney.LOWER_INSTALMENT:
            return
        left = [one for one in self.slots[number + 1 :] if not one.no_principal]
        self.early = 0
        if left:
            self.level = self._annuity(self.balance, left)
            self.share = Fraction(self.balance, len(left))

    def _level(self, number: int, slot: Slot, left: Sequence[Slot]) -> Fen:
        """The level instalment: of the whole amount agreed at the start, of the balance after a new plan."""
        principal = self.balance
        if self.contract.in_parts and not slot.anew and not any(one.anew for one in self.slots[:number]):
            agreed = self.contract.principal_fen
            principal = max(agreed - self.contract.down_payment_of(agreed), self.balance)
        return self._annuity(principal, left)

    def _annuity(self, principal: Fen, left: Sequence[Slot]) -> Fen:
        return self.contract.stepped(level(Fraction(principal), [self._period_rate(slot.rate) for slot in left]))

    def _period_rate(self, annual_pct: Decimal) -> Fraction:
        """The rate of a period as the level instalment has it, a fraction."""
        contract = self.contract
        rate = Fraction(annual_pct) / 100 * contract.every
        if contract.unit is Interval.DAYS:
            return rate / (contract.year_days or _YEAR_DAYS)
        if not contract.by_day:
            return rate / _A_YEAR[contract.unit]
        days = 7 if contract.unit is Interval.WEEKS else contract.month_days or _MONTH_DAYS
        return rate * days / (contract.year_days or _YEAR_DAYS)

    def _share_of_year(self, slot: Slot, start: date, end: date) -> Fraction:
        """Interest of some days of a period on one fen."""
        if self.contract.by_day:
            return Fraction(slot.rate) / 100 * (end - start).days / (self.contract.year_days or _days_of(start))
        return self._period_rate(slot.rate) * (end - start).days / max((slot.due_on - slot.from_on).days, 1)

    def _flat_interest(self, number: int, slot: Slot) -> Fen:
        """Even shares of the interest on what has been lent so far; the last takes what rounding left."""
        if not self.contract.annual_rate_pct and not any(one.rate for one in self.slots):
            return 0
        self.flat += self.lent_fen * self._share_of_year(slot, slot.from_on, slot.due_on)
        if slot.no_interest:
            return 0
        if number == len(self.slots) - 1:
            return self.contract.rounded(self.flat) - self.charged
        interest = self.contract.rounded(self.lent_fen * self._flat_share)
        self.charged += interest
        return interest

    @cached_property
    def _flat_share(self) -> Fraction:
        """The interest of an instalment on one fen of a flat loan."""
        whole = sum((self._share_of_year(one, one.from_on, one.due_on) for one in self.signed), Fraction(0))
        return whole / sum(not one.no_interest for one in self.signed)

    def _interest(self, slot: Slot, lent: Sequence[tuple[date, Fen]]) -> Fen:
        """Interest of the period on what is owed, each stretch with one balance rounded."""
        opening = self.balance - sum(amount for _, amount in lent)
        turns = {slot.from_on, slot.due_on, *(on for on, _ in lent)}
        if self.course:
            turns |= self.course.turns()
        days = sorted(day for day in turns if slot.from_on <= day <= slot.due_on)
        total = 0
        for start, end in pairwise(days):
            balance = opening + sum(amount for on, amount in lent if on <= start)
            if self.course:
                balance += self.course.beside_plan(slot, self.made, start)
            total += self.contract.rounded(max(balance, 0) * self._share_of_year(slot, start, end))
        return total


def _days_of(on: date) -> int:
    return (date(on.year + 1, 1, 1) - date(on.year, 1, 1)).days
