"""The moment to judge by: --today, or now in the configured zone."""

import re
from datetime import datetime, time, timedelta, timezone, tzinfo

from duewatch.model.problem import InputProblem
from duewatch.model.text import text

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept one time without summer time since 1991, so the usual case needs no zone database."""
NOON = time(12, 0)


def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name. Raises InputProblem for an unknown one."""
    if name == "Asia/Shanghai":
        return CHINA
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputProblem(
            text("timezone “{name}” is not known on this machine.", name=name),
            text("Use an IANA name such as Asia/Shanghai."),
        ) from None


def moment_of(option: str | None, zone: tzinfo) -> datetime | None:
    """The moment --today names, None where it was not given; a bare day means noon."""
    if option is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?", option.strip(), re.ASCII) is None:
            raise ValueError(option)
        moment = datetime.fromisoformat(option.strip())
    except ValueError:
        raise InputProblem(
            text("--today: “{value}” is not a moment.", value=option),
            text("Write it like 2026-11-23 or 2026-11-23T08:30."),
        ) from None
    if len(option.strip()) == len("2026-11-23"):
        moment = datetime.combine(moment.date(), NOON)
    return moment.replace(tzinfo=zone)
