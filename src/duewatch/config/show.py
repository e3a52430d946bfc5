"""The effective settings, value by value, each with where it came from; secrets are masked."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import TYPE_CHECKING

from duewatch.config.finding import Origin, Problem
from duewatch.config.keys import KEYS
from duewatch.config.lines import line_of, nearest_line
from duewatch.config.secrets import MASK, is_reference, is_secret_name
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, text

if TYPE_CHECKING:
    from duewatch.config.load import Loaded

DEFAULT = "default"
_NOTHING = Literal("", "")


def values(loaded: "Loaded") -> tuple[Origin, ...]:
    """Every key with its effective value, then the LPR entered, then the channels' and plugins' own tables."""
    from duewatch.config.check import check

    words = _words(loaded)
    lines = line_of(words)
    file = loaded.path.name if loaded.path else ""
    good, _ = check(file, words, loaded.tables)

    def origin(key: str) -> str:
        return f"{file}:{lines[key]}" if key in lines else file or DEFAULT

    def every() -> Iterator[Origin]:
        for key in KEYS:
            given = key.name in good
            yield Origin(
                key.name, toml(good[key.name] if given else key.default), origin(key.name) if given else DEFAULT
            )
        rates = loaded.tables.get("lpr")
        for number, table in enumerate(rates, 1) if isinstance(rates, list) else ():
            for key, value in table.items() if isinstance(table, dict) else ():
                dotted = f"lpr[{number}].{key}"
                yield Origin(dotted, toml(value), origin(dotted))
        for group in ("platforms", "channels", "plugins"):
            tables = loaded.tables.get(group)
            for name, table in tables.items() if isinstance(tables, dict) else ():
                if isinstance(table, dict):
                    for key, value in table.items():
                        dotted = f"{group}.{name}.{key}"
                        yield Origin(dotted, toml(_without_secrets(key, value)), origin(dotted))
        readers = loaded.tables.get("readers")
        for group, tables in readers.items() if isinstance(readers, dict) else ():
            for name, table in tables.items() if isinstance(tables, dict) else ():
                for key, value in table.items() if isinstance(table, dict) else ():
                    dotted = f"readers.{group}.{name}.{key}"
                    yield Origin(dotted, toml(value), origin(dotted))

    return tuple(every())


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
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    return str(value)
