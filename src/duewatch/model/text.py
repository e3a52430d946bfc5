"""Text: what a pure room says before anybody chose a language.

A ``Sentence`` is a catalogue entry (its msgid is the English sentence) with parameters; a ``Literal``
carries both languages itself, as data files and plugins do. Only ``duewatch.wording`` turns either into
words. Parameters may be Text themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Union

Parameter = Union[str, int, Decimal, date, datetime, "Money", "Sentence", "Literal"]


@dataclass(frozen=True)
class Money:
    """An amount in fen inside a Text, so that the outside can format or hide it."""

    fen: int


@dataclass(frozen=True)
class Literal:
    """The same words in Chinese and in English."""

    zh: str
    en: str


class Name(Literal):
    """A platform's, lender's or loan's name: hidden wherever amounts are hidden."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the catalogue. `msgid` is English; `plural` and `count` choose between two forms."""

    msgid: str
    params: Mapping[str, Parameter] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(self.params.items()), self.count))


Text = Sentence | Literal


def text(msgid: str, /, **params: Parameter) -> Sentence:
    """A catalogue sentence with named parameters: ``text("{days} days late", days=3)``."""
    return Sentence(msgid, params)


def ntext(singular: str, plural: str, count: int, /, **params: Parameter) -> Sentence:
    """A catalogue sentence with a singular and a plural form; `{count}` is filled in by itself."""
    return Sentence(singular, {"count": count, **params}, plural, count)
