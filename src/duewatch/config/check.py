"""The shape of config.toml, checked key by key; each problem names file, line and key, and how to mend it."""

import re
from collections.abc import Iterable, Mapping

from duewatch.config.checking import Checking
from duewatch.config.finding import Problem
from duewatch.config.keys import KEYS, Key
from duewatch.config.lines import line_of
from duewatch.config.loan_keys import BILL_KEYS, LOAN_KEYS, LOAN_NEEDED, PARTICULAR, PARTY_KEYS
from duewatch.config.table_keys import (
    CHANNEL_KEYS,
    LPR_KEYS,
    MAPPING_KEYS,
    MAPPING_NEEDED,
    MESSAGE_KEYS,
    MESSAGE_NEEDED,
    OVERRIDES,
    PLATFORM_FACT,
    PLATFORM_REPORTS,
    SHORTCUT,
)
from duewatch.model.text import Text, text

_OVERRIDING = ("platforms", "loans")
"""Groups of tables under [reminders] that say what is different for one platform or one loan."""
_PLAIN = ("look", "reminders", "plugins")
"""Tables whose keys have fixed names."""
_TABLES = (*_PLAIN, "keys", "channels", "lpr", "platforms", "loans", "readers")
_LOAN_ID = re.compile(r"\w[\w-]{0,39}")
"""Short enough to type, in any script."""


