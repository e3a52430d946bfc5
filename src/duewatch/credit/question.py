"""A free question in Chinese or English, read into a precise one.

Pure: names and family words of platforms are handed in. What is not understood stays empty, and the reading
is shown with the answer, so that a wrong one is seen.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from duewatch.credit.days_late import days_overdue
from duewatch.credit.naming import Families, platforms_named
from duewatch.credit.near_names import nearest_platforms
from duewatch.credit.numbers import amount_fen, amount_words, year_asked
from duewatch.credit.reading_words import BESIDE, DISTRESS, JOKES, SIMPLIFIED, TOPIC_WORDS
from duewatch.model.situation import Reading, Situation

__all__ = ["nearest_platforms", "read_question", "situations"]

_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_TOPICS = tuple((topic, re.compile(pattern)) for topic, pattern in TOPIC_WORDS)
_BESIDE = tuple((re.compile(pattern), topics) for pattern, topics in BESIDE)


def read_question(question: str, aliases: Mapping[str, str], family_words: Families, on: date) -> Reading:
    """What is asked. aliases: every name of a platform in lower case → its id; family_words: words that may
    mean several. on: the day of asking, for "last year" and the like.
    """
    words = _plain(question)
    named = platforms_named(words, aliases, family_words)
    rest = named.rest
    days = days_overdue(rest, on)
    year = year_asked(rest, on)
    topic, also = _topics(rest, words, overdue=days is not None, year=year is not None)
    return Reading(
        platforms=named.platforms,
        topic=topic,
        also=also,
        days_overdue=days,
        amount_fen=amount_fen(rest),
        amount_words=amount_words(rest),
        year=year,
        distress=DISTRESS.search(JOKES.sub("", words)) is not None,
        unknown_words=named.unknown,
        kind=named.kind,
    )


def _plain(question: str) -> str:
    """The question in lower case, simplified characters and half width, without gaps between Chinese words."""
    return _GAP.sub("", unicodedata.normalize("NFKC", question).lower().translate(SIMPLIFIED))


def situations(reading: Reading, on: date) -> tuple[Situation, ...]:
    """The questions to answer: one for each platform that was named, else one for any loan, of the kind that an unknown
    name looks like."""
    # Who only says that it is too much is told what can be done, not what is on a report.
    topic = reading.topic or ("coping" if reading.distress else "overdue" if reading.days_overdue else "reporting")
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
        for platform_id in reading.platforms or (reading.kind,)
    )


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
    if found[0] == "removal" and "inquiry" in found:
        return "inquiry"  # how long queries stay, or how a report "full of queries" recovers
    if found[0] == "opened-unused" and re.search(r"如果|要是|\bif\b", words):
        return "opened-unused"  # that it was never used is what the question turns on
    if found[0] in {"granularity", "opened-unused"} and _leads(words, "reporting", found[0]):
        return "reporting"
    return found[0]


def _leads(words: str, topic: str, other: str) -> bool:
    """Whether `topic` is asked, and asked before `other`."""
    first, second = _pattern(topic).search(words), _pattern(other).search(words)
    return first is not None and (second is None or first.start() < second.start())


def _pattern(wanted: str) -> re.Pattern[str]:
    return next(pattern for topic, pattern in _TOPICS if topic == wanted)
