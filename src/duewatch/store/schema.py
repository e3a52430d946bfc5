"""Opening the file: who may open it, with which settings, and bringing its schema up to date."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from duewatch.model.problem import StoreProblem
from duewatch.shipped import shipped
from duewatch.store.problems import damaged, problem_of

APPLICATION_ID = 0x64777463
"""Written into the file's header ("dwtc"), so that another program's database is never touched."""
OLDEST_SQLITE = (3, 37, 0)
"""The first SQLite with STRICT tables."""
MIGRATIONS = shipped(Path(__file__).parent / "migrations")
PATIENCE_MS = 5_000
"""How long to wait for another duewatch that is writing, before saying so."""


def connect(path: Path, *, patience_ms: int = PATIENCE_MS, read_only: bool = False) -> sqlite3.Connection:
    """A connection to a store that exists, in autocommit, with the settings every connection has.

    Raises sqlite3.Error. A connection is used by one thread at a time; which one may change.
    """
    address = f"file:{_quoted(path)}?mode={'ro' if read_only else 'rw'}"
    if read_only and not _has_log(path) and not os.access(path.parent, os.W_OK):
        address += "&immutable=1"  # without a log and without a place to put one, SQLite reads in no other way
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {patience_ms:d}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def open_store(
    path: Path, *, patience_ms: int = PATIENCE_MS, read_only: bool = False
) -> tuple[sqlite3.Connection, bool]:
    """A connection to the store, made if it is not there, checked and up to date; and whether it is read-only.

    A store that cannot be written is opened read-only. Raises StoreProblem.
    """
    _check_sqlite()
    if not read_only:
        _make(path)
    elif not path.exists():
        from duewatch.model.text import text

        raise StoreProblem(text("There is no store at {path}.", path=str(path)))
    read_only = read_only or not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    try:
        connection = connect(path, patience_ms=patience_ms, read_only=read_only)
    except sqlite3.Error as error:
        raise problem_of(error, path) from error
    try:
        version = version_of(connection, path)  # before anything is changed in it
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
        _bring_up_to_date(connection, path, version, read_only=read_only)
    except sqlite3.Error as error:
        connection.close()
        raise problem_of(error, path) from error
    except BaseException:
        connection.close()
        raise
    return connection, read_only


def migrations(folder: Path = MIGRATIONS) -> list[tuple[int, Path]]:
    """The numbered steps, oldest first."""
    return sorted((int(path.name[:4]), path) for path in folder.iterdir() if path.name.endswith(".sql"))


def migrate(connection: sqlite3.Connection, folder: Path = MIGRATIONS) -> None:
    """Bring a store up to date: each step in one transaction, so that a crash leaves the step before or after it.

    Raises sqlite3.Error; the step that failed is rolled back.
    """
    for number, path in migrations(folder):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Asked inside the transaction: another duewatch may have done this step while we waited.
            if connection.execute("PRAGMA user_version").fetchone()[0] < number:
                for statement in statements(path.read_text(encoding="utf-8")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number:d}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one (`executescript` would commit before the first)."""
    collected = ""
    for line in script.splitlines(keepends=True):
        collected += line
        if sqlite3.complete_statement(collected):
            yield collected
            collected = ""
    if collected.strip():
        yield collected


def _check_sqlite() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        from duewatch.model.text import text

        raise StoreProblem(
            text(
                "duewatch needs SQLite {needed} or newer, this Python has {found}.",
                needed=".".join(map(str, OLDEST_SQLITE)),
                found=sqlite3.sqlite_version,
            ),
            text("Use a newer Python, for example the one from python.org or your distribution."),
        )


def _make(path: Path) -> None:
    """A new store where there is none, whole from its first moment; and nobody else's eyes on an old one."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _no_place(path, error) from error
    else:
        if mode & 0o077:
            try:
                path.chmod(0o600)
            except OSError:
                return  # not ours to tighten; `doctor` says so
        return
    # Made under a passing name: two that start at once would get in each other's way while switching on the log.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_empty(part)
        try:
            connection = connect(part)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                migrate(connection)
            finally:
                connection.close()
            put_in_place(part, path)
        except FileExistsError:
            return  # the other one was first, and its store is as good
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _no_place(path, error) from error
    except sqlite3.Error as error:
        raise problem_of(error, path) from error


def make_empty(part: Path) -> None:
    """An empty file that only its owner may read; whatever a killed process left under this name goes first.
    Raises OSError."""
    for ending in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name for good. Raises FileExistsError if the name is taken."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        part.rename(path)
    sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Make a new name last. Systems that cannot open a directory do this by themselves."""
    try:
        handle = os.open(directory, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _no_place(path: Path, error: OSError) -> StoreProblem:
    from duewatch.model.text import text

    return StoreProblem(
        text("The store {path} cannot be made: {reason}.", path=str(path), reason=error.strerror or str(error)),
        text("Check the directory, or choose another place with --data."),
    )


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The schema number of a store, 0 for an empty file.

    Raises StoreProblem for a file that is not ours, or was written by a newer duewatch.
    """
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        # SQLite takes a file of a few bytes for an empty one.
        if application == version == 0 and (path.stat().st_size == 0 or _has_no_table(connection)):
            return 0
        raise damaged(path)
    if version > migrations()[-1][0]:
        from duewatch.model.text import text

        raise StoreProblem(
            text("The store {path} was written by a newer duewatch.", path=str(path)),
            text("Update duewatch; the store was left as it is."),
        )
    return version


def _has_no_table(connection: sqlite3.Connection) -> bool:
    """Whether it is a database, but an empty one: a store whose making was cut off."""
    pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return pages > 0 and tables == 0


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, version: int, *, read_only: bool) -> None:
    if version == migrations()[-1][0]:
        return
    if read_only:
        from duewatch.model.text import text

        raise StoreProblem(
            text(
                "The store {path} is of an older duewatch and cannot be written, so it cannot be read.", path=str(path)
            ),
            text("Check the permissions of the file and its directory, or choose another place with --data."),
        )
    migrate(connection)


def _has_log(path: Path) -> bool:
    """Whether a write-ahead log with something in it lies beside the store."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _quoted(path: Path) -> str:
    """The path as an SQLite URI wants it."""
    address = path.absolute().as_posix()
    if not address.startswith("/"):
        address = f"/{address}"  # a drive letter
    return address.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
