"""The rules that ship with duewatch."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from duewatch.config.rules import quotable_rules, rulebook
from duewatch.config.sourced import LADDER_STAGES, NEVER_LINKED
from duewatch.model.platform import Source

RULES = Path(__file__).parents[2] / "src" / "duewatch" / "rules"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "facts" / "regulation.toml"


def every_source() -> list[Source]:
    book = rulebook()
    return [
        *(rule.source for rule in book.rules.values()),
        *(code.source for code in book.codes),
        *(source for rung in book.generic_ladder.rungs for source in rung.sources),
    ]


def test_every_rule_speaks_both_languages_and_names_its_source() -> None:
    for rule in rulebook().rules.values():
        assert rule.source.title
        assert re.search("[一-龥]", rule.text.zh), rule.id
        assert not re.search("[一-龥]{4}", rule.text.en), rule.id


def test_ids_are_unique() -> None:
    table = tomllib.loads((RULES / "regulation.toml").read_text(encoding="utf-8"))
    ids = [rule["id"] for rule in table["rule"]]
    assert len(ids) == len(set(ids)) == len(rulebook().rules)


def test_no_weak_page_is_linked() -> None:
    linked = [source for source in every_source() if source.url and source.tier in NEVER_LINKED]
    assert linked == []
    for name in ("credit_report_codes.toml", "ladders.toml"):
        assert "http" not in (RULES / name).read_text(encoding="utf-8")


@pytest.mark.skipif(not SHARED.exists(), reason="the collected facts are not part of the project")
def test_only_pages_found_fit_to_show_are_linked() -> None:
    collected = {rule["id"]: rule for rule in tomllib.loads(SHARED.read_text(encoding="utf-8"))["rule"]}
    rules = rulebook().rules
    assert set(collected) == set(rules)
    for rule in rules.values():
        if rule.source.url:
            assert collected[rule.id]["url_safe_to_show"], rule.id
        assert rule.confidence == collected[rule.id]["confidence"]
        assert (rule.effective_from.isoformat() if rule.effective_from else "") == collected[rule.id]["effective_from"]


@pytest.mark.skipif(not SHARED.exists(), reason="the collected facts are not part of the project")
def test_every_figure_and_date_that_was_collected_is_in_the_rules() -> None:
    collected = tomllib.loads(SHARED.read_text(encoding="utf-8"), parse_float=Decimal)["rule"]
    rules = rulebook().rules
    for rule in collected:
        ours = rules[rule["id"]]
        figures = dict(ours.parameters or {})
        figures.pop("reported_from", None)  # the only one added: in figures what the rule says in words
        assert figures == rule["parameters"], ours.id
        assert (ours.effective_to.isoformat() if ours.effective_to else "") == rule["effective_to"], ours.id


def test_rates_of_rules_are_never_floats() -> None:
    def floats(value: object) -> bool:
        if isinstance(value, list):
            return any(floats(each) for each in value)
        return isinstance(value, float)

    assert not [rule.id for rule in rulebook().rules.values() if any(map(floats, (rule.parameters or {}).values()))]


def test_an_unconfirmed_rule_is_not_usable_and_cannot_be_quoted() -> None:
    unconfirmed = {rule.id for rule in rulebook().rules.values() if rule.confidence == "unconfirmed"}
    assert "gbt45251-seven-day-interval" in unconfirmed
    assert not unconfirmed & set(quotable_rules())
    assert {rule.id for rule in rulebook().rules.values() if not rule.usable} == unconfirmed


def test_a_rule_of_one_trade_is_quoted_with_its_scope() -> None:
    quiet = quotable_rules()["gbt45251-quiet-hours"]
    assert quiet.text.zh.startswith("个人网络消费信贷（推荐性国家标准）：")
    assert quotable_rules()["card-individual-instalment-art70"].text.zh.startswith("信用卡：")
    assert quotable_rules()["privacy-1033"].text.zh == rulebook().rules["privacy-1033"].text.zh


def test_rules_are_in_force_between_their_days() -> None:
    old = rulebook().rules["public-security-harassment"]
    assert old.in_force(date(2025, 12, 31))
    assert not old.in_force(date(2026, 1, 1))


def test_the_usual_ladder_climbs_and_gives_no_day_that_nobody_knows() -> None:
    rungs = rulebook().generic_ladder.rungs
    assert [rung.id for rung in rungs] == [stage for stage in LADDER_STAGES if stage != "grace"]
    assert {rung.id: rung.from_days for rung in rungs if rung.from_days is not None} == {
        "due-today": 0,
        "early-overdue": 1,
    }
    assert all(rung.usual and rung.can_do for rung in rungs)


def test_bad_information_is_kept_as_long_as_the_law_says() -> None:
    assert rulebook().bad_information_retention_years == 5
    assert "保存5年" in rulebook().rules["bad-info-5-years"].text.zh


def test_numbers_to_call_are_only_those_of_the_rules() -> None:
    known = set(re.findall(r"\b1\d{4}\b|\b9\d{4}\b", (RULES / "regulation.toml").read_text(encoding="utf-8")))
    said = set(re.findall(r"(?<!\d)(?:12|9)\d{3}(?!\d)", (RULES / "ladders.toml").read_text(encoding="utf-8")))
    assert said
    assert said <= known
