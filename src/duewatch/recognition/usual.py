"""The usual wordings of lenders' messages, and the signs of a forged one."""

import re
from typing import NamedTuple

from duewatch.model.platform import MessageShapes, UsualMessages
from duewatch.recognition.amounts import STATED
from duewatch.recognition.patterns import compiled
from duewatch.recognition.placeholders import with_groups

_FILE = "rules/message_shapes.toml"
_IF = re.compile(
    r"(?:避免|以免|防止|为免|如果|倘若|假如|一旦|(?<![例])如(?![下期约实数上何])|若|未按时|不按时|未按期|切勿|"
    r"(?<![已经您因])逾期(?:将|会|后|可能|未还|不还|还款|则|影响|产生|信息|记录))[^，。；;！!\n]*"
)
"""A clause that only says what would happen."""


class Shape(NamedTuple):
    """A usual wording ready for use."""

    finding: str
    body: re.Pattern[str]
    unless: re.Pattern[str] | None


class UsualWordings:
    """The usual wordings, compiled once for all platforms."""

    def __init__(self, shapes: MessageShapes) -> None:
        """Raises InputProblem naming the file whose pattern is no regular expression."""
        unless = {finding: compiled(_FILE, pattern) for finding, pattern in shapes.unless.items()}
        self._shapes = tuple(
            Shape(each.finding, body, unless.get(each.finding))
            for each in shapes.shapes
            if (body := compiled(_FILE, with_groups(each.body, STATED))) is not None
        )
        self._asks = compiled(_FILE, shapes.fraud_asks)
        self._warning = compiled(_FILE, shapes.fraud_warning)

    def of(self, usual: UsualMessages) -> tuple[Shape, ...]:
        """The shapes that a platform's messages are read by."""
        return tuple(each for each in self._shapes if not usual.findings or each.finding in usual.findings)

    def forged(self, words: str) -> str:
        """What a message asks for that no lender asks for, in its own words; empty where there is nothing, or where
        it warns of just that."""
        if self._asks is None:
            return ""
        for found in self._asks.finditer(words):
            if self._warning is None or not self._warning.search(words[: found.start()]):
                return found[0]
        return ""


def without_conditions(words: str) -> str:
    """The words without the clauses that only say what would happen if …."""
    return _IF.sub("", words)
