"""Topic "reporting": is it on the credit report, since when, in what form, under whose name."""

from duewatch.credit.statements import about, join, law, without_repeats
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Fact, Platform
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Name, Text, text


def answer(situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
    """Whether loans of the platform are reported; for a year, as of that year and now."""
    summary = _summary(platform)
    topics = ["reporting", "granularity", *situation.also]
    points = about(platform, topics)
    if situation.year is not None and situation.year != situation.on.year and platform is not None:
        summary = join(_then(situation.year, platform), summary)
        points = about(platform, ["history", *topics])
    return Explanation(
        platform.id if platform else None,
        summary,
        without_repeats(
            [*points, *law(rules, situation.on, "reporting-t1", "history-60-months", "credit-free-queries")]
        ),
        steps(),
    )


def _summary(platform: Platform | None) -> Text:
    if platform is None:
        return text(
            "It depends on the lender named in the contract, so there is no one answer for all loans. "
            "Your own credit report tells it for sure."
        )
    name = Name(platform.name.zh, platform.name.en)
    if platform.reports == "yes":
        return text("{platform} is on the credit report, as far as the sources say.", platform=name)
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


def _then(year: int, platform: Platform) -> Text:
    """What can be said of a year that has passed, by the platform's dated history."""
    dated = sorted((fact for fact in platform.facts if fact.topic == "history" and fact.as_of), key=_day)
    upto = [fact for fact in dated if int(_day(fact)[:4]) <= year]
    if upto:
        return text(
            "For {year}: see what is known up to then and since, with dates, below; today's state comes after it.",
            year=str(year),
        )
    if dated:
        return text(
            "What held in {year} is not known; the earliest that a source tells is of {day}.",
            year=str(year),
            day=_day(dated[0]),
        )
    return text("What held in {year} is not known.", year=str(year))


def _day(fact: Fact) -> str:
    return fact.as_of or ""


def steps() -> tuple[Text, ...]:
    """How to find out for oneself."""
    return (
        text("See in the app's loan contract who the lender is: that name stands on the credit report."),
        text(
            "Get your own credit report from the PBOC's credit reference centre; two a year are free. "
            "It shows what is really reported."
        ),
        text("If an entry is wrong, dispute it with the centre or the lender; they check and answer within 20 days."),
    )
