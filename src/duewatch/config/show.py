"""The effective settings, value by value, each with where it came from; secrets are masked."""

from collections.abc import Collection, Iterator, Mapping
from datetime import time
from typing import TYPE_CHECKING

from duewatch.config.finding import Origin, Problem
from duewatch.config.keys import KEYS
from duewatch.config.lines import line_of, nearest_line
from duewatch.config.paths import CONFIG_VARIABLE, data_dir, data_variable
from duewatch.config.secrets import MASK, Plain, is_reference, is_secret_name
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, text

if TYPE_CHECKING:
    from duewatch.config.load import Loaded

DEFAULT, ENVIRONMENT = "default", "environment:"
AROUND = (CONFIG_VARIABLE, "DUEWATCH_PLUGINS")
"""Variables that rule what no key of the file does: which file, which plugins alone."""
_NOTHING = Literal("", "")


_DEPTHS = {"lpr": 1, "platforms": 2, "channels": 2, "plugins": 2, "readers": 3, "loans": 2, "keys": 1}
"""How many names deep a value stands in the tables that people name themselves."""


def values(
    loaded: "Loaded",
    environ: Mapping[str, str] | None = None,
    secret: Collection[str] = (),
    spoken: tuple[str, str] | None = None,
) -> tuple[Origin, ...]:
    """Every key with its effective value, then the tables that people name themselves. environ: what a reference may
    name and what rules where the file does not. secret: dotted keys of options that hold secrets, whatever their
    name. spoken: the variable that says the locale, with the language that follows from it."""
    from duewatch.config.check import check

    words, around = _words(loaded), environ or {}
    lines = line_of(words)
    file = loaded.path.name if loaded.path else ""
    good, _ = check(file, words, loaded.tables, owner_only=isinstance(loaded.settings.reminders.ping, Plain))

    def found(key: str, value: object) -> Origin:
        shown = value if isinstance(value, Plain) else MASK if key in secret and not is_reference(value) else value
        line = nearest_line(lines, key)
        place = f"{file}:{line}" if line else file or DEFAULT
        variable = value.get("env") if is_reference(value) and isinstance(value, Mapping) else None
        if variable:
            return Origin(key, toml(value), f"{ENVIRONMENT}{variable}", place, unset=not around.get(str(variable)))
        return Origin(key, toml(_without_secrets(key.rpartition(".")[2], shown)), place, place)

    def every() -> Iterator[Origin]:
        for key in KEYS:
            if key.name in good:
                yield found(key.name, good[key.name])
            else:
                yield Origin(key.name, toml(key.default), DEFAULT)
        reminders = loaded.tables.get("reminders")
        for group in ("platforms", "loans"):
            inner = reminders.get(group) if isinstance(reminders, dict) else None
            yield from (found(*each) for each in _below(f"reminders.{group}", inner, 2))
        for group, depth in _DEPTHS.items():
            table = loaded.tables.get(group)
            if group == "plugins" and isinstance(table, dict):
                table = {name: inner for name, inner in table.items() if isinstance(inner, dict)}
            yield from (found(*each) for each in _below(group, table, depth))

    return tuple(_ruled_by_environment(every(), around, spoken))


def _below(where: str, table: object, depth: int) -> Iterator[tuple[str, object]]:
    """Every value so many names below, with its dotted key."""
    if isinstance(table, list):
        for number, each in enumerate(table, 1):
            yield from _below(f"{where}[{number}]", each, depth)
    elif isinstance(table, dict):
        for name, each in table.items():
            if depth == 1:
                yield f"{where}.{name}", each
            else:
                yield from _below(f"{where}.{name}", each, depth - 1)


def _ruled_by_environment(
    every: Iterator[Origin], around: Mapping[str, str], spoken: tuple[str, str] | None
) -> Iterator[Origin]:
    """Language and data directory come from the environment where neither file nor command line says them."""
    for each in every:
        if each.key == "language" and each.shown == toml("auto") and spoken:
            yield Origin(each.key, toml(spoken[1]), f"{ENVIRONMENT}{spoken[0]}", each.place)
        elif each.key == "data" and each.shown == toml("") and (variable := data_variable(around)):
            yield Origin(each.key, toml(str(data_dir(around))), f"{ENVIRONMENT}{variable}", each.place)
        else:
            yield each
    for name in AROUND:
        if around.get(name):
            yield Origin(name, toml(around[name]), f"{ENVIRONMENT}{name}")


def in_table(loaded: "Loaded", key: str, problem: InputProblem) -> Problem:
    """What a plugin finds wrong with its table ("channels.mail.to[2]"), with its place in the file."""
    line = nearest_line(line_of(_words(loaded)), key)
    file = loaded.path.name if loaded.path else ""
    where = f"{file}:{line}" if line else file
    return Problem(key, line, text("{where}: {problem}", where=where, problem=problem.what), problem.mend or _NOTHING)


def _words(loaded: "Loaded") -> str:
    if not loaded.exists or loaded.path is None:
        return ""
    return loaded.path.read_text(encoding="utf-8-sig", errors="replace")


def _without_secrets(key: str, value: object) -> object:
    """The value, with whatever stands under a secret's name masked, however deep. References are shown."""
    if is_secret_name(key) and not is_reference(value):
        return MASK
    if isinstance(value, Mapping) and not is_reference(value):
        return {name: _without_secrets(str(name), each) for name, each in value.items()}
    if isinstance(value, list):
        return [_without_secrets("", each) for each in value]
    return value


def toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, time):
        return value.strftime('"%H:%M"')
    if isinstance(value, (str, Plain)):
        import json

        value = str(value)

        return json.dumps(value, ensure_ascii=False)
    return str(value)
