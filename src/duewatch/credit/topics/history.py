"""Topic "history": how reporting changed over the years, by dated facts."""

from dataclasses import replace

from duewatch.credit.topics.record import RECORD
from duewatch.credit.topics.reporting import dated_history
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Platform
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import text


def answer(situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
    """From when to when dated accounts are known, the latest first."""
    plain = RECORD["history"].answer(situation, platform, rules)
    dated = [] if platform is None else dated_history(platform)
    if not dated:
        return plain
    first, last = dated[0], dated[-1]
    if first is last:
        return replace(plain, summary=text("One dated account is known, of {day}: {what}", day=first.as_of or "",
                                           what=first.text))  # fmt: skip
    return replace(
        plain,
        summary=text(
            "The dated accounts known run from {first} to {last} and stand below in their order; the latest: {what}",
            first=first.as_of or "",
            last=last.as_of or "",
            what=last.text,
        ),
    )
