"""The trade's ageing buckets, M0 to M6+, beside the ladder: a way of speaking, no rule of any lender's."""

from collections.abc import Mapping
from typing import NamedTuple

from duewatch.model.platform import Fact
from duewatch.model.rulebook import Rule

RULE = "stage-m-dpd"
"""The rule that holds the buckets by days past due, with its source."""
_OVER = "m7_over"


class Bucket(NamedTuple):
    """One bucket. first_day, last_day: days past due, both included; last_day None: no end."""

    name: str
    first_day: int
    last_day: int | None


class Ageing(NamedTuple):
    """All buckets in their order, the one of a loan (None: of no loan), and what they rest on."""

    buckets: tuple[Bucket, ...]
    here: Bucket | None
    fact: Fact


def ageing(rules: Mapping[str, Rule], days_past_due: int | None = None) -> Ageing | None:
    """The buckets, with the one of a loan so many days past due; None where the rules have none."""
    rule = rules.get(RULE)
    if rule is None or not rule.usable or rule.parameters is None:
        return None
    found = [
        Bucket(name.upper(), int(days[0]), int(days[1]))
        for name, days in rule.parameters.items()
        if isinstance(days, list) and len(days) == 2
    ]
    over = rule.number(_OVER)
    if over is not None:
        found.append(Bucket("M6+", int(over) + 1, None))
    buckets = tuple(sorted(found, key=lambda each: each.first_day))
    here = None if days_past_due is None else next((each for each in buckets if _holds(each, days_past_due)), None)
    return Ageing(buckets, here, rule.as_fact())


def _holds(bucket: Bucket, days: int) -> bool:
    return bucket.first_day <= days and (bucket.last_day is None or days <= bucket.last_day)
