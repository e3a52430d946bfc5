"""Blacking out: what is hidden in a bundle is in none of its files, neither as it is nor in another spelling."""

import re
from collections.abc import Iterable
from enum import StrEnum
from unicodedata import normalize

BLACK = "■■■"
_DATES = re.compile(
    r"(?<![\d\-.])20\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?!\d|[ \-.]?\d{3})"
    r"|(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]|[ \-.]?\d{3})"
    r"|(?<![\d \-.])\d[\d,]*\.\d{2}(?![ \-.]?\d)"
)
"""What looks like a number to call but is a day, a time of day or an amount."""
_NUMBERS = re.compile(r"\+?[\d〇零一二三四五六七八九幺](?:[ \t\-‐–—.·()（）]{0,2}[\d〇零一二三四五六七八九幺]){4,}")
"""Five digits or more, however they are spaced; also written out in characters."""


class Hide(StrEnum):
    """What is blacked out."""

    NAMES = "names"
    NUMBERS = "numbers"
    LENDERS = "lenders"
    """Lenders and platforms of other loans than those the bundle is about."""


class Blackout:
    """Hides values in cells and in free words.

    hide: what; words: names, lenders and the borrower's own words that must not show, each found in any case and any
    width of its letters. Numbers in free words are found by how they look: rather one too many than one too few.
    """

    def __init__(self, hide: Iterable[Hide] = (), words: Iterable[str] = ()) -> None:
        self.hide = frozenset(hide)
        self.words = tuple(
            sorted({_plain(word) for word in words if word.strip()}, key=lambda word: (-len(word), word))
        )
        self._pattern = re.compile("|".join(map(_spaced, self.words)), re.IGNORECASE) if self.words else None

    def __bool__(self) -> bool:
        return bool(self.hide or self.words)

    def name(self, value: str) -> str:
        """A cell that holds a person's name."""
        return BLACK if value and Hide.NAMES in self.hide else self.free(value)

    def number(self, value: str) -> str:
        """A cell that holds a number to call, or of an account."""
        return BLACK if value and Hide.NUMBERS in self.hide else self.free(value)

    def free(self, value: str) -> str:
        """Words as somebody wrote them."""
        if not self or not value:
            return value
        value = _plain(value)
        if self._pattern is not None:
            value = self._pattern.sub(BLACK, value)
        return _without_numbers(value) if Hide.NUMBERS in self.hide else value

    def traces(self, words: str) -> list[str]:
        """The words to be hidden that still show in a text."""
        plain = _plain(words).casefold()
        return [word for word in self.words if word.casefold() in plain]


def _plain(value: str) -> str:
    """Full-width letters and digits as plain ones, invisible signs left out, so that none hides a match."""
    return "".join(sign for sign in normalize("NFKC", value) if sign.isprintable() or sign in "\n\t")


def _spaced(word: str) -> str:
    """The word, also where spaces or line breaks stand between its signs."""
    return r"\s*".join(re.escape(sign) for sign in word if not sign.isspace())


def _without_numbers(value: str) -> str:
    parts, last = [], 0
    for kept in _DATES.finditer(value):
        parts += [_NUMBERS.sub(BLACK, value[last : kept.start()]), kept[0]]
        last = kept.end()
    return "".join([*parts, _NUMBERS.sub(BLACK, value[last:])])
