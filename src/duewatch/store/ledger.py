"""The ledger on disk: one SQLite file behind `duewatch.model.ledger.Ledger`.

Every thread reads by a connection of its own, and every use case writes by one that no reader uses, so that a
long import never holds up a screen (WAL: readers see the last commit).
"""

import sqlite3
from _thread import get_ident  # what `threading.get_ident` is, without the cost of importing threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.store.problems import problem_of
from duewatch.store.projection import Deriving
from duewatch.store.reading import Reading
from duewatch.store.schema import PATIENCE_MS, connect, open_store

if TYPE_CHECKING:
    from duewatch.store.health import Health
    from duewatch.store.projection import Derive
    from duewatch.store.writer import Writer


def open_ledger(
    path: Path,
    derive: "Derive",
    *,
    read_only: bool = False,
    basis: str = "",
    patience_ms: int = PATIENCE_MS,
) -> "SqliteLedger":
    """Open the store at `path`, made if it is not there (never with read_only).

    derive: a loan and its events on a day into its projection; called only for loans whose stored projection
    does not hold on the day asked for. basis: names whatever else derive depends on (the version, the installed
    platforms); when it differs from the last one, every projection is derived anew. patience_ms: how long to
    wait for another duewatch that is writing. A store on a disk that cannot be written opens for reading.

    Raises StoreProblem: the file is in use, damaged, not ours, too new, or SQLite is too old.
    """
    connection, read_only = open_store(path, patience_ms=patience_ms, read_only=read_only)
    return SqliteLedger(path, connection, Deriving(derive, basis, in_memory=read_only), read_only, patience_ms)


class SqliteLedger(Reading):
    """An open store."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, deriving: Deriving, read_only: bool, patience_ms: int
    ) -> None:
        self.path = path
        self.deriving = deriving
        self.read_only = read_only
        self._patience_ms = patience_ms
        self._connections = {get_ident(): connection}
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    def connection(self) -> sqlite3.Connection:
        """This thread's connection for reading."""
        thread = get_ident()
        found = self._connections.get(thread)
        if found is None:
            found = self._connections[thread] = self._connect()
        return found

    def state(self) -> object:
        """Differs from what it was once anything has been written since. Readers never write, so that every change
        comes from another connection and is seen by SQLite's own count."""
        row = self.row("PRAGMA main.data_version")
        return (get_ident(), row)

    def writing(self, what: str, subject: str, at: datetime, *, batch: bool = True) -> "Writer":
        """One transaction, committed at the end of the `with`, rolled back by an exception or `discard()`.

        batch False: book-keeping (outbox, settings) that is not listed nor undone. Raises StoreProblem.
        """
        from duewatch.store.writer import Writer

        return Writer(self._borrow, self._give_back, self.path, self.deriving, what, subject, at, batch=batch)

    def health(self) -> "Health":
        """What `doctor` wants to know of the file."""
        from duewatch.store.health import examine

        return examine(self.connection(), self.path)

    def close(self) -> None:
        """Close the store; safe to call twice. Views and iterators still in use end with it."""
        self._closed = True
        while self._connections:
            self._connections.popitem()[1].close()
        while self._idle:
            self._idle.pop().close()

    def _borrow(self) -> sqlite3.Connection:
        """A connection for one use case: the one that the last gave back, for opening costs as much as a payment."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if self._closed or self._idle:
            connection.close()
        else:
            self._idle.append(connection)

    def _connect(self) -> sqlite3.Connection:
        try:
            return connect(self.path, patience_ms=self._patience_ms, read_only=self.read_only)
        except sqlite3.Error as error:
            raise problem_of(error, self.path) from error
