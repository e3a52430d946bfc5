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

    from duewatch.model.lpr import LprRate
    from duewatch.model.reminder import Discretion

_NOTHING: Mapping[str, object] = MappingProxyType({})
_NO_TABLES: Mapping[str, Mapping[str, object]] = MappingProxyType({})


class ReminderPolicy(NamedTuple):
    """When a bill is reminded of. lead_days: days before the due day (0: on the day). overdue_days: days
    past due. at: the hour from which a day's reminders go out, and cut_off the hour until which (quiet
    hours are outside). tries: deliveries are tried this often before they are given up."""

    lead_days: tuple[int, ...] = (7, 3, 1, 0)
    overdue_days: tuple[int, ...] = (1, 3, 7, 15, 25, 55, 85)
    at: time = time(9, 0)
    quiet_from: time = time(22, 0)
    quiet_to: time = time(8, 0)
    tries: int = 5


class ChannelSettings(NamedTuple):
    """One `[channels.<name>]` table. options: what is left for the plugin, unchecked; secrets still by
    reference ({"env": "NAME"})."""

    name: str
    plugin: str
    discretion: "Discretion | None" = None
    language: str | None = None
    options: Mapping[str, object] = _NOTHING


class LookSettings(NamedTuple):
    """What the screens start with."""

    hide_amounts: bool = False
    start_blank: bool = False
    theme: str = ""


class PluginSettings(NamedTuple):
    """Which plugins are used. off: ids never loaded. options: `[plugins.<id>]` tables. seconds: time
    limit of one call into a plugin."""

    off: tuple[str, ...] = ()
    seconds: int = 10
    options: Mapping[str, Mapping[str, object]] = _NO_TABLES


class Settings(NamedTuple):
    """The whole set-up. language: "auto", "zh" or "en". timezone: an IANA name. data: the store's
    directory, None for the platform's own. lpr: publications of the LPR that the borrower looked up. source: the file
    it came from, None for all defaults."""

    language: str = "auto"
    timezone: str = "Asia/Shanghai"
    data: "Path | None" = None
    horizon_days: int = 14
    look: LookSettings = LookSettings()
    reminders: ReminderPolicy = ReminderPolicy()
    channels: tuple[ChannelSettings, ...] = ()
    plugins: PluginSettings = PluginSettings()
    lpr: "tuple[LprRate, ...]" = ()
    source: "Path | None" = None