def check(
    file: str, words: str, tables: Mapping[str, object], *, owner_only: bool = False
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """The good values by dotted key, and every problem in the order of the file. owner_only: nobody else can read the
    file."""
    run = Checking(file, line_of(words), owner_only=owner_only)
    _top(run, tables)
    return run.values, tuple(sorted(run.problems, key=lambda problem: problem.line or 0))


def _top(run: Checking, tables: Mapping[str, object]) -> None:
    """The whole file."""
    _fixed(run, "", {name: value for name, value in tables.items() if name not in _TABLES}, _TABLES)
    for name in _PLAIN:
        inner = tables.get(name, {})
        if not isinstance(inner, dict):
            run.wrong(name, text("a table [{name}] is expected", name=name))
            continue
        others = _OVERRIDING if name == "reminders" else ()
        own = {
            key: value
            for key, value in inner.items()
            if not (name == "plugins" and isinstance(value, dict)) and key not in others
        }
        _fixed(run, f"{name}.", own, others)
    reminders = tables.get("reminders", {})
    for group in _OVERRIDING:
        _overrides(run, group, reminders.get(group, {}) if isinstance(reminders, dict) else {})
    _shortcuts(run, tables.get("keys", {}))
    _rates(run, tables.get("lpr", []))
    _platforms(run, tables.get("platforms", {}))
    _readers(run, tables.get("readers", {}))
    _loans(run, tables.get("loans", {}))
    channels = dict(run.tables("channels", tables.get("channels", {})))
    for name, table in channels.items():
        _channel(run, f"channels.{name}", table)
    _channels_named(run, tables.get("channels", {}))


def _fixed(run: Checking, prefix: str, table: Mapping[str, object], others: Iterable[str]) -> None:
    """Keys with fixed names, kept by their dotted ones."""
    keys = {key.name: key for key in KEYS if key.name.rpartition(".")[0] == prefix.rstrip(".")}
    for name, value in table.items():
        key = keys.get(prefix + name)
        if key is None:
            run.unknown(prefix + name, [*(known.removeprefix(prefix) for known in keys), *others])
            continue
        for good in run.read(key, prefix + name, value):
            run.values[prefix + name] = good


def _overrides(run: Checking, group: str, tables: object) -> None:
    """The [reminders.platforms.<id>] and [reminders.loans.<id>] tables. Good keys are kept, as values of the key
    "reminders.platforms" or "reminders.loans"."""
    where = f"reminders.{group}"
    kept = {id_: run.entries(f"{where}.{id_}", table, OVERRIDES) for id_, table in run.tables(where, tables)}
    kept = {id_: values for id_, values in kept.items() if values}
    if kept:
        run.values[where] = kept


def _channels_named(run: Checking, channels: object) -> None:
    """A policy names channels that there are; one that does not is left out."""
    there = channels if isinstance(channels, dict) else {}
    policies: list[tuple[str, str, dict[str, object]]] = [("reminders.channels", "reminders.channels", run.values)]
    for group in _OVERRIDING:
        tables = run.values.get(f"reminders.{group}", {})
        if isinstance(tables, dict):
            policies += [(f"reminders.{group}.{id_}.channels", "channels", table) for id_, table in tables.items()]
    for key, kept, values in policies:
        names = values.get(kept, ())
        missing = [name for name in names if name not in there] if isinstance(names, tuple) else []
        for name in missing:
            run.say(
                key,
                text("names the channel “{channel}”, which is not set up", channel=name),
                text("Add a table [channels.{channel}], or take the name out.", channel=name),
            )
        if missing:
            del values[kept]


def _shortcuts(run: Checking, table: object) -> None:
    """The [keys] table; whether there is such an action, and what a key is called, the screens know."""
    if not isinstance(table, dict):
        run.wrong("keys", text("a table [{name}] is expected", name="keys"))
        return
    kept = {name: good for name, value in table.items() for good in run.read(SHORTCUT, f"keys.{name}", value)}
    if kept:
        run.values["keys"] = kept


def _rates(run: Checking, tables: object) -> None:
    """The [[lpr]] tables. Only whole and good ones are kept, as values of the key "lpr"."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        run.wrong("lpr", text("tables [[lpr]] are expected"))
        return
    kept: list[dict[str, object]] = []
    for number, table in enumerate(tables, 1):
        where, before = f"lpr[{number}]", len(run.problems)
        values = run.entries(where, table, LPR_KEYS)
        if "date" not in table or not {"one_year_pct", "over_five_year_pct"} & table.keys():
            run.say(
                where,
                text("names no date or no rate"),
                text("Add lines such as date = 2026-08-20 and one_year_pct = 3.0."),
            )
        if len(run.problems) == before:
            kept.append(values)
    if kept:
        run.values["lpr"] = tuple(kept)


def _platforms(run: Checking, tables: object) -> None:
    """The [platforms.<id>] tables; whether there is such a platform and fact, the plugins know."""
    kept: dict[str, dict[str, object]] = {}
    for platform_id, table in run.tables("platforms", tables):
        facts = [PLATFORM_FACT._replace(name=name) for name in table if name != "reports"]
        kept[platform_id] = run.entries(f"platforms.{platform_id}", table, [PLATFORM_REPORTS, *facts])
    if kept:
        run.values["platforms"] = kept


def _readers(run: Checking, readers: object) -> None:
    """The [readers.mapping.<name>] and [readers.message.<name>] tables. Only whole and good ones are kept, as values of
    the keys "mappings" and "messages"."""
    if not isinstance(readers, dict):
        run.wrong("readers", text("tables [readers.mapping.<name>] are expected"))
        return
    for name in readers:
        if name not in {"mapping", "message"}:
            run.unknown(f"readers.{name}", ["mapping", "message"])
    for group, value, keys, needed in (
        ("mapping", "mappings", MAPPING_KEYS, MAPPING_NEEDED),
        ("message", "messages", MESSAGE_KEYS, MESSAGE_NEEDED),
    ):
        kept: dict[str, dict[str, object]] = {}
        for name, table in run.tables(f"readers.{group}", readers.get(group, {})):
            where, before = f"readers.{group}.{name}", len(run.problems)
            values = run.entries(where, table, keys)
            for field in needed:
                if field not in table:
                    run.say(where, *_missing(group, field))
            if len(run.problems) == before:
                kept[name] = values
        if kept:
            run.values[value] = kept


def _missing(group: str, field: str) -> tuple[Text, Text]:
    if group == "message":
        return text("does not say the {field}", field=field), text('Add {field} = "…".', field=field)
    return (
        text("does not say which column is the {field}", field=field),
        text('Add {field} = "…" with the name of the column.', field=field),
    )


def _loans(run: Checking, tables: object) -> None:
    """The [loans.<id>] tables. Only whole and good ones are kept, as values of the key "loans"; what their words mean
    together, the desk knows."""
    kept: dict[str, dict[str, object]] = {}
    for loan_id, table in run.tables("loans", tables):
        where, before = f"loans.{loan_id}", len(run.problems)
        if not _LOAN_ID.fullmatch(loan_id):
            run.say(
                where,
                text("is not an id of a loan"),
                text("Use up to 40 letters, digits and hyphens, such as [loans.huabei-1]."),
            )
        values = run.entries(where, table, LOAN_KEYS, ("parties", "particulars", "bills"))
        for name, keys in (("parties", PARTY_KEYS), ("particulars", None)):
            inner = table.get(name, {})
            if not isinstance(inner, dict):
                run.wrong(f"{where}.{name}", text("a table [{name}] is expected", name=f"{where}.{name}"))
                continue
            known: Iterable[Key] = keys or [PARTICULAR._replace(name=one) for one in inner]
            found = run.entries(f"{where}.{name}", inner, known)
            if found:
                values[name] = found
        bills = _bills(run, where, table.get("bills", []))
        if bills:
            values["bills"] = bills
        for field in LOAN_NEEDED:
            if field not in table:
                run.say(
                    where,
                    text("does not say where it was borrowed"),
                    text('Add a line such as {field} = "huabei"; “duewatch plugins” lists the platforms.', field=field),
                )
        if len(run.problems) == before:
            kept[loan_id] = values
    if kept:
        run.values["loans"] = kept


def _bills(run: Checking, where: str, tables: object) -> list[dict[str, object]]:
    """The [[loans.<id>.bills]] tables of one loan."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        run.wrong(f"{where}.bills", text("tables [[{name}]] are expected", name=f"{where}.bills"))
        return []
    for number, table in enumerate(tables, 1):
        if "due" not in table:
            run.say(
                f"{where}.bills[{number}]",
                text("names no due day"),
                text("Add a line such as due = 2026-12-10."),
            )
    return [run.entries(f"{where}.bills[{number}]", table, BILL_KEYS) for number, table in enumerate(tables, 1)]


def _channel(run: Checking, where: str, table: Mapping[str, object]) -> None:
    if "plugin" not in table:
        run.say(
            where,
            text("names no plugin"),
            text('Add a line such as plugin = "email"; “duewatch plugins” lists the channels there are.'),
        )
    run.entries(where, {key.name: table[key.name] for key in CHANNEL_KEYS if key.name in table}, CHANNEL_KEYS)
