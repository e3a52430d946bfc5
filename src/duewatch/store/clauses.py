"""Clauses of a contract as JSON text, and back: values of values, which a column of its own could not hold."""

import json
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, cast, get_args, get_origin


def stored(value: object) -> str | None:
    """A clause or a tuple of clauses as JSON text; None for none at all. Decimals are kept as text, never floats."""
    return None if value is None or value == () else json.dumps(_plain(value), ensure_ascii=False)


def is_clause(declared: Any) -> bool:
    """Whether a field of this declared type is stored here: a clause, or a tuple of something."""
    return get_origin(declared) is tuple or any(is_dataclass(each) for each in (get_args(declared) or (declared,)))


def built(declared: Any, cell: str | None) -> Any:
    """The value of that declared type ("tuple[FeeClause, ...]", "CardClause | None") from its text."""
    if cell is None:
        return () if get_origin(declared) is tuple else None
    return _reader(declared)(json.loads(cell))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(each) for field, each in named if each != field.default}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (Decimal, date)):
        return str(value)
    if value is None or isinstance(value, (int, str)):  # bool is an int
        return value
    raise TypeError(f"a clause cannot hold a {type(value).__name__}")


@cache
def _reader(declared: Hashable) -> Callable[[Any], Any]:
    """What makes a value of the declared type out of plain JSON."""
    kind: Any = next(each for each in (get_args(declared) or (declared,)) if each is not type(None))
    if get_origin(declared) is tuple:
        inner = _reader(kind)
        return lambda plain: tuple(inner(each) for each in plain)
    if get_origin(kind) is tuple:
        return _reader(kind)
    if is_dataclass(kind):
        make: Any = kind
        readers = {field.name: _reader(cast(Hashable, field.type)) for field in fields(kind)}
        return lambda plain: make(
            **{name: None if each is None else readers[name](each) for name, each in plain.items()}
        )
    if kind is date:
        return date.fromisoformat
    if kind in {int, str, bool}:
        return lambda plain: plain
    maker: Callable[[Any], Any] = kind  # Decimal and the word lists
    return maker
