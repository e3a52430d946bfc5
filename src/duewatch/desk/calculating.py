"""The calculator: what an offer asks for, bill by bill, and what its money truly costs a year. Needs no store."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from duewatch.config.rules import lpr_history
from duewatch.desk.adjustments import Adjustment, adjusted
from duewatch.model.clauses import DayCount, Interval
from duewatch.model.dates import add_months
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.servicing import annual_cost, schedule
from duewatch.servicing.annual_cost import AnnualCost
from duewatch.servicing.plans.periods import due_dates
from duewatch.servicing.plans.plan import Instalment, Plan

if TYPE_CHECKING:
    from duewatch.desk.session import Session

__all__ = ["AnnualCost", "Calculation", "Instalment", "Plan", "calculate"]


@dataclass(frozen=True, slots=True)
class Calculation:
    """An offer worked out. terms: as they were reckoned. cost: None where an amount of the plan is not known.
    notes: what was taken as what, and what is left open."""

    terms: Terms
    plan: Plan
    cost: AnnualCost | None
    notes: tuple[Text, ...]


def calculate(session: "Session", terms: Terms, adjustments: Sequence[Adjustment] = ()) -> Calculation:
    """The plan of an offer with its adjustments, and its yearly cost.

    A bullet loan over N periods has its one bill at the end of them. Where interest is reckoned by the day and no
    day count is given it is actual/365, and a note says so. Raises InputProblem in one sentence if the offer cannot
    be.
    """
    terms, drawdowns = adjusted(terms, adjustments)
    terms = _at_the_end(terms)
    lpr = lpr_history(session.settings.lpr) if terms.repricing is not None else None
    terms, notes = _by_days(terms)
    plan = schedule.plan(terms, drawdowns, lpr)
    if not plan.instalments:
        raise InputProblem(
            text("Without the number of bills and a date there is no plan."),
            text("Give the number of instalments and the day the money came."),
        )
    flows = plan.flows()
    cost = None
    if flows is not None:
        cost = annual_cost.of_flows(flows, periods_per_year=annual_cost.periods_of(flows))
    return Calculation(terms, plan, cost, (*notes, *plan.notes))


def _at_the_end(terms: Terms) -> Terms:
    """A bullet's one bill falls due at the end of all its periods."""
    if terms.kind is not LoanKind.BULLET:
        return terms
    schedule.check_terms(replace(terms, kind=LoanKind.INTEREST_FIRST, instalment_fen=None))
    dues = due_dates(terms, terms.instalments or 1)
    return replace(terms, instalments=1, first_due_on=dues[-1] if dues else None)


def _by_days(terms: Terms) -> tuple[Terms, tuple[Text, ...]]:
    needed = terms.kind is LoanKind.DAILY or terms.unit is not Interval.MONTHS
    if terms.kind is LoanKind.BULLET:
        needed = not _whole_months(terms.disbursed_on, terms.first_due_on)
    if terms.day_count is not None or not needed or (terms.annual_rate_pct == 0 and not terms.rate_changes):
        return terms, ()
    note = text("No day count was given; the days are counted as actual/365.")
    return replace(terms, day_count=DayCount.ACTUAL_365), (note,)


def _whole_months(start: date | None, end: date | None) -> bool:
    if start is None or end is None:
        return False
    return add_months(start, (end.year - start.year) * 12 + end.month - start.month) == end
