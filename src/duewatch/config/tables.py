"""Reading a data file in TOML: typed fields, and one clear sentence for whatever is wrong with one.

Used for the rules that ship with duewatch and for the facts.toml of any platform plugin.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, Text, text


class Readable(Protocol):
    """A file: a path, or a file inside a package."""

    def read_bytes(self) -> bytes:
        """The whole content."""
        ...


class Table:
    """One table of a data file. Every reader of a field raises InputProblem naming file, table and field.

    `done()` refuses the fields that nobody asked for, so that a misspelt one is not silently without effect.
    """

    def __init__(self, file: str, where: str, values: Mapping[str, object]) -> None:
        self.file = file
        self.where = where
        self._values = values
        self._asked: set[str] = set()

    def __contains__(self, field: str) -> bool:
        return field in self._values

    def problem(self, field: str, what: Text) -> InputProblem:
        """What is wrong with a field, ready to be raised."""
        return InputProblem(
            text("{file}: {where}{field}: {what}", file=self.file, where=self.where, field=field, what=what)
        )

    def text(self, field: str, default: str | None = None) -> str:
        """A text. Without a default it must be there and not be empty."""
        value = self._take(field)
        if value is None and default is not None:
            return default
        if value is None or value == "":
            raise self.problem(field, text("is missing"))
        if not isinstance(value, str):
            raise self.problem(field, text("must be a text in quotes"))
        return value

    def maybe_text(self, field: str) -> str | None:
        """A text, or None where the field is not there."""
        return self.text(field, "") or None

    def choice(self, field: str, choices: Sequence[str], default: str | None = None) -> str:
        """One of the words allowed."""
        value = self.text(field, default)
        if value not in choices:
            raise self.problem(field, text("“{value}” is none of {choices}", value=value, choices=", ".join(choices)))
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts; empty where the field is not there."""
        value = self._take(field)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.problem(field, text("must be a list of texts"))
        return tuple(value)

    def flag(self, field: str) -> bool:
        """true or false; false where the field is not there."""
        value = self._take(field)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self.problem(field, text("must be true or false"))
        return value

    def maybe_whole(self, field: str) -> int | None:
        """A whole number, or None where the field is not there."""
        value = self._take(field)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.problem(field, text("must be a whole number"))
        return value

    def wholes(self, field: str) -> tuple[int, ...]:
        """A list of whole numbers; empty where the field is not there."""
        value = self._take(field)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            raise self.problem(field, text("must be a list of whole numbers"))
        return tuple(value)

    def whole(self, field: str) -> int:
        """A whole number that must be there."""
        value = self.maybe_whole(field)
        if value is None:
            raise self.problem(field, text("is missing"))
        return value

    def whole_or_span(self, field: str) -> tuple[int, int]:
        """A whole number, or a list of the first and the last of a span of them, as (first, last)."""
        if not isinstance(self._values.get(field), list):
            only = self.whole(field)
            return only, only
        ends = self.wholes(field)
        if len(ends) != 2 or ends[0] > ends[1]:
            raise self.problem(field, text("must be a whole number, or a list of the first and the last, as [1, 2]"))
        return ends[0], ends[1]

    def maybe_day(self, field: str) -> date | None:
        """A date written 2026-11-23 (TOML's own date), or None where the field is not there."""
        value = self._take(field)
        if value is None:
            return None
        if type(value) is not date:
            raise self.problem(field, text("must be a date such as 2026-11-23, without quotes"))
        return value

    def day(self, field: str) -> date:
        """A date that must be there."""
        value = self.maybe_day(field)
        if value is None:
            raise self.problem(field, text("is missing"))
        return value

    def parameters(self, field: str) -> Mapping[str, object]:
        """An inline table of values as they are (numbers with a point as Decimal); empty where it is not there."""
        value = self._take(field)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.problem(field, text("must be a table of values in braces"))
        return value

    def pattern(self, field: str) -> str:
        """A regular expression that compiles; empty where the field is not there."""
        value = self.text(field, "")
        try:
            re.compile(value)
        except re.error as error:
            raise self.problem(field, text("is not a regular expression: {error}", error=str(error))) from None
        return value

    def literal(self, stem: str = "") -> Literal:
        """Words in both languages, from `<stem>_zh` and `<stem>_en` (or plain `zh` and `en`)."""
        prefix = f"{stem}_" if stem else ""
        return Literal(self.text(f"{prefix}zh"), self.text(f"{prefix}en"))

    def maybe_literal(self, stem: str) -> Literal | None:
        """Words in both languages, or None where neither is there."""
        return self.literal(stem) if f"{stem}_zh" in self._values or f"{stem}_en" in self._values else None

    def literals(self, stem: str) -> tuple[Literal, ...]:
        """A list of sentences in both languages, from `<stem>_zh` and `<stem>_en`, equally long."""
        zh, en = self.texts(f"{stem}_zh"), self.texts(f"{stem}_en")
        if len(zh) != len(en):
            raise self.problem(f"{stem}_en", text("must have as many entries as {other}", other=f"{stem}_zh"))
        return tuple(Literal(one, other) for one, other in zip(zh, en, strict=True))

    def tables(self, field: str) -> "Iterator[Table]":
        """The `[[field]]` tables in their order; each is named by its id, or by its place."""
        value = self._take(field)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.problem(field, text("must be written as [[{field}]] tables", field=field))
        for place, one in enumerate(value, 1):
            name = one.get("id") or one.get("code") or place
            yield Table(self.file, f"[[{field}]] {name}: ", one)

    def maybe_table(self, field: str) -> "Table | None":
        """The `[field]` table, or None where it is not there."""
        value = self._take(field)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.problem(field, text("must be written as a [{field}] table", field=field))
        return Table(self.file, f"[{field}] ", value)

    def named_tables(self, field: str) -> "Iterator[tuple[str, Table]]":
        """The `[field.name]` tables with their names."""
        value = self._take(field)
        if value is None:
            return
        if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
            raise self.problem(field, text("must be written as [{field}.NAME] tables", field=field))
        for name, one in value.items():
            yield name, Table(self.file, f"[{field}.{name}] ", one)

    def done(self) -> None:
        """Refuse the first field that was not read, naming the nearest known one."""
        for field in self._values:
            if field not in self._asked:
                from difflib import get_close_matches

                near = get_close_matches(field, self._asked, 1)
                raise self.problem(
                    field,
                    text("is not known; did you mean {near}?", near=near[0]) if near else text("is not known"),
                )

    def _take(self, field: str) -> object:
        self._asked.add(field)
        return self._values.get(field)


def read_table(file: Readable, name: str) -> Table:
    """A whole TOML file. name: how it is called in a problem. Raises InputProblem if it cannot be read."""
    import tomllib
    from decimal import Decimal

    try:
        values = tomllib.loads(file.read_bytes().decode(), parse_float=Decimal)
    except OSError as error:
        raise InputProblem(text("{file} cannot be read: {error}", file=name, error=error.strerror or "")) from None
    except UnicodeDecodeError:
        raise InputProblem(text("{file} is not text in UTF-8.", file=name)) from None
    except tomllib.TOMLDecodeError as error:
        raise InputProblem(text("{file} is not TOML: {error}", file=name, error=str(error))) from None
    except RecursionError:
        raise InputProblem(text("{file} is nested too deeply.", file=name)) from None
    return Table(name, "", values)
