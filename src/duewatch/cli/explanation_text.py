"""Sourced statements and answers, as text."""

from typing import TYPE_CHECKING

from duewatch.cli.call import Call
from duewatch.desk.names import confidence_name, tier_name
from duewatch.model.text import Literal, Name, Text, text

if TYPE_CHECKING:
    from duewatch.desk.views import Answers
    from duewatch.model.platform import Source


def show(call: Call, answers: "Answers") -> None:
    """Kindness first where it is needed, then each platform's answer with its sources, then what to do."""
    out = call.out
    if answers.kindness is not None:
        out.say(answers.kindness)
        out.blank()
    if answers.nearest:
        names = ", ".join(call.wording.say(Name(name.zh, name.en)) for _, name in answers.nearest)
        out.say(
            text("A platform named in the question is not known. Known ones that sound alike: {names}", names=names)
        )
        out.blank()
    for number, one in enumerate(answers.answers):
        if number:
            out.blank()
        name = one.platform_name
        out.heading(Name(name.zh, name.en) if name is not None else text("For any loan"))
        out.say(one.explanation.summary)
        for point in one.explanation.points:
            fact_lines(call, point.text, point.as_of, point.confidence, point.sources, disputed=point.disputed)
        if one.explanation.do:
            out.blank()
            out.say(text("What you can do"))
            for place, step in enumerate(one.explanation.do, 1):
                out.say(step, indent=2, mark=f"{place}.")
    if answers.help is not None:
        out.blank()
        out.say(answers.help, style="quiet")


def fact_lines(
    call: Call,
    words: Text,
    as_of: str | None,
    confidence: str,
    sources: "tuple[Source, ...]",
    *,
    disputed: bool,
) -> None:
    """A statement, and under it how sure it is, as of when, and where it was read."""
    out = call.out
    out.say(words, indent=2, mark="·")
    details: list[Text] = [confidence_name(confidence)]
    if as_of:
        details.append(text("as of {day}", day=as_of))
    if disputed:
        details.append(text("other sources disagree"))
    separator = call.wording.say(text(", "))
    out.words(separator.join(call.wording.say(detail) for detail in details), indent=4, style="quiet")
    for one in sources:
        out.say(source_text(one), indent=4, style="quiet")


def source_text(one: "Source", about: str = "") -> Text:
    """A source with what kind it is, its date and address; `about` stands before the address."""
    published = text(", {day}", day=one.published) if one.published else Literal("", "")
    url = f" {one.url}" if one.url else ""
    return text(
        "source: {title} ({tier}{published}){about}{url}",
        title=one.title,
        tier=tier_name(one.tier),
        published=published,
        about=about,
        url=url,
    )
