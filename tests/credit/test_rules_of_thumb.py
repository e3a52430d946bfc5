"""连三累六, counted from the months."""

from datetime import date

import pytest

from duewatch.config.rules import rulebook
from duewatch.credit.report import LOAN
from duewatch.credit.rules_of_thumb import RULE, ThreeAndSix, three_and_six
from duewatch.credit.strip import MonthCell
from duewatch.model.dates import add_months

RULES = rulebook()
THUMB = RULES.rules[RULE]
CODES = {code.code: code for code in RULES.codes if LOAN in code.applies_to}
TODAY = date(2026, 11, 24)


def counted(codes: str, *, late_now: bool = True) -> ThreeAndSix:
    """codes: one character a month, the last one is the present month; "-" is not known."""
    first = add_months(TODAY.replace(day=1), 1 - len(codes))
    cells = [MonthCell(add_months(first, index), CODES.get(code), certain=True) for index, code in enumerate(codes)]
    found = three_and_six(cells, THUMB, TODAY, late_now=late_now)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("codes", "run", "times", "reached"),
    [("NNNN", 0, 0, False), ("NN12", 2, 2, False), ("N123", 3, 3, True), ("1N1N1N1N1N", 1, 5, False),
     ("1N1N1N1N1N1N", 1, 6, True), ("12-12", 2, 4, False)],
)  # fmt: skip
def test_months_in_a_row_and_in_all_are_counted(codes: str, run: int, times: int, reached: bool) -> None:
    found = counted(codes)
    assert (found.run, found.times, found.reached) == (run, times, reached)


def test_a_month_made_good_before_its_end_is_counted_apart() -> None:
    found = counted("NMM1")
    assert (found.run, found.times, found.within) == (1, 1, 2)


def test_months_before_the_usual_span_do_not_count() -> None:
    assert counted("123" + "N" * 24).times == 0
    assert counted("123" + "N" * 23).times == 1


def test_the_present_month_counts_only_where_the_loan_is_late_already() -> None:
    assert counted("NN11", late_now=True).times == 2
    assert counted("NN11", late_now=False).times == 1
