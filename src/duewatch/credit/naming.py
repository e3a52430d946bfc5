"""Which platforms a question names: by exact names first, then by family words, then by names that are misspelt."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from duewatch.credit.name_words import (
    CLASS,
    CLASS_OF,
    FAMILY_PRODUCT,
    FILLERS,
    GENERIC,
    KINDS,
    OF,
    OWED,
    PRODUCT,
    SHARED_TAIL,
    TAIL,
    WISHED,
)
from duewatch.credit.near_names import misspelt
from duewatch.credit.subjects import unknown_subjects

_MASK = "\x00"
_SEARCHED = 400
"""So many characters of a question are searched for misspelt names."""
_MOST_MISSPELT = 4
"""So many misspelt names are looked for in one question."""

_SPELT = str.maketrans("0123456789", "零一二三四五六七八九")

Families = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """platforms: ids in the order of the question. rest: the words with every name masked. unknown: names that nobody
    knows. kind: the platform that stands for any loan of the kind the unknown names look like."""

    platforms: tuple[str, ...]
    rest: str
    unknown: tuple[str, ...]
    kind: str | None


def platforms_named(words: str, aliases: Mapping[str, str], family_words: Families) -> Named:
    """Platforms in a question that was normalised to lower case and simplified characters."""
    search = _Search(words, aliases, family_words)
    search.exact()
    search.misspelt_names()
    search.unknown_names()
    search.families()
    if not search.found and not search.unknown:
        search.kinds()
    platforms = dict.fromkeys(platform_id for at in sorted(search.found) for platform_id in search.found[at])
    kind = _kind_of(search.unknown, aliases) if search.unknown and not platforms else None
    return Named(tuple(platforms), search.words, tuple(search.unknown), kind)


class _Search:
    """One question being searched; what was understood is masked so that nothing is read twice."""

    def __init__(self, words: str, aliases: Mapping[str, str], family_words: Families) -> None:
        self.whole = self.words = words
        self.aliases = aliases
        self.family_words = family_words
        self.found: dict[int, tuple[str, ...]] = {}
        self.unknown: list[str] = []

    def exact(self) -> None:
        """Names as they are known, the longest first."""
        # Words for a kind of loan come last: beside a name they only say what it is.
        for name in sorted(self.aliases, key=lambda name: (CLASS.fullmatch(name) is not None, -len(name))):
            for at, end in _places(name, self.words):
                if WISHED.fullmatch(name) and not _is_owed(self.words, at, end):
                    continue
                if not SHARED_TAIL.sub("", name) and self.words.startswith("款", end):
                    continue  # 信用贷款 is any unsecured loan, 信用贷 a product
                brand = _brand_before(self.words, at) if TAIL.fullmatch(name) else ""
                if brand in self.family_words:
                    brand = ""
                if brand and brand not in self.aliases and not misspelt(brand + name, self.aliases):
                    self.unknown.append(brand + name)
                    self._mask(at - len(brand), end)
                elif brand and brand not in self.aliases:
                    continue  # a longer name that is misspelt: read as that one
                elif CLASS.fullmatch(name) and self._says_only_what_it_is(at):
                    self._mask(at, end)
                else:
                    self._take(at, end, (self.aliases[name],))

    def misspelt_names(self) -> None:
        """Names that are nearly right, where the question has no other name, or beside those it has."""
        for _ in range(_MOST_MISSPELT):
            near = misspelt(self.words[:_SEARCHED], self.aliases) if self._may_hold_another() else None
            if near is None:
                return
            at, end, platform_id = near
            self._take(at, end, (platform_id,))

    def _may_hold_another(self) -> bool:
        return not self.found or any(True for _ in _product_names(self.words, self.family_words))

    def unknown_names(self) -> None:
        """What looks like the name of a product and is none that is known."""
        for name in sorted(self.family_words, key=len, reverse=True):
            for at, end in _places(name, self.words):
                if product := FAMILY_PRODUCT.match(self.words, end):
                    self.unknown.append(name + product[0])
                    self._mask(at, product.end())
        for at, name in _product_names(self.words, self.family_words):
            self.unknown.append(name)
            self._mask(at, at + len(name))
        self.subjects()

    def subjects(self) -> None:
        """What stands in the place of a platform's name and is none of the words that are known to stand there."""
        kinds = [re.compile(pattern) for pattern, _ in KINDS]
        for at, name in unknown_subjects(self.words):
            if not any(kind.search(name) for kind in kinds) and not any(each in name for each in self.family_words):
                self.unknown.append(name)
                self._mask(at, at + len(name))

    def families(self) -> None:
        """Words that may mean several; beside a product it only says where that product lives."""
        named = {platform_id for ids in self.found.values() for platform_id in ids}
        for name in sorted(self.family_words, key=len, reverse=True):
            for at, end in _places(name, self.words):
                if named & set(self.family_words[name]) or self._house_of_the_next(end):
                    self._mask(at, end)
                else:
                    self._take(at, end, self.family_words[name])

    def kinds(self) -> None:
        """Ways to speak of a kind of loan without its usual name."""
        for pattern, noun in KINDS:
            if noun in self.aliases and (match := re.search(pattern, self.words)):
                self._take(match.start(), match.start(), (self.aliases[noun],))
                return

    def _house_of_the_next(self, end: int) -> bool:
        """ "支付宝的信用贷": the name that follows is meant."""
        behind = OF.match(self.words, end)
        return behind is not None and behind.end() in self.found

    def _says_only_what_it_is(self, at: int) -> bool:
        """ "捷信的网贷", "算网贷吗": the word says what something else is."""
        before = self.whole[:at]
        if CLASS_OF.search(before):
            return True
        return any(
            OF.fullmatch(self.whole, start + length, at) is not None
            for start, length in ((each, self._length_at(each)) for each in self.found)
            if start + length <= at
        )

    def _length_at(self, at: int) -> int:
        return len(self.words[at:]) - len(self.words[at:].lstrip(_MASK))

    def _take(self, at: int, end: int, platforms: tuple[str, ...]) -> None:
        self.found[at] = platforms
        self._mask(at, end)

    def _mask(self, at: int, end: int) -> None:
        self.words = self.words[:at] + _MASK * (end - at) + self.words[end:]


