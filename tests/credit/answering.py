"""Questions answered as the desk answers them, and written down as a borrower reads them."""

from datetime import date
from functools import cache

from duewatch.config.rules import rulebook
from duewatch.config.schema import PluginSettings
from duewatch.credit.explain import explain, kindness
from duewatch.credit.question import read_question, situations
from duewatch.host.host import Host
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Platform
from duewatch.model.situation import Reading, Situation
from duewatch.wording import Wording

TODAY = date(2026, 11, 24)


@cache
def host() -> Host:
    """All built-in plugins, never closed: nothing is written."""
    return Host(PluginSettings(), environ={})


def platform(platform_id: str | None) -> Platform | None:
    return host().platform(platform_id) if platform_id else None


def read(question: str, on: date = TODAY) -> Reading:
    return read_question(question, host().aliases(), host().family_words(), on)


def default(situation: Situation) -> Explanation:
    return explain(situation, platform(situation.platform_id), rulebook())


def answers(question: str) -> list[Explanation]:
    """The answers by way of the platform's own explainer where it has one."""
    return [host().explain(each, rulebook(), default) for each in situations(read(question), TODAY)]


def written(question: str, language: str) -> str:
    """A whole answer as text, with every source."""
    words = Wording(language)
    lines = [f"? {question}", ""]
    if read(question).distress:
        lines += [words.say(kindness()), ""]
    for answer in answers(question):
        found = platform(answer.platform_id)
        lines += [f"# {words.say(found.name) if found else '*'}", words.say(answer.summary), ""]
        for point in answer.points:
            sources = "; ".join(
                f"{one.title} [{one.tier}{', ' + one.published if one.published else ''}]" for one in point.sources
            )
            mark = " (disputed)" if point.disputed else ""
            lines.append(f"- {words.say(point.text)}")
            lines.append(f"    {point.confidence}, {point.as_of or 'undated'}{mark}: {sources}")
        lines += ["", *(f"{place}. {words.say(step)}" for place, step in enumerate(answer.do, 1)), ""]
    return "\n".join(lines)
