"""A platform that claims gold has cases of its own, one file a platform: terms, strip, and an answer to every topic."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from duewatch.config.schema import Settings
from duewatch.desk.desk import Desk
from duewatch.desk.strip_words import around_the_strip
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.situation import TOPICS
from duewatch.wording import Wording

CASES = Path(__file__).parent / "cases"
KEPT = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(CASES.glob("*.toml"))}
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
Case = dict[str, Any]


def cases(field: str) -> list[Any]:
    return [
        pytest.param(platform_id, case, id=f"{platform_id}-{case.get('topic', place)}")
        for platform_id, kept in KEPT.items()
        for place, case in enumerate(kept.get(field, []))
    ]


def missing(kept: Case | None) -> list[str]:
    """What a platform lacks for gold."""
    if kept is None:
        return ["cases"]
    told = {case["topic"] for case in kept.get("topic", [])}
    return [part for part in ("terms", "strip") if not kept.get(part)] + [each for each in TOPICS if each not in told]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(Settings(), tmp_path / "data")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(Settings(), tmp_path_factory.mktemp("asked"))
    yield desk
    desk.close()


def terms_of(case: Case) -> Terms:
    known = ("statement_day", "due_day", "principal_fen", "instalments", "disbursed_on", "first_due_on")
    return Terms(kind=LoanKind(case["kind"]), **{name: case[name] for name in known if name in case})


@pytest.mark.parametrize(("platform_id", "case"), cases("terms"))
def test_a_loan_with_its_usual_terms_falls_due_on_its_day(desk: Desk, platform_id: str, case: Case) -> None:
    loan = desk.add_loan(platform_id, terms_of(case), NOW)
    assert case["kind"] in desk.platform(platform_id).loan_kinds
    due_on = desk.loan(loan.id, NOW).row.next_due_on
    assert due_on == case["due_on"]
    desk.enter_bill(loan.id, case["due_on"], case["bill_fen"], NOW)
    row = desk.loan(loan.id, NOW).row
    assert (row.next_due_on, row.next_due_fen) == (case["due_on"], case["bill_fen"])


@pytest.mark.parametrize(("platform_id", "case"), cases("strip"))
def test_the_strip_shows_what_the_report_would_under_the_lenders_name(desk: Desk, platform_id: str, case: Case) -> None:
    loan = desk.add_loan(platform_id, terms_of(case), NOW, lender=case["lender"])
    for bill in case["bills"]:
        due: date = bill["due_on"]
        seen = datetime(due.year, due.month, 2, 12, 0, tzinfo=NOW.tzinfo)
        desk.enter_bill(loan.id, due, bill["total_fen"], seen)
        if "paid_on" in bill:
            desk.pay(loan.id, bill["total_fen"], NOW, on=bill["paid_on"])
    view = desk.strips(loan.id, NOW)
    months = {f"{cell.month:%Y-%m}": None if cell.code is None else cell.code.code for cell in view.strips[0].months}
    assert {month: months[month] for month in case["codes"]} == case["codes"]
    assert case["lender"] in Wording("zh").say(around_the_strip(view)[0])


@pytest.mark.parametrize(("platform_id", "case"), cases("topic"))
def test_a_topic_is_answered_from_its_own_facts(asked: Desk, platform_id: str, case: Case) -> None:
    answers = asked.ask(case["asked"], NOW)
    assert (answers.reading.platforms[0], answers.reading.topic) == (platform_id, case["topic"])
    told = answers.answers[0].explanation
    assert case["says"] in Wording("zh").say(told.summary)
    quoted = {point.text for point in told.points}
    facts = {fact.id: fact for fact in asked.platform(platform_id).facts}
    assert {name for name in case["quotes"] if facts[name].text not in quoted} == set()
    assert all(point.sources for point in told.points)


def test_a_platform_claims_gold_only_with_cases_for_everything(asked: Desk) -> None:
    manifests = {line.id: line.manifest for line in asked.plugins() if line.manifest is not None}
    gold = {plugin_id for plugin_id, manifest in manifests.items() if manifest.quality == "gold"}
    assert gold
    assert {plugin_id: lacks for plugin_id in gold if (lacks := missing(KEPT.get(plugin_id)))} == {}
    assert set(KEPT) <= gold
