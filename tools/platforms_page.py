"""Writes docs/platforms.md from the platforms' facts: ``python tools/platforms_page.py`` (a test compares)."""

import sys
from pathlib import Path

from duewatch.config.rules import rulebook
from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.model.platform import CONFIDENCES, Fact, Manifest, Platform, Rung, Source
from duewatch.model.situation import TOPICS

PAGE = Path(__file__).parents[1] / "docs" / "platforms.md"
HEAD = """# 平台资料 · What is known of each platform

<!-- Written by tools/platforms_page.py from plugins/duewatch_plugins/platforms/*/facts.toml. -->

每条资料都写明来源、日期和可靠程度；没有查到的就写没有查到。弱来源（论坛、内容站）只写标题，不放网址。

Every fact names its source, its date and how sure it is; what was not found is said to be unknown. Weak pages
(forums, content farms) are named, not linked. A “disputed” fact stands beside the one that contradicts it.
Law and rules that hold for all: `src/duewatch/rules/regulation.toml`.
"""

TABLE = """| 平台 platform | kind | reports | known, by how sure | disputed | not known | checked on | quality |
| --- | --- | --- | --- | --- | --- | --- | --- |"""
NOT_FOUND = "查证记录：没有找到可靠来源"
EXPECTED = (
    "reporting", "granularity", "history", "liability", "opened-unused", "inquiry", "grace-period", "overdue", "coping",
    "on-time", "legitimacy",
)  # fmt: skip
"""Topics that a borrower asks of any platform; what no source tells of them stands under "not known"."""


def page() -> str:
    """The whole page."""
    host = Host(PluginSettings(), environ={})
    manifests = host.manifests("platform")
    platforms = [host.platform(manifest.id) for manifest in manifests]
    overview = "\n".join(
        [TABLE, *(_row(platform, manifest) for platform, manifest in zip(platforms, manifests, strict=True)), ""]
    )
    details = [_platform(platform, manifest.aliases) for platform, manifest in zip(platforms, manifests, strict=True)]
    return "\n".join([HEAD, overview, _usual(), *details])


def _row(platform: Platform, manifest: Manifest) -> str:
    """One platform: topics that a source tells something of, by how sure, and those of which nothing was found."""
    best: dict[str, str] = {}
    for fact in platform.facts:
        if any(source.title != NOT_FOUND for source in fact.sources):
            best[fact.topic] = min(best.get(fact.topic, fact.confidence), fact.confidence, key=CONFIDENCES.index)
    sure = [
        f"{confidence}: {', '.join(topic for topic in TOPICS if best.get(topic) == confidence)}"
        for confidence in CONFIDENCES
        if confidence in best.values()
    ]
    unknown = [topic for topic in EXPECTED if topic not in best]
    disputed = [topic for topic in TOPICS if any(fact.disputed for fact in platform.facts if fact.topic == topic)]
    cells = [
        f"[{platform.name.zh}](#{platform.id}) {platform.name.en}",
        platform.kind,
        platform.reports,
        "<br>".join(sure),
        ", ".join(disputed) or "–",
        ", ".join(unknown) or "–",
        str(platform.checked_on),
        manifest.quality or "–",
    ]
    return f"| {' | '.join(cells)} |"


def _platform(platform: Platform, aliases: tuple[str, ...]) -> str:
    lines = [
        f'<a id="{platform.id}"></a>',
        "",
        f"## {platform.name.zh} · {platform.name.en}",
        "",
        f"`{platform.id}` · {platform.kind} · also known as: {', '.join(aliases)} · checked on {platform.checked_on}",
        "",
        f"On the credit report: **{platform.reports}** · lenders that sources name: "
        f"{'、'.join(platform.lenders) or 'none; see the contract'}{_others(platform)}",
        "",
        "### 资料 · Facts",
        "",
        *(line for fact in platform.facts for line in _fact(fact)),
        "",
        "### 催收阶梯 · Ladder",
        "",
    ]
    for rung in platform.ladder.rungs:
        lines += _rung(rung)
    if len(platform.ladder.rungs) < len(rulebook().generic_ladder.rungs):
        lines.append(f"- {'其余' if platform.ladder.rungs else ''}按行业通常做法 · the usual practice, as above")
    return "\n".join([*lines, ""])


def _others(platform: Platform) -> str:
    """The other parties that sources name, where they name any."""
    named = {
        "before": platform.former_lenders,
        "run by": platform.operators,
        "guarantors": platform.guarantors,
    }
    return "".join(f" · {word}: {'、'.join(names)}" for word, names in named.items() if names)


def _fact(fact: Fact) -> list[str]:
    disputed = ", disputed" if fact.disputed else ""
    return [
        f"- **{fact.topic}** {fact.text.zh}",
        f"  {fact.text.en}",
        f"  <br>{fact.confidence}{disputed}, {fact.as_of or 'undated'}: {'; '.join(map(_source, fact.sources))}",
    ]


def _source(source: Source) -> str:
    name = f"[{source.title}]({source.url})" if source.url else source.title
    return f"{name} ({source.tier}{', ' + source.published if source.published else ''})"


def _usual() -> str:
    """The ladder of all platforms whose own is not known."""
    lines = ["## 行业通常的催收阶梯 · The usual ladder", ""]
    for rung in rulebook().generic_ladder.rungs:
        lines += _rung(rung)
    return "\n".join([*lines, ""])


def _rung(rung: Rung) -> list[str]:
    whose = "usual practice" if rung.usual else "its own"
    when = "day not known" if rung.from_days is None else f"from day {rung.from_days}"
    term = f" ({rung.term.zh})" if rung.term else ""
    return [f"- **{rung.name.zh} · {rung.name.en}**{term}: {whose}, {when}", f"  {rung.does.zh} {rung.does.en}"]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
