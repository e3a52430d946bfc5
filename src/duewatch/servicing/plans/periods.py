"""When bills are due and from which day to which day each one's interest runs."""

from dataclasses import dataclass
from datetime import date, timedelta

from duewatch.model.clauses import Interval
from duewatch.model.dates import add_months
from duewatch.model.loan import LoanKind, Terms

SHORTEST_MONTH = 28
"""Days that every month has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One instalment's time: interest from from_on (its day counts) to due_on (its day does not).

    regular: exactly one interval long. months: how many whole months it has, None where it is not made of whole
    months.
    """

    number: int
    from_on: date
    due_on: date
    regular: bool
    months: int | None


def due_dates(terms: Terms, count: int) -> list[date] | None:
    """The due dates; None where neither a first due date nor a day of lending is known. A due day at the month's
    end keeps its anchor: 31 January, 28 February, 31 March."""
    first = terms.first_due_on
    anchor = terms.due_day
    if first is None:
        if terms.disbursed_on is None:
            return None
        first = later(terms, terms.disbursed_on, 1)
        anchor = anchor or terms.disbursed_on.day
    if terms.unit is Interval.MONTHS:
        return _monthly(first, terms.every, count, anchor or first.day)
    step = timedelta(days=terms.every * (7 if terms.unit is Interval.WEEKS else 1))
    return [first + step * index for index in range(count)]


def _monthly(first: date, every: int, count: int, anchor: int) -> list[date]:
    if anchor > SHORTEST_MONTH:
        return [add_months(first, every * index, anchor) for index in range(count)]
    start = first.year * 12 + first.month - 1
    return [date(month // 12, month % 12 + 1, anchor) for month in range(start, start + every * count, every)]


def later(terms: Terms, on: date, intervals: int, anchor: int | None = None) -> date:
    """The day so many intervals after (before, where negative) a day."""
    if terms.unit is Interval.MONTHS:
        return add_months(on, terms.every * intervals, anchor or terms.due_day)
    return on + timedelta(days=terms.every * intervals * (7 if terms.unit is Interval.WEEKS else 1))


def start_of(terms: Terms, first_due_on: date) -> date:
    """From when on interest runs: the day of lending, or an interval before the first bill where it is not known."""
    return terms.disbursed_on or later(terms, first_due_on, -1)


def periods(terms: Terms, count: int) -> tuple[Period, ...]:
    """The instalments' periods; none where due dates are not known. A bullet has one, over its whole life."""
    dues = due_dates(terms, count)
    if not dues:
        return ()
    begin = start_of(terms, dues[0])
    made = []
    for number, due_on in enumerate(dues, start=1):
        if number > 1:
            regular = True
        else:
            anchor = terms.due_day or due_on.day
            regular = later(terms, begin, 1, begin.day) == due_on or later(terms, due_on, -1, anchor) == begin
        months = _whole_months(begin, due_on)
        if regular and terms.unit is Interval.MONTHS and terms.kind is not LoanKind.BULLET:
            months = terms.every
        made.append(Period(number=number, from_on=begin, due_on=due_on, regular=regular, months=months))
        begin = due_on
    return tuple(made)


def _whole_months(start: date, end: date) -> int | None:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) == end else None
