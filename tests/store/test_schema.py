"""Opening: a new file, an old one, one that is not ours; each step of the schema is whole or not there."""

import os
import shutil
import signal
import sqlite3
import stat
from pathlib import Path

import pytest

from duewatch.model.problem import StoreProblem
from duewatch.store import schema
from duewatch.store.ledger import SqliteLedger
from duewatch.store.schema import MIGRATIONS, connect, migrate, migrations, statements
from tests.store.borrower import ON, derive, ledger_at, with_loan

NEXT = "CREATE TABLE mood (loan_id TEXT NOT NULL REFERENCES loan (id), word TEXT NOT NULL) STRICT;\n"
AFTER_NEXT = """-- fills what the step before made; a trigger has statements inside
INSERT INTO mood SELECT id, 'calm; still' FROM loan;
CREATE TRIGGER mood_in AFTER INSERT ON loan BEGIN
  INSERT INTO mood VALUES (new.id, 'calm');
END;
"""


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """The real steps, and two more."""
    folder = tmp_path / "steps"
    shutil.copytree(MIGRATIONS, folder)
    newest = migrations()[-1][0]
    (folder / f"{newest + 1:04d}_mood.sql").write_text(NEXT, encoding="utf-8")
    (folder / f"{newest + 2:04d}_moods.sql").write_text(AFTER_NEXT, encoding="utf-8")
    return folder


def version(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def schema_of(path: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


def test_steps_are_numbered_without_gaps() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_every_table_is_strict(ledger: SqliteLedger) -> None:
    tables = ledger.connection().execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    assert {name for name, strict in tables if not strict} == {"sqlite_schema", "sqlite_sequence"}


def test_from_every_earlier_version_the_newest_is_reached_with_the_facts_kept(tmp_path: Path, steps: Path) -> None:
    every = migrations(steps)
    whole = tmp_path / "whole.sqlite3"
    whole.touch()
    with sqlite3.connect(whole, isolation_level=None) as connection:
        migrate(connection, steps)
    for done in range(len(every)):
        path = tmp_path / f"from-{done}.sqlite3"
        earlier = tmp_path / f"steps-to-{done}"
        earlier.mkdir()
        for _, step in every[:done]:
            shutil.copy(step, earlier)
        with sqlite3.connect(path, isolation_level=None) as connection:
            migrate(connection, earlier)
            assert connection.execute("PRAGMA user_version").fetchone()[0] == done
            if done:
                connection.execute("INSERT INTO batch (at, what, subject) VALUES ('', '', '')")
                connection.execute(
                    "INSERT INTO loan (id, platform_id, name, kind, late_base, batch_id)"
                    " VALUES ('a-1', 'a', '', '', '', 1)"
                )
            migrate(connection, steps)
            migrate(connection, steps)  # a second time changes nothing
            assert connection.execute("SELECT count(*) FROM loan").fetchone()[0] == min(done, 1)
            assert connection.execute("SELECT count(*) FROM mood").fetchone()[0] == min(done, 1)
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert version(path) == len(every)
        assert schema_of(path) == schema_of(whole)


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path, steps: Path) -> None:
    last = migrations(steps)[-1][1]
    last.write_text(AFTER_NEXT + "INSERT INTO nowhere VALUES (1);", encoding="utf-8")
    path = tmp_path / "s.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, steps)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations(steps)) - 1
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'mood_in'").fetchone()
        last.write_text(AFTER_NEXT, encoding="utf-8")
        migrate(connection, steps)
    assert version(path) == len(migrations(steps))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_killed_inside_a_step_leaves_the_version_before_it(tmp_path: Path, steps: Path) -> None:
    last = migrations(steps)[-1][1]
    endless = (
        "INSERT INTO mood WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT 'a-1', x FROM n;\n"
    )
    last.write_text(AFTER_NEXT + endless, encoding="utf-8")
    path = tmp_path / "s.sqlite3"
    child = os.fork()
    if not child:
        with sqlite3.connect(path, isolation_level=None) as connection:
            connection.execute("PRAGMA cache_size = 10")  # spills into the file long before the end
            migrate(connection, steps)
        os._exit(0)
    while not path.exists() or path.stat().st_size < 1_000_000:
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "it must be killed before it ends"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    last.write_text(AFTER_NEXT, encoding="utf-8")
    with sqlite3.connect(path, isolation_level=None) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations(steps)) - 1
        migrate(connection, steps)
        assert connection.execute("SELECT count(*) FROM mood").fetchone()[0] == 0
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_statements_are_cut_where_they_end() -> None:
    assert [one.strip() for one in statements(AFTER_NEXT)] == [
        AFTER_NEXT[: AFTER_NEXT.index("CREATE")].strip(),
        AFTER_NEXT[AFTER_NEXT.index("CREATE") :].strip(),
    ]
    assert list(statements("SELECT 1")) == ["SELECT 1"]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "duewatch.sqlite3").touch()
    ledger = ledger_at(tmp_path)
    with_loan(ledger)
    assert ledger.loan_count() == 1
    ledger.close()


