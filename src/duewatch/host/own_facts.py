"""What the borrower knows better of a platform than its facts do: `[platforms.<id>]` in the config."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from duewatch.model.platform import OWN_TIER, Fact, Platform, Source
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, text

REPORTS = "reports"
"""The key that overrules whether the platform reports."""


def overruled(platform: Platform, own: Mapping[str, str], source: str) -> Platform:
    """The platform with the borrower's own words in place of the facts they name. source: the config file's name,
    which stands as their source. Names of facts that there are none of change nothing (see `problems`)."""
    if not own:
        return platform
    facts = tuple(_own(fact, own[fact.id], source) if fact.id in own else fact for fact in platform.facts)
    return replace(platform, facts=facts, reports=own.get(REPORTS, platform.reports))


def problems(platform: Platform, own: Mapping[str, str]) -> Iterator[InputProblem]:
    """Every name in the table that is no fact of the platform."""
    from difflib import get_close_matches

    known = [fact.id for fact in platform.facts]
    for name in own:
        if name != REPORTS and name not in known:
            near = get_close_matches(name, known, 1)
            yield InputProblem(
                text("{platform} has no fact “{name}”.", platform=platform.name, name=name),
                text("Did you mean {option}?", option=near[0])
                if near
                else text("One of: {choices}", choices=", ".join(known)),
            )


def _own(fact: Fact, words: str, source: str) -> Fact:
    if fact.id == REPORTS:  # its value is overruled, its words tell why it was otherwise
        return fact
    return replace(
        fact,
        text=Literal(words, words),
        sources=(Source(source, OWN_TIER),),
        confidence="high",
        as_of=None,
        value=None,
        disputed=False,
    )
