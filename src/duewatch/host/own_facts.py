"""What the borrower knows better of a platform than its facts do: `[platforms.<id>]` in the config."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from duewatch.model.platform import OWN_REPORT, OWN_TIER, Fact, Platform, Source
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, text

REPORTS = "reports"
"""The key that overrules whether the platform reports."""

_FOUND = {
    "yes": Literal("自己填写：{platform}报送征信。", "By your own entry {platform} is on the credit report."),
    "no": Literal("自己填写：{platform}不报送征信。", "By your own entry {platform} is not on the credit report."),
    "partly": Literal("自己填写：{platform}部分报送征信。", "By your own entry {platform} is reported in part."),
    "depends-on-lender": Literal(
        "自己填写：{platform}报不报送，要看放款机构。",
        "By your own entry it depends on the lender whether {platform} reports.",
    ),
    "unknown": Literal(
        "自己填写：{platform}报不报送，不清楚。", "By your own entry it is not known whether {platform} reports."
    ),
}


def overruled(platform: Platform, own: Mapping[str, str], source: str) -> Platform:
    """The platform with the borrower's own words in place of the facts they name. source: the config file's name,
    which stands as their source. Names of facts that there are none of change nothing (see `problems`)."""
    if not own:
        return platform
    facts = tuple(_own(fact, own[fact.id], source) if fact.id in own else fact for fact in platform.facts)
    if REPORTS in own:
        facts = (_own_report(platform, own[REPORTS], source), *facts)
    return replace(platform, facts=facts, reports=own.get(REPORTS, platform.reports))


def _own_report(platform: Platform, value: str, source: str) -> Fact:
    """What the borrower found of reporting, as a fact beside those of the sources."""
    words = _FOUND[value]
    return Fact(
        id=OWN_REPORT,
        topic="reporting",
        text=Literal(words.zh.format(platform=platform.name.zh), words.en.format(platform=platform.name.en)),
        sources=(Source(source, OWN_TIER),),
        confidence="high",
    )


def problems(platform: Platform, own: Mapping[str, str]) -> Iterator[tuple[str, InputProblem]]:
    """Every name in the table that is no fact of the platform, with what is to be said of it."""
    from difflib import get_close_matches

    known = [fact.id for fact in platform.facts]
    for name in own:
        if name != REPORTS and name not in known:
            near = get_close_matches(name, known, 1)
            mend = (
                text("Did you mean {option}?", option=near[0])
                if near
                else text("One of: {choices}", choices=", ".join(known))
            )
            what = text("{platform} has no fact “{name}”.", platform=platform.name, name=name)
            yield name, InputProblem(what, mend)


def _own(fact: Fact, words: str, source: str) -> Fact:
    if fact.id == REPORTS:  # its value is overruled, its words tell why it was otherwise
        return fact
    return replace(
        fact,
        text=Literal(_ended(words, "。"), _ended(words, ".")),
        sources=(Source(source, OWN_TIER),),
        confidence="high",
        as_of=None,
        value=None,
        disputed=False,
    )


def _ended(words: str, stop: str) -> str:
    """The words as a sentence that another can follow."""
    return words if words.rstrip().endswith(("。", ".", "！", "!", "？", "?", "；", ";")) else words.rstrip() + stop
