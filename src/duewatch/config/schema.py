"""The settings as typed values. Every key of config.toml ends up here or is named as unknown.

NamedTuples, because every command reads them and a dataclass costs a bare command several times as much to
define. Make and change them by field name only (``settings._replace(channels=())``).
"""

from collections.abc import Mapping
from datetime import time
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from duewatch.config.secrets import Plain
    from duewatch.model.lpr import LprRate
    from duewatch.model.reminder import Discretion

_NOTHING: Mapping[str, object] = MappingProxyType({})
_NO_TABLES: Mapping[str, Mapping[str, object]] = MappingProxyType({})


class ReminderPolicy(NamedTuple):
    """When a bill is reminded of, and how hard.

    lead_days: days before the due day (0: on the day). overdue_days: days past due. at: the hour from which a day's
    reminders go out (quiet hours are outside). cut_off_hours: how long before the hour at which the platform itself
    ends the due day; 0: not at all. cut_off: that hour where the borrower knows it (a platform's or a loan's table);
    None: as the platform's facts say, if they do. daily: again every day from the first reminder on, until
    the bill is paid, acknowledged, snoozed or its loan muted. promise_days, court_days: days before a promised day,
    before a time limit of a court. repricing_days: days before the rate of a loan is set anew by the LPR. report_days:
    "MM-DD", on which the free query of the credit report is brought to mind. digest: all bills of a day in one message.
    channels: the names of those to use, in the order of escalation; empty: all. escalate_hours: how long a bill goes
    unanswered before the next channel is
    used too; 0: all at once. tries: deliveries are tried this often before they are given up. ping: by reference, the
    address that is told of every run. platforms, loans: by id, what is different there (OVERRIDABLE keys).
    """

    lead_days: tuple[int, ...] = (7, 3, 1, 0)
    overdue_days: tuple[int, ...] = (1, 3, 7, 15, 25, 55, 85)
    at: time = time(9, 0)
    quiet_from: time = time(22, 0)
    quiet_to: time = time(8, 0)
    tries: int = 5
    cut_off_hours: int = 3
    daily: bool = False
    promise_days: tuple[int, ...] = (3, 1, 0)
    court_days: tuple[int, ...] = (10, 5, 3, 2, 1, 0)
    repricing_days: tuple[int, ...] = (7, 0)
    report_days: tuple[str, ...] = ("04-01", "10-01")
    digest: bool = True
    channels: tuple[str, ...] = ()
    escalate_hours: int = 0
    ping: "Mapping[str, object] | Plain" = _NOTHING
    cut_off: time | None = None
    platforms: Mapping[str, Mapping[str, object]] = _NO_TABLES
    loans: Mapping[str, Mapping[str, object]] = _NO_TABLES

    def of(self, loan_id: str, platform_id: str) -> "ReminderPolicy":
        """The policy of one loan: what its platform's table says, and over it the loan's own."""
        if not self.platforms and not self.loans:
            return self
        own = {**self.platforms.get(platform_id, {}), **self.loans.get(loan_id, {})}
        return self._replace(**own) if own else self  # type: ignore[arg-type]


OVERRIDABLE = (
    "lead_days",
    "overdue_days",
    "at",
    "cut_off_hours",
    "cut_off",
    "daily",
    "promise_days",
    "repricing_days",
    "channels",
    "escalate_hours",
)
"""Keys of [reminders] that a platform's or a loan's table may hold. What courts ask for is the same everywhere."""


class ChannelSettings(NamedTuple):
    """One `[channels.<name>]` table. per_hour: at most so many messages in an hour; None: as many as there are.
    options: what is left for the plugin, unchecked; secrets still by reference ({"env": "NAME"}), or themselves where
    the file is private: only its owner can read it."""

    name: str
    plugin: str
    discretion: "Discretion | None" = None
    language: str | None = None
    per_hour: int | None = None
    options: Mapping[str, object] = _NOTHING
    private: bool = False


class LookSettings(NamedTuple):
    """What the screens start with."""

    hide_amounts: bool = False
    start_blank: bool = False
    theme: str = ""


class PluginSettings(NamedTuple):
    """Which plugins are used. off: ids never loaded. options: `[plugins.<id>]` tables. seconds: time
    limit of one call into a plugin. allowed: ids of installed ones that may be used without having been asked about.
    paths: folders whose plugins are used too. safe: the built-in ones alone (--safe; no key of the file)."""

    off: tuple[str, ...] = ()
    seconds: int = 10
    allowed: tuple[str, ...] = ()
    paths: "tuple[Path, ...]" = ()
    safe: bool = False
    options: Mapping[str, Mapping[str, object]] = _NO_TABLES


class Settings(NamedTuple):
    """The whole set-up. language: "auto", "zh" or "en". timezone: an IANA name. data: the store's
    directory, None for the platform's own. lpr: publications of the LPR that the borrower looked up. platforms: what
    the borrower knows better of a platform, fact by fact. mappings: by name, which column of a table of their own is
    which. messages: by name, how a message reads. loans: by id, what [loans.<id>] says of each (see
    table_keys.LOAN_KEYS), still in the file's own words. keys: by action, the keys of the screens that are different.
    source: the file it came from,
    None for all defaults."""

    language: str = "auto"
    timezone: str = "Asia/Shanghai"
    data: "Path | None" = None
    horizon_days: int = 14
    look: LookSettings = LookSettings()
    reminders: ReminderPolicy = ReminderPolicy()
    channels: tuple[ChannelSettings, ...] = ()
    plugins: PluginSettings = PluginSettings()
    lpr: "tuple[LprRate, ...]" = ()
    platforms: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    mappings: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    messages: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    loans: Mapping[str, Mapping[str, object]] = _NO_TABLES
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    source: "Path | None" = None
