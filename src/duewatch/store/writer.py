"""One use case's writing: one transaction on a connection of its own."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duewatch.model.ledger import Removed, StoredFile
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.store.problems import problem_of
from duewatch.store.reading import Reading
from duewatch.store.rows import EVENT_COLUMNS, LOAN_COLUMNS, Cell, event_values, loan_values, whole

if TYPE_CHECKING:
    from duewatch.model.reminder import DeliveryState, ReminderItem
    from duewatch.store.projection import Deriving

ADD_LOAN = f"""
INSERT INTO loan ({", ".join(LOAN_COLUMNS)}, batch_id) VALUES ({", ".join("?" * len(LOAN_COLUMNS))}, ?)
"""
ADD_EVENT = """
INSERT INTO event (loan_id, on_day, kind, amount_fen, note, data, batch_id, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_TRACE = """
INSERT INTO trace (at, batch_id, action, thing, thing_id, loan_id, of_batch, before) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_RECORD = "INSERT OR IGNORE INTO record (digest, batch_id) VALUES (?, ?)"
RECORD_BECAME = """
INSERT INTO record (digest, batch_id, event_id) VALUES (?, ?, ?)
ON CONFLICT (digest) DO UPDATE SET event_id = excluded.event_id
"""
END_BATCH = "UPDATE batch SET loans = ?, events = ?, records = ? WHERE id = ?"


class Writer(Reading):
    """The LedgerWriter: a `with` block that commits at its end.

    Facts (loans, events, records) need a batch, so that they can be taken back; a batch in which nothing was
    written is not kept.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
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
        self._connect = connect
        self._what = what
        self._subject = subject
        self._is_batch = batch
        self._discarded = False
        self._touched = False
        self._loans = self._events = self._records = 0
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> "Writer":
        self._connection = self._connect()
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
        finally:
            self._close()  # what was not committed is rolled back

    def connection(self) -> sqlite3.Connection:
        """The connection of this transaction."""
        if self._connection is None:
            raise RuntimeError("a writer is used inside its `with` block only")
        return self._connection

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run a statement. Raises StoreProblem, but lets a broken constraint through for the caller to word."""
        try:
            return self.connection().execute(statement, parameters)
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise problem_of(error, self.path) from error

    def insert(self, statement: str, parameters: Sequence[Any]) -> int:
        """Run an INSERT; answers the new row's id."""
        return self.execute(statement, parameters).lastrowid or 0

    def discard(self) -> None:
        """Roll back at the end instead of committing: a preview is an import that is discarded."""
        self._discarded = True

    # --- facts ---------------------------------------------------------------------------------------

    def add_loan(self, loan: Loan) -> None:
        """A new loan. Raises InputProblem if its id is taken."""
        self._need_batch()
        try:
            self.execute(ADD_LOAN, (*loan_values(loan).values(), self.batch_id))
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname != "SQLITE_CONSTRAINT_PRIMARYKEY":
                raise problem_of(error, self.path) from error
            raise InputProblem(
                text("There is a loan {loan} already.", loan=loan.id), text("Choose another id for the new one.")
            ) from error
        self._loans += 1

    def change_loan(self, loan: Loan) -> None:
        """New terms or names for a known loan; what changed stays in the trace and comes back by undo."""
        self._need_batch()
        self._change(loan.id, loan_values(loan))

    def add_event(self, event: LoanEvent, digest: bytes | None = None) -> int:
        """Store an event; answers its id. digest: of the record it came from, which is known from then on.

        Raises InputProblem if there is no such loan.
        """
        self._need_batch()
        try:
            event_id = self.insert(ADD_EVENT, (*event_values(event), self.batch_id, digest))
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname != "SQLITE_CONSTRAINT_FOREIGNKEY":
                raise problem_of(error, self.path) from error
            raise no_loan(event.loan_id) from error
        if digest is not None:
            self._records += self.row("SELECT 1 FROM record WHERE digest = ?", (digest,)) is None
            self.execute(RECORD_BECAME, (digest, self.batch_id, event_id))
        self._events += 1
        return event_id

    def remove_event(self, event_id: int) -> None:
        """Take an event out; it stays in the trace and comes back by undo. Its record stays known, so that
        importing the file again does not bring it back. Raises InputProblem if there is no such event."""
        self._need_batch()
        row = self.row(f"SELECT {', '.join(EVENT_COLUMNS)} FROM event WHERE id = ?", (event_id,))
        if row is None:
            raise InputProblem(text("There is no entry number {event}.", event=event_id))
        cells = dict(zip(EVENT_COLUMNS, row, strict=True))
        self.leave_trace(
            "removed", "event", str(event_id), loan_id=cells["loan_id"], of_batch=cells["batch_id"],
            before=whole(EVENT_COLUMNS, row),
        )  # fmt: skip
        self.execute("DELETE FROM event WHERE id = ?", (event_id,))

    def undo_batch(self, batch_id: int) -> Removed:
        """Take a batch back whole. Raises InputProblem if it does not exist, is undone already, or a later
        batch that still stands rests on it (it says which)."""
        from duewatch.store.undo import undo

        return undo(self, batch_id)

    def leave_trace(self, action: str, thing: str, thing_id: str, *, loan_id: str, of_batch: int, before: str) -> None:
        """Keep what was before; of_batch: the batch that the thing came from."""
        self._touched = self._touched or action != "undone"
        batch_id = self.batch_id or None
        self.execute(ADD_TRACE, (self.at.isoformat(), batch_id, action, thing, thing_id, loan_id, of_batch, before))

    # --- imported files ------------------------------------------------------------------------------

    def add_file(self, file: StoredFile) -> int:
        """Note a file of this batch; answers its id."""
        self._need_batch()
        self._touched = True
        return self.insert(
            "INSERT INTO file (batch_id, name, sha256, reader, records) VALUES (?, ?, ?, ?, ?)",
            (self.batch_id, file.name, file.sha256, file.reader, file.records),
        )

    def add_digests(self, file_id: int, digests: Iterable[bytes]) -> None:
        """Remember records that say nothing about a loan, by digest only: their text is not kept. Those known
        already stay as they are."""
        self._need_batch()
        self._need_file(file_id)
        batch_id = self.batch_id
        try:
            cursor = self.connection().executemany(ADD_RECORD, ((digest, batch_id) for digest in digests))
        except sqlite3.Error as error:
            raise problem_of(error, self.path) from error
        self._records += cursor.rowcount

    def keep_row(self, file_id: int, line: int, digest: bytes, state: str, why: str, raw: str) -> None:
        """Keep a row whole: a committed finding, a doubtful one, one not understood. Its digest is known
        from then on."""
        self._need_batch()
        self._need_file(file_id)
        self.execute(
            "INSERT OR REPLACE INTO kept_row VALUES (?, ?, ?, ?, ?, ?)", (file_id, line, digest, state, why, raw)
        )
        self._records += self.execute(ADD_RECORD, (digest, self.batch_id)).rowcount

    # --- reminders and state -------------------------------------------------------------------------

    def mute(self, loan_id: str, muted: bool) -> None:
        """Stop or resume reminders of a loan. Raises InputProblem if there is no such loan."""
        self._change(loan_id, {"muted": int(muted)})

    def snooze(self, loan_id: str, bill_id: str, until: date) -> None:
        """Stop nagging about a bill until the day (date.max: acknowledged)."""
        try:
            self.execute("INSERT OR REPLACE INTO snooze VALUES (?, ?, ?)", (loan_id, bill_id, until.isoformat()))
        except sqlite3.IntegrityError as error:
            raise no_loan(loan_id) from error

    def plan_item(self, item: "ReminderItem", at: datetime) -> bool:
        """Put an item into the outbox unless its key is there already; answers whether it is new."""
        from duewatch.store.outbox import plan

        return plan(self, item, at)

    def lease(self, channel: str, now: datetime, until: datetime, *, retry_early: bool) -> "tuple[ReminderItem, ...]":
        """Take the items of a channel that are planned, failed and due again (retry_early: all failed), or
        leased by a run that died (its lease is past). Each lease counts as a try."""
        from duewatch.store.outbox import lease

        return lease(self, channel, now, until, retry_early=retry_early)

    def settle_delivery(
        self, keys: Sequence[str], state: "DeliveryState", why: str, now: datetime, retry_at: datetime | None
    ) -> None:
        """Store what became of leased items."""
        from duewatch.store.outbox import settle

        settle(self, keys, state, why, now, retry_at)

    def set_setting(self, name: str, value: str) -> None:
        """Remember a state value."""
        self.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    # --- within --------------------------------------------------------------------------------------

    def _change(self, loan_id: str, wanted: dict[str, Cell]) -> None:
        """Set columns of a loan. The trace keeps the former values of those that differ, and only of those, so
        that undoing one edit leaves what was changed elsewhere."""
        row = self.row(f"SELECT {', '.join(LOAN_COLUMNS)}, batch_id FROM loan WHERE id = ?", (loan_id,))
        if row is None:
            raise no_loan(loan_id)
        now = dict(zip(LOAN_COLUMNS, row, strict=False))
        former = {name: now[name] for name, value in wanted.items() if now[name] != value}
        if not former:
            return
        names = tuple(former)
        before = whole(names, tuple(former.values()))
        self.leave_trace("changed", "loan", loan_id, loan_id=loan_id, of_batch=row[-1], before=before)
        assignments = ", ".join(f"{name} = ?" for name in names)
        self.execute(f"UPDATE loan SET {assignments} WHERE id = ?", (*(wanted[name] for name in names), loan_id))

    def _need_batch(self) -> None:
        if not self._is_batch:
            raise RuntimeError("facts are written in a batch, so that they can be taken back")

    def _need_file(self, file_id: int) -> None:
        if file_id <= 0:
            raise RuntimeError("records belong to a file: add_file comes first")

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


def no_loan(loan_id: str) -> InputProblem:
    """The sentence for an unknown loan."""
    return InputProblem(text("There is no loan {loan}.", loan=loan_id), text("`duewatch loans` lists them all."))
