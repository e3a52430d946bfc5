"""Writes docs/platforms.md from the platforms' facts: ``python tools/platforms_page.py`` (a test compares)."""

import sys
from pathlib import Path

from duewatch.config.rules import rulebook
from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.model.platform import Fact, Platform, Rung, Source

PAGE = Path(__file__).parents[1] / "docs" / "platforms.md"
HEAD = """# 平台资料 · What is known of each platform

<!-- Written by tools/platforms_page.py from plugins/duewatch_plugins/platforms/*/facts.toml. -->

每条资料都写明来源、日期和可靠程度；没有查到的就写没有查到。弱来源（论坛、内容站）只写标题，不放网址。

Every fact names its source, its date and how sure it is; what was not found is said to be unknown. Weak pages
(forums, content farms) are named, not linked. A “disputed” fact stands beside the one that contradicts it.
Law and rules that hold for all: `src/duewatch/rules/regulation.toml`.
"""


def page() -> str:
    """The whole page."""
    host = Host(PluginSettings(), environ={})
    parts = [HEAD]
    for manifest in host.manifests("platform"):
        platform = host.platform(manifest.id)
        parts.append(_platform(platform, manifest.aliases))
    return "\n".join(parts)


def _platform(platform: Platform, aliases: tuple[str, ...]) -> str:
    lines = [
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
    own = {rung.id: rung for rung in platform.ladder.rungs}
    for usual in rulebook().generic_ladder.rungs:
        lines += _rung(own.get(usual.id, usual), usual.id in own)
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


def _rung(rung: Rung, own: bool) -> list[str]:
    whose = "usual practice" if rung.usual else "its own"
    when = "day not known" if rung.from_days is None else f"from day {rung.from_days}"
    term = f" ({rung.term.zh})" if rung.term else ""
    shared = "" if own else "; same for all platforms"
    return [f"- **{rung.name.zh} · {rung.name.en}**{term}: {whose}, {when}{shared}", f"  {rung.does.zh} {rung.does.en}"]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
