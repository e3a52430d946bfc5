"""The five grades by which banks sort their loans (五级分类): which one a number of days past due leads to at least.

The thresholds are the rules': those for bank assets of 2023, and the older scale for cards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duewatch.credit.report import CARD
from duewatch.model.explanation import Point
from duewatch.model.rulebook import Rule, Rulebook
from duewatch.model.text import Text, text

NORMAL = "normal"
GRADES = ("special_mention", "substandard", "doubtful", "loss")
"""Ids of the grades below normal, from the mildest on."""

_BANKS, _CARDS = "five-class-2023", "five-class-card-2011"


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade with what comes next if nothing is paid: later and later_from (day past due) are None at the worst.
    rule: where the thresholds come from."""

    id: str
    later: str | None
    later_from: int | None
    rule: Rule


def grade_of(days_past_due: int, account: str, rules: Rulebook, on: date) -> Grade | None:
    """The grade that so many days past due lead to at least; None where no rule was in force that day.

    account: report.LOAN or report.CARD.
    """
    rule = rules.rules.get(_CARDS if account == CARD else _BANKS)
    if rule is None or not rule.usable or not rule.in_force(on):
        return None
    found, later, later_from = NORMAL, None, None
    for grade, begins in _thresholds(rule.parameters or {}):
        if begins <= days_past_due:
            found = grade
        elif later is None:
            later, later_from = grade, begins
    return Grade(found, later, later_from, rule)


def _thresholds(parameters: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Each grade with the day past due from which on it holds."""
    found = []
    for grade in GRADES:
        if f"{grade}_over_days" in parameters:
            found.append((grade, parameters[f"{grade}_over_days"] + 1))
        elif grade in parameters:
            found.append((grade, parameters[grade][0]))
    return found


def grade_name(grade: str) -> Text:
    """A grade's usual name."""
    match grade:
        case "special_mention":
            return text("Special mention")
        case "substandard":
            return text("Substandard")
        case "doubtful":
            return text("Doubtful")
        case "loss":
            return text("Loss")
    return text("Normal")


def grade_point(days_past_due: int, account: str, rules: Rulebook, on: date) -> Point | None:
    """What the grade is and when it gets worse, as a sourced point; None on time or without a rule."""
    grade = grade_of(days_past_due, account, rules, on)
    if grade is None or grade.id == NORMAL:
        return None
    now = text(
        "Five-class grade in a bank's own books: {days} days past due is at least “{grade}”.",
        days=days_past_due,
        grade=grade_name(grade.id),
    )
    if grade.later is not None:
        now = text(
            "Five-class grade in a bank's own books: {days} days past due is at least “{grade}”, from day {day} on at "
            "least “{later}”.",
            days=days_past_due,
            grade=grade_name(grade.id),
            day=grade.later_from or 0,
            later=grade_name(grade.later),
        )
    since = grade.rule.effective_from
    return Point(now, grade.rule.confidence, (grade.rule.source,), None if since is None else since.isoformat())
