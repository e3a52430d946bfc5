"""What SQLite says, in one sentence for the person."""

import sqlite3
from pathlib import Path

from duewatch.model.problem import StoreProblem

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_SPACE = {sqlite3.SQLITE_FULL}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def primary_code(error: sqlite3.Error) -> int:
    """The primary result code of an error, -1 where SQLite gave none."""
    code: int = getattr(error, "sqlite_errorcode", -1)
    return code & 0xFF if code >= 0 else -1


def problem_of(error: sqlite3.Error, path: Path) -> StoreProblem:
    """The sentence for an error on the store at `path`: what is wrong, and how to mend it."""
    from duewatch.model.text import text

    code, place = primary_code(error), str(path)
    if code in _BUSY:
        return StoreProblem(
            text("The store {path} is in use by another duewatch.", path=place),
            text("Wait until it has finished, then try again."),
        )
    if code in _NO_SPACE:
        return StoreProblem(
            text("There is no room left to write the store {path}; nothing was changed.", path=place),
            text("Make room on the disk, then try again."),
        )
    if code in _READ_ONLY:
        return StoreProblem(
            text("The store {path} cannot be written; nothing was changed.", path=place),
            text("Check the permissions of the file and its directory, or choose another place with --data."),
        )
    if code in DAMAGED:
        return damaged(path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreProblem(
            text("The store {path} cannot be opened.", path=place),
            text("Check that its directory exists and is yours, or choose another place with --data."),
        )
    return StoreProblem(
        text("The store {path} could not be used: {reason}.", path=place, reason=str(error).rstrip(".")),
        text("Run `duewatch doctor` to have it checked."),
    )


def damaged(path: Path) -> StoreProblem:
    """The sentence for a file that is no whole SQLite database; nothing is ever written over it."""
    from duewatch.model.text import text

    return StoreProblem(
        text("The store {path} is damaged or is not a store of duewatch; it was left as it is.", path=str(path)),
        text("Put a backup in its place with `duewatch restore FILE`, or choose another place with --data."),
    )