def test_every_connection_keeps_the_promises_of_the_house(ledger: SqliteLedger, tmp_path: Path) -> None:
    for connection in (ledger.connection(), connect(tmp_path / "duewatch.sqlite3")):
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "synchronous", "application_id", "busy_timeout")
        }
        assert asked == {
            "journal_mode": "wal",
            "foreign_keys": 1,
            "synchronous": 2,
            "application_id": 0x64777463,
            "busy_timeout": 5000,
        }


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_only_the_owner_may_read_store_log_and_directory(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        ledger = ledger_at(tmp_path / "new")
        with_loan(ledger)
        files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").iterdir()}
    finally:
        os.umask(old)
    assert files == {"duewatch.sqlite3": 0o600, "duewatch.sqlite3-wal": 0o600, "duewatch.sqlite3-shm": 0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    ledger.close()
    path = tmp_path / "new" / "duewatch.sqlite3"
    path.chmod(0o644)
    ledger_at(tmp_path / "new").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def said(directory: Path, **given: object) -> str:
    with pytest.raises(StoreProblem) as caught:
        ledger_at(directory, **given)
    assert caught.value.mend is not None or "read_only" in given
    return caught.value.what.msgid


DAMAGED = "The store {path} is damaged or is not a store of duewatch; it was left as it is."


@pytest.mark.parametrize(
    "content",
    [b"name,amount\nhuabei,100\n", b"\0" * 5000, os.urandom(5000), b"SQLite format 3\0" + os.urandom(5000), b"x"],
    ids=["text", "zeros", "random", "false header", "one byte"],
)
def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "duewatch.sqlite3"
    path.write_bytes(content)
    assert said(tmp_path) == DAMAGED
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "duewatch.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE song (title TEXT)")
    other.close()
    before = path.read_bytes()
    assert said(tmp_path) == DAMAGED
    assert path.read_bytes() == before


def test_a_store_of_a_newer_duewatch_is_left_as_it_is(tmp_path: Path) -> None:
    ledger_at(tmp_path).close()
    path = tmp_path / "duewatch.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 999")
    other.close()
    before = path.read_bytes()
    assert said(tmp_path) == "The store {path} was written by a newer duewatch."
    assert path.read_bytes() == before


def test_a_store_with_a_torn_page_says_so_and_is_not_written(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    for number in range(200):
        with_loan(ledger, f"huabei-{number}")
    ledger.close()
    path = tmp_path / "duewatch.sqlite3"
    torn = bytearray(path.read_bytes())
    torn[4096 * 2 :] = os.urandom(len(torn) - 4096 * 2)
    path.write_bytes(torn)
    with pytest.raises(StoreProblem) as caught:
        opened = ledger_at(tmp_path)
        opened.projected(ON).totals()
        list(opened.loans())
    assert caught.value.what.msgid == DAMAGED
    assert path.read_bytes() == torn


def test_too_old_a_sqlite_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema.sqlite3, "sqlite_version_info", (3, 36, 0))
    assert said(tmp_path) == "duewatch needs SQLite {needed} or newer, this Python has {found}."


def test_a_place_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert said(tmp_path / "file" / "below") == "The store {path} cannot be made: {reason}."
    (tmp_path / "duewatch.sqlite3").mkdir()
    assert said(tmp_path) == "The store {path} cannot be opened."


def test_looking_only_makes_no_store(tmp_path: Path) -> None:
    assert said(tmp_path / "new", read_only=True) == "There is no store at {path}."
    assert list(tmp_path.iterdir()) == []


def test_names_with_signs_of_addresses_work(tmp_path: Path) -> None:
    directory = tmp_path / "a b%20c?d#e 贷款&mode=ro"
    ledger = ledger_at(directory)
    with_loan(ledger)
    ledger.close()
    again = ledger_at(directory)
    assert again.loan_count() == 1
    again.close()
    assert derive is not None
