"""Planning and queueing a day's reminders: processor time of the day after, when all but that day was planned before.

Beside it the floor: the same bills read by their due days and as many rows put into a table of a fresh database by
plain SQL, so that the ratio says what deciding and keeping cost.
"""

import gc
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import NOW, store
from benchmarks.measure import Row, Sample, compare
from duewatch.config.schema import ReminderPolicy, Settings
from duewatch.desk.desk import Desk
from duewatch.reminding.agenda import due_now
from duewatch.reminding.candidates import bills_to_plan
from duewatch.reminding.outbox import plan

SIZES = (10, 10_000, 100_000)
POLICY = ReminderPolicy()
CHANNELS = ("one",)
NEXT_DAY = NOW + timedelta(days=1)


def reminding(folder: Path, runs: int) -> Iterator[Row]:
    """A day's planning, at three sizes."""
    for loans in SIZES:
        yield from _planning(folder, loans, max(3, runs // 3))


def _planning(folder: Path, loans: int, runs: int) -> Iterator[Row]:
    desk = Desk(Settings(), store(folder, loans))
    try:
        ledger = desk.session.ledger
        with ledger.writing("remind", "", NOW, batch=False) as writer:
            among = bills_to_plan(writer, POLICY, CHANNELS, NOW)
            plan(writer, due_now(writer, POLICY, CHANNELS, NOW, among=among), NOW)
        due: list[str] = []
        seen = 0

        def ours() -> Sample:
            nonlocal due, seen
            gc.collect()
            with ledger.writing("remind", "", NEXT_DAY, batch=False) as writer:
                started = time.process_time()
                among = bills_to_plan(writer, POLICY, CHANNELS, NEXT_DAY)
                items = due_now(writer, POLICY, CHANNELS, NEXT_DAY, among=among)
                due = [item.key for item in items if writer.plan_item(item, NEXT_DAY)]
                spent = time.process_time() - started
                seen = len(among)
                writer.discard()
            return Sample(spent)

        def floor() -> Sample:
            gc.collect()
            with closing(sqlite3.connect(":memory:")) as plain, closing(sqlite3.connect(desk.session.path)) as stored:
                plain.execute("CREATE TABLE item (key TEXT PRIMARY KEY, day TEXT, words TEXT)")
                started = time.process_time()
                days = [NEXT_DAY.date() + timedelta(days=lead) for lead in POLICY.lead_days]
                days += [NEXT_DAY.date() - timedelta(days=late) for late in POLICY.overdue_days]
                for day in days:
                    stored.execute("SELECT * FROM bill_projection WHERE due_on = ?", (day.isoformat(),)).fetchall()
                plain.executemany("INSERT OR IGNORE INTO item VALUES (?, '2026-11-24', ?)", ((key, key) for key in due))
                return Sample(time.process_time() - started)

        def nothing_new() -> Sample:
            with ledger.writing("remind", "", NOW, batch=False) as writer:
                later = NOW + timedelta(hours=1)
                started = time.process_time()
                among = bills_to_plan(writer, POLICY, CHANNELS, later)
                due_now(writer, POLICY, CHANNELS, later, among=among)
                writer.discard()
            return Sample(time.process_time() - started)

        def one_read() -> Sample:
            started = time.process_time()
            with closing(sqlite3.connect(desk.session.path)) as stored:
                stored.execute("SELECT * FROM bill_projection WHERE due_on = ?", (NOW.date().isoformat(),)).fetchall()
            return Sample(time.process_time() - started)

        yield compare(f"reminders an hour later, {loans:,} loans: nothing new", 25.0, nothing_new, one_read, runs)
        # What changes by the day itself is derived before: it is the projection's cost, measured elsewhere.
        ledger.projected(NEXT_DAY.date()).bills(limit=1)
        row = compare(f"reminders of a day, {loans:,} loans", 25.0, ours, floor, runs)
        yield Row(f"{row.figure}: {len(due):,} queued, {seen:,} seen", *_rest(row))
    finally:
        desk.close()


def _rest(row: Row) -> tuple[float, float, float, float, str]:
    return row.ours, row.floor, row.ratio, row.goal, row.unit
