"""The building blocks of an answer: facts and rules as sourced points, sentences put one after another."""

from collections.abc import Iterable
from datetime import date

from duewatch.model.explanation import Point
from duewatch.model.platform import Fact, Platform
from duewatch.model.rulebook import Rulebook
from duewatch.model.text import Text, text


def join(first: Text, *others: Text) -> Text:
    """Sentences of one paragraph."""
    whole = first
    for other in others:
        whole = text("{one} {other}", one=whole, other=other)
    return whole


def about(platform: Platform | None, topics: Iterable[str]) -> list[Point]:
    """What is known of a platform about these topics, topic by topic, the surest first; its history by date."""
    if platform is None:
        return []
    return [
        Point.quoting(fact)
        for topic in dict.fromkeys(topics)
        for fact in sorted((fact for fact in platform.facts if fact.topic == topic), key=_place)
    ]


def _place(fact: Fact) -> tuple[str, int]:
    return fact.as_of or "" if fact.topic == "history" else "", _RANK[fact.confidence]


_RANK = {"high": 0, "medium": 1, "low": 2, "unconfirmed": 3}


def law(rules: Rulebook, on: date, *ids: str) -> list[Point]:
    """Rules as points: only usable ones, in force that day. An id that is not in the book is a fault."""
    found = (rules.rules[rule_id] for rule_id in ids)
    return [Point.quoting(rule.as_fact()) for rule in found if rule.usable and rule.in_force(on)]


def without_repeats(points: Iterable[Point]) -> tuple[Point, ...]:
    """Each point once, where it stands first."""
    seen: dict[Text, Point] = {}
    for point in points:
        seen.setdefault(point.text, point)
    return tuple(seen.values())
