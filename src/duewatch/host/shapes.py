"""Whether what a plugin answers is of the shape that its type promises: Python checks none of it, and a float for
money or bytes for words would fail far from the plugin, or be stored.

What is made of typed fields is followed field by field. Records come by the hundred thousand, so a chunk of them is
looked at by the column.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from duewatch.host.calls import Failure, wrong_answer
from duewatch.model.record import Record
from duewatch.model.text import Literal, Money, Sentence, text

MOST_ITEMS = 1_000
"""Of one tuple that a plugin answers: points of an explanation, months of an account."""


def unfit(method: str, answer: object, wanted: type | UnionType, name: str) -> Failure | None:
    """Why an answer cannot be used, or None. wanted: its type; name: what to call that."""
    if not isinstance(answer, wanted):
        return wrong_answer(method, answer, name)
    kind = type(answer).__name__
    for field, found in _misfits(answer, type(answer), ""):
        why = text(
            "{method} answered a {kind} whose {field} is {found}", method=method, kind=kind, field=field, found=found
        )
        return Failure(why)
    return None


def are_records(chunk: Sequence[object]) -> bool:
    """Whether all are records, and every cell of them of its type."""
    if not chunk:
        return True
    if {Record}.issuperset(map(type, chunk)):
        columns = zip(*chunk, strict=True)
        return all(allowed.issuperset(map(type, cells)) for cells, allowed in zip(columns, _columns(), strict=True))
    return False


@cache
def _columns() -> tuple[frozenset[type], ...]:
    """The exact types that the cells of each column of a record may have."""
    hints = _hints(Record)
    return tuple(frozenset(get_args(hints[name]) or (hints[name],)) for name in Record._fields)


def _misfits(value: object, kind: Any, place: str) -> Iterator[tuple[str, str]]:
    """(field, what it is instead) of everything that is not of its type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        # The answer names the class itself where several are allowed; its fields are then looked at.
        if not any(_is(value, each) for each in arguments):
            yield place, type(value).__name__
        elif hasattr(type(value), "__annotations__"):
            yield from _misfits(value, type(value), place)
    elif not _is(value, kind):
        yield place, type(value).__name__
    elif origin is tuple:
        assert isinstance(value, tuple)
        if len(value) > MOST_ITEMS:
            yield place, f"tuple[{len(value)}]"
            return
        for item in value:
            yield from _misfits(item, arguments[0], place)
    elif _has_fields(kind):
        for name, hint in _hints(kind).items():
            yield from _misfits(getattr(value, name, ...), hint, f"{place}.{name}".lstrip("."))


def _is(value: object, kind: Any) -> bool:
    """The class alone. A bool is no number here, and a moment no day."""
    kind = get_origin(kind) or kind
    if kind in (int, date):
        return isinstance(value, kind) and not isinstance(value, (bool, datetime))
    return kind is Any or isinstance(value, NoneType if kind is None else kind)


def _has_fields(kind: type) -> bool:
    return (
        kind is Literal
        or kind is Money
        or is_dataclass(kind)
        or (hasattr(kind, "__match_args__") and kind is not Sentence)
    )


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
