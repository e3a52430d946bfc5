"""Rows of the store into values, and back: loans, events, reminder items.

Events are stored generically: loan, day, amount and note have columns, every other field of the event type
goes into one JSON object under its own name. A new event type needs nothing here.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args

from duewatch.model.loan import LateChargeBase, Loan, LoanKind, Terms
from duewatch.model.loan_event import EVENT_TYPES, LoanEvent

LOAN_FIELDS = ("id", "platform_id", "name", "lender", "account_tail", "muted", "note")
TERMS_FIELDS = tuple(field.name for field in fields(Terms))
LOAN_COLUMNS = (*LOAN_FIELDS, *TERMS_FIELDS)
EVENT_COLUMNS = ("id", "loan_id", "on_day", "kind", "amount_fen", "note", "data", "batch_id", "digest")

LOANS = f"SELECT {', '.join(LOAN_COLUMNS)} FROM loan"
EVENTS_OF_LOAN = """
SELECT id, loan_id, on_day, kind, amount_fen, note, data FROM event WHERE loan_id = ? ORDER BY on_day, id
"""

Cell = str | int | bytes | None
_json = json.JSONEncoder(ensure_ascii=False).encode  # one encoder for all: `json.dumps` makes a new one each time


def loan_values(loan: Loan) -> dict[str, Cell]:
    """A loan as its row."""
    cells = {name: _cell(getattr(loan, name)) for name in LOAN_FIELDS}
    cells.update((name, _cell(getattr(loan.terms, name))) for name in TERMS_FIELDS)
    return cells


def loan_of(row: tuple[Any, ...]) -> Loan:
    """The loan in a row of LOAN_COLUMNS."""
    (id_, platform_id, name, lender, tail, muted, note, kind, principal, rate, instalments, disbursed, first_due,
     due_day, statement_day, instalment, limit, late, late_base, grace) = row  # fmt: skip
    terms = Terms(
        kind=LoanKind(kind),
        principal_fen=principal,
        annual_rate_pct=None if rate is None else Decimal(rate),
        instalments=instalments,
        disbursed_on=None if disbursed is None else date.fromisoformat(disbursed),
        first_due_on=None if first_due is None else date.fromisoformat(first_due),
        due_day=due_day,
        statement_day=statement_day,
        instalment_fen=instalment,
        credit_limit_fen=limit,
        late_daily_pct=None if late is None else Decimal(late),
        late_base=LateChargeBase(late_base),
        grace_days=grace,
    )
    return Loan(
        id=id_,
        platform_id=platform_id,
        name=name,
        terms=terms,
        lender=lender,
        account_tail=tail,
        muted=bool(muted),
        note=note,
    )


_OWN_COLUMN = {"id", "loan_id", "on", "note", "amount_fen"}
_DATA_FIELDS = {
    kind: tuple(field for field in fields(event_type) if field.name not in _OWN_COLUMN)
    for kind, event_type in EVENT_TYPES.items()
}
_HAS_AMOUNT = {
    kind: any(field.name == "amount_fen" for field in fields(event_type)) for kind, event_type in EVENT_TYPES.items()
}


def event_values(event: LoanEvent) -> tuple[Cell, ...]:
    """An event as loan_id, on_day, kind, amount_fen, note, data."""
    data = {
        field.name: _cell(value)
        for field in _DATA_FIELDS[event.kind]
        if (value := getattr(event, field.name)) is not None
    }
    return (
        event.loan_id,
        event.on.isoformat(),
        event.kind,
        getattr(event, "amount_fen", None),
        event.note,
        _json(data) if data else None,
    )


def event_of(id_: int, loan_id: str, on: str, kind: str, amount: int | None, note: str, data: str | None) -> LoanEvent:
    """The event in a row."""
    given: dict[str, Any] = {"id": id_, "loan_id": loan_id, "on": date.fromisoformat(on), "note": note}
    if _HAS_AMOUNT[kind]:
        given["amount_fen"] = amount
    if data is not None:
        stored = json.loads(data)
        for field in _DATA_FIELDS[kind]:
            if field.name in stored:
                given[field.name] = _value(field.type, stored[field.name])
    return EVENT_TYPES[kind](**given)


def whole(columns: tuple[str, ...], row: tuple[Any, ...]) -> str:
    """A row as JSON for the trace; digests in hex."""
    return _json(
        {name: cell.hex() if isinstance(cell, bytes) else cell for name, cell in zip(columns, row, strict=True)}
    )


def from_whole(columns: tuple[str, ...], before: str) -> tuple[Cell, ...]:
    """The row that `whole` kept."""
    kept: Mapping[str, Any] = json.loads(before)
    return tuple(
        bytes.fromhex(kept[name]) if name == "digest" and kept[name] is not None else kept[name] for name in columns
    )


def _cell(value: object) -> Cell:
    """A field as it is stored: days in ISO form, decimals as text (never a float), words by their value."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"a fact cannot hold a {type(value).__name__}")


def _value(declared: object, stored: Cell) -> object:
    """A stored cell in the type its field declares ("date | None" among them)."""
    for kind in get_args(declared) or (declared,):
        if isinstance(kind, type) and stored is not None:
            if issubclass(kind, date):
                return date.fromisoformat(str(stored))
            if issubclass(kind, Decimal):
                return Decimal(str(stored))
            if issubclass(kind, StrEnum):
                return kind(str(stored))
            if kind is bool:
                return bool(stored)
    return stored
