"""Interest that follows what was really paid: the course of payments beside a plan.

Conventions (as lenders that reckon plans anew state them; checked against figures of other systems):

- A plan is reckoned anew on the day of a payment. Instalments that fell due before that day stay as they were reckoned.
- In the period under way overdue principal bears interest from the period's start to that day; from then on the plan
  supposes that it is paid. With a rest at due dates both count for the whole period.
- Money beyond what had fallen due lowers the balance from its day (or from the next due date).
- Money beyond the instalment of its period is added to that instalment's principal.
- Where interest is compounded, overdue interest (or fees) bears interest like overdue principal.
"""

from collections.abc import Sequence
from datetime import date

from duewatch.model.money import Fen
from duewatch.servicing.books.contract import Recalculation
from duewatch.servicing.books.slots import PlannedRow, Slot


class Course:
    """Payments (day, amount for principal and interest) up to a day on which the plan is reckoned anew.

    kept: the instalments of the plan before, of which those due before the day stay. overdue_fees_fen: fees and
    charges unpaid on the day.
    """

    def __init__(
        self,
        recalculation: Recalculation,
        payments: Sequence[tuple[date, Fen]],
        now: date,
        kept: Sequence[PlannedRow],
        overdue_fees_fen: Fen = 0,
    ) -> None:
        self.recalculation = recalculation
        self.payments = sorted(payments)
        self.now = now
        self.kept = kept
        self.overdue_fees_fen = overdue_fees_fen

    def kept_row(self, number: int) -> PlannedRow | None:
        """The instalment of the plan before, where it stays."""
        if number < len(self.kept) and self.kept[number].due_on < self.now:
            return self.kept[number]
        return None

    def turns(self) -> set[date]:
        """Days on which what bears interest changes."""
        if not self.recalculation.daily:
            return set()
        return {self.now, *(on for on, _ in self.payments)}

    def beside_plan(self, slot: Slot, before: Sequence[PlannedRow], on: date) -> Fen:
        """What bears interest on a day beside the plan's balance: overdue amounts, less money that came early."""
        seen = on if self.recalculation.daily else slot.from_on
        paid = self._paid_by(seen)
        due = sum(row.principal_fen + row.interest_fen for row in before)
        if paid > due:
            return due - paid
        until = self.now if self.recalculation.daily else slot.due_on
        under_way = slot.from_on < self.now <= slot.due_on
        if not under_way or on >= until:
            return 0
        principal, interest = self._overdue(before, paid)
        compounded = self._overdue(before, self._paid_by(slot.from_on))[1]
        more = min(interest, compounded) if self.recalculation.compound_interest else 0
        return principal + more + (self.overdue_fees_fen if self.recalculation.compound_fees else 0)

    def beyond(self, slot: Slot, before: Sequence[PlannedRow], instalment_fen: Fen) -> Fen:
        """Money paid by the due date beyond this instalment and those before it."""
        due = sum(row.principal_fen + row.interest_fen for row in before) + instalment_fen
        return max(self._paid_by(slot.due_on) - due, 0)

    def _paid_by(self, on: date) -> Fen:
        return sum(amount for day, amount in self.payments if day <= on)

    @staticmethod
    def _overdue(before: Sequence[PlannedRow], paid: Fen) -> tuple[Fen, Fen]:
        """Principal and interest unpaid, where money covers the oldest instalment first, its interest first."""
        principal = interest = 0
        for row in before:
            covered = min(paid, row.interest_fen)
            interest += row.interest_fen - covered
            paid -= covered
            covered = min(paid, row.principal_fen)
            principal += row.principal_fen - covered
            paid -= covered
        return principal, interest
