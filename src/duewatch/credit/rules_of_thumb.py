"""What lenders are said to look for in the months ("连三累六"): counted from the strip, a rule of thumb and no law."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duewatch.credit.strip import MonthCell
from duewatch.model.dates import add_months
from duewatch.model.rulebook import Rule

RULE = "lian-san-lei-liu"


@dataclass(frozen=True, slots=True)
class ThreeAndSix:
    """Overdue months within the span that lenders usually look at. run: the longest run of them; times: all of them;
    within: months that were made good before they ended, which some may count too. run_limit, times_limit, months:
    the rule's figures."""

    run: int
    times: int
    within: int
    run_limit: int
    times_limit: int
    months: int

    @property
    def reached(self) -> bool:
        """Whether either figure is reached."""
        return self.run >= self.run_limit or self.times >= self.times_limit


def three_and_six(cells: Iterable[MonthCell], rule: Rule, on: date, *, late_now: bool) -> ThreeAndSix | None:
    """Counted over the months that are over, and the day's own where the loan is late already (late_now); None where
    the rule has no figures."""
    run_limit, times_limit = rule.number("consecutive_months"), rule.number("total_times")
    months = rule.number("lookback_months_typical")
    if run_limit is None or times_limit is None or months is None:
        return None
    since = add_months(on.replace(day=1), 1 - int(months))
    run = longest = times = within = 0
    for cell in cells:
        over = add_months(cell.month, 1) <= on
        if cell.month < since or not (over or (late_now and cell.month <= on)):
            continue
        kind = None if cell.code is None else cell.code.kind
        within += kind == "late_within_month"
        late = kind == "overdue"
        times += late
        run = run + 1 if late else 0
        longest = max(longest, run)
    return ThreeAndSix(longest, times, within, int(run_limit), int(times_limit), int(months))
