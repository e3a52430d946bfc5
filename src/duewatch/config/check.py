"""The shape of config.toml, checked key by key; each problem names file, line and key, and how to mend it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from duewatch.config.finding import Problem
from duewatch.config.keys import (
    CHANNEL_KEYS,
    KEYS,
    LPR_KEYS,
    MAPPING_KEYS,
    MAPPING_NEEDED,
    OVERRIDES,
    PLATFORM_FACT,
    PLATFORM_REPORTS,
    Bad,
    Key,
)
from duewatch.model.text import Text, text

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")
_OVERRIDING = ("platforms", "loans")
"""Groups of tables under [reminders] that say what is different for one platform or one loan."""
_TABLES = ("look", "reminders", "channels", "plugins", "lpr", "platforms", "readers")


def check(file: str, words: str, tables: Mapping[str, object]) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """The good values by dotted key, and every problem in the order of the file."""
    run = _Check(file, line_of(words))
    run.top(tables)
    return run.values, tuple(sorted(run.problems, key=lambda problem: problem.line or 0))


def line_of(words: str) -> dict[str, int]:
    """The line on which each dotted key (or table) stands, by a light scan; the first one counts. The second table
    [[lpr]] is lpr[2], and so on."""
    found: dict[str, int] = {}
    prefix, lists = "", Counter[str]()
    for number, line in enumerate(words.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            prefix = header[1].replace('"', "").replace("'", "").replace(" ", "")
            found.setdefault(prefix, number)
            if line.lstrip().startswith("[["):
                lists[prefix] += 1
                prefix = f"{prefix}[{lists[prefix]}]"
                found[prefix] = number
        elif key := _KEY.match(line):
            name = key[1].replace('"', "").replace("'", "")
            found.setdefault(f"{prefix}.{name}" if prefix else name, number)
    return found


class _Check:
    """A check in progress."""

    def __init__(self, file: str, lines: Mapping[str, int]) -> None:
        self.file = file
        self.lines = lines
        self.values: dict[str, object] = {}
        self.problems: list[Problem] = []

    def top(self, tables: Mapping[str, object]) -> None:
        """The whole file."""
        self._table("", tables, KEYS, _TABLES)
        for name in ("look", "reminders", "plugins"):
            inner = tables.get(name, {})
            if not isinstance(inner, dict):
                self._wrong(name, text("a table [{name}] is expected", name=name))
                continue
            own = {
                key: value
                for key, value in inner.items()
                if not (name == "plugins" and isinstance(value, dict))
                and not (name == "reminders" and key in _OVERRIDING)
            }
            self._table(f"{name}.", own, KEYS, _OVERRIDING if name == "reminders" else ())
            if name == "reminders":
                for group in _OVERRIDING:
                    self._overrides(group, inner.get(group, {}))
        self._rates(tables.get("lpr", []))
        self._platforms(tables.get("platforms", {}))
        self._mappings(tables.get("readers", {}))
        channels = tables.get("channels", {})
        if not isinstance(channels, dict):
            self._wrong("channels", text("tables [channels.<name>] are expected"))
            return
        for name, table in channels.items():
            self._channel(f"channels.{name}", table)
        self._channels_named(channels)

    def _table(self, prefix: str, table: Mapping[str, object], keys: Iterable[Key], tables: Iterable[str]) -> None:
        known = {key.name: key for key in keys if key.name.rpartition(".")[0] == prefix.rstrip(".")}
        for name, value in table.items():
            if name in tables and prefix == "":
                continue
            key = known.get(prefix + name)
            if key is None:
                self._unknown(prefix + name, [*(k.removeprefix(prefix) for k in known), *tables])
                continue
            for good in self._read(key, prefix + name, value):
                self.values[prefix + name] = good

    def _overrides(self, group: str, tables: object) -> None:
        """The [reminders.platforms.<id>] and [reminders.loans.<id>] tables. Good keys are kept, as values of the key
        "reminders.platforms" or "reminders.loans"."""
        where = f"reminders.{group}"
        if not isinstance(tables, dict):
            self._wrong(where, text("tables [{name}.<id>] are expected", name=where))
            return
        known = {key.name: key for key in OVERRIDES}
        kept: dict[str, dict[str, object]] = {}
        for id_, table in tables.items():
            if not isinstance(table, dict):
                self._wrong(f"{where}.{id_}", text("a table [{name}] is expected", name=f"{where}.{id_}"))
                continue
            for name, value in table.items():
                if name not in known:
                    self._unknown(f"{where}.{id_}.{name}", known)
                    continue
                for good in self._read(known[name], f"{where}.{id_}.{name}", value):
                    kept.setdefault(id_, {})[name] = good
        if kept:
            self.values[where] = kept

    def _channels_named(self, channels: Mapping[str, object]) -> None:
        """A policy names channels that there are; one that does not is left out."""
        policies: list[tuple[str, dict[str, object]]] = [("reminders.channels", self.values)]
        for group in _OVERRIDING:
            tables = self.values.get(f"reminders.{group}", {})
            if isinstance(tables, dict):
                policies += [(f"reminders.{group}.{id_}.channels", table) for id_, table in tables.items()]
        for key, values in policies:
            kept = key if values is self.values else "channels"
            names = values.get(kept, ())
            missing = [name for name in names if name not in channels] if isinstance(names, tuple) else []
            for name in missing:
                self._say(
                    key,
                    text("names the channel “{channel}”, which is not set up", channel=name),
                    text("Add a table [channels.{channel}], or take the name out.", channel=name),
                )
            if missing:
                del values[kept]

    def _rates(self, tables: object) -> None:
        """The [[lpr]] tables. Only whole and good ones are kept, as values of the key "lpr"."""
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._wrong("lpr", text("tables [[lpr]] are expected"))
            return
        kept: list[dict[str, object]] = []
        for number, table in enumerate(tables, 1):
            where, before = f"lpr[{number}]", len(self.problems)
            values: dict[str, object] = {}
            known = {key.name: key for key in LPR_KEYS}
            for name, value in table.items():
                if name not in known:
                    self._unknown(f"{where}.{name}", known)
                    continue
                for good in self._read(known[name], f"{where}.{name}", value):
                    values[name] = good
            complete = "date" in table and ("one_year_pct" in table or "over_five_year_pct" in table)
            if not complete:
                self._say(
                    where,
                    text("names no date or no rate"),
                    text("Add lines such as date = 2026-08-20 and one_year_pct = 3.0."),
                )
            if len(self.problems) == before:
                kept.append(values)
        if kept:
            self.values["lpr"] = tuple(kept)

    def _platforms(self, tables: object) -> None:
        """The [platforms.<id>] tables; whether there is such a platform and fact, the plugins know."""
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            self._wrong("platforms", text("tables [platforms.<id>] are expected"))
            return
        kept = {
            platform_id: {
                name: good
                for name, value in table.items()
                for good in self._read(
                    PLATFORM_REPORTS if name == "reports" else PLATFORM_FACT, f"platforms.{platform_id}.{name}", value
                )
            }
            for platform_id, table in tables.items()
        }
        if kept:
            self.values["platforms"] = kept

    def _mappings(self, readers: object) -> None:
        """The [readers.mapping.<name>] tables. Only whole and good ones are kept, as values of the key "mappings"."""
        if not isinstance(readers, dict):
            self._wrong("readers", text("tables [readers.mapping.<name>] are expected"))
            return
        for name in readers:
            if name != "mapping":
                self._unknown(f"readers.{name}", ["mapping"])
        tables = readers.get("mapping", {})
        if not isinstance(tables, dict):
            self._wrong("readers.mapping", text("tables [readers.mapping.<name>] are expected"))
            return
        known = {key.name: key for key in MAPPING_KEYS}
        kept: dict[str, dict[str, object]] = {}
        for name, table in tables.items():
            where, before = f"readers.mapping.{name}", len(self.problems)
            if not isinstance(table, dict):
                self._wrong(where, text("a table [{name}] is expected", name=where))
                continue
            values: dict[str, object] = {}
            for field, value in table.items():
                if field not in known:
                    self._unknown(f"{where}.{field}", known)
                    continue
                for good in self._read(known[field], f"{where}.{field}", value):
                    values[field] = good
            for field in MAPPING_NEEDED:
                if field not in table:
                    self._say(
                        where,
                        text("does not say which column is the {field}", field=field),
                        text('Add {field} = "…" with the name of the column.', field=field),
                    )
            if len(self.problems) == before:
                kept[name] = values
        if kept:
            self.values["mappings"] = kept

    def _channel(self, where: str, table: object) -> None:
        if not isinstance(table, dict):
            self._wrong(where, text("a table [{name}] is expected", name=where))
            return
        if "plugin" not in table:
            self._say(
                where,
                text("names no plugin"),
                text('Add a line such as plugin = "email"; “duewatch plugins” lists the channels there are.'),
            )
        for key in CHANNEL_KEYS:
            if key.name in table:
                list(self._read(key, f"{where}.{key.name}", table[key.name]))

    def _read(self, key: Key, name: str, value: object) -> Iterator[object]:
        try:
            yield key.read(value)
        except Bad as bad:
            self._wrong(name, bad.expected)

    def _wrong(self, key: str, expected: Text) -> None:
        self._say(
            key,
            text("has a wrong value: {expected}", expected=expected),
            text("Correct the value or leave the key out."),
        )

    def _unknown(self, key: str, known: Iterable[str]) -> None:
        near = get_close_matches(key.rpartition(".")[2], list(known), 1)
        mend = (
            text("Did you mean “{near}”?", near=near[0])
            if near
            else text("Take it out; config.example.toml shows every key there is.")
        )
        self._say(key, text("is not a known key"), mend)

    def _say(self, key: str, what: Text, mend: Text) -> None:
        line = self.lines.get(key) or self.lines.get(key.rpartition(".")[0])
        where = f"{self.file}:{line}" if line else self.file
        self.problems.append(Problem(key, line, text("{where}: {key} {what}.", where=where, key=key, what=what), mend))
