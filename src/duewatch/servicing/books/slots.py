"""The periods of a plan, as signed and as rescheduled, and the instalments that come of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from duewatch.model.loan_event import Rescheduled
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.books.contract import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A period. no_principal, no_interest: grace. anew: what is left is shared out anew from here. rate: percent a
    year."""

    from_on: date
    due_on: date
    rate: Decimal
    no_principal: bool = False
    no_interest: bool = False
    anew: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """An instalment of a plan. extra_fen: early money that was added to its principal."""

    from_on: date
    due_on: date
    principal_fen: Fen
    interest_fen: Fen
    down_payment: bool = False
    extra_fen: Fen = 0


def slots_of(contract: Contract, start: date, reschedules: Sequence[Rescheduled] = ()) -> list[Slot]:
    """The periods from a start, one interval each, after all reschedulings in turn.

    A rescheduled instalment takes the new due date and those after it keep the interval from there; instalments that
    are added continue at the same interval. Raises InputProblem where no instalment is due on the day named.
    """
    slots, previous = [], start
    for number in range(contract.instalments):
        due_on = contract.later(start, number + 1)
        slots.append(
            Slot(
                from_on=previous,
                due_on=due_on,
                rate=contract.annual_rate_pct,
                no_principal=number < contract.grace_principal,
                no_interest=number < contract.grace_interest,
            )
        )
        previous = due_on
    series = (start, 0)
    for reschedule in reschedules:
        slots, series = _rescheduled(contract, slots, series, reschedule)
    return slots


def _rescheduled(
    contract: Contract, slots: list[Slot], series: tuple[date, int], change: Rescheduled
) -> tuple[list[Slot], tuple[date, int]]:
    """The periods after a rescheduling. series: the day that due dates are counted from, and how many periods lie
    before it."""
    first = next((index for index, slot in enumerate(slots) if slot.due_on == change.from_due_on), None)
    if first is None:
        raise InputProblem(
            text("No instalment is due on {day}.", day=change.from_due_on), text("Give the due date of an instalment.")
        )
    more = change.extra_instalments + max(change.grace_principal, change.grace_interest)
    count = len(slots) + more
    if change.new_due_on is not None:
        series = (change.new_due_on, first + 1)
    base, before = series
    changed = slots[:first]
    for index in range(first, count):
        old = slots[min(index, len(slots) - 1)]
        due_on = contract.later(base, index + 1 - before) if change.new_due_on or index >= len(slots) else old.due_on
        changed.append(
            replace(
                old,
                from_on=changed[-1].due_on if changed else old.from_on,
                due_on=due_on,
                rate=old.rate if change.annual_rate_pct is None else change.annual_rate_pct,
                no_principal=index - first < change.grace_principal or (index < len(slots) and old.no_principal),
                no_interest=index - first < change.grace_interest or (index < len(slots) and old.no_interest),
                anew=old.anew if index < len(slots) else False,
            )
        )
    if more or change.annual_rate_pct is not None:
        changed[first] = replace(changed[first], anew=True)
    return changed, series
