"""An explanation as paragraphs: the summary, each point with its sources, what to do."""

from collections.abc import Iterable

from duewatch.desk.contract_words import checked_long_ago
from duewatch.desk.views import Answer
from duewatch.model.text import text
from duewatch.ui.widgets.base import Paragraph, Spoken
from duewatch.ui.widgets.facts import fact_paragraphs


def explanation_paragraphs(speaker: Spoken, answer: Answer) -> Iterable[Paragraph]:
    """What an explainer said, in the words of now."""
    say, explanation = speaker.say, answer.explanation
    yield Paragraph(say(explanation.summary), bold=True)
    for place, point in enumerate(explanation.points):
        yield from fact_paragraphs(speaker, point, again=place in answer.again)
    if answer.again and answer.checked_on is not None:
        yield Paragraph(say(checked_long_ago(answer.checked_on)), "warning")
    if explanation.do:
        yield Paragraph(say(text("What you can do")), bold=True)
        for number, step in enumerate(explanation.do, 1):
            yield Paragraph(say(step), mark=f"{number}. ")
