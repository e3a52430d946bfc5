"""Taking a batch back whole. What it added to the contact log stays there: an entry that takes it back follows."""

import json
from typing import TYPE_CHECKING

from duewatch.model.ledger import Removed
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.store import chain
from duewatch.store.rows import EVENT_COLUMNS, LOAN_COLUMNS, from_whole, whole

if TYPE_CHECKING:
    from duewatch.store.transaction import Transaction

RESTING = """
-- entries on a loan that the batch added, also those that were removed since
SELECT event.batch_id FROM loan JOIN event ON event.loan_id = loan.id WHERE loan.batch_id = :batch
UNION
SELECT trace.of_batch FROM loan JOIN trace ON trace.loan_id = loan.id
WHERE loan.batch_id = :batch AND trace.action = 'removed'
UNION
-- edits and removals on a loan that the batch added
SELECT trace.batch_id FROM loan JOIN trace ON trace.loan_id = loan.id
WHERE loan.batch_id = :batch AND trace.action <> 'undone'
UNION
-- removals of an entry that the batch made
SELECT batch_id FROM trace WHERE of_batch = :batch AND thing = 'event' AND action = 'removed'
UNION
-- later edits of a loan that the batch edited
SELECT later.batch_id FROM trace JOIN trace AS later
  ON later.loan_id = trace.loan_id AND later.thing = 'loan' AND later.action = 'changed' AND later.id > trace.id
WHERE trace.batch_id = :batch AND trace.thing = 'loan' AND trace.action = 'changed'
UNION
-- contacts noted for a loan that the batch added
SELECT chain.batch_id FROM loan JOIN logged ON logged.loan_id = loan.id JOIN chain ON chain.thing = logged.id
WHERE loan.batch_id = :batch
UNION
-- later entries of the contact log about what the batch noted or corrected
SELECT later.batch_id FROM chain JOIN chain AS later ON later.thing = chain.thing AND later.seq > chain.seq
WHERE chain.batch_id = :batch
UNION
-- records of later batches that prove a payment which the batch added
SELECT record.batch_id FROM event JOIN record ON record.event_id = event.id AND record.event_id <> 0
WHERE event.batch_id = :batch AND record.batch_id <> :batch
"""
STANDING = f"""
SELECT id, subject FROM batch
WHERE id IN ({RESTING}) AND id > :batch AND undone_at IS NULL ORDER BY id
"""
# A record that this batch read first, and that a later one made into an event, is the later one's from now on.
HAND_OVER_RECORDS = """
UPDATE record SET batch_id = (SELECT event.batch_id FROM event WHERE event.id = record.event_id)
WHERE batch_id = :batch AND event_id IN (SELECT id FROM event WHERE batch_id <> :batch AND event.digest = record.digest)
"""
# A record that an earlier batch read, and that this one made into an event, is "about nothing" again.
FREE_RECORDS = """
UPDATE record SET event_id = 0
WHERE digest IN (SELECT digest FROM event WHERE batch_id = :batch AND digest IS NOT NULL) AND batch_id <> :batch
"""


def undo(writer: "Transaction", batch_id: int) -> Removed:
    """Take a batch back: what it added goes (a trace stays), what it removed or changed is as before."""
    undone = writer.row("SELECT undone_at FROM batch WHERE id = ? AND id <> ?", (batch_id, writer.batch_id))
    if undone is None:
        raise InputProblem(
            text("There is no batch {batch}.", batch=batch_id), text("`duewatch batches` lists them all.")
        )
    if undone[0] is not None:
        raise InputProblem(text("Batch {batch} was taken back already.", batch=batch_id))
    _refuse_if_others_rest_on(writer, batch_id)

    batch = {"batch": batch_id}
    records = _count(writer, "record", batch_id)
    writer.connection().execute(HAND_OVER_RECORDS, batch)
    writer.connection().execute(FREE_RECORDS, batch)
    events = _take_back(writer, "event", EVENT_COLUMNS, batch_id)
    events += chain.undo(writer, batch_id)
    events += _count(writer, "inquiry", batch_id)  # they stay and no longer count
    _restore(writer, batch_id)
    loans = _take_back(writer, "loan", (*LOAN_COLUMNS, "batch_id"), batch_id)
    for table in ("file", "credit_report", "account_link"):
        writer.execute(f"DELETE FROM {table} WHERE batch_id = ?", (batch_id,))
    writer.execute("DELETE FROM record WHERE batch_id = ?", (batch_id,))
    writer.execute("UPDATE batch SET undone_at = ? WHERE id = ?", (writer.at.isoformat(), batch_id))
    return Removed(batch_id, loans, events, records)


def _refuse_if_others_rest_on(writer: "Transaction", batch_id: int) -> None:
    resting = writer.connection().execute(STANDING, {"batch": batch_id}).fetchall()
    if resting:
        named = ", ".join(f"{id_} ({subject})" if subject else str(id_) for id_, subject in resting)
        raise InputProblem(
            text(
                "Batch {batch} cannot be taken back while later ones rest on it: {later}.", batch=batch_id, later=named
            ),
            text("Take the later ones back first, the last one first."),
        )


def _take_back(writer: "Transaction", table: str, columns: tuple[str, ...], batch_id: int) -> int:
    """Delete what the batch added to a table, leaving a trace of each."""
    rows = writer.connection().execute(f"SELECT {', '.join(columns)} FROM {table} WHERE batch_id = ?", (batch_id,))
    for row in rows.fetchall():
        cells = dict(zip(columns, row, strict=True))
        writer.leave_trace(
            "undone", table, str(row[0]), loan_id=cells.get("loan_id", row[0]), of_batch=batch_id,
            before=whole(columns, row),
        )  # fmt: skip
    return writer.execute(f"DELETE FROM {table} WHERE batch_id = ?", (batch_id,)).rowcount


def _restore(writer: "Transaction", batch_id: int) -> None:
    """Put back what the batch removed and changed, the last first."""
    kept = writer.connection().execute(
        "SELECT action, thing_id, before FROM trace WHERE batch_id = ? AND action <> 'undone' ORDER BY id DESC",
        (batch_id,),
    )
    for action, thing_id, before in kept.fetchall():
        if action == "removed":
            marks = ", ".join("?" * len(EVENT_COLUMNS))
            cells = from_whole(EVENT_COLUMNS, before)
            if cells[EVENT_COLUMNS.index("batch_id")] == batch_id:
                continue  # the batch removed what it had added itself
            writer.execute(f"INSERT INTO event ({', '.join(EVENT_COLUMNS)}) VALUES ({marks})", cells)
        else:
            former = json.loads(before)
            assignments = ", ".join(f"{name} = ?" for name in former)
            writer.execute(f"UPDATE loan SET {assignments} WHERE id = ?", (*former.values(), thing_id))


def _count(writer: "Transaction", table: str, batch_id: int) -> int:
    row = writer.row(f"SELECT count(*) FROM {table} WHERE batch_id = ?", (batch_id,))
    return 0 if row is None else int(row[0])
