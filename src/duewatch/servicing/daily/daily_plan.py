"""Level bills of a loan with daily simple interest: the same amount on each due date, whatever the days between.

No formula gives that amount to the fen, since interest is rounded bill by bill and months differ in length. It is
searched for: the balance left after the last bill falls with every fen more, so that there is one amount at which it
turns, and the search finds it by exact arithmetic.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import lcm

from duewatch.model.clauses import Rounding
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.daily.daily import DailyTerms, check_daily_terms, check_lent, interest_between, interest_cap
from duewatch.servicing.plans.exact import ratio_to_fen


class FinalPayment(StrEnum):
    """How the last bill, which takes the rest, may differ from the others."""

    LOWER = "lower"
    """The smallest level amount with which the last bill is not higher than the others."""
    HIGHER = "higher"
    """The largest level amount with which the last bill is not lower than the others."""
    SIMILAR = "similar"
    """The one of the two with which the last bill differs less; the higher last bill where both differ the same."""


@dataclass(frozen=True, slots=True)
class DailyBill:
    """A bill of the plan. interest: of the days since the bill before, exact, in fen with fractions; interest_fen: of
    the payment, rounded (with interest that an earlier bill did not cover). balance_fen: principal left after it."""

    due_on: date
    payment_fen: Fen
    interest: Fraction
    interest_fen: Fen
    principal_fen: Fen
    balance_fen: Fen


@dataclass(frozen=True, slots=True)
class DailyPlan:
    """The level amount and the bills; the last one takes the rest."""

    level_fen: Fen
    rows: tuple[DailyBill, ...]

    @property
    def interest_fen(self) -> Fen:
        """All interest of the plan."""
        return sum(row.interest_fen for row in self.rows)

    @property
    def total_fen(self) -> Fen:
        """All that is paid."""
        return sum(row.payment_fen for row in self.rows)


def daily_plan(
    principal_fen: Fen,
    lent_on: date,
    due_on: Sequence[date],
    terms: DailyTerms,
    *,
    final: FinalPayment = FinalPayment.LOWER,
    rounding: Rounding = Rounding.HALF_UP,
    step_fen: Fen = 1,
    level_fen: Fen | None = None,
) -> DailyPlan:
    """The plan of level bills on the given due dates.

    Interest by terms (its rounding, its cap of a day and of the whole), rounded at each bill; what a bill does not
    cover of it waits for the next and bears none. level_fen: the contract's own amount; then nothing is searched for.
    step_fen: the level amount is a whole number of steps (1 the fen, 100 the yuan). rounding: where final is SIMILAR
    and two neighbouring steps are equally good, UP takes the larger one, any other the smaller. Raises InputProblem
    where the dates, the principal or the terms cannot be.
    """
    check_daily_terms(terms)
    check_lent(principal_fen)
    _check_dates(lent_on, due_on)
    course = _Course(principal_fen, lent_on, due_on, terms)
    if level_fen is None:
        level_fen = _search(course, final, rounding, step_fen)
    return DailyPlan(level_fen, course.bills(due_on, level_fen))


class _Course:
    """What a level amount makes of the loan, in whole numbers: exact interest is counted in 1/unit fen."""

    def __init__(self, principal_fen: Fen, lent_on: date, due_on: Sequence[date], terms: DailyTerms) -> None:
        gaps = [interest_between(1, terms, before, on) for before, on in pairwise((lent_on, *due_on))]
        cap = interest_cap(terms, principal_fen)
        self.unit = lcm(*(gap.denominator for gap in gaps), 1 if cap is None else cap.denominator)
        self.gaps = [int(gap * self.unit) for gap in gaps]
        self.cap = None if cap is None else int(cap * self.unit)
        self.principal_fen = principal_fen
        self.rounding = terms.rounding

    def steps(self, level_fen: Fen) -> Iterator[tuple[int, Fen, Fen]]:
        """Of each bill: interest since the one before (in 1/unit fen), rounded interest due, principal before it.
        The principal falls below zero where the level amount is more than the loan takes."""
        balance, unpaid, accrued, covered = self.principal_fen, 0, 0, 0
        for gap in self.gaps:
            interest = charged = max(balance, 0) * gap
            if self.cap is not None:
                interest = min(interest, self.cap - accrued)
                # The cap is on what is charged: fractions that rounding dropped do not use it up.
                charged = min(charged, self.cap - covered * self.unit - unpaid)
            accrued += interest
            unpaid += charged
            due = ratio_to_fen(unpaid, self.unit, self.rounding)
            if self.cap is not None:
                due = min(due, self.cap // self.unit - covered)
            yield interest, due, balance
            paid = min(due, level_fen)
            unpaid = 0 if paid == due else unpaid - paid * self.unit
            covered += paid
            balance -= level_fen - paid

    def excess_fen(self, level_fen: Fen) -> Fen:
        """By how much the last bill exceeds the level amount; below zero: it is lower, or nothing is left for it."""
        *_, (_, due, balance) = self.steps(level_fen)
        return balance + due - level_fen

    def bills(self, due_on: Sequence[date], level_fen: Fen) -> tuple[DailyBill, ...]:
        """The bills; the last takes the rest, and none asks for more than is left."""
        bills: list[DailyBill] = []
        for on, (interest, due, before) in zip(due_on, self.steps(level_fen), strict=True):
            balance = max(before, 0)
            payment = balance + due if on == due_on[-1] else min(level_fen, balance + due)
            paid = min(due, payment)
            principal = payment - paid
            bills.append(DailyBill(on, payment, Fraction(interest, self.unit), paid, principal, balance - principal))
        return tuple(bills)

    def estimate_fen(self) -> Fen:
        """About the level amount: without rounding and caps the principal is the sum of the bills, each divided by
        the growth up to it."""
        growth, value = Decimal(1), Decimal(0)
        for gap in self.gaps:
            growth *= 1 + Decimal(gap) / self.unit
            value += 1 / growth
        return int(self.principal_fen / value)


def _search(course: _Course, final: FinalPayment, rounding: Rounding, step_fen: Fen) -> Fen:
    """The level amount: of the two neighbouring steps between which the last bill turns from higher to not higher
    than the others, the one asked for."""

    def excess(steps: int) -> Fen:
        return course.excess_fen(steps * step_fen)

    high, reach = max(course.estimate_fen() // step_fen, 1), 1
    while excess(high) > 0:
        high, reach = high + reach, reach * 2
    low, reach = high - 1, 1
    while low > 0 and excess(low) <= 0:
        high, low, reach = low, max(low - reach, 0), reach * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    if low == 0 or final is FinalPayment.LOWER or excess(high) == 0:
        return high * step_fen
    over, under = excess(low), -excess(high)
    if final is FinalPayment.SIMILAR and (over > under or (over == under and rounding is Rounding.UP)):
        return high * step_fen
    return low * step_fen


def _check_dates(lent_on: date, due_on: Sequence[date]) -> None:
    if not due_on:
        raise InputProblem(text("There is no due date."), text("Give at least one due date."))
    for number, (before, on) in enumerate(pairwise((lent_on, *due_on))):
        if on < before or (on == before and number):
            raise InputProblem(
                text("The due date {on} is not after {before}.", on=on, before=before),
                text("Give the due dates in order, none before the day of lending."),
            )
