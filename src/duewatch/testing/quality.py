"""The quality scale: what a plugin has reached, and what is missing for the next step.

Bronze: it keeps its word. Silver: what it recognises, reads, sends or explains is held by samples. Gold: so is what
goes wrong, and every topic. A platform says in its manifest which of them it claims.
"""

import json
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

from duewatch.host.loading import Registered
from duewatch.model.platform import QUALITIES, Manifest, MessagePattern, Platform, RowPattern
from duewatch.model.situation import TOPICS
from duewatch.model.text import Text, text
from duewatch.recognition.patterns import NOT_BOOKED
from duewatch.testing.golden import samples_of
from duewatch.testing.place import Plugin


class Evidence(NamedTuple):
    """What samples show. findings: kinds of finding that a message or a row gives; topics: asked about; strips, terms:
    whether a loan shows a strip, and falls due; read: what documents give, by type; outcomes: of reminders."""

    findings: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    strips: bool = False
    terms: bool = False
    read: tuple[dict[str, Any], ...] = ()
    outcomes: frozenset[str] = frozenset()


def evidence_of(plugin: Plugin) -> Evidence:
    """From the samples' `.json` files; of a platform that ships with duewatch from its tables under tests/ too."""
    kept: dict[str, list[Any]] = {}
    topics: set[str] = set()
    for sample in samples_of(plugin):
        if not sample.expected.is_file():
            continue
        kept.setdefault(sample.kind, []).append(json.loads(sample.expected.read_text(encoding="utf-8")))
        if sample.kind == "question":
            topics.add(str(tomllib.loads(sample.given.read_text(encoding="utf-8")).get("topic")))
    found = [each["finding"] for kind in ("message", "row") for each in kept.get(kind, [])]
    tables = _tables(plugin)
    findings = {each["kind"] for each in found if each} | {
        str(each["finding"]) for name in ("row", "message") for each in tables.get(name, [])
    }
    loans = kept.get("loan", [])
    return Evidence(
        findings=frozenset(findings),
        topics=frozenset(topics | {str(each["topic"]) for each in tables.get("topic", [])}),
        strips=any(each["strip"] for each in loans) or bool(tables.get("strip")),
        terms=any(each["next_due_on"] for each in loans) or bool(tables.get("terms")),
        read=tuple(thing for each in kept.get("document", []) for thing in each["read"]),
        outcomes=frozenset(each["outcome"]["type"] for each in kept.get("reminder", [])),
    )


def _tables(plugin: Plugin) -> dict[str, Any]:
    """Tables of cases that duewatch's own tests run, where the plugin lies in its tree."""
    found: dict[str, Any] = {}
    if plugin.in_tree:
        tests = plugin.base.parent / "tests" / "plugins" / plugin.folder.parent.name
        for folder in ("samples", "cases"):
            file = tests / folder / f"{plugin.id}.toml"
            if file.is_file():
                found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def reached(plugin: Plugin, things: Registered) -> tuple[str, tuple[Text, ...]]:
    """The step that a plugin without faults has reached ("" for none), and what is missing for the next."""
    seen = evidence_of(plugin)
    step = ""
    for quality, missing in zip(QUALITIES, (_bronze, _silver, _gold), strict=True):
        lacking = tuple(missing(plugin, things, seen))
        if lacking:
            return step, lacking
        step = quality
    return step, ()


def _bronze(plugin: Plugin, things: Registered, seen: Evidence) -> Iterator[Text]:  # noqa: ARG001 - as the others
    readme = plugin.root / "README.md" if plugin.root is not None else None
    if readme is not None and not (readme.is_file() and readme.read_text(encoding="utf-8").strip()):
        yield text("a README.md that says what it is for")
    platform = plugin.platform
    if platform is not None and not platform.facts:
        yield text("at least one fact with a source")


def _silver(plugin: Plugin, things: Registered, seen: Evidence) -> Iterator[Text]:
    platform = plugin.platform
    if platform is not None:
        yield from _unrecognised(platform, things, seen)
    if things.readers and not any(each["type"] != "ReadProblem" for each in seen.read):
        yield text("a sample that its reader reads (samples/NAME.in)")
    if things.channels and "Sent" not in seen.outcomes:
        yield text("a sample of a reminder that is sent (samples/NAME.reminder.in)")
    if things.explainers and not seen.topics:
        yield text("a sample of a question (samples/NAME.question.in)")


def _unrecognised(platform: Platform, things: Registered, seen: Evidence) -> Iterator[Text]:
    patterns: list[RowPattern | MessagePattern] = [*platform.rows, *platform.messages]
    # A shape that nobody saw is doubtful; at least one is more than that.
    sure = [each for each in patterns if each.confidence != "doubtful" and each.finding not in NOT_BOOKED]
    if not sure and not things.recognisers:
        yield text("a row or a message that is recognised, of more than doubtful confidence")
    booked = {each.finding for each in patterns if each.finding not in NOT_BOOKED}
    for finding in sorted(booked - seen.findings):
        yield text("a sample of a row or message that is a {finding}", finding=finding)
    if not booked and not seen.findings:
        yield text("a sample of a row or message (samples/NAME.row.in, NAME.message.in)")


def _gold(plugin: Plugin, things: Registered, seen: Evidence) -> Iterator[Text]:
    manifest: Manifest = plugin.manifest
    if "platform" in manifest.capabilities:
        if not seen.terms:
            yield text("a sample of a loan that falls due (samples/NAME.loan.in)")
        if not seen.strips:
            yield text("a sample of a loan with bills, for its strip (samples/NAME.loan.in)")
    if "platform" in manifest.capabilities or things.explainers:
        unasked = [topic for topic in TOPICS if topic not in seen.topics]
        if unasked:
            yield text("samples of questions (samples/NAME.question.in) about {topics}", topics=", ".join(unasked))
    if things.readers and not any(each.get("problem") or each["type"] == "ReadProblem" for each in seen.read):
        yield text("a sample with a row that cannot be read, which is kept and shown")
    if things.channels and not seen.outcomes & {"Failed", "Skipped"}:
        yield text("a sample of a reminder that does not arrive")
