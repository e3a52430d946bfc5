"""What most topics have in common: a sentence by what is known, the facts and rules that bear on it, things to do.

The sentences never say more than facts and rules carry: where a platform has no fact about the topic, the summary
says that it is not known, and the points hold general rules.
"""

from dataclasses import dataclass

from duewatch.credit.report import CARD, account_type
from duewatch.credit.statements import about, join, law, without_repeats
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Platform
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Name, Parameter, Sentence, Text, text

CARD_RULES = "card-"
"""How the ids of rules begin that are about cards."""
_SURE = frozenset({"high", "medium"})


@dataclass(frozen=True, slots=True)
class Topic:
    """How a topic is answered.

    closing: what to add to what is known of a platform; unknown: said where nothing is; general: of any loan;
    reported: said instead of unknown where the platform is known to report (None: nothing follows from that).
    own_leads: the platform's surest fact about the topic opens the summary; False where such facts are details.
    All may name the {platform} and the {years} for which a bad mark is kept. facts: the fact topics that are quoted
    beside the topic's own, in this order. rules: ids of the rules that bear on it. do: what one can do.
    """

    closing: Sentence
    unknown: Sentence
    general: Sentence
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    do: tuple[Text, ...]
    reported: Sentence | None = None
    own_leads: bool = True

    def answer(self, situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
        """The answer for the platform, or for any loan (None)."""
        quoted = about(platform, (situation.topic, *self.facts))
        return Explanation(
            None if platform is None else platform.id,
            self._summary(situation.topic, platform, rules),
            without_repeats([*quoted, *law(rules, situation.on, *self._rules_for(platform))]),
            self.do,
        )

    def _rules_for(self, platform: Platform | None) -> tuple[str, ...]:
        """Rules about cards are not quoted for other loans."""
        if platform is None or account_type(platform.kind) == CARD:
            return self.rules
        return tuple(each for each in self.rules if not each.startswith(CARD_RULES))

    def _summary(self, topic: str, platform: Platform | None, rules: Rulebook) -> Text:
        params: dict[str, Parameter] = {"years": rules.bad_information_retention_years}
        if platform is None:
            return Sentence(self.general.msgid, params)
        params["platform"] = Name(platform.name.zh, platform.name.en)
        own = [fact for fact in platform.facts if fact.topic == topic]
        closing = Sentence(self.closing.msgid, params)
        if not self.own_leads:
            own = []
        best = next((fact for fact in own if not fact.disputed and fact.confidence == "high"), None) or next(
            (fact for fact in own if not fact.disputed and fact.confidence in _SURE), None
        )
        if best is not None:
            return join(best.text, closing)
        if any(fact.disputed for fact in own):
            return join(text("The accounts of this contradict one another; they stand below."), closing)
        if own:
            return join(text("By a weak source: {what}", what=own[0].text), closing)
        if self.reported is not None and platform.reports == "yes":
            return Sentence(self.reported.msgid, params)
        return Sentence(self.unknown.msgid, params)
