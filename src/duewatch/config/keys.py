"""Every key of config.toml: its type, its default and what it means. The one declaration behind loading,
checking, showing and the example file."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from duewatch.config.schema import OVERRIDABLE, ReminderPolicy, Settings
from duewatch.model.text import Text, text

Value = str | int | bool | date | time | Decimal | tuple[int, ...] | tuple[str, ...] | Mapping[str, object] | None


class Bad(Exception):
    """A value is not what its key takes; `expected` says what is."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected)
        self.expected = expected


class Key(NamedTuple):
    """One key. name: dotted. read: turns the TOML value into ours or raises Bad."""

    name: str
    default: Value
    read: Callable[[object], Value]


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Bad(text("true or false is expected"))
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise Bad(text("a text in quotes is expected"))
    return value


def _choice(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in choices:
            raise Bad(text("one of {choices} is expected", choices=", ".join(f'"{each}"' for each in choices)))
        return str(value)

    return read


def _whole(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Bad(text("a whole number from {least} to {most} is expected", least=least, most=most))
        return value

    return read


def _days(least: int, most: int) -> Callable[[object], tuple[int, ...]]:
    def read(value: object) -> tuple[int, ...]:
        good = isinstance(value, list) and all(
            isinstance(day, int) and not isinstance(day, bool) and least <= day <= most for day in value
        )
        if not good or not isinstance(value, list) or len(set(value)) != len(value):
            raise Bad(
                text("a list of different whole numbers from {least} to {most} is expected", least=least, most=most)
            )
        return tuple(value)

    return read


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise Bad(text("a list of texts is expected"))
    return tuple(value)


def _hour(value: object) -> time:
    if type(value) is time:
        return value.replace(microsecond=0)
    if isinstance(value, str) and _HOUR.fullmatch(value):
        return time.fromisoformat(value)
    raise Bad(text('a time of day such as "09:00" is expected'))


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


def _percent(value: object) -> Decimal:
    """A rate, written 3.0 or "3.0"."""
    try:
        rate = Decimal(value) if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool) else None
    except InvalidOperation:
        rate = None
    if rate is None or not rate.is_finite() or not 0 < rate <= MOST_PCT:
        raise Bad(text("a rate in percent a year such as 3.0 is expected"))
    return rate


def _zone(value: object) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(_words(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Bad(text('the name of a time zone such as "Asia/Shanghai" is expected')) from None


MOST_PCT = 100
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_SETTINGS, _POLICY = Settings(), ReminderPolicy()

KEYS: tuple[Key, ...] = (
    Key("language", _SETTINGS.language, _choice("auto", "zh", "en")),
    Key("timezone", _SETTINGS.timezone, _zone),
    Key("data", "", _words),
    Key("horizon_days", _SETTINGS.horizon_days, _whole(1, 366)),
    Key("look.hide_amounts", _SETTINGS.look.hide_amounts, _flag),
    Key("look.start_blank", _SETTINGS.look.start_blank, _flag),
    Key("look.theme", _SETTINGS.look.theme, _words),
    Key("reminders.lead_days", _POLICY.lead_days, _days(0, 60)),
    Key("reminders.overdue_days", _POLICY.overdue_days, _days(1, 400)),
    Key("reminders.at", _POLICY.at, _hour),
    Key("reminders.cut_off_hours", _POLICY.cut_off_hours, _whole(0, 12)),
    Key("reminders.daily", _POLICY.daily, _flag),
    Key("reminders.promise_days", _POLICY.promise_days, _days(0, 60)),
    Key("reminders.court_days", _POLICY.court_days, _days(0, 60)),
    Key("reminders.digest", _POLICY.digest, _flag),
    Key("reminders.channels", _POLICY.channels, _names),
    Key("reminders.escalate_hours", _POLICY.escalate_hours, _whole(0, 168)),
    Key("reminders.quiet_from", _POLICY.quiet_from, _hour),
    Key("reminders.quiet_to", _POLICY.quiet_to, _hour),
    Key("reminders.tries", _POLICY.tries, _whole(1, 100)),
    Key("reminders.ping", dict(_POLICY.ping), _reference),
    Key("plugins.off", _SETTINGS.plugins.off, _names),
    Key("plugins.seconds", _SETTINGS.plugins.seconds, _whole(1, 600)),
)
"""Every key with a fixed name. `[channels.<name>]` and `[plugins.<id>]` tables come on top."""

OVERRIDES: tuple[Key, ...] = (
    *(key._replace(name=name) for key in KEYS if (name := key.name.removeprefix("reminders.")) in OVERRIDABLE),
    Key("cut_off", None, _hour),
)
"""What `[reminders.platforms.<id>]` and `[reminders.loans.<id>]` may hold."""

CHANNEL_KEYS: tuple[Key, ...] = (
    Key("plugin", None, _words),
    Key("discretion", None, _choice("full", "no-amounts", "silent")),
    Key("language", None, _choice("zh", "en")),
    Key("per_hour", None, _whole(1, 1000)),
)
"""What every channel's table may hold; the rest belongs to the channel's plugin."""

LPR_KEYS: tuple[Key, ...] = (
    Key("date", None, _day),
    Key("one_year_pct", None, _percent),
    Key("over_five_year_pct", None, _percent),
    Key("source", None, _words),
)
"""What every [[lpr]] table may hold: a publication of the LPR that the borrower looked up."""

MAPPING_KEYS: tuple[Key, ...] = tuple(
    Key(name, None, _words) for name in ("date", "amount", "platform", "what", "due", "minimum", "tail", "text", "id")
)
"""What every [readers.mapping.<name>] table may hold: which column of a table of one's own is which."""
MAPPING_NEEDED = ("date", "amount", "platform", "what")

PLATFORM_REPORTS = Key("reports", None, _choice("yes", "no", "depends-on-lender", "partly", "unknown"))
PLATFORM_FACT = Key("", None, _words)
"""What a [platforms.<id>] table may hold: whether it reports, and facts by their id in the borrower's own words."""
