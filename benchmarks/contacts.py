"""Thousands of contacts, each figure beside the least that could do it: SQLite alone, over the same store."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benchmarks.measure import Row, Sample, compare
from duewatch.config.schema import Settings
from duewatch.desk.demo import fill
from duewatch.desk.desk import Desk
from duewatch.model.contact import Contact

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=8)))
CONTACTS = 5_000
NUMBERS = 50
WORDS = "0007"
PAGE = 64


def contacts(folder: Path, runs: int) -> Iterator[Row]:
    """The log as the screen asks for it: a page with what it shows, filtered, and a number checked."""
    place = folder / "contacts"
    desk = Desk(Settings(), place)
    fill(desk, NOW)
    loans = [row.loan_id for row in desk.loan_rows(NOW)]
    with desk.session.ledger.writing("contact", "", NOW) as writer:
        for number in range(CONTACTS):
            shown = f"1380013{number % NUMBERS:04d}"
            writer.log(
                Contact(
                    at=NOW - timedelta(minutes=number * 83),
                    number=shown,
                    normal=f"+86{shown}",
                    loan_id=loans[number % len(loans)],
                    answered=number % 3 > 0,
                    said="要求还款",
                )
            )
    with closing(sqlite3.connect(place / "duewatch.db")) as plain:
        page = "SELECT * FROM logged ORDER BY at DESC LIMIT ?"
        filtered = "SELECT * FROM logged WHERE instr(words, ?) > 0 ORDER BY at DESC"
        whole = "SELECT * FROM chain"
        yield compare(
            f"{CONTACTS} contacts: what they show, reckoned anew",
            30.0,
            _timed(lambda: _anew(desk)),
            _timed(lambda: plain.execute(whole).fetchall()),
            runs,
        )
        yield compare(
            f"{CONTACTS} contacts: a page, its chart and findings",
            2.5,
            _timed(lambda: desk.contacts(NOW, limit=PAGE)),
            _timed(lambda: plain.execute(page, (CONTACTS,)).fetchall()),
            runs,
        )
        yield compare(
            f"{CONTACTS} contacts: filtered as one types",
            6.0,
            _timed(lambda: desk.contacts(NOW, containing=WORDS, limit=PAGE)),
            _timed(lambda: plain.execute(filtered, (WORDS,)).fetchall()),
            runs,
        )
    desk.close()


def _anew(desk: Desk) -> None:
    desk.session.reckoned.clear()
    desk.contacts(NOW, limit=PAGE)


def _timed(work: Callable[[], object]) -> Callable[[], Sample]:
    def run() -> Sample:
        start = time.process_time()
        work()
        return Sample(time.process_time() - start)

    return run
