"""The trade's buckets: thirty days each, the source beside them, and none without the rule."""

from hypothesis import given
from hypothesis import strategies as st

from duewatch.collection.ageing import RULE, ageing
from duewatch.config.rules import rulebook

RULES = rulebook().rules


def test_the_buckets_are_those_of_the_sourced_rule() -> None:
    found = ageing(RULES)
    assert found is not None
    assert [(each.name, each.first_day, each.last_day) for each in found.buckets] == [
        ("M0", 0, 0), ("M1", 1, 30), ("M2", 31, 60), ("M3", 61, 90), ("M4", 91, 120), ("M5", 121, 150),
        ("M6", 151, 180), ("M6+", 181, None),
    ]  # fmt: skip
    assert found.here is None
    assert found.fact.sources and found.fact.confidence == RULES[RULE].confidence


@given(st.integers(0, 5_000))
def test_every_day_is_in_just_one_bucket(days: int) -> None:
    found = ageing(RULES, days)
    assert found is not None and found.here is not None
    ends = {each: 10_000 if each.last_day is None else each.last_day for each in found.buckets}
    assert [each for each in found.buckets if each.first_day <= days <= ends[each]] == [found.here]


def test_without_the_rule_nothing_is_said() -> None:
    assert ageing({}, 12) is None
