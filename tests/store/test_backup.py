"""A backup is whole or not there; a restore loses nothing that was."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from duewatch.model.problem import InputProblem, StoreProblem
from duewatch.store import backup
from duewatch.store.backup import back_up, restore
from duewatch.store.ledger import SqliteLedger
from tests.store.borrower import AT, ON, bill, ledger_at, paid, with_events, with_loan

DAMAGED = "The store {path} is damaged or is not a store of duewatch; it was left as it is."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    ledger = ledger_at(tmp_path / "data")
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    ledger.close()
    return tmp_path / "data" / "duewatch.sqlite3"


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_a_backup_taken_while_the_store_is_open_holds_every_committed_fact(
    ledger: SqliteLedger, tmp_path: Path
) -> None:
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    with ledger.writing("pay", "huabei-1", AT) as writer:
        writer.add_event(paid("huabei-1", ON, 1))
        back_up(tmp_path / "duewatch.sqlite3", tmp_path / "b.sqlite3")
    target = tmp_path / "b.sqlite3"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    (tmp_path / "other").mkdir()
    assert restore(target, tmp_path / "other" / "duewatch.sqlite3", AT) is None
    restored = ledger_at(tmp_path / "other")
    assert len(restored.events("huabei-1")) == 1, "what was not committed is not in it"
    assert len(ledger.events("huabei-1")) == 2
    restored.close()
    assert not [name for name in names(tmp_path) if name.endswith(".part")]


def test_a_backup_writes_over_nothing(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.sqlite3"
    target.write_text("mine")
    with pytest.raises(InputProblem, match="exists already"):
        back_up(store, target)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputProblem, match="exists already"):
        back_up(store, tmp_path / "link")
    with pytest.raises(InputProblem, match="exists already"):
        back_up(store, store)
    assert target.read_text() == "mine"
    assert names(tmp_path) == ["b.sqlite3", "data", "link"]


def test_a_name_taken_meanwhile_is_not_written_over(store: Path, tmp_path: Path, monkeypatch) -> None:
    target, copy = tmp_path / "b.sqlite3", backup._copy

    def slow(source: Path, wanted: Path, *, read_only: bool) -> Path:
        part = copy(source, wanted, read_only=read_only)
        target.write_text("mine")
        return part

    monkeypatch.setattr(backup, "_copy", slow)
    with pytest.raises(InputProblem, match="exists already"):
        back_up(store, target)
    assert target.read_text() == "mine"
    assert names(tmp_path) == ["b.sqlite3", "data"]


def test_a_backup_to_nowhere_or_of_nothing_is_said(store: Path, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="cannot be written"):
        back_up(store, tmp_path / "no" / "b.sqlite3")
    with pytest.raises(StoreProblem, match="There is no store"):
        back_up(tmp_path / "none.sqlite3", tmp_path / "b.sqlite3")
    assert names(tmp_path) == ["data"]


def test_a_backup_leaves_nothing_beside_the_store(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.sqlite3")
    assert names(store.parent) == ["duewatch.sqlite3"]
    assert names(tmp_path) == ["b.sqlite3", "data"]


def test_a_damaged_store_makes_no_backup(store: Path, tmp_path: Path) -> None:
    torn = bytearray(store.read_bytes())
    torn[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    store.write_bytes(torn)
    with pytest.raises(StoreProblem) as caught:
        back_up(store, tmp_path / "b.sqlite3")
    assert caught.value.what.msgid == DAMAGED
    assert names(tmp_path) == ["data"]


def test_a_restore_brings_back_every_fact_and_keeps_the_present_store_beside(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.sqlite3")
    ledger = ledger_at(store.parent)
    with_events(ledger, paid("huabei-1", ON, 40))
    with_loan(ledger, "jiebei-1")
    ledger.close()
    kept = restore(tmp_path / "b.sqlite3", store, AT)
    assert kept == store.with_name("duewatch-before-restore-20261124-103000.sqlite3")
    restored = ledger_at(store.parent)
    assert restored.loan_count() == 1
    assert restored.projected(ON).due_between(ON, ON) == (1, 100, 0)
    with_events(restored, paid("huabei-1", ON, 1))
    restored.close()
    assert restore(kept, store, AT) == store.with_name("duewatch-before-restore-20261124-103000-2.sqlite3")
    again = ledger_at(store.parent)
    assert again.loan_count() == 2
    assert again.projected(ON).due_between(ON, ON) == (1, 60, 0)
    again.close()
    assert stat.S_IMODE(store.stat().st_mode) == 0o600


def test_a_damaged_store_can_be_replaced_and_is_kept_with_its_log(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.sqlite3")
    broken = os.urandom(9_000)
    store.write_bytes(broken)
    store.with_name("duewatch.sqlite3-wal").write_bytes(b"log")
    kept = restore(tmp_path / "b.sqlite3", store, AT)
    assert kept is not None
    assert kept.read_bytes() == broken
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"log"
    restored = ledger_at(store.parent)
    assert restored.loan_count() == 1
    restored.close()


@pytest.mark.parametrize("content", [b"", b"no store", os.urandom(9_000)], ids=["empty", "text", "random"])
def test_what_is_no_backup_replaces_nothing(store: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.sqlite3").write_bytes(content)
    before = store.read_bytes()
    with pytest.raises(StoreProblem) as caught:
        restore(tmp_path / "b.sqlite3", store, AT)
    assert caught.value.what.msgid == DAMAGED
    assert store.read_bytes() == before
    assert names(store.parent) == ["duewatch.sqlite3"]


def test_a_backup_of_a_newer_duewatch_replaces_nothing(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.sqlite3")
    with sqlite3.connect(tmp_path / "b.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = store.read_bytes()
    with pytest.raises(StoreProblem, match="newer duewatch"):
        restore(tmp_path / "b.sqlite3", store, AT)
    assert store.read_bytes() == before


def test_a_missing_backup_and_the_store_itself_are_said(store: Path, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="There is no backup"):
        restore(tmp_path / "none", store, AT)
    with pytest.raises(InputProblem, match="is the store itself"):
        restore(store, store, AT)


def test_a_store_in_use_is_not_replaced(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.sqlite3")
    ledger = ledger_at(store.parent)
    with_events(ledger, paid("huabei-1", ON, 1))
    with pytest.raises(StoreProblem, match="in use by another"):
        restore(tmp_path / "b.sqlite3", store, AT, patience_ms=50)
    assert len(ledger.events("huabei-1")) == 2
    with_events(ledger, paid("huabei-1", ON, 1))
    ledger.close()
    assert names(store.parent) == ["duewatch.sqlite3"]


def test_health_tells_what_doctor_shows(ledger: SqliteLedger, tmp_path: Path) -> None:
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    health = ledger.health()
    assert health.faults == ()
    assert (health.loans, health.events, health.journal_mode) == (1, 1, "wal")
    assert (health.mode, health.shared_mode) == (0o600, False)
    assert health.size_bytes > 4096
    (tmp_path / "duewatch.sqlite3").chmod(0o640)
    assert ledger.health().shared_mode
    ledger.connection().execute("PRAGMA foreign_keys = OFF")
    ledger.connection().execute("DELETE FROM loan")
    assert ledger.health().faults != ()
