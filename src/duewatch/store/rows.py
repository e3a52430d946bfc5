"""Rows of the store into values, and back: loans and events.

Both are stored field by field, generically: a new term needs a column of its name (a migration), a new event type
or a new field of one needs nothing, for beside loan, day, amount and note an event's fields go into one JSON object.
"""

import json
from collections.abc import Callable
from dataclasses import Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any, get_args

from duewatch.model.event_types import EVENT_TYPES
from duewatch.model.loan import Loan, Terms
from duewatch.model.loan_event import LoanEvent
from duewatch.store import clauses

Cell = str | int | bytes | None
Read = Callable[[Any], Any] | None
"""How a stored cell becomes a value again; None: it is one already."""

_json = json.JSONEncoder(ensure_ascii=False).encode  # one encoder for all: `json.dumps` makes a new one each time


def _read(field: "Field[Any]") -> Read:
    """How a field of its declared type ("date | None" among them) is read back."""
    if clauses.is_clause(field.type):
        return partial(clauses.built, field.type)
    for kind in get_args(field.type) or (field.type,):
        if kind is date:
            return date.fromisoformat
        if isinstance(kind, type) and (kind in {Decimal, bool} or issubclass(kind, StrEnum)):
            return kind
    return None


def _cell(value: object) -> Cell:
    """A field as it is stored: days in ISO form, decimals as text (never a float), words by their value."""
    if value is None or type(value) is int or type(value) is str:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple) or is_dataclass(value):
        return clauses.stored(value)
    raise TypeError(f"a fact cannot hold a {type(value).__name__}")


LOAN_FIELDS = tuple((field.name, _read(field)) for field in fields(Loan) if field.name not in {"terms", "lpr"})
TERMS_FIELDS = tuple((field.name, _read(field)) for field in fields(Terms))
LOAN_COLUMNS = tuple(name for name, _ in LOAN_FIELDS + TERMS_FIELDS)
LOANS = f"SELECT {', '.join(LOAN_COLUMNS)} FROM loan"

EVENT_COLUMNS = ("id", "loan_id", "on_day", "kind", "amount_fen", "note", "data", "batch_id", "digest")
EVENTS_OF_LOAN = """
SELECT id, loan_id, on_day, kind, amount_fen, note, data FROM event WHERE loan_id = ? ORDER BY on_day, id
"""
_OWN_COLUMN = {"id", "loan_id", "on", "note", "amount_fen"}
_DATA_FIELDS = {
    kind: tuple((field.name, _read(field)) for field in fields(event_type) if field.name not in _OWN_COLUMN)
    for kind, event_type in EVENT_TYPES.items()
}
_WITH_AMOUNT = {
    kind for kind, event_type in EVENT_TYPES.items() if "amount_fen" in {field.name for field in fields(event_type)}
}


def loan_values(loan: Loan) -> dict[str, Cell]:
    """A loan as its row: column → cell."""
    cells = {name: _cell(getattr(loan, name)) for name, _ in LOAN_FIELDS}
    cells.update((name, _cell(getattr(loan.terms, name))) for name, _ in TERMS_FIELDS)
    return cells


def loan_of(row: tuple[Any, ...]) -> Loan:
    """The loan in a row of LOAN_COLUMNS."""
    own = len(LOAN_FIELDS)
    terms = Terms(**_values(TERMS_FIELDS, row[own:]))
    return Loan(**_values(LOAN_FIELDS, row[:own]), terms=terms)


def event_values(event: LoanEvent) -> tuple[Cell, ...]:
    """An event as loan_id, on_day, kind, amount_fen, note, data."""
    data = {name: _cell(value) for name, _ in _DATA_FIELDS[event.kind] if (value := getattr(event, name)) is not None}
    return (
        event.loan_id,
        event.on.isoformat(),
        event.kind,
        getattr(event, "amount_fen", None),
        event.note,
        _json(data) if data else None,
    )


def event_of(id_: int, loan_id: str, on: str, kind: str, amount: int | None, note: str, data: str | None) -> LoanEvent:
    """The event in a row of EVENTS_OF_LOAN."""
    given: dict[str, Any] = {"id": id_, "loan_id": loan_id, "on": date.fromisoformat(on), "note": note}
    if kind in _WITH_AMOUNT:
        given["amount_fen"] = amount
    if data is not None:
        stored = json.loads(data)
        for name, read in _DATA_FIELDS[kind]:
            if name in stored:
                given[name] = stored[name] if read is None else read(stored[name])
    return EVENT_TYPES[kind](**given)


def whole(columns: tuple[str, ...], row: tuple[Any, ...]) -> str:
    """A row as JSON for the trace; digests in hex."""
    return _json(
        {name: cell.hex() if isinstance(cell, bytes) else cell for name, cell in zip(columns, row, strict=True)}
    )


def from_whole(columns: tuple[str, ...], before: str) -> tuple[Cell, ...]:
    """The row that `whole` kept."""
    kept: dict[str, Any] = json.loads(before)
    if kept.get("digest") is not None:
        kept["digest"] = bytes.fromhex(kept["digest"])
    return tuple(kept[name] for name in columns)


def _values(named: tuple[tuple[str, Read], ...], cells: tuple[Any, ...]) -> dict[str, Any]:
    return {
        name: cell if read is None or (cell is None and not isinstance(read, partial)) else read(cell)
        for (name, read), cell in zip(named, cells, strict=True)
    }
