"""What a person types into a field, read: amounts, days, rates, whole numbers.

Full-width digits and punctuation, as Chinese input methods write them, are read like half-width ones.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from unicodedata import normalize

from duewatch.model.contact import hours_in
from duewatch.model.money import Fen, parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

_FULL = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")


class EntryProblem(ValueError):
    """What is wrong with an entry, and how to write it instead."""

    def __init__(self, what: Text) -> None:
        super().__init__(what)
        self.what = what


def _tidy(words: str) -> str:
    return normalize("NFKC", words).strip().replace("。", ".")


def read_money(words: str) -> Fen:
    """An amount of more than nothing, in yuan, as fen. Raises EntryProblem."""
    try:
        fen = parse_yuan(_tidy(words))
    except ValueError:
        raise EntryProblem(text("Write an amount in yuan, like 1204.10")) from None
    if fen <= 0:
        raise EntryProblem(text("The amount must be more than zero"))
    return fen


def read_day(words: str, today: date, *, future: bool = False) -> date:
    """A day as YYYY-MM-DD, or MM-DD: then the latest such day up to today, or with `future` the nearest one
    to today on either side. Raises EntryProblem."""
    tidy = _tidy(words)
    try:
        if found := _FULL.fullmatch(tidy):
            return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
        if found := _SHORT.fullmatch(tidy):
            return _without_year(int(found[1]), int(found[2]), today, future=future)
    except ValueError:
        pass
    raise EntryProblem(text("Write the day as 2026-11-23 or 11-23"))


def read_moment(words: str, today: date, *, future: bool = False) -> datetime:
    """A day and an hour, "12-10 09:30", without a zone. Raises EntryProblem."""
    day, _, hour = _tidy(words).replace("T", " ").partition(" ")
    try:
        return datetime.combine(read_day(day, today, future=future), time.fromisoformat(hour.strip()))
    except ValueError as problem:
        if isinstance(problem, EntryProblem):
            raise
        raise EntryProblem(text("Write it like 12-10 09:30")) from None


def _without_year(month: int, day: int, today: date, *, future: bool) -> date:
    date(2024, month, day)  # a leap year: refuses only what no year has
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue  # 29 February
    if not future:
        candidates = [candidate for candidate in candidates if candidate <= today] or candidates
    return min(candidates, key=lambda candidate: abs((candidate - today).days))


def read_rate(words: str) -> Decimal:
    """A rate in percent, "18" or "18%". Raises EntryProblem."""
    try:
        rate = Decimal(_tidy(words).removesuffix("%").strip())
    except InvalidOperation:
        raise EntryProblem(text("Write a rate in percent, like 18.25")) from None
    if not rate.is_finite() or rate < 0:
        raise EntryProblem(text("Write a rate in percent, like 18.25"))
    return rate


def read_number(words: str) -> Decimal:
    """Any number, a negative one too: "-959.33", "10,000". Raises EntryProblem."""
    try:
        number = Decimal(_tidy(words).removesuffix("%").replace(",", "").strip())
    except InvalidOperation:
        raise EntryProblem(text("Write a number, like -959.33")) from None
    if not number.is_finite():
        raise EntryProblem(text("Write a number, like -959.33"))
    return number


def read_whole(words: str, least: int, most: int) -> int:
    """A whole number within bounds. Raises EntryProblem."""
    tidy = _tidy(words)
    if not tidy.isdecimal() or not least <= int(tidy) <= most:
        raise EntryProblem(text("A whole number from {least} to {most}", least=least, most=most))
    return int(tidy)


def read_hours(words: str) -> tuple[int, int]:
    """Hours of a day, "09:00-21:00", as minutes of the day. Raises EntryProblem."""
    found = hours_in(_tidy(words))
    if found is None:
        raise EntryProblem(text("Write them like 09:00-21:00"))
    return found


def read_words(words: str) -> list[str]:
    """Several words parted by a semicolon."""
    return [part.strip() for part in re.split(r"[;；]", words) if part.strip()]


def read_files(words: str) -> list[Path]:
    """Files by their paths, several parted by a semicolon. Raises EntryProblem naming the one that is not there."""
    found = [Path(part).expanduser() for part in read_words(words)]
    for path in found:
        if not path.is_file():
            raise EntryProblem(text("There is no file {file}", file=path.name))
    return found


def reading(read: Callable[[str], str]) -> Callable[[str], str]:
    """A reader of the model's as one of a field: what it refuses is said beside the field."""

    def entry(words: str) -> str:
        try:
            return read(words)
        except InputProblem as problem:
            raise EntryProblem(problem.mend or problem.what) from None

    return entry


def read_balance(words: str) -> Fen:
    """What is in an account, in yuan, as fen; nothing at all too. Raises EntryProblem."""
    try:
        fen = parse_yuan(_tidy(words))
    except ValueError:
        fen = -1
    if fen < 0:
        raise EntryProblem(text("Write an amount in yuan, like 1204.10"))
    return fen


def read_days_of_month(words: str) -> tuple[int, ...]:
    """Days of the month, "10, 25". Raises EntryProblem."""
    found = [word for word in re.split(r"[\s,、;]+", _tidy(words)) if word]
    if not all(word.isascii() and word.isdigit() and 1 <= int(word) <= 31 for word in found):
        raise EntryProblem(text("Give a number from 1 to 31."))
    return tuple(map(int, found))
