"""What a situation means for the credit report, from facts and rules alone: the default explainer.

A platform's own explainer may take this over, add to it or replace it. Every point carries its source; what
is not known is said in the summary, never guessed.
"""

from collections.abc import Callable
from dataclasses import replace

from duewatch.credit.report import CARD, account_type
from duewatch.credit.statements import about, join, without_repeats
from duewatch.credit.topics import history, overdue, reporting, steps
from duewatch.credit.topics.life import LIFE
from duewatch.credit.topics.record import RECORD
from duewatch.credit.topics.steps import few
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
    "history": history.answer,
}
"""How each topic of `situation.TOPICS` is answered."""


def explain(situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
    """The answer for one platform, or for any loan (platform None): the topic that was asked first, then what else the
    question touches. Days that are named bring the topic "overdue" along; a year that has passed is answered as of then
    and as of now."""
    topics = [situation.topic, *situation.also]
    if situation.days_overdue is not None:
        topics.append("overdue")
    answers = [
        (topic, ANSWERS[topic](replace(situation, topic=topic, also=()), platform, rules))
        for topic in dict.fromkeys(topics)
    ]
    (_, first), *others = answers
    touching = [(topic, other) for topic, other in others if _adds(topic, situation)]
    own = [] if "overdue" in topics else overdue.of_loan(situation, platform, rules)
    opening = join(*own, first.summary)
    if situation.topic == "coping" and (situation.days_overdue or 0) >= overdue.OLD_DEBT_DAYS:
        opening = text(
            "This debt is old: before anything is paid, promised or asked for, ask a lawyer or 12348 (legal aid)."
        )
    summary = join(opening, *(other.summary for _, other in touching))
    points = [point for _, answer in answers for point in answer.points]
    points += overdue.guarantor_points(situation, platform, rules)
    if platform is not None and situation.year is not None and situation.year != situation.on.year:
        summary = text("{then} Today: {now}", then=reporting.in_year(situation.year, platform), now=summary)
        points = [*about(platform, ["history"]), *points]
    do = [*first.do, *(step for _, other in touching for step in other.do)]
    return replace(first, summary=summary, points=without_repeats(points), do=few(_fitting(do, situation, platform)))


def _fitting(do: list[Text], situation: Situation, platform: Platform | None) -> list[Text]:
    """The steps for the kind of account: what is for cards only, and the minimum payment where there is one."""
    card = platform is not None and account_type(platform.kind) == CARD
    if card:
        do = [steps.ARRANGE_CARD if step == steps.ARRANGE else step for step in do]
    elif platform is not None:
        do = [step for step in do if step != steps.CARD_INSTALMENTS]
    if situation.topic == "coping":
        do = [steps.CHECK, *overdue.minimum(platform, situation.loan), *do]
    return do


_SAID_BY = {
    "reporting": {"overdue", "usage", "on-time", "bank-visibility", "missing-record", "history", "mortgage", "car-loan"}
}
"""A further topic → the topics whose own words say it already."""


def _adds(topic: str, situation: Situation) -> bool:
    """Whether a further topic has something to say in the summary and to do that the first one does not say in its own
    words: lateness without days is only the ground that other troubles stand on, and "does it affect the record" only
    the way a question is put."""
    if topic == "overdue":
        return situation.days_overdue is not None
    if topic == "usage":
        return situation.topic == "rental"
    return situation.topic not in _SAID_BY.get(topic, ())


def kindness() -> Text:
    """The first line where the words of a question sound like despair."""
    return text(
        "This sounds very hard, and you need not carry it alone. 12356 is the national line for mental-health "
        "support. A debt can be talked about, step by step. If you are in danger, call 110."
    )
