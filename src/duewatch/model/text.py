"""Text: what a pure room says before anybody chose a language.

A ``Sentence`` is a catalogue entry (its msgid is the English sentence) with parameters; a ``Literal``
carries both languages itself, as data files and plugins do. Only ``duewatch.wording`` turns either into
words. Parameters may be Text themselves.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

Parameter: TypeAlias = "str | int | Decimal | date | datetime | Money | Sentence | Literal"


class _Value:
    """Equal where class and fields are equal; never changed once made.

    Written by hand: every command speaks in these, and importing ``dataclasses`` (which imports ``inspect``)
    costs a bare command more than Python's own start.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash((type(self), *map(str, self._fields())))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._fields()))})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), self._fields()

    def _fields(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)  # type: ignore[attr-defined]


class Money(_Value):
    """An amount in fen inside a Text, so that the outside can format or hide it."""

    __match_args__ = __slots__ = ("fen",)
    fen: int

    def __init__(self, fen: int) -> None:
        object.__setattr__(self, "fen", fen)


class Literal(_Value):
    """The same words in Chinese and in English."""

    __match_args__ = __slots__ = ("zh", "en")
    zh: str
    en: str

    def __init__(self, zh: str, en: str) -> None:
        object.__setattr__(self, "zh", zh)
        object.__setattr__(self, "en", en)


class Name(Literal):
    """A platform's, lender's or loan's name: hidden wherever amounts are hidden."""

    __slots__ = ()


class Sentence(_Value):
    """A sentence of the catalogue. `msgid` is English; `plural` and `count` choose between two forms."""

    __match_args__ = __slots__ = ("msgid", "params", "plural", "count")
    msgid: str
    params: "Mapping[str, Parameter]"
    plural: str | None
    count: int | None

    def __init__(
        self,
        msgid: str,
        params: "Mapping[str, Parameter] | None" = None,
        plural: str | None = None,
        count: int | None = None,
    ) -> None:
        object.__setattr__(self, "msgid", msgid)
        object.__setattr__(self, "params", {} if params is None else params)
        object.__setattr__(self, "plural", plural)
        object.__setattr__(self, "count", count)


Text = Sentence | Literal


def text(msgid: str, /, **params: "Parameter") -> Sentence:
    """A catalogue sentence with named parameters: ``text("{days} days late", days=3)``."""
    return Sentence(msgid, params)


def ntext(singular: str, plural: str, count: int, /, **params: "Parameter") -> Sentence:
    """A catalogue sentence with a singular and a plural form; `{count}` is filled in by itself."""
    return Sentence(singular, {"count": count, **params}, plural, count)
