"""What `doctor` wants to know of the store."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from duewatch.model.chain import ChainEntry, breaks
from duewatch.store.chain import ENTRY_COLUMNS
from duewatch.store.problems import problem_of


class Health(NamedTuple):
    """The state of the file. faults: what SQLite's quick check, its foreign key check and the contact log's chain
    show, empty if all is well. size_bytes: with its log. mode: permission bits; shared_mode: whether others than the
    owner may read."""

    path: Path
    faults: tuple[str, ...]
    size_bytes: int
    mode: int
    shared_mode: bool
    journal_mode: str
    schema_version: int
    sqlite_version: str
    loans: int
    events: int


def examine(connection: sqlite3.Connection, path: Path) -> Health:
    """Look at the store. Raises StoreProblem where it cannot be read at all."""
    try:
        faults = [row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        faults += [f"{row[0]} row {row[1]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
        entries = (ChainEntry(*row) for row in connection.execute(f"SELECT {ENTRY_COLUMNS} FROM chain ORDER BY seq"))
        faults += [f"contact log, entry {found.seq}: {found.what}" for found in breaks(entries)]
        counts = connection.execute("SELECT (SELECT count(*) FROM loan), (SELECT count(*) FROM event)").fetchone()
        journal_mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise problem_of(error, path) from error
    mode = path.stat().st_mode & 0o777
    files = (path, path.with_name(f"{path.name}-wal"))
    size = sum(file.stat().st_size for file in files if file.exists())
    return Health(
        path, tuple(faults), size, mode, bool(mode & 0o077), journal_mode, version, sqlite3.sqlite_version, *counts
    )
