"""An explanation as paragraphs: the summary, each point with its sources, what to do."""

from collections.abc import Iterable

from duewatch.model.explanation import Explanation
from duewatch.model.text import text
from duewatch.ui.widgets.base import Paragraph, Spoken
from duewatch.ui.widgets.ladder import cited


def explanation_paragraphs(speaker: Spoken, explanation: Explanation) -> Iterable[Paragraph]:
    """What an explainer said, in the words of now."""
    say = speaker.say
    yield Paragraph(say(explanation.summary), bold=True)
    for point in explanation.points:
        disputed = say(text(" (other sources say otherwise)")) if point.disputed else ""
        as_of = say(text(" (as of {day})", day=point.as_of)) if point.as_of else ""
        yield Paragraph(say(point.text) + as_of + disputed, mark="· ")
        for source in point.sources:
            yield Paragraph(say(cited(source, point.confidence)), "muted", mark="  ")
    if explanation.do:
        yield Paragraph(say(text("What you can do")), bold=True)
        for number, step in enumerate(explanation.do, 1):
            yield Paragraph(say(step), mark=f"{number}. ")
