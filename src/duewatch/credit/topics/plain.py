"""What most topics have in common: a sentence by what is known, the facts and rules that bear on it, things to do.

The sentences never say more than facts and rules carry: where a platform has no fact about the topic, the summary
says that it is not known, and the points hold general rules.
"""

from dataclasses import dataclass

from duewatch.credit.statements import about, law, without_repeats
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Platform
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Name, Parameter, Sentence, Text


@dataclass(frozen=True, slots=True)
class Topic:
    """How a topic is answered.

    known: said where the platform has facts about the topic; unknown: where it has none; general: of any loan.
    known and unknown may name the {platform}, all of them the {years} for which a bad mark is kept. facts: the fact
    topics that are quoted, in this order. rules: ids of the rules that bear on it. do: what one can do.
    """

    known: Sentence
    unknown: Sentence
    general: Sentence
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    do: tuple[Text, ...]

    def answer(self, situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
        """The answer for the platform, or for any loan (None)."""
        quoted = about(platform, (situation.topic, *self.facts))
        params: dict[str, Parameter] = {"years": rules.bad_information_retention_years}
        chosen = self.general
        if platform is not None:
            chosen = self.known if any(fact.topic == situation.topic for fact in platform.facts) else self.unknown
            params["platform"] = Name(platform.name.zh, platform.name.en)
        return Explanation(
            None if platform is None else platform.id,
            Sentence(chosen.msgid, params),
            without_repeats([*quoted, *law(rules, situation.on, *self.rules)]),
            self.do,
        )
