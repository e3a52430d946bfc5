"""Reading a line phrase by phrase: each phrase that is understood gives values, anything else is named.

Patterns are matched against tidied words: half-width, small letters, 万分之五 as 0.05%.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from unicodedata import normalize

from duewatch.model.money import Fen, parse_yuan
from duewatch.model.text import Text, text

NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,8})?"
MONEY = r"(?:[¥￥]|rmb|cny|人民币)?\s*((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,13})(?:\.[0-9]+)?)\s*(?:yuan|元|块)?(?!\s*%)"
"""An amount in yuan; its one group is what `fen` reads."""
PCT = rf"({NUMBER})\s*%"
DATE = r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?"

_GAP = re.compile(r"(?:[\s,.()。]|and\b|和|并且?|且)*")
_SHARE = re.compile(r"([万千百])分之([0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十])")
_PER_MILLE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([‰‱])")
_CUT = re.compile(r"[a-z0-9](?:[a-z0-9]|\.[0-9])")
_COUNT = re.compile(r"(?<![一二两三四五六七八九十下后])([一二两三四五六七八九十])(?=个|天|日|周|期|倍|年期)")
_DIGITS = {digit: Decimal(number) for number, digit in enumerate("一二三四五六七八九十", start=1)} | {"两": Decimal(2)}
_OF = {"百": Decimal(1), "千": Decimal(10), "万": Decimal(100), "‰": Decimal(10), "‱": Decimal(100)}
_SHOWN = 24


class NotUnderstood(ValueError):
    """Words that are no such clause. what: a sentence without a full stop; like: how to write it instead, or None."""

    def __init__(self, what: Text, like: Text | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.like = like


class Phrase(NamedTuple):
    """One thing that a line may say. takes: the values that it gives, by name."""

    pattern: str
    takes: Callable[[re.Match[str]], Mapping[str, Any]]


def says(pattern: str, **values: Any) -> Phrase:
    """A phrase that always gives the same values; without any it is understood and changes nothing."""
    return Phrase(pattern, lambda _: values)


def read(words: str, phrases: Sequence[Phrase]) -> dict[str, Any]:
    """All that the line says. The longest phrase wins; saying a thing twice is refused.

    Raises NotUnderstood naming the words that are no phrase of this line.
    """
    line = tidy(words)
    given: dict[str, Any] = {}
    at = _gap(line, 0)
    while at < len(line):
        found = [(match, phrase) for phrase in phrases if (match := _whole(phrase.pattern, line, at)) is not None]
        if not found:
            raise NotUnderstood(text("“{words}” is not understood here", words=_shown(line[at:])))
        match, phrase = max(found, key=lambda one: one[0].end())
        values = phrase.takes(match)
        if twice := given.keys() & values.keys():
            said = match[0] if twice else ""
            raise NotUnderstood(text("“{words}” contradicts or repeats what stands before it", words=_shown(said)))
        given |= values
        at = _gap(line, match.end())
    return given


def one(pattern: str, words: str) -> "re.Match[str] | None":
    """The match of the whole line with a pattern, or None."""
    return re.fullmatch(pattern, tidy(words))


def parts(words: str) -> list[str]:
    """The clauses of a line that may hold several, parted by “;”."""
    return [part for part in re.split(r"[;；\n]", words) if part.strip()]


def tidy(words: str) -> str:
    """Half-width, small letters, single dashes and blanks; 万分之五 and 5‱ as 0.05%, 三个月 as 3个月."""
    line = normalize("NFKC", _PER_MILLE.sub(lambda m: f"{Decimal(m[1]) / _OF[m[2]]:f}%", words)).lower().strip()
    line = re.sub(r"\s+", " ", re.sub(r"[‐-―−~]", "-", line.replace("、", ",")))
    line = _COUNT.sub(lambda m: str(_DIGITS[m[1]]), line)
    return _SHARE.sub(lambda m: f"{(_DIGITS.get(m[2]) or Decimal(m[2])) / _OF[m[1]]:f}%", line)


def fen(words: str) -> Fen:
    """The amount of a MONEY group, more than zero. Raises NotUnderstood."""
    try:
        amount = parse_yuan(words)
    except ValueError:
        amount = 0
    if amount <= 0:
        raise NotUnderstood(text("“{words}” is not an amount in yuan", words=words))
    return amount


def groups(match: re.Match[str]) -> Iterator[str]:
    """The groups that matched, in order."""
    return (group for group in match.groups() if group is not None)


def first(match: re.Match[str]) -> str:
    """The first group that matched: patterns of two languages have one each."""
    return next(groups(match))


def _gap(line: str, at: int) -> int:
    found = _GAP.match(line, at)
    return at if found is None else found.end()


def _whole(pattern: str, line: str, at: int) -> "re.Match[str] | None":
    """A match that ends with a word or a number, not in the midst of one."""
    match = re.compile(pattern).match(line, at)
    if match is None or match.end() == at:
        return None
    return None if _CUT.match(line, match.end() - 1) else match


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
