"""What a situation means for the credit report, from facts and rules alone: the default explainer.

A platform's own explainer may take this over, add to it or replace it. Every point carries its source; what
is not known is said in the summary, never guessed.
"""

from dataclasses import replace

from duewatch.credit.statements import about, join, without_repeats
from duewatch.credit.topics import overdue, reporting
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Platform
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Text, text

_ANSWERED = {"reporting": reporting.answer, "overdue": overdue.answer}
_ABOUT_ARREARS = frozenset({"small-amount", "grace-period", "coping", "extension", "instalments", "removal", "sued"})
"""Topics whose nearest answered one is "overdue"; for all others it is "reporting"."""


def explain(situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
    """The answer for one platform, or for any loan (platform None).

    A topic that is not answered yet gets what is known of the platform about it, and then the nearest
    answered topic; the summary says so.
    """
    answer = _ANSWERED.get(situation.topic)
    if answer is not None:
        return answer(situation, platform, rules)
    asked = about(platform, (situation.topic,))
    nearest = "overdue" if situation.topic in _ABOUT_ARREARS or situation.days_overdue else "reporting"
    base = _ANSWERED[nearest](situation, platform, rules)
    return replace(
        base,
        summary=join(_limits(nearest, known=bool(asked)), base.summary),
        points=without_repeats([*asked, *base.points]),
    )


def _limits(nearest: str, *, known: bool) -> Text:
    if known:
        return text("duewatch cannot answer this in full yet. What is known of the platform about it comes first.")
    if nearest == "overdue":
        return text("duewatch cannot answer this in full yet. Here is what being overdue means, and what you can do.")
    return text("duewatch cannot answer this in full yet. Here is what is known about reporting.")


def kindness() -> Text:
    """The first line where the words of a question sound like despair."""
    return text(
        "This sounds very hard, and you need not carry it alone. 12356 is the national line for mental-health "
        "support. A debt can be talked about, step by step. If you are in danger, call 110."
    )
