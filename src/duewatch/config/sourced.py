"""Sources and rungs of a ladder: written alike in rules/ladders.toml and in a platform's facts.toml."""

from collections.abc import Iterator, Mapping

from duewatch.config.tables import Table
from duewatch.model.platform import TIERS, Fact, Rung, Source
from duewatch.model.text import text

LADDER_STAGES = ("reminder", "due-today", "grace", "early-overdue", "formal-collection", "outside-agency", "legal")
"""The stages that can be rungs, in the order in which a ladder climbs them."""
NEVER_LINKED = ("forum", "content-farm")
"""Tiers whose pages are named but not linked: a link would lend them a weight that they do not have."""


def read_sources(table: Table) -> dict[str, Source]:
    """The `[sources.NAME]` tables: title, tier, and where known published (ISO date or part of one) and url."""
    sources: dict[str, Source] = {}
    for name, entry in table.named_tables("sources"):
        tier = entry.choice("tier", TIERS)
        url = entry.maybe_text("url")
        if url is not None and tier in NEVER_LINKED:
            raise entry.problem("url", text("a page of tier {tier} is named, not linked", tier=tier))
        sources[name] = Source(entry.text("title"), tier, entry.maybe_text("published"), url)
        entry.done()
    return sources


def cited(table: Table, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources a table names in its `sources` list; at least one."""
    names = table.texts("sources")
    if not names:
        raise table.problem("sources", text("is missing: every fact says where it was read"))
    for name in names:
        if name not in sources:
            raise table.problem("sources", text("there is no [sources.{name}]", name=name))
    return tuple(sources[name] for name in names)


def read_rungs(table: Table, sources: Mapping[str, Source], rules: Mapping[str, Fact]) -> Iterator[Rung]:
    """The `[[rung]]` tables, which must climb. rules: what `not_allowed` may name, by rule id."""
    last = -1
    for entry in table.tables("rung"):
        stage = entry.choice("id", LADDER_STAGES)
        if LADDER_STAGES.index(stage) <= last:
            raise entry.problem("id", text("stands after a later rung, or twice"))
        last = LADDER_STAGES.index(stage)
        not_allowed = entry.texts("not_allowed")
        for rule in not_allowed:
            if rule not in rules:
                raise entry.problem("not_allowed", text("there is no usable rule “{rule}”", rule=rule))
        yield Rung(
            id=stage,
            name=entry.literal("name"),
            channels=entry.literals("channels"),
            does=entry.literal("does"),
            not_allowed=tuple(rules[rule] for rule in not_allowed),
            can_do=entry.literals("can_do"),
            sources=cited(entry, sources),
            from_days=entry.maybe_whole("from_days"),
            usual=entry.flag("usual"),
            term=entry.maybe_literal("term"),
        )
        entry.done()