def _kind_of(unknown: Iterable[str], aliases: Mapping[str, str]) -> str | None:
    """The platform that stands for any loan of the kind that unknown names look like."""
    for name in unknown:
        for pattern, noun in KINDS:
            if noun in aliases and re.search(pattern, name):
                return aliases[noun]
    return aliases.get("网贷")


def _is_owed(words: str, at: int, end: int) -> bool:
    """Whether a mortgage or a car loan is one the borrower has, rather than one that is hoped for ("还能办车贷吗")."""
    return words[max(at - 1, 0) : at] not in {"买", "办", "批", "做"} and OWED.match(words, end) is not None


def _brand_before(words: str, at: int) -> str:
    """Another house's name right before a word that many use ("抖音" in "抖音白条"); "" where there is none."""
    before = re.split(f"{FILLERS.pattern}|[^一-龥a-z0-9]", words[:at])[-1] or ""
    return before if len(before) >= 2 else ""


def _places(name: str, words: str) -> Iterator[tuple[int, int]]:
    """Where a name stands. Between a house and its kind of loan there may be a 的: "360的网贷"."""
    for spelling in _spellings(name, words):
        at = words.find(spelling)
        while at >= 0:
            end = at + len(spelling)
            if not name.isascii() or _stands_alone(words, at, end):
                yield at, end
            at = words.find(spelling, end)


def _spellings(name: str, words: str) -> Iterator[str]:
    yield name
    if name.isascii():
        return
    if name[0].isdigit():
        yield name.translate(_SPELT)
    if "的" in words and name[0] in words:
        kind = CLASS.search(name) or SHARED_TAIL.search(name)
        if kind is not None and kind.start():
            yield f"{name[: kind.start()]}的{kind[0]}"


def _stands_alone(words: str, at: int, end: int) -> bool:
    around = (words[at - 1] if at else " ") + words[end : end + 1]
    return not any(each.isascii() and each.isalnum() for each in around)


def _product_names(words: str, family_words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Words that end like a lending product's name ("…贷", "…月付") and that nobody knows."""
    families = set(family_words)
    at = 0
    for piece in re.split(rf"({FILLERS.pattern}|{_MASK})", words):
        match = PRODUCT.match(piece)
        if match and piece not in families and not GENERIC.fullmatch(match[0]):
            yield at, match[0]
        at += len(piece)
