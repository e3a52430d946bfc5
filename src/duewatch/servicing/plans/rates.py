"""Which annual rate a loan bears from which day on: as agreed, changed on a day, or following the loan prime rate.

A month of the LPR that is not known makes the rate unknown from then on; it is never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duewatch.model.clauses import LprTerm, Repricing
from duewatch.model.dates import add_months, on_day
from duewatch.model.loan import Terms
from duewatch.model.lpr import LprHistory
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text


@dataclass(frozen=True, slots=True)
class RateFrom:
    """From that day on (it included) the loan bears this rate; None: not known, `why` says what is missing."""

    from_on: date
    annual_rate_pct: Decimal | None
    why: Text | None = None


def course(terms: Terms, start_on: date, end_on: date, lpr: LprHistory | None = None) -> tuple[RateFrom, ...]:
    """The rates of the loan from start to end, oldest first; the first one is from start_on."""
    first = RateFrom(start_on, terms.annual_rate_pct)
    if terms.annual_rate_pct is None and terms.repricing is not None:
        first = _by_lpr(terms.repricing, start_on, lpr)
    found = {start_on: first}
    if terms.repricing is not None:
        for on in repricing_days(terms.repricing, start_on, end_on):
            found[on] = _by_lpr(terms.repricing, on, lpr)
    for change in terms.rate_changes:  # what the borrower entered beats what would follow from the LPR
        if start_on < change.from_on < end_on:
            found[change.from_on] = RateFrom(change.from_on, change.annual_rate_pct)
    return tuple(found[on] for on in sorted(found))


def repricing_days(repricing: Repricing, start_on: date, end_on: date) -> Iterator[date]:
    """The repricing days after start_on and before end_on."""
    month, day = repricing.month or start_on.month, repricing.day or start_on.day
    year = start_on.year
    if on_day(year, month, day) <= start_on:
        year += 1
    index, on = 0, on_day(year, month, day)
    while on < end_on:
        yield on
        index += 1
        on = add_months(on_day(year, month, day), index * repricing.every_months, day)


def _by_lpr(repricing: Repricing, on: date, lpr: LprHistory | None) -> RateFrom:
    base = None if lpr is None else lpr.pct(repricing.term, on)
    name = text("one-year LPR") if repricing.term is LprTerm.ONE_YEAR else text("over-five-year LPR")
    if base is None:
        why = text(
            "From {on} the rate follows the {lpr} published by that day, which is not known here; the amounts that "
            "rest on it are left open.",
            on=on,
            lpr=name,
        )
        return RateFrom(on, None, why)
    rate = base + repricing.spread_pct
    if rate < 0:
        raise InputProblem(
            text("The {lpr} of {on} with the spread of {spread} comes to less than nothing.", lpr=name, on=on,
                 spread=repricing.spread_pct),
            text("Correct the spread of the repricing."),
        )  # fmt: skip
    return RateFrom(on, rate)
