"""What a key of config.toml may hold: how its value is read, and the same as JSON Schema for editors."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from duewatch.model.money import MAX_FEN, Fen
from duewatch.model.text import Text, text

Value = str | int | bool | date | time | Decimal | tuple[int, ...] | tuple[str, ...] | Mapping[str, object] | None
Schema = Mapping[str, object]
MOST_PCT = 100
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
_AMOUNT = r"[0-9]{1,10}(\.[0-9]{1,2})?"


class Bad(Exception):
    """A value is not what its key takes; `expected` says what is."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected)
        self.expected = expected


class Kind(NamedTuple):
    """One kind of value. read: the TOML value as ours; raises Bad. schema: what JSON Schema says of it; dates and
    times are strings there, as editors hand them over."""

    read: Callable[[object], Value]
    schema: Schema


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Bad(text("true or false is expected"))
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise Bad(text("a text in quotes is expected"))
    return value


def _pattern(value: object) -> str:
    """A regular expression, perhaps with placeholders such as {amount}, that cannot take for ever."""
    from duewatch.recognition.backtracking import may_take_forever, wrong_with
    from duewatch.recognition.placeholders import PLACEHOLDERS, with_groups

    words = _some_words(value)
    why = wrong_with(with_groups(words))
    if why is not None:
        raise Bad(text("a regular expression is expected ({why})", why=why))
    for placeholder in PLACEHOLDERS:
        words = words.replace(placeholder, "x")
    if may_take_forever(words):
        raise Bad(
            text("a pattern that can be tried in few ways is expected: no repetition within a repetition, few “.*”")
        )
    return str(value)


def _some_words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Bad(text("a text in quotes that is not empty is expected"))
    return value.strip()


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise Bad(text("a list of texts is expected"))
    return tuple(value)


def _lines(value: object) -> tuple[str, ...]:
    """One text, or several in a list."""
    lines = [value] if isinstance(value, str) else value
    if not isinstance(lines, list) or not lines or not all(isinstance(line, str) and line.strip() for line in lines):
        raise Bad(text("a text in quotes, or a list of texts, is expected"))
    return tuple(lines)


