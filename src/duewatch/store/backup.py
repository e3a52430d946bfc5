"""A verified copy of the store, and back.

Neither ever writes over anything: a backup refuses a name that is taken, a restore keeps the present store
beside the restored one. Either the new file is whole and in place, or nothing has changed.
"""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from duewatch.model.problem import InputProblem, StoreProblem
from duewatch.model.text import text
from duewatch.store.problems import DAMAGED, damaged, primary_code, problem_of
from duewatch.store.schema import PATIENCE_MS, connect, make_empty, put_in_place, sync_directory, version_of

COUNTED = (
    "batch",
    "loan",
    "event",
    "trace",
    "file",
    "record",
    "kept_row",
    "chain",
    "logged",
    "outbox",
    "snooze",
    "setting",
)


def back_up(store: Path, target: Path) -> None:
    """Copy the store, also while it is in use, to a new file only its owner may read, and verify the copy.

    Raises InputProblem if the name is taken or cannot be written, StoreProblem if the store is damaged.
    """
    if not store.exists():
        raise StoreProblem(text("There is no store at {path}.", path=str(store)))
    if os.path.lexists(target):
        raise _taken(target)
    # A reader that may not write leaves an empty log behind, so the store is opened as it usually is.
    part = _copy(store, target, read_only=not os.access(store, os.W_OK))
    try:
        put_in_place(part, target)
    except FileExistsError as error:
        raise _taken(target) from error
    finally:
        part.unlink(missing_ok=True)


def restore(source: Path, store: Path, at: datetime, *, patience_ms: int = PATIENCE_MS) -> Path | None:
    """Put a backup in the store's place. Answers where the former store is kept now, None if there was none.

    The caller has closed the store. Raises InputProblem if the backup is missing, StoreProblem if it is damaged,
    not ours, or the store is in use.
    """
    if not source.is_file():
        raise InputProblem(
            text("There is no backup {path}.", path=str(source)),
            text("Check the name; `duewatch backup FILE` makes one."),
        )
    if store.exists() and source.samefile(store):
        raise InputProblem(text("{path} is the store itself.", path=str(store)), text("Name a backup instead."))
    store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = _copy(source, store, read_only=True)
    try:
        with closing(connect(part)) as restored:
            restored.execute("PRAGMA journal_mode = WAL")
        kept = _set_aside(store, at, patience_ms) if store.exists() else None
        part.replace(store)
        sync_directory(store.parent)
    finally:
        part.unlink(missing_ok=True)
    return kept


def _copy(source: Path, target: Path, *, read_only: bool) -> Path:
    """A verified copy of a store, under a passing name beside the target."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        make_empty(part)
    except OSError as error:
        raise InputProblem(
            text("{path} cannot be written: {reason}.", path=str(target), reason=error.strerror or str(error)),
            text("Choose another place for it."),
        ) from error
    try:
        try:
            with closing(connect(source, read_only=read_only)) as original:
                if version_of(original, source) == 0:
                    raise damaged(source)
                _check(original, source)
                with closing(connect(part)) as copy:
                    original.execute("BEGIN")  # one snapshot for counting and copying
                    counts = _counts(original)
                    original.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
                    _check(copy, part)
                    if _counts(copy) != counts:
                        raise damaged(part)
        except sqlite3.Error as error:
            raise problem_of(error, source) from error
        with part.open("rb") as file:
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _check(connection: sqlite3.Connection, path: Path) -> None:
    whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    if not whole or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise damaged(path)


def _counts(connection: sqlite3.Connection) -> tuple[int, ...]:
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in COUNTED)
    found: tuple[int, ...] = connection.execute(f"SELECT {counts}").fetchone()
    return found


def _set_aside(store: Path, at: datetime, patience_ms: int) -> Path:
    """Give the present store a second, dated name; its own stays until the restored one takes it."""
    _fold_log(store, patience_ms)
    kept = store.with_name(f"{store.stem}-before-restore-{at:%Y%m%d-%H%M%S}{store.suffix}")
    number = 2
    while os.path.lexists(kept):
        kept = kept.with_name(f"{store.stem}-before-restore-{at:%Y%m%d-%H%M%S}-{number}{store.suffix}")
        number += 1
    try:
        os.link(store, kept)
    except OSError:  # a disk without hard links
        store.rename(kept)
    for ending in ("-wal", "-shm"):  # left over from a damaged store; they must not be taken for the new one's
        beside = store.with_name(f"{store.name}{ending}")
        if beside.exists():
            beside.rename(kept.with_name(f"{kept.name}{ending}"))
    return kept


def _fold_log(store: Path, patience_ms: int) -> None:
    """Make sure nobody has the store open, and bring its log into it. A damaged store is left as it is: opened
    for writing, it could lose what its log still holds."""
    try:
        with closing(connect(store, read_only=True)) as present:
            present.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        if primary_code(error) in DAMAGED:
            return
    try:
        with closing(connect(store, patience_ms=patience_ms)) as present:
            present.execute("PRAGMA journal_mode = DELETE")  # refused while anyone else has it open
    except sqlite3.Error as error:
        if primary_code(error) not in DAMAGED:
            raise problem_of(error, store) from error


def _taken(target: Path) -> InputProblem:
    return InputProblem(
        text("{path} exists already and is not written over.", path=str(target)), text("Choose another name.")
    )
