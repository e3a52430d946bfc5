"""The projection: lists and sums for a day, read by index whatever the number of loans.

Derived from the events, never a source. A loan's rows hold for a range of days; reading for a day first derives
anew what was touched since or whose range does not hold the day. Reading and that check share one snapshot, so
another duewatch looking at another day cannot slip its rows in between.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duewatch.model.projection import BillRow, Derived, LoanRow, Totals
from duewatch.store.problems import problem_of

if TYPE_CHECKING:
    from duewatch.model.loan import Loan
    from duewatch.model.loan_event import LoanEvent

    Derive = Callable[[Loan, Sequence[LoanEvent], date], Derived]

FOR_EVER = "9999-12-31"
LOANS_AT_ONCE = 500
"""Loans derived in one transaction: short enough that another duewatch waiting to write hardly notices."""
TRIES = 3

ANY_STALE = """
SELECT EXISTS (SELECT 1 FROM stale)
  OR EXISTS (SELECT 1 FROM loan_projection WHERE valid_from > ?1)
  OR EXISTS (SELECT 1 FROM loan_projection WHERE valid_until < ?1)
  OR (SELECT basis FROM loan_sum) <> ?2
"""
SOME_STALE = """
SELECT loan_id FROM stale
UNION ALL SELECT loan_id FROM loan_projection WHERE valid_from > ?1
UNION ALL SELECT loan_id FROM loan_projection WHERE valid_until < ?1
LIMIT ?2
"""
PUT_LOAN = """
INSERT INTO loan_projection (
  loan_id, platform_id, platform_zh, platform_en, name, lender, kind, outstanding_fen, overdue_fen, charges_fen,
  next_due_on, next_due_fen, overdue_since_on, stage, stage_since_on, stage_next, stage_next_on, report_code, muted,
  declared, valid_from, valid_until, words
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
PUT_BILL = "INSERT INTO bill_projection VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

LOAN_COLUMNS = """
loan_id, platform_id, platform_zh, platform_en, name, lender, kind, outstanding_fen, overdue_fen, charges_fen,
next_due_on, next_due_fen, overdue_since_on, stage, stage_since_on, stage_next, stage_next_on, report_code, muted,
declared
"""
BILL_COLUMNS = """
SELECT bill.loan_id, loan.platform_id, loan.platform_zh, loan.platform_en, loan.name, bill.bill_id, bill.due_on,
  bill.total_fen, bill.minimum_fen, bill.paid_fen, bill.remaining_fen, loan.muted, bill.statement_on,
  loan.stage
FROM bill_projection AS bill CROSS JOIN loan_projection AS loan ON loan.loan_id = bill.loan_id
"""
BILLS = f"""
{BILL_COLUMNS}
WHERE bill.due_on BETWEEN ? AND ?
ORDER BY bill.due_on, bill.loan_id, bill.bill_id LIMIT ?
"""
BILLS_OF = f"{BILL_COLUMNS} WHERE bill.loan_id = ? ORDER BY bill.due_on, bill.bill_id"
STATEMENTS = f"{BILL_COLUMNS} WHERE bill.total_fen IS NULL AND bill.statement_on BETWEEN ? AND ?"
DUE_BETWEEN = """
SELECT coalesce(sum(bills), 0), coalesce(sum(known_fen), 0), coalesce(sum(unknown), 0)
FROM day_sum WHERE due_on BETWEEN ? AND ?
"""
SORT_KEYS = {
    "due": "due_key",
    "platform": "platform_zh",
    "amount": "amount_key",
    "stage": "stage_key",
    "late": "late_key",
    "code": "report_code",
}
"""The column behind each of LOAN_SORTS; "late" counts backwards (the earlier the due day, the more days late)."""


class Deriving:
    """How projections come about: the function, what else it rests on, and whether the results may be stored."""

    def __init__(self, derive: "Derive", basis: str, *, in_memory: bool) -> None:
        self.derive = derive
        self.basis = basis
        self.in_memory = in_memory

    def refresh(self, connection: sqlite3.Connection, on: date, limit: int) -> int:
        """Derive up to `limit` loans that are stale on the day, within the caller's transaction; how many it was."""
        from duewatch.store.rows import EVENTS_OF_LOAN, LOANS, event_of, loan_of

        if connection.execute("SELECT basis FROM loan_sum").fetchone()[0] != self.basis:
            connection.execute("INSERT OR IGNORE INTO stale SELECT id FROM loan")
            connection.execute("UPDATE loan_sum SET basis = ?", (self.basis,))
        stale = {row[0] for row in connection.execute(SOME_STALE, (on.isoformat(), limit))}
        loans: list[tuple[Any, ...]] = []
        bills: list[tuple[Any, ...]] = []
        for loan_id in stale:
            row = connection.execute(f"{LOANS} WHERE id = ?", (loan_id,)).fetchone()
            if row is None:
                continue  # taken back meanwhile
            events = [event_of(*event) for event in connection.execute(EVENTS_OF_LOAN, (loan_id,))]
            derived = self.derive(loan_of(row), events, on)
            if not derived.valid_from <= on <= (derived.valid_until or date.max):
                raise ValueError(f"{loan_id}: derived for {on}, but valid from {derived.valid_from} only")
            loans.append(_loan_cells(derived))
            bills.extend(_bill_cells(bill) for bill in derived.bills)
        keys = [(loan_id,) for loan_id in stale]
        connection.executemany("DELETE FROM bill_projection WHERE loan_id = ?", keys)
        connection.executemany("DELETE FROM loan_projection WHERE loan_id = ?", keys)
        connection.executemany(PUT_LOAN, loans)
        connection.executemany(PUT_BILL, bills)
        connection.executemany("DELETE FROM stale WHERE loan_id = ?", keys)
        return len(stale)


class View:
    """The ProjectionView of one day, over one connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path, deriving: Deriving, on: date) -> None:
        self.on = on
        self._connection = connection
        self._path = path
        self._deriving = deriving

    def totals(self) -> Totals:
        """Sums over all loans."""
        return Totals(*self._rows("SELECT loans, late_loans, late_fen, with_report_code FROM loan_sum")[0])

    def loan_row(self, loan_id: str) -> LoanRow | None:
        """One loan's row."""
        found = self._rows(f"SELECT {LOAN_COLUMNS} FROM loan_projection WHERE loan_id = ?", (loan_id,))
        return self._loan_row(found[0]) if found else None

    def loan_rows(
        self,
        *,
        sort: str = "due",
        descending: bool = False,
        containing: str = "",
        only_late: bool = False,
        open_only: bool = False,
        offset: int = 0,
        limit: int | None = None,
    ) -> list[LoanRow]:
        """A page of loans. Unknown comes last in either direction; ties are told apart by the id."""
        where, parameters = _filter(containing, only_late=only_late, open_only=open_only)
        key = SORT_KEYS[sort]
        if sort == "late":
            descending = not descending
        # Descending order has NULL (unknown) last by itself.
        order = f"{key} DESC, loan_id DESC" if descending else f"{key} ASC NULLS LAST, loan_id"
        found = self._rows(
            f"SELECT {LOAN_COLUMNS} FROM loan_projection {where} ORDER BY {order} LIMIT ? OFFSET ?",
            (*parameters, -1 if limit is None else limit, offset),
        )
        return [self._loan_row(row) for row in found]

    def count(self, *, containing: str = "", only_late: bool = False, open_only: bool = False) -> int:
        """How many rows `loan_rows` would give without a limit."""
        if containing or (only_late and open_only):
            where, parameters = _filter(containing, only_late=only_late, open_only=open_only)
            return int(self._rows(f"SELECT count(*) FROM loan_projection {where}", parameters)[0][0])
        column = "late_loans" if only_late else "open_loans" if open_only else "loans"
        return int(self._rows(f"SELECT {column} FROM loan_sum")[0][0])

    def bills(self, *, until: date | None = None, since: date | None = None, limit: int | None = None) -> list[BillRow]:
        """Unpaid bills due on or before `until` (and on or after `since`), by due date, then loan."""
        first = "" if since is None else since.isoformat()
        last = FOR_EVER if until is None else until.isoformat()
        found = self._rows(BILLS, (first, last, -1 if limit is None else limit))
        return [_bill_row(row) for row in found]

    def bills_of(self, loan_id: str) -> list[BillRow]:
        """Unpaid bills of one loan, by due date."""
        return [_bill_row(row) for row in self._rows(BILLS_OF, (loan_id,))]

    def statements(self, first: date, last: date) -> list[BillRow]:
        """Unpaid bills of unknown amount whose statement comes out from first to last."""
        return [_bill_row(row) for row in self._rows(STATEMENTS, (first.isoformat(), last.isoformat()))]

    def due_between(self, first: date, last: date) -> tuple[int, int, int]:
        """Unpaid bills due from first to last: how many, their known sum in fen, how many of unknown amount."""
        bills, known_fen, unknown = self._rows(DUE_BETWEEN, (first.isoformat(), last.isoformat()))[0]
        return bills, known_fen, unknown

    def _loan_row(self, row: tuple[Any, ...]) -> LoanRow:
        (loan_id, platform_id, zh, en, name, lender, kind, outstanding, overdue, charges, next_due_on, next_due,
         since, stage, stage_since, stage_next, stage_next_on, code, muted, declared) = row  # fmt: skip
        overdue_since = _day(since)
        return LoanRow(
            loan_id, platform_id, zh, en, name, lender, kind, outstanding, overdue, charges, _day(next_due_on),
            next_due, overdue_since, 0 if overdue_since is None else (self.on - overdue_since).days, stage,
            _day(stage_since), stage_next, _day(stage_next_on), code, bool(muted),
            bool(declared),
        )  # fmt: skip

    def _rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a statement over a projection that holds for the day."""
        try:
            return self._read(statement, parameters)
        except sqlite3.Error as error:
            raise problem_of(error, self._path) from error

    def _read(self, statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        connection = self._connection
        if connection.in_transaction:  # a writer's own: it sees what it wrote so far
            while self._is_stale():
                self._deriving.refresh(connection, self.on, LOANS_AT_ONCE)
            return connection.execute(statement, parameters).fetchall()
        if self._deriving.in_memory:
            from duewatch.store import shadow

            shadow.drop_if_outdated(connection)
        for _ in range(TRIES):
            connection.execute("BEGIN")
            try:
                if not self._is_stale():
                    return connection.execute(statement, parameters).fetchall()
            finally:
                connection.execute("COMMIT")
            self._refresh()
        # Another duewatch keeps asking for another day: hold it off for the length of one answer.
        with _Transaction(connection):
            while self._is_stale():
                self._deriving.refresh(connection, self.on, LOANS_AT_ONCE)
            return connection.execute(statement, parameters).fetchall()

    def _is_stale(self) -> bool:
        return bool(self._connection.execute(ANY_STALE, (self.on.isoformat(), self._deriving.basis)).fetchone()[0])

    def _refresh(self) -> None:
        if self._deriving.in_memory:
            from duewatch.store import shadow

            shadow.cast(self._connection)
        while True:
            with _Transaction(self._connection, "BEGIN" if self._deriving.in_memory else "BEGIN IMMEDIATE"):
                if self._deriving.refresh(self._connection, self.on, LOANS_AT_ONCE) < LOANS_AT_ONCE:
                    return


class _Transaction:
    """BEGIN … COMMIT, or ROLLBACK."""

    def __init__(self, connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> None:
        self._connection = connection
        self._begin = begin

    def __enter__(self) -> None:
        self._connection.execute(self._begin)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._connection.in_transaction:
            self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _filter(containing: str, *, only_late: bool, open_only: bool) -> tuple[str, tuple[str, ...]]:
    conditions = ["is_late"] * only_late + ["is_open"] * open_only
    if not containing:
        return ("WHERE " + " AND ".join(conditions) if conditions else ""), ()
    # Sought in the narrow index of words alone, then kept in the order of the sorting index.
    conditions.append("rowid IN (SELECT rowid FROM loan_projection WHERE instr(words, ?))")
    return "WHERE " + " AND ".join(conditions), (containing.casefold(),)


def _loan_cells(derived: Derived) -> tuple[Any, ...]:
    row = derived.row
    words = (row.loan_id, row.name, row.platform_zh, row.platform_en, row.lender or "")
    return (
        row.loan_id, row.platform_id, row.platform_zh, row.platform_en, row.name, row.lender, row.kind,
        row.outstanding_fen, row.overdue_fen, row.charges_fen, _iso(row.next_due_on), row.next_due_fen,
        _iso(row.overdue_since_on), row.stage, _iso(row.stage_since_on), row.stage_next, _iso(row.stage_next_on),
        row.report_code, row.muted, row.declared, derived.valid_from.isoformat(),
        FOR_EVER if derived.valid_until is None else derived.valid_until.isoformat(),
        "\n".join(words).casefold(),
    )  # fmt: skip


def _bill_row(row: tuple[Any, ...]) -> BillRow:
    (
        loan_id, platform_id, zh, en, name, bill_id, due_on, total, minimum, paid, remaining, muted, statement_on,
        stage,
    ) = row  # fmt: skip
    return BillRow(
        loan_id, platform_id, zh, en, name, bill_id, date.fromisoformat(due_on), total, minimum, paid, remaining,
        bool(muted), _day(statement_on), stage,
    )  # fmt: skip


def _bill_cells(bill: BillRow) -> tuple[Any, ...]:
    return (
        bill.loan_id, bill.bill_id, bill.due_on.isoformat(), bill.total_fen, bill.minimum_fen, bill.paid_fen,
        bill.remaining_fen, _iso(bill.statement_on),
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
