"""A disk that is really full: no reminder is lost, none goes out unrecorded, and one sentence says it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reminding.borrower import add_bill, add_loan, ledger_at

pytest.importorskip("resource", reason="a limit on files is of POSIX")

RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
from duewatch.cli.main import run
run()
"""
FULL = "4096"
"""Bytes that a file may grow to: the store's log has no room for one more page."""
ROOM = str(1 << 30)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    ledger = ledger_at(data)
    add_loan(ledger)
    add_bill(ledger)
    ledger.close()
    return data


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Path]:
    told = tmp_path / "told"
    file = tmp_path / "config.toml"
    script = f"import sys; open({str(told)!r}, 'a').write('x')"
    file.write_text(
        "[reminders]\nreport_days = []\n"
        f'[channels.own]\nplugin = "command"\nrun = ["{sys.executable}", "-c", "{script}"]\n'
    )
    yield file


def remind(store: Path, config: Path, room: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, room, "remind", "--data", str(store), "--config", str(config),
         "--today", "2026-11-25T10:00", "--lang", "en"],
        capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "HOME": str(store.parent)},
    )  # fmt: skip


def test_nothing_goes_out_while_the_disk_is_full_and_everything_once_there_is_room(store: Path, config: Path) -> None:
    told = config.parent / "told"
    full = remind(store, config, FULL)
    assert full.returncode in (1, 2), full
    assert "Traceback" not in full.stdout + full.stderr
    assert full.stderr.count("\n") == 1 and "disk" in full.stderr, full.stderr
    assert not told.exists(), "what cannot be recorded as sent is not sent"

    assert remind(store, config, ROOM).returncode == 0
    assert remind(store, config, ROOM).returncode == 0
    assert told.read_text() == "x"
