"""A sourced statement as paragraphs: what is known, as of when, whether it is disputed, and from where."""

from collections.abc import Iterable

from duewatch.model.explanation import Point
from duewatch.model.platform import Fact
from duewatch.model.text import text
from duewatch.ui.widgets.base import Paragraph, Spoken
from duewatch.ui.widgets.ladder import cited


def fact_paragraphs(speaker: Spoken, fact: Fact | Point, *, again: bool = False) -> Iterable[Paragraph]:
    """The statement, and under it each source with its date and how sure it is. again: it was checked too long ago."""
    say = speaker.say
    as_of = say(text(" (as of {day})", day=fact.as_of)) if fact.as_of else ""
    disputed = say(text(" (other sources say otherwise)")) if fact.disputed else ""
    check = say(text(" (check again)")) if again else ""
    yield Paragraph(say(fact.text) + as_of + disputed + check, mark="· ")
    for source in fact.sources:
        yield Paragraph(say(cited(source, fact.confidence)), "muted", mark="  ")
