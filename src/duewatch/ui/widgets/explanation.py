"""An explanation as paragraphs: the summary, each point with its sources, what to do."""

from collections.abc import Iterable

from duewatch.desk.contract_words import checked_long_ago
from duewatch.desk.views import Answer
from duewatch.model.text import text
from duewatch.ui.widgets.base import Paragraph, Spoken
from duewatch.ui.widgets.ladder import cited


def explanation_paragraphs(speaker: Spoken, answer: Answer) -> Iterable[Paragraph]:
    """What an explainer said, in the words of now."""
    say, explanation = speaker.say, answer.explanation
    yield Paragraph(say(explanation.summary), bold=True)
    for place, point in enumerate(explanation.points):
        disputed = say(text(" (other sources say otherwise)")) if point.disputed else ""
        as_of = say(text(" (as of {day})", day=point.as_of)) if point.as_of else ""
        again = say(text(" (check again)")) if place in answer.again else ""
        yield Paragraph(say(point.text) + as_of + disputed + again, mark="· ")
        for source in point.sources:
            yield Paragraph(say(cited(source, point.confidence)), "muted", mark="  ")
    if answer.again and answer.checked_on is not None:
        yield Paragraph(say(checked_long_ago(answer.checked_on)), "warning")
    if explanation.do:
        yield Paragraph(say(text("What you can do")), bold=True)
        for number, step in enumerate(explanation.do, 1):
            yield Paragraph(say(step), mark=f"{number}. ")
