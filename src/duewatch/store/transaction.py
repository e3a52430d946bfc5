"""One transaction: a batch that begins and ends, statements with sentences for errors, and the trace."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.store.problems import problem_of
from duewatch.store.reading import Reading

if TYPE_CHECKING:
    from duewatch.store.projection import Deriving

ADD_TRACE = """
INSERT INTO trace (at, batch_id, action, thing, thing_id, loan_id, of_batch, before) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
END_BATCH = "UPDATE batch SET loans = ?, events = ?, records = ? WHERE id = ?"


class Transaction(Reading):
    """A `with` block that commits at its end.

    Facts (loans, events, records) need a batch, so that they can be taken back; a batch in which nothing was
    written is not kept.
    """

    def __init__(
        self,
        borrow: Callable[[], sqlite3.Connection],
        give_back: Callable[[sqlite3.Connection], None],
        path: Path,
        deriving: "Deriving",
        what: str,
        subject: str,
        at: datetime,
        *,
        batch: bool,
    ) -> None:
        self.path = path
        self.deriving = deriving
        self.at = at
        self.batch_id = 0
        self._borrow = borrow
        self._give_back = give_back
        self._what = what
        self._subject = subject
        self._is_batch = batch
        self._discarded = False
        self._touched = False
        self._loans = self._events = self._records = 0
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        self._connection = self._borrow()
        try:
            self.execute("BEGIN IMMEDIATE")
            if self._is_batch:
                self.batch_id = self.insert(
                    "INSERT INTO batch (at, what, subject) VALUES (?, ?, ?)",
                    (self.at.isoformat(), self._what, self._subject),
                )
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and not self._discarded:
                self._end_batch()
                self.execute("COMMIT")
                self._give_back(self.connection())  # only one on which all went well
                self._connection = None
        finally:
            self._close()  # what was not committed is rolled back

    def connection(self) -> sqlite3.Connection:
        """The connection of this transaction."""
        if self._connection is None:
            raise RuntimeError("a writer is used inside its `with` block only")
        return self._connection

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run a statement. Raises StoreProblem; InputProblem for a value that SQLite cannot hold."""
        try:
            return self.connection().execute(statement, parameters)
        except sqlite3.Error as error:
            raise problem_of(error, self.path) from error
        except (OverflowError, UnicodeEncodeError) as error:
            raise unfit(error) from error

    def insert(self, statement: str, parameters: Sequence[Any]) -> int:
        """Run an INSERT; answers the new row's id."""
        return self.execute(statement, parameters).lastrowid or 0

    def discard(self) -> None:
        """Roll back at the end instead of committing: a preview is an import that is discarded."""
        self._discarded = True

    def leave_trace(self, action: str, thing: str, thing_id: str, *, loan_id: str, of_batch: int, before: str) -> None:
        """Keep what was before; of_batch: the batch that the thing came from."""
        self._touched = self._touched or action != "undone"
        batch_id = self.batch_id or None
        self.execute(ADD_TRACE, (self.at.isoformat(), batch_id, action, thing, thing_id, loan_id, of_batch, before))

    def _end_batch(self) -> None:
        if not self._is_batch:
            return
        if self._loans or self._events or self._records or self._touched:
            self.execute(END_BATCH, (self._loans, self._events, self._records, self.batch_id))
        else:
            self.execute("UPDATE trace SET batch_id = NULL WHERE batch_id = ?", (self.batch_id,))
            self.execute("DELETE FROM batch WHERE id = ?", (self.batch_id,))

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def unfit(error: ValueError | OverflowError) -> InputProblem:
    """The sentence for a number beyond 64 bits or text that is none."""
    return InputProblem(text("A value cannot be kept: {reason}.", reason=str(error)))
