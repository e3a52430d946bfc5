"""What a situation means for the credit report, from facts and rules alone: the default explainer.

A platform's own explainer may take this over, add to it or replace it. Every point carries its source; what
is not known is said in the summary, never guessed.
"""

from collections.abc import Callable
from dataclasses import replace

from duewatch.credit.statements import join, without_repeats
from duewatch.credit.topics import overdue, reporting
from duewatch.credit.topics.life import LIFE
from duewatch.credit.topics.record import RECORD
from duewatch.credit.topics.trouble import TROUBLE
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Platform
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Text, text

Answer = Callable[[Situation, Platform | None, Rulebook], Explanation]
ANSWERS: dict[str, Answer] = {
    "reporting": reporting.answer,
    "overdue": overdue.answer,
    **{topic: plain.answer for table in (RECORD, TROUBLE, LIFE) for topic, plain in table.items()},
}
"""How each topic of `situation.TOPICS` is answered."""


def explain(situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
    """The answer for one platform, or for any loan (platform None): the topic that was asked first, then what else the
    question touches. Days that are named bring the topic "overdue" along."""
    topics = [situation.topic, *situation.also]
    if situation.days_overdue is not None:
        topics.append("overdue")
    answers = [
        (topic, ANSWERS[topic](replace(situation, topic=topic, also=()), platform, rules))
        for topic in dict.fromkeys(topics)
    ]
    (_, first), *others = answers
    return replace(
        first,
        summary=join(first.summary, *(other.summary for topic, other in others if _adds(topic, situation))),
        points=without_repeats(point for _, answer in answers for point in answer.points),
        do=tuple(dict.fromkeys(step for _, answer in answers for step in answer.do)),
    )


def _adds(topic: str, situation: Situation) -> bool:
    """Whether a further topic has something to say in the summary that the first one does not say in its own words:
    "overdue" speaks of reporting already, and without days it is only the ground that other troubles stand on."""
    if topic == "reporting":
        return situation.topic != "overdue"
    return topic != "overdue" or situation.days_overdue is not None


def kindness() -> Text:
    """The first line where the words of a question sound like despair."""
    return text(
        "This sounds very hard, and you need not carry it alone. 12356 is the national line for mental-health "
        "support. A debt can be talked about, step by step. If you are in danger, call 110."
    )
