"""Names that are misspelt, and names that resemble one another. rapidfuzz is loaded only when it is needed.

Two names count as the same where they differ only in characters that are taken for one another (花北 for 花呗), or,
when they are long enough for it to mean something, in one character (小花钱宝 for 小花钱包). Short everyday words are
near to many names, so a name's own part, without the ending that all products share, has to be long.
"""

import re
from collections.abc import Iterable, Mapping

from duewatch.credit.name_words import ALIKE, CLASS, EVERYDAY, SHARED_TAIL, WISHED

_SAME = {ord(other): group[0] for group in ALIKE.split() for other in group[1:]}
_CHINESE = re.compile(r"[一-龥]")
_LATIN = re.compile(r"[a-z][a-z-]*(?: [a-z][a-z-]*)?")
_LONG_ENOUGH = 3
"""So many characters a name's own part must have before one of them may be wrong."""
_LONG_ENOUGH_LATIN = 6
_OFFERED_FROM = 50
"""From this likeness (0 to 100) on a known name is offered for an unknown one."""


def misspelt(words: str, aliases: Mapping[str, str]) -> tuple[int, int, str] | None:
    """Where a misspelt name stands (start, end) and the platform it means; None where there is none, or where it may
    mean several platforms equally well."""
    return _alike_chinese(words, aliases) or _alike_latin(words, aliases)


def nearest_platforms(unknown_words: Iterable[str], aliases: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of platforms whose names look like a word that nobody knows, the nearest first; at most three."""
    wanted = tuple(unknown_words)
    if not wanted:
        return ()
    from rapidfuzz import fuzz, process

    near = sorted(
        (
            (-score, name)
            for word in wanted
            for name, score, _ in process.extract(
                word, aliases.keys(), scorer=fuzz.ratio, score_cutoff=_OFFERED_FROM, limit=9
            )
        )
    )
    return tuple(dict.fromkeys(aliases[name] for _, name in near))[:3]


def _alike_chinese(words: str, aliases: Mapping[str, str]) -> tuple[int, int, str] | None:
    from rapidfuzz.distance import Levenshtein

    found: dict[str, tuple[int, int, int, int]] = {}
    plain = words.translate(_SAME)
    for name, platform_id in aliases.items():
        own = SHARED_TAIL.sub("", name)
        if (
            len(name) < 2
            or not own
            or CLASS.fullmatch(name)
            or WISHED.fullmatch(name)
            or not all(_CHINESE.match(character) for character in name)
        ):
            continue
        slack = int(len(name) > _LONG_ENOUGH and len(own) >= _LONG_ENOUGH)
        wanted = name.translate(_SAME)
        for length in range(len(name) - slack, len(name) + slack + 1):
            for at in range(len(words) - length + 1):
                piece = words[at : at + length]
                if plain[at] != wanted[0] or not all(_CHINESE.match(each) for each in piece):
                    continue
                distance = Levenshtein.distance(plain[at : at + length], wanted, score_cutoff=slack)
                if distance > slack or (distance and Levenshtein.distance(piece, name) > slack):
                    continue
                if distance and SHARED_TAIL.sub("", piece) != piece and _other_brand(piece, name):
                    continue
                if EVERYDAY.search(words[max(0, at - 2) : at + length + 1]):
                    continue
                rank = (distance, -len(name), Levenshtein.distance(piece, name), at)
                if platform_id not in found or rank < found[platform_id]:
                    found[platform_id] = rank
    if not found:
        return None
    (best, platform_id), *others = sorted((rank, one) for one, rank in found.items())
    if others and others[0][0][:3] == best[:3]:
        return None
    at = best[3]
    return at, at - best[1], platform_id


def _other_brand(piece: str, name: str) -> bool:
    """Whether two names share only the ending that all products have: 小额贷款 is not 小米贷款."""
    own, wanted = SHARED_TAIL.sub("", piece).translate(_SAME), SHARED_TAIL.sub("", name).translate(_SAME)
    return own != wanted and len(wanted) < _LONG_ENOUGH


def _alike_latin(words: str, aliases: Mapping[str, str]) -> tuple[int, int, str] | None:
    from rapidfuzz.distance import DamerauLevenshtein

    names = {re.sub(r"[ -]", "", name): platform_id for name, platform_id in aliases.items() if name.isascii()}
    for match in _LATIN.finditer(words):
        both = match[0]
        first = both.split(" ")[0]
        pieces = [both, first] if first != both else [both]
        rest = both[len(first) + 1 :]
        for piece, at in [(each, match.start()) for each in pieces] + [(rest, match.start() + len(first) + 1)]:
            plain = re.sub(r"[ -]", "", piece)
            if EVERYDAY.search(piece):
                continue
            if plain in names and len(plain) >= _LONG_ENOUGH:
                return at, at + len(piece), names[plain]
            if len(plain) < _LONG_ENOUGH_LATIN:
                continue
            near = {
                names[name]
                for name in names
                if name[0] == plain[0]
                and len(name) >= _LONG_ENOUGH_LATIN
                and DamerauLevenshtein.distance(plain, name, score_cutoff=1) <= 1
            }
            if len(near) == 1:
                return at, at + len(piece), near.pop()
    return None
