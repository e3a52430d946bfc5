"""Time limits of papers from a court, counted by the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from duewatch.collection.scripts import PaperGuide
from duewatch.model.contact import CourtPaper
from duewatch.model.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a paper asks for and by when. on None: the paper itself names it. rule: where the count comes from. done:
    it went out. in_days: until then, negative once it has passed."""

    on: date | None
    rule: Rule | None
    done: bool
    in_days: int | None


def deadline_of(paper: CourtPaper, guide: PaperGuide, rules: Mapping[str, Rule], on: date, zone: tzinfo) -> Deadline:
    """The time limit of a paper. The day it was received is not counted (rule "period-start"); that a limit which ends
    on a holiday ends later (rule "holiday-deferral-203") is left out of the count, so that it is never told too late.
    A hearing counts as the limit of a paper that names one and has no other.
    """
    rule = rules.get(guide.days_rule)
    days = None if rule is None else rule.number(guide.days_figure)
    if rule is not None and days is not None:
        last = paper.at.astimezone(zone).date() + timedelta(days=int(days))
    elif paper.hearing_at is not None:
        rule, last = None, paper.hearing_at.astimezone(zone).date()
    else:
        return Deadline(None, None, paper.answered_on is not None, None)
    return Deadline(last, rule, paper.answered_on is not None, (last - on).days)
