"""Topic "reporting": is it on the credit report, since when, in what form, under whose name."""

from duewatch.credit.statements import about, join, law, without_repeats
from duewatch.credit.topics import steps
from duewatch.model.explanation import Explanation
from duewatch.model.platform import OWN_REPORT, Fact, Platform
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Name, Text, text


def answer(situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
    """Whether loans of the platform are reported, as far as is known now."""
    summary = _summary(platform)
    topics = ["reporting", "granularity", *situation.also]
    points = about(platform, topics)
    return Explanation(
        platform.id if platform else None,
        summary,
        without_repeats(
            [*points, *law(rules, situation.on, "reporting-t1", "history-60-months", "credit-free-queries")]
        ),
        (steps.CONTRACT, steps.OWN_REPORT, steps.WRONG),
    )


def _summary(platform: Platform | None) -> Text:
    if platform is None:
        return text(
            "It depends on the lender named in the contract, so there is no one answer for all loans. "
            "Your own credit report tells it."
        )
    own = next((fact.text for fact in platform.facts if fact.id == OWN_REPORT), None)
    if own is not None:
        return join(own, text("What the sources say stands below; whether yours is, your own report tells."))
    name = Name(platform.name.zh, platform.name.en)
    if platform.reports == "yes":
        return text(
            "{platform} is on the credit report, as far as the sources say; whether yours is, your own report tells.",
            platform=name,
        )
    if platform.reports == "no":
        return text("No source says that {platform} reports; whether that is so for you, your own report tells.",
                    platform=name)  # fmt: skip
    if platform.reports == "depends-on-lender":
        return text(
            "{platform}: it depends on which lender your contract names. "
            "When and how that lender reports is not known here.",
            platform=name,
        )
    if platform.reports == "partly":
        return text("In part: it depends on who lends. The contract names the lender.")
    return text(
        "Whether {platform} reports is not known. Not known does not mean that it is not reported.", platform=name
    )


def in_year(year: int, platform: Platform) -> Text:
    """What held in a year that has passed, by the platform's dated history."""
    dated = dated_history(platform)
    upto = [fact for fact in dated if int(_day(fact)[:4]) <= year]
    if upto:
        last = upto[-1]
        if int(_day(last)[:4]) == year:
            if str(year) in last.text.zh:
                return last.text
            return text("In {year}: {what}", year=str(year), what=last.text)
        return text(
            "Of {year} itself nothing is told; the last before it, {day}: {what}",
            year=str(year),
            day=_day(last),
            what=last.text,
        )
    if dated:
        return text(
            "What held in {year} is not known; the earliest that a source tells is of {day}.",
            year=str(year),
            day=_day(dated[0]),
        )
    return text("What held in {year} is not known.", year=str(year))


def dated_history(platform: Platform) -> list[Fact]:
    """The dated facts of how reporting changed, the earliest first."""
    return sorted((fact for fact in platform.facts if fact.topic == "history" and fact.as_of), key=_day)


def _day(fact: Fact) -> str:
    return fact.as_of or ""
