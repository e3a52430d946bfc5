"""Rows and messages that a platform's patterns recognise, composed here, one file a platform; and what a platform
may claim of itself."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from duewatch.collection.ladder import merged
from duewatch.config.rules import rulebook
from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.model.platform import Manifest
from duewatch.model.record import Record
from duewatch.recognition.patterns import NOT_BOOKED, Unclear
from tests.builders import sms
from tests.recognition.known import messages, rows

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2031, 5, 10)
KEPT = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(SAMPLES.glob("*.toml"))}
HOST = Host(PluginSettings(), environ={})


def cases(field: str) -> list[tuple[str, dict[str, object]]]:
    return [(platform_id, sample) for platform_id, kept in KEPT.items() for sample in kept.get(field, [])]


def row(sample: dict[str, object]) -> Record:
    cells = {name: str(sample.get(name, "")) for name in ("kind", "counterparty", "text", "method", "status")}
    return Record(
        line=1, source=str(sample["source"]), at="2031-05-09 08:00:00", direction="out", amount_fen=26040, order_id="1",
        note="", raw="", **cells,
    )  # fmt: skip


def holds(answer: Finding | Unclear | None, platform_id: str, sample: dict[str, object]) -> None:
    kind = FindingKind(str(sample["finding"]))
    lines = {each.id for each in HOST.manifests("platform") if each.kind in ("consumer-credit-line", "bnpl")}
    if kind is FindingKind.IGNORE or (kind is FindingKind.PURCHASE and ("words" in sample or platform_id not in lines)):
        assert answer is None  # spending counts for the coming statement of a credit line, told by a row
        return
    assert isinstance(answer, Finding), answer
    assert (answer.platform_id, answer.kind) == (platform_id, kind)
    if "confidence" in sample:
        assert answer.confidence is Confidence(str(sample["confidence"]))
    for name in ("amount_fen", "minimum_fen", "paid_fen", "days_past_due", "lender", "account_tail", "bill_month"):
        if name in sample:
            assert getattr(answer, name) == sample[name], name
    if "due_on" in sample:
        assert answer.due_on == sample["due_on"]


@pytest.mark.parametrize(("platform_id", "sample"), cases("row"))
def test_a_row_is_told_to_be_its_platforms(platform_id: str, sample: dict[str, object]) -> None:
    holds(rows().recognise(row(sample)), platform_id, sample)


@pytest.mark.parametrize(("platform_id", "sample"), cases("message"))
def test_a_message_is_told_to_be_its_platforms(platform_id: str, sample: dict[str, object]) -> None:
    record = sms.message(str(sample["words"]), at="2031-05-10 09:00:00")
    holds(messages().recognise(record, TODAY), platform_id, sample)


@pytest.mark.parametrize("manifest", HOST.manifests("platform"), ids=lambda manifest: manifest.id)
def test_a_platform_claims_no_more_than_it_has(manifest: Manifest) -> None:
    platform = HOST.platform(manifest.id)
    assert manifest.quality, "every platform that ships says what it is"
    assert platform.facts
    assert all(fact.sources for fact in platform.facts)
    rungs = merged(platform.ladder, rulebook().generic_ladder).rungs
    assert {rung.id for rung in rungs} >= {rung.id for rung in rulebook().generic_ladder.rungs}
    assert all(rung.sources and rung.can_do for rung in rungs)
    if manifest.quality == "bronze":
        return
    # Shapes that nobody saw are doubtful; silver has at least one that is more.
    patterns = [*platform.rows, *platform.messages]
    assert any(pattern.confidence != "doubtful" and pattern.finding not in NOT_BOOKED for pattern in patterns)
    kept = KEPT.get(platform.id, {})
    assert {pattern.finding for pattern in platform.rows} <= {sample["finding"] for sample in kept.get("row", [])}
    assert {pattern.finding for pattern in platform.messages} <= {
        sample["finding"] for sample in kept.get("message", [])
    }
    assert kept


def test_every_file_of_samples_belongs_to_a_platform() -> None:
    assert set(KEPT) <= {manifest.id for manifest in HOST.manifests("platform")}
