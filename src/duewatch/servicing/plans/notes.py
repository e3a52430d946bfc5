"""What a plan leaves open, and what was taken as what where the terms are silent: one sentence each."""

from collections.abc import Sequence

from duewatch.model.clauses import FirstPeriod, Interval
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.text import Text, ntext, text
from duewatch.servicing.plans.periods import Period
from duewatch.servicing.plans.plan import Instalment
from duewatch.servicing.plans.rates import RateFrom


def of_plan(
    terms: Terms, first: Period, lines: Sequence[Instalment], rates: Sequence[RateFrom] = ()
) -> tuple[Text, ...]:
    """The notes of a plan. rates: its course of rates, where it is not one rate for all."""
    notes: list[Text] = [rate.why for rate in rates if rate.why is not None][:1]
    bears = terms.annual_rate_pct != 0 or any(rate.annual_rate_pct for rate in rates)
    by_days = counts_days(terms, first)
    if bears and terms.day_count is None and by_days and any(line.interest_fen is None for line in lines):
        notes.append(
            text("Interest is reckoned by the day here, and how a year is counted is not known: choose a day count.")
        )
    whole = terms.day_count is None and terms.first_period is FirstPeriod.WHOLE and terms.kind is not LoanKind.BULLET
    if bears and whole and not by_days and not first.regular:
        notes.append(
            ntext(
                "The first period has {count} day and is counted as a whole one.",
                "The first period has {count} days and is counted as a whole one.",
                (first.due_on - first.from_on).days,
            )
        )
    return tuple(notes)


def counts_days(terms: Terms, first: Period) -> bool:
    """Whether interest can only be reckoned by days: a day count is needed then."""
    if terms.kind is LoanKind.BULLET:
        return first.months is None
    return terms.kind is LoanKind.DAILY or terms.unit is not Interval.MONTHS
