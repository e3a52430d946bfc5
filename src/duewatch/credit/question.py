"""A free question in Chinese or English, read into a precise one.

Pure: names and family words of platforms are handed in. What is not understood stays empty, and the reading
is shown with the answer, so that a wrong one is seen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from duewatch.credit.numbers import amount_fen, days_overdue, year_asked
from duewatch.credit.reading_words import (
    BESIDE,
    DISTRESS,
    FAMILY_PRODUCT,
    FILLERS,
    GENERIC,
    OWED,
    PRODUCT,
    TAIL,
    TOPIC_WORDS,
    WISHED,
)
from duewatch.model.situation import Reading, Situation

_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_MASK = "\x00"
_TOPICS = tuple((topic, re.compile(pattern)) for topic, pattern in TOPIC_WORDS)
_BESIDE = tuple((re.compile(pattern), topics) for pattern, topics in BESIDE)


def read_question(
    question: str, aliases: Mapping[str, str], family_words: Mapping[str, tuple[str, ...]], on: date
) -> Reading:
    """What is asked. aliases: every name of a platform in lower case → its id; family_words: words that may
    mean several. on: the day of asking, for "last year" and the like.
    """
    words = _GAP.sub("", unicodedata.normalize("NFKC", question).lower())
    platforms, rest, unknown = _platforms(words, aliases, family_words)
    days = days_overdue(rest)
    year = year_asked(rest, on)
    topic, also = _topics(rest, words, overdue=days is not None, year=year is not None)
    return Reading(
        platforms=platforms,
        topic=topic,
        also=also,
        days_overdue=days,
        amount_fen=amount_fen(rest),
        year=year,
        distress=DISTRESS.search(words) is not None,
        unknown_words=unknown,
    )


def situations(reading: Reading, on: date) -> tuple[Situation, ...]:
    """The questions to answer: one for each platform that was named, or one for any loan."""
    topic = reading.topic or ("overdue" if reading.days_overdue else "reporting")
    return tuple(
        Situation(
            topic=topic,
            on=on,
            platform_id=platform_id,
            also=reading.also,
            days_overdue=reading.days_overdue,
            amount_fen=reading.amount_fen,
            year=reading.year,
        )
        for platform_id in reading.platforms or (None,)
    )


def nearest_platforms(unknown_words: Iterable[str], aliases: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of platforms whose names look like a word that nobody knows, the nearest first; at most three."""
    from difflib import get_close_matches

    near = (name for word in unknown_words for name in get_close_matches(word, aliases))
    return tuple(dict.fromkeys(aliases[name] for name in near))[:3]


def _platforms(
    words: str, aliases: Mapping[str, str], family_words: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Platforms named, in the order of the question; the words with the names masked; names nobody knows."""
    found: dict[int, tuple[str, ...]] = {}
    unknown: list[str] = []
    for name in sorted(aliases, key=len, reverse=True):
        for at in _places(name, words):
            if WISHED.fullmatch(name) and not _is_owed(words, at, len(name)):
                continue
            brand = _brand_before(words, at) if TAIL.fullmatch(name) else ""
            if brand and brand not in aliases:
                unknown.append(brand + name)
            else:
                found[at], brand = (aliases[name],), ""
            words = _masked(words, at - len(brand), len(brand + name))
    for name in sorted(family_words, key=len, reverse=True):
        for at in _places(name, words):
            if product := FAMILY_PRODUCT.match(words, at + len(name)):
                unknown.append(name + product[0])
                words = _masked(words, at, len(unknown[-1]))
    for at, name in _product_names(words, family_words):
        unknown.append(name)
        words = _masked(words, at, len(name))
    named = {platform_id for ids in found.values() for platform_id in ids}
    for name in sorted(family_words, key=len, reverse=True):
        for at in _places(name, words):
            # A family word beside one of its own products only says where that product lives.
            if not named & set(family_words[name]):
                found[at] = family_words[name]
            words = _masked(words, at, len(name))
    platforms = dict.fromkeys(platform_id for at in sorted(found) for platform_id in found[at])
    return tuple(platforms), words, tuple(unknown)


def _is_owed(words: str, at: int, length: int) -> bool:
    """Whether a mortgage or a car loan is one the borrower has, rather than one that is hoped for ("还能办车贷吗")."""
    return words[max(at - 1, 0) : at] not in {"买", "办", "批", "做"} and OWED.match(words, at + length) is not None


def _brand_before(words: str, at: int) -> str:
    """Another house's name right before a word that many use ("抖音" in "抖音白条"); "" where there is none."""
    before = re.split(f"{FILLERS.pattern}|[^一-龥a-z0-9]", words[:at])[-1] or ""
    return before if len(before) >= 2 else ""


def _places(name: str, words: str) -> Iterator[int]:
    pattern = re.escape(name)
    if name.isascii():
        pattern = rf"(?<![a-z0-9]){pattern}(?![a-z0-9])"
    return (match.start() for match in re.finditer(pattern, words))


def _masked(words: str, at: int, length: int) -> str:
    return words[:at] + _MASK * length + words[at + length :]


def _product_names(words: str, family_words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Words that end like a lending product's name ("…贷", "…月付") and that nobody knows."""
    families = set(family_words)
    at = 0
    for piece in re.split(rf"({FILLERS.pattern}|{_MASK})", words):
        match = PRODUCT.match(piece)
        if match and piece not in families and not GENERIC.fullmatch(match[0]):
            yield at, match[0]
        at += len(piece)


def _topics(words: str, whole: str, *, overdue: bool, year: bool) -> tuple[str | None, tuple[str, ...]]:
    """The topic asked, and further ones that the answer must touch. words: without platforms' names; whole: with."""
    found = list(dict.fromkeys(topic for topic, pattern in _TOPICS if pattern.search(words)))
    beside = [topic for pattern, topics in _BESIDE if pattern.search(whole) for topic in topics]
    if overdue and "overdue" not in found:
        found.append("overdue")
    if not found:
        if "征信" in words or "credit re" in words:
            return "reporting", tuple(beside)
        return (beside[0], tuple(beside[1:])) if beside else (None, ())
    first = _decide(found, words)
    if first == "bank-visibility" or (first == "usage" and year):
        found.append("reporting")  # a bank sees what is reported; how a year went is told by what was reported then
    return first, tuple(dict.fromkeys(topic for topic in (*found, *beside) if topic != first))


def _decide(found: list[str], words: str) -> str:
    if set(found) == {"reporting", "overdue"}:
        # "Is it reported, and what if I never pay": what is asked first leads. "Is being late reported": lateness.
        clauses = re.split(r"[，,。；;]", words)
        leads_with_reporting = len(clauses) > 1 and not _pattern("overdue").search(clauses[0])
        return "reporting" if leads_with_reporting else "overdue"
    if found[0] == "bank-visibility" and re.search(r"查(?:得到|不到|到)", words):
        return "reporting"  # whether it can be found there at all is asked, not who looks
    if set(found) & {"coping", "overdue"} == {"coping", "overdue"} and found[0] == "coping":
        return "overdue" if re.search(r"后果|会怎样|会怎么样|consequence", words) else "coping"
    if found[0] in {"granularity", "opened-unused"} and _leads(words, "reporting", found[0]):
        return "reporting"
    return found[0]


def _leads(words: str, topic: str, other: str) -> bool:
    """Whether `topic` is asked, and asked before `other`."""
    first, second = _pattern(topic).search(words), _pattern(other).search(words)
    return first is not None and (second is None or first.start() < second.start())


def _pattern(wanted: str) -> re.Pattern[str]:
    return next(pattern for topic, pattern in _TOPICS if topic == wanted)
