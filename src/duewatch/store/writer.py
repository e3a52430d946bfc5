"""The writing half of the Ledger: what one use case may add, change, remove and take back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from duewatch.model.ledger import Removed, StoredFile
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.store.rows import EVENT_COLUMNS, LOAN_COLUMNS, Cell, event_values, loan_values, whole
from duewatch.store.transaction import Transaction

if TYPE_CHECKING:
    from duewatch.model.contact import Logged
    from duewatch.model.credit_report import ReportedAccount, ReportHead
    from duewatch.model.inquiry import Inquiry
    from duewatch.model.reminder import DeliveryState, Message, ReminderItem

ADD_LOAN = f"""
INSERT INTO loan ({", ".join(LOAN_COLUMNS)}, batch_id) VALUES ({", ".join("?" * len(LOAN_COLUMNS))}, ?)
"""
ADD_EVENT = """
INSERT INTO event (loan_id, on_day, kind, amount_fen, note, data, batch_id, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_RECORDS = "INSERT OR IGNORE INTO record (digest, batch_id) VALUES"
RECORDS_AT_ONCE = 500
"""Digests stored by one statement: a third of the time that as many statements take."""
RECORD_BECAME = """
INSERT INTO record (digest, batch_id, event_id) VALUES (?, ?, ?)
ON CONFLICT (digest) DO UPDATE SET event_id = excluded.event_id
"""
# The batch that says what a record proves is the one that has it from then on: undoing that batch makes it new again.
RECORD_PROVES = """
INSERT INTO record (digest, batch_id, event_id) VALUES (?, ?, ?)
ON CONFLICT (digest) DO UPDATE SET event_id = excluded.event_id, batch_id = excluded.batch_id
"""
RUNS_KEPT = 2_000
"""Runs of the reminders that are kept: more than two months of hourly ones."""


class Writer(Transaction):
    """The LedgerWriter. Facts (loans, events, records) need a batch, so that they can be taken back; a batch in
    which nothing was written is not kept."""

    # --- facts ---------------------------------------------------------------------------------------

    def add_loan(self, loan: Loan) -> None:
        """A new loan. Raises InputProblem if its id is taken."""
        self._need_batch()
        if self._has_loan(loan.id):
            raise InputProblem(
                text("There is a loan {loan} already.", loan=loan.id), text("Choose another id for the new one.")
            )
        self.execute(ADD_LOAN, (*loan_values(loan).values(), self.batch_id))
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
        if not self._has_loan(event.loan_id):
            raise no_loan(event.loan_id)
        event_id = self.insert(ADD_EVENT, (*event_values(event), self.batch_id, digest))
        if digest is not None:
            self._records += self.row("SELECT 1 FROM record WHERE digest = ?", (digest,)) is None
            self.execute(RECORD_BECAME, (digest, self.batch_id, event_id))
        self._events += 1
        return event_id

    def add_proof(self, event_id: int, digest: bytes) -> None:
        """A further record tells of an event that is there: it is known from then on as what that event came from.
        Raises InputProblem if there is no such event."""
        self._need_batch()
        if self.row("SELECT 1 FROM event WHERE id = ?", (event_id,)) is None:
            raise InputProblem(text("There is no entry number {event}.", event=event_id))
        self._touched = True
        self._records += self.row("SELECT 1 FROM record WHERE digest = ?", (digest,)) is None
        self.execute(RECORD_PROVES, (digest, self.batch_id, event_id))

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

    # --- the contact log -----------------------------------------------------------------------------

    def log(self, thing: "Logged") -> int:
        """Add an entry to the chain: something new where its id is 0, else a correction; answers the thing's id.
        Raises InputProblem if there is no such loan, or nothing to correct."""
        from duewatch.store.chain import add

        self._need_batch()
        if thing.loan_id is not None and not self._has_loan(thing.loan_id):
            raise no_loan(thing.loan_id)
        self._events += 1
        return add(self, thing)

    def withdraw(self, thing_id: int) -> None:
        """Take a thing of the contact log back by an entry that says so. Raises InputProblem if it is not there."""
        from duewatch.store.chain import withdraw

        self._need_batch()
        self._events += 1
        withdraw(self, thing_id)

    # --- queries of the credit report ----------------------------------------------------------------

    def add_inquiry(self, inquiry: "Inquiry") -> int:
        """Note a query of the credit report; answers its id."""
        self._need_batch()
        self._events += 1
        return self.insert(
            "INSERT INTO inquiry (on_day, maker, reason, batch_id) VALUES (?, ?, ?, ?)",
            (inquiry.on.isoformat(), inquiry.by, inquiry.reason, self.batch_id),
        )

    def add_credit_report(self, head: "ReportHead", accounts: "Sequence[ReportedAccount]") -> int:
        """Keep a credit report; answers its id."""
        from duewatch.store.reports import report_values

        self._need_batch()
        self._touched = True
        return self.insert(
            "INSERT INTO credit_report (number, at, edition, generation, body, batch_id) VALUES (?, ?, ?, ?, ?, ?)",
            (*report_values(head, accounts), self.batch_id),
        )

    def link_account(self, key: str, loan_id: str) -> None:
        """Note that a reported account is a loan. Raises InputProblem if there is no such loan."""
        self._need_batch()
        if not self._has_loan(loan_id):
            raise no_loan(loan_id)
        self._touched = True
        self.execute(
            "INSERT INTO account_link (account, loan_id, batch_id) VALUES (?, ?, ?)", (key, loan_id, self.batch_id)
        )

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
        remaining = iter(digests)
        while some := list(islice(remaining, RECORDS_AT_ONCE)):
            places = ", ".join([f"(?, {self.batch_id:d})"] * len(some))
            self._records += self.execute(f"{ADD_RECORDS} {places}", some).rowcount

    def keep_row(self, file_id: int, line: int, digest: bytes, state: str, why: str, raw: str) -> None:
        """Keep a row whole: a committed finding, a doubtful one, one not understood. Its digest is known
        from then on."""
        self._need_batch()
        self._need_file(file_id)
        self.execute(
            "INSERT OR REPLACE INTO kept_row VALUES (?, ?, ?, ?, ?, ?)", (file_id, line, digest, state, why, raw)
        )
        self._records += self.execute(f"{ADD_RECORDS} (?, ?)", (digest, self.batch_id)).rowcount

    # --- reminders and state -------------------------------------------------------------------------

    def mute(self, loan_id: str, muted: bool) -> None:
        """Stop or resume reminders of a loan. Raises InputProblem if there is no such loan."""
        self._change(loan_id, {"muted": int(muted)})

    def snooze(self, loan_id: str, bill_id: str, until: date) -> None:
        """Stop nagging about a bill until the day (date.max: acknowledged)."""
        if not self._has_loan(loan_id):
            raise no_loan(loan_id)
        self.execute("INSERT OR REPLACE INTO snooze VALUES (?, ?, ?)", (loan_id, bill_id, until.isoformat()))

    def take_changed_loans(self) -> tuple[str, ...]:
        """Loans whose bills were derived anew since this was last asked; they are taken as seen."""
        found = tuple(row[0] for row in self.rows("SELECT loan_id FROM replan"))
        self.execute("DELETE FROM replan")
        return found

    def loans_unsnoozed(self, first: date, last: date) -> tuple[str, ...]:
        """Loans of which a snooze ends from first to last."""
        ended = "SELECT DISTINCT loan_id FROM snooze WHERE until BETWEEN ? AND ?"
        return tuple(row[0] for row in self.rows(ended, (first.isoformat(), last.isoformat())))

    def loans_planned(self, since: datetime) -> tuple[str, ...]:
        """Loans of which something was put into the outbox since a moment."""
        # Moments are stored with the offset of their day: a day more makes up for any difference of offsets.
        planned = "SELECT DISTINCT loan_id FROM outbox WHERE planned_at >= ?"
        return tuple(row[0] for row in self.rows(planned, ((since - timedelta(days=1)).isoformat(),)))

    def plan_item(self, item: "ReminderItem", at: datetime) -> bool:
        """Put an item into the outbox unless its key is there already; answers whether it is new."""
        from duewatch.store.outbox import plan

        return plan(self, item, at)

    def lease(self, channel: str, now: datetime, until: datetime, *, retry_early: bool) -> "tuple[ReminderItem, ...]":
        """Take the items of a channel that are planned, failed and due again (retry_early: all failed), or
        leased by a run that died (its lease is past). Each lease counts as a try, but for the last."""
        from duewatch.store.outbox import lease

        return lease(self, channel, now, until, retry_early=retry_early)

    def settle_delivery(
        self, keys: Sequence[str], state: "DeliveryState", why: str, now: datetime, retry_at: datetime | None
    ) -> None:
        """Store what became of leased items."""
        from duewatch.store.outbox import settle

        settle(self, keys, state, why, now, retry_at)

    def renew_lease(self, keys: Sequence[str], before: datetime, until: datetime) -> bool:
        """Make a lease longer; answers whether all of it was still held."""
        from duewatch.store.outbox import renew

        return renew(self, keys, before, until)

    def free(self, keys: Sequence[str]) -> None:
        """Give leased items back untried."""
        from duewatch.store.outbox import free

        free(self, keys)

    def keep_message(self, channel: str, message: "Message", keys: Sequence[str], at: datetime) -> int:
        """Keep what is about to be handed over, word for word, with the items it carries; answers its number."""
        from duewatch.store.outbox import keep_message

        return keep_message(self, channel, message, keys, at)

    def settle_message(self, number: int, outcome: str, answer: str) -> None:
        """Keep what the channel answered."""
        from duewatch.store.outbox import settle_message

        settle_message(self, number, outcome, answer)

    def note_run(self, at: datetime, sent: int, failed: int) -> None:
        """Note that the reminders ran; the last RUNS_KEPT are kept."""
        number = self.insert("INSERT INTO run (at, sent, failed) VALUES (?, ?, ?)", (at.isoformat(), sent, failed))
        self.execute("DELETE FROM run WHERE id <= ?", (number - RUNS_KEPT,))

    def set_setting(self, name: str, value: str) -> None:
        """Remember a state value."""
        self.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    # --- within --------------------------------------------------------------------------------------

    def _has_loan(self, loan_id: str) -> bool:
        return self.row("SELECT 1 FROM loan WHERE id = ?", (loan_id,)) is not None

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


def no_loan(loan_id: str) -> InputProblem:
    """The sentence for an unknown loan."""
    return InputProblem(text("There is no loan {loan}.", loan=loan_id), text("`duewatch loans` lists them all."))
