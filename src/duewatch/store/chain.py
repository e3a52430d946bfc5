"""The chain on disk: things noted of contacts, added, corrected and withdrawn by new entries only.

Beside it stands, for lists, every thing as it is now (table `logged`); that is derived and never a source.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar, get_args, get_origin

from duewatch.model.chain import WITHDRAWN, ChainEntry, canonical, next_entry
from duewatch.model.contact import AgreedHours, Attachment, ConfirmedNumber, Contact, CourtPaper, Logged
from duewatch.model.problem import InputProblem
from duewatch.model.text import text


class Reads(Protocol):
    """What reading the chain needs of a connection."""

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a statement."""
        ...

    def row(self, statement: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Its first row."""
        ...


class Writes(Reads, Protocol):
    """What adding to it needs of a transaction."""

    at: datetime
    batch_id: int

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> object:
        """Run a statement."""
        ...


KINDS: dict[str, type[Logged]] = {cls.kind: cls for cls in (Contact, ConfirmedNumber, AgreedHours, CourtPaper)}
"""Every kind of thing by its stored word."""
ENTRY_COLUMNS = "seq, entered_at, kind, corrects, body, before, hash"
LAST = f"SELECT {ENTRY_COLUMNS} FROM chain ORDER BY seq DESC LIMIT 1"
PAGE = f"SELECT {ENTRY_COLUMNS} FROM chain WHERE seq > ? ORDER BY seq LIMIT ?"
ENTRIES_AT_ONCE = 1_000
OF_THING = f"SELECT {ENTRY_COLUMNS} FROM chain WHERE thing = ? ORDER BY seq"
ADD = f"INSERT INTO chain ({ENTRY_COLUMNS}, thing, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
NOW = "INSERT OR REPLACE INTO logged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
FIND = """
SELECT logged.id, chain.body FROM logged JOIN chain ON chain.seq = logged.seq
WHERE logged.kind = ? {where} ORDER BY logged.at {order}, logged.id {order} LIMIT ? OFFSET ?
"""
MOMENTS = "SELECT id, at FROM logged WHERE kind = ? {where} ORDER BY at, id"
_Thing = TypeVar("_Thing", Contact, ConfirmedNumber, AgreedHours, CourtPaper)
_WORDS = ("number", "normal", "who", "company", "agent", "lender", "said", "offered", "loan_id", "court", "case_number")


# --- reading ---------------------------------------------------------------------------------------------


def things(
    reading: Reads,
    kind: type[_Thing],
    *,
    loan_id: str | None = None,
    number: str | None = None,
    channel: str | None = None,
    promising: bool = False,
    containing: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    newest_first: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> tuple[_Thing, ...]:
    """Things of a kind as they stand now, by time. since is included, until is not."""
    filters: tuple[str, list[Any]] = _filters(loan_id, number, channel, promising, containing, since, until)
    statement = FIND.format(where=filters[0], order="DESC" if newest_first else "ASC")
    rows = reading.rows(statement, (kind.kind, *filters[1], -1 if limit is None else limit, offset))
    return tuple(_built(kind, id_, body) for id_, body in rows)


def moments(
    reading: Reads,
    kind: type[Logged],
    *,
    loan_id: str | None = None,
    number: str | None = None,
    channel: str | None = None,
    promising: bool = False,
    containing: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[tuple[int, datetime], ...]:
    """Id and moment (UTC) of what `things` would give without a limit, by time: for counts and charts of thousands."""
    where, values = _filters(loan_id, number, channel, promising, containing, since, until)
    rows = reading.rows(MOMENTS.format(where=where), (kind.kind, *values))
    return tuple((id_, datetime.fromisoformat(at).replace(tzinfo=UTC)) for id_, at in rows)


def thing(reading: Reads, kind: type[_Thing], id_: int) -> _Thing | None:
    """A thing as it stands now; None where there is none of that kind, or it was withdrawn."""
    row = reading.row(
        "SELECT chain.body FROM logged JOIN chain ON chain.seq = logged.seq WHERE logged.id = ? AND logged.kind = ?",
        (id_, kind.kind),
    )
    return None if row is None else _built(kind, id_, row[0])


def entries(reading: Reads, id_: int | None = None) -> Iterator[ChainEntry]:
    """The whole chain in its order, or what was ever entered about one thing."""
    if id_ is not None:
        yield from (ChainEntry(*row) for row in reading.rows(OF_THING, (id_,)))
        return
    last = 0
    while True:
        page = reading.rows(PAGE, (last, ENTRIES_AT_ONCE))
        yield from (ChainEntry(*row) for row in page)
        if len(page) < ENTRIES_AT_ONCE:
            return
        last = page[-1][0]


def _filters(
    loan_id: str | None,
    number: str | None,
    channel: str | None,
    promising: bool,
    containing: str,
    since: datetime | None,
    until: datetime | None,
) -> tuple[str, list[Any]]:
    wanted: list[tuple[str, Any]] = []
    if loan_id is not None:
        wanted.append(("logged.loan_id = ?", loan_id))
    if number is not None:
        wanted.append(("logged.number = ?", number))
    if channel is not None:
        wanted.append(("logged.channel = ?", channel))
    if containing.strip():
        wanted.append(("instr(logged.words, ?) > 0", containing.strip().lower()))
    if since is not None:
        wanted.append(("logged.at >= ?", _sortable(since)))
    if until is not None:
        wanted.append(("logged.at < ?", _sortable(until)))
    clauses = [clause for clause, _ in wanted] + (["logged.promises = 1"] if promising else [])
    return "".join(f" AND {clause}" for clause in clauses), [value for _, value in wanted]


# --- writing ---------------------------------------------------------------------------------------------


def add(writer: Writes, new: Logged) -> int:
    """Add an entry: something new where the thing's id is 0, else a correction of that thing; answers its id.

    Raises InputProblem where what is corrected is not there, was withdrawn, or is of another kind.
    """
    corrects = _latest(writer, new.id, new.kind) if new.id else None
    return _append(writer, new.kind, corrects, canonical(body_of(new)), new.id or None, writer.batch_id, new)


def withdraw(writer: Writes, id_: int) -> None:
    """Take a thing back by an entry that says so. Raises InputProblem where it is not there."""
    _append(writer, WITHDRAWN, _latest(writer, id_, None), "", id_, writer.batch_id, None)


def undo(writer: Writes, batch_id: int) -> int:
    """Add entries that bring everything the batch touched back to what was before; answers how many things."""
    touched = writer.rows("SELECT thing, min(seq) FROM chain WHERE batch_id = ? GROUP BY thing", (batch_id,))
    for id_, first in reversed(touched):
        history = list(entries(writer, id_))
        latest = history[-1]
        former = next((entry for entry in reversed(history) if entry.seq < first), None)
        if former is None:
            if latest.kind != WITHDRAWN:
                _append(writer, WITHDRAWN, latest.seq, "", id_, batch_id, None)
        else:
            kind: Any = KINDS[former.kind]
            _append(writer, former.kind, latest.seq, former.body, id_, batch_id, _built(kind, id_, former.body))
    return len(touched)


def _latest(writer: Writes, id_: int, kind: str | None) -> int:
    """The seq of a thing's present entry."""
    row = writer.row("SELECT seq, kind FROM logged WHERE id = ?", (id_,))
    if row is None or kind not in {None, row[1]}:
        raise InputProblem(
            text("There is no entry {entry} in the contact log.", entry=id_),
            text("`duewatch call list` shows their numbers."),
        )
    return int(row[0])


def _append(
    writer: Writes,
    kind: str,
    corrects: int | None,
    body: str,
    id_: int | None,
    batch_id: int,
    now: Logged | None,
) -> int:
    last = writer.row(LAST)
    entry = next_entry(None if last is None else ChainEntry(*last), writer.at.isoformat(), kind, corrects, body)
    thing_id = entry.seq if id_ is None else id_
    writer.execute(ADD, (*entry, thing_id, batch_id))
    if now is None:
        writer.execute("DELETE FROM logged WHERE id = ?", (thing_id,))
    else:
        writer.execute(NOW, (thing_id, entry.seq, kind, *_shown(now)))
    return thing_id


def _shown(now: Logged) -> tuple[str, str | None, str, str, int, str]:
    """at, loan_id, number, channel, promises, words."""
    words = (str(getattr(now, name, None) or "") for name in _WORDS)
    return (
        _sortable(now.at),
        now.loan_id,
        getattr(now, "normal", ""),
        now.channel.value if isinstance(now, Contact) else "",
        int(isinstance(now, Contact) and now.promises),
        " ".join(word for word in words if word).lower(),
    )


def _sortable(at: datetime) -> str:
    """A moment as text that sorts as time does."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


# --- things as JSON, and back ----------------------------------------------------------------------------


def body_of(held: object) -> dict[str, object]:
    """A thing's fields as plain JSON, without its id and without what is not known or empty."""
    plain = {field.name: _plain(getattr(held, field.name)) for field in fields(held)}  # type: ignore[arg-type]
    return {name: value for name, value in plain.items() if name != "id" and value not in (None, "", [])}


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, (int, str)):
        return value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return body_of(value)
    raise TypeError(f"the chain cannot hold a {type(value).__name__}")


def _reader(field: "Field[Any]") -> Callable[[Any], Any] | None:
    """How a field of its declared type is read back; None: it is a value already."""
    declared: Any = field.type
    if get_origin(declared) is tuple:
        inner = get_args(declared)[0]
        if inner is Attachment:
            return lambda plain: tuple(Attachment(**each) for each in plain)
        return lambda plain: tuple(inner(each) for each in plain)
    kind = next(each for each in (get_args(declared) or (declared,)) if each is not type(None))
    if kind in (datetime, date):
        reader: Callable[[Any], Any] = kind.fromisoformat
        return reader
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return None


_READERS = {
    cls: {field.name: read for field in fields(cls) if (read := _reader(field)) is not None} for cls in KINDS.values()
}


def _built(kind: type[_Thing], id_: int, body: str) -> _Thing:
    given: dict[str, Any] = json.loads(body)
    for name, read in _READERS[kind].items():
        if name in given:
            given[name] = read(given[name])
    return kind(id=id_, **given)
