"""The loan prime rate (LPR): what was published when, and which one holds on a day."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from duewatch.model.clauses import LprTerm
from duewatch.model.dates import add_months

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class LprRate:
    """One publication: percent a year for loans of one year and of over five years. confidence: of the reading.
    own: entered by the borrower. A term that is not known is None."""

    published_on: date
    one_year_pct: Decimal | None
    over_five_year_pct: Decimal | None
    source: str
    confidence: str
    own: bool = False

    def pct(self, term: LprTerm) -> Decimal | None:
        """The rate of a term, percent a year."""
        return self.one_year_pct if term is LprTerm.ONE_YEAR else self.over_five_year_pct


class LprHistory:
    """Every publication that is known, oldest first. Months that are not among them are not known: nothing is filled
    in.

    day_of_month: on which day of each month the LPR is published (the next working day where that is none), as the
    rule "lpr-publication" says. Of two of one day the later one given counts, so that the borrower's own entry does;
    a term that it leaves open stays as the earlier one has it.
    """

    def __init__(self, rates: Iterable[LprRate], day_of_month: int) -> None:
        by_day: dict[date, LprRate] = {}
        for rate in rates:
            by_day[rate.published_on] = _over(rate, by_day.get(rate.published_on))
        self.rates = tuple(sorted(by_day.values(), key=_published_on))
        self.day_of_month = day_of_month
        self._days = [rate.published_on for rate in self.rates]

    def on(self, day: date) -> LprRate | None:
        """The LPR in force that day: the latest published on or before it. None before the first one, and where a
        publication that is not known must have come between."""
        last = self.last_before(day)
        if last is None:
            return None
        place = bisect_right(self._days, day)
        if place < len(self._days):
            following = self._days[place]
            if (following.year, following.month) == _next_month(last.published_on):
                return last
        return last if day < self._next_publication_on(last.published_on) else None

    def pct(self, term: LprTerm, day: date) -> Decimal | None:
        """The rate of a term in force that day, percent a year; None where it is not known (see `on`)."""
        rate = self.on(day)
        return None if rate is None else rate.pct(term)

    def last_before(self, day: date) -> LprRate | None:
        """The last known publication on or before the day, however long ago."""
        place = bisect_right(self._days, day)
        return self.rates[place - 1] if place else None

    def _next_publication_on(self, published_on: date) -> date:
        """The earliest day on which the next one can have come: weekends move it, holidays are not known here."""
        due_on = add_months(published_on, 1, self.day_of_month)
        while due_on.weekday() >= SATURDAY:
            due_on += timedelta(days=1)
        return due_on


def _over(rate: LprRate, earlier: LprRate | None) -> LprRate:
    """A publication with what it leaves open taken from an earlier one of the same day."""
    if earlier is None:
        return rate
    return replace(
        rate,
        one_year_pct=earlier.one_year_pct if rate.one_year_pct is None else rate.one_year_pct,
        over_five_year_pct=earlier.over_five_year_pct if rate.over_five_year_pct is None else rate.over_five_year_pct,
    )


def _published_on(rate: LprRate) -> date:
    return rate.published_on


def _next_month(day: date) -> tuple[int, int]:
    return (day.year + day.month // 12, day.month % 12 + 1)