def _phrase(value: object) -> str:
    """The words of a clause; a bare number is as good."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return _some_words(value)


def _day_or_phrase(value: object) -> str:
    """The words of a particular; a day as TOML writes it is as good."""
    return value.isoformat() if type(value) is date else _phrase(value)


def _hour(value: object) -> time:
    if type(value) is time:
        return value.replace(microsecond=0)
    if isinstance(value, str) and _HOUR.fullmatch(value):
        return time.fromisoformat(value)
    raise Bad(text('a time of day such as "09:00" is expected'))


def _days_of_year(value: object) -> tuple[str, ...]:
    """Month and day, such as "04-01"."""
    if not isinstance(value, list) or not all(isinstance(each, str) and _is_day_of_year(each) for each in value):
        raise Bad(text('a list of days of the year such as "04-01" is expected'))
    return tuple(value)


def _is_day_of_year(words: str) -> bool:
    """2028 is a leap year, so that 29 February may be written."""
    try:
        return bool(_MONTH_DAY.fullmatch(words)) and date.fromisoformat(f"2028-{words}") is not None
    except ValueError:
        return False


def _reference(value: object) -> Mapping[str, object]:
    """Where a secret is; {}: nowhere."""
    from duewatch.config.secrets import is_reference

    if value != {} and not is_reference(value):
        raise Bad(text("a reference such as {example} is expected, not the secret itself", example='{ env = "NAME" }'))
    return value  # type: ignore[return-value]


def _day(value: object) -> date:
    if type(value) is not date:
        raise Bad(text("a date such as 2026-08-20, without quotes, is expected"))
    return value


def _number(value: object) -> Decimal | None:
    """A number, written 3.0 or "3.0"; None: it is none."""
    try:
        number = Decimal(value) if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _percent(value: object) -> Decimal:
    rate = _number(value)
    if rate is None or not 0 < rate <= MOST_PCT:
        raise Bad(text("a rate in percent a year such as 3.0 is expected"))
    return rate


def _amount(value: object) -> Fen:
    """An amount in yuan, written 1204.10 or "1204.10", as fen."""
    number = _number(value)
    fen = None if number is None else number * 100
    if fen is None or fen != fen.to_integral_value() or not 0 <= fen <= MAX_FEN:
        raise Bad(text("an amount in yuan such as 1204.10 is expected"))
    return int(fen)


def _zone(value: object) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(_words(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Bad(text('the name of a time zone such as "Asia/Shanghai" is expected')) from None


REFERENCE_SCHEMA: Schema = {
    "type": "object",
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {
        "env": {"type": "string", "minLength": 1},
        "keyring": {"type": "string", "pattern": "^[^/]+/.+$"},
        "command": {"type": "array", "items": {"type": "string"}, "minItems": 1},
    },
}
"""Where a secret is: config/secrets.py."""

FLAG = Kind(_flag, {"type": "boolean"})
PATTERN = Kind(_pattern, {"type": "string", "format": "regex", "minLength": 1})
WORDS = Kind(_words, {"type": "string"})
SOME_WORDS = Kind(_some_words, {"type": "string", "pattern": r"\S"})
NAMES = Kind(_names, {"type": "array", "items": {"type": "string", "minLength": 1}})
LINE: Schema = {"type": "string", "pattern": r"\S"}
LINES = Kind(_lines, {"anyOf": [LINE, {"type": "array", "items": LINE, "minItems": 1}]})
PHRASE = Kind(_phrase, {"type": ["string", "number"], "pattern": r"\S"})
DAY_OR_PHRASE = PHRASE._replace(read=_day_or_phrase)
HOUR = Kind(_hour, {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$"})
DAYS_OF_YEAR = Kind(
    _days_of_year, {"type": "array", "items": {"type": "string", "pattern": r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"}}
)
REFERENCE = Kind(_reference, REFERENCE_SCHEMA)
DAY = Kind(_day, {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"})
PERCENT = Kind(_percent, {"type": ["number", "string"], "exclusiveMinimum": 0, "maximum": MOST_PCT})
AMOUNT = Kind(_amount, {"type": ["number", "string"], "minimum": 0, "maximum": MAX_FEN // 100,
                        "pattern": f"^{_AMOUNT}$"})  # fmt: skip
ZONE = Kind(_zone, {"type": "string", "minLength": 1})


def choice(*choices: str) -> Kind:
    """One of these words."""

    def read(value: object) -> str:
        if value not in choices:
            raise Bad(text("one of {choices} is expected", choices=", ".join(f'"{each}"' for each in choices)))
        return str(value)

    return Kind(read, {"enum": list(choices)})


def whole(least: int, most: int) -> Kind:
    """A whole number between these."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Bad(text("a whole number from {least} to {most} is expected", least=least, most=most))
        return value

    return Kind(read, {"type": "integer", "minimum": least, "maximum": most})


def days(least: int, most: int) -> Kind:
    """A list of different whole numbers between these."""

    def read(value: object) -> tuple[int, ...]:
        good = isinstance(value, list) and all(
            isinstance(day, int) and not isinstance(day, bool) and least <= day <= most for day in value
        )
        if not good or not isinstance(value, list) or len(set(value)) != len(value):
            raise Bad(
                text("a list of different whole numbers from {least} to {most} is expected", least=least, most=most)
            )
        return tuple(value)

    each = {"type": "integer", "minimum": least, "maximum": most}
    return Kind(read, {"type": "array", "items": each, "uniqueItems": True})


def number(least: Decimal, most: Decimal) -> Kind:
    """A number between these (both of them allowed), written 3.0 or "3.0"."""

    def read(value: object) -> Decimal:
        found = _number(value)
        if found is None or not least <= found <= most:
            raise Bad(text("a number from {least} to {most} is expected", least=least, most=most))
        return found

    return Kind(read, {"type": ["number", "string"], "minimum": float(least), "maximum": float(most)})
