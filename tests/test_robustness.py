"""What may go wrong around duewatch: killed, locked out, read-only, fed with anything. Nothing is left half."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.builders import alipay

DUEWATCH = [sys.executable, "-m", "duewatch"]
KILLS = 50
ROWS = 3_000


def environment(folder: Path) -> dict[str, str]:
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **home, "DUEWATCH_CONFIG": "", "LANG": "C.UTF-8"}


def run(folder: Path, *words: str, pasted: bytes = b"") -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [*DUEWATCH, *words], env=environment(folder), input=pasted, capture_output=True, check=False, timeout=60
    )
    said = subprocess.CompletedProcess(
        result.args,
        result.returncode,
        result.stdout.decode("utf-8", "replace"),
        result.stderr.decode("utf-8", "replace"),
    )
    assert "Traceback" not in said.stdout + said.stderr, said
    return said


def big_file(folder: Path) -> Path:
    """An export in which every tenth row is a repayment of its own."""
    rows = [
        alipay.huabei(at, f"{number + 1}.00") if number % 10 == 0 else alipay.row(at)
        for number in range(ROWS)
        for at in [f"2025-{number // 250 % 12 + 1:02d}-{number // 10 % 25 + 1:02d} 08:{number % 60:02d}:00"]
    ]
    path = folder / "支付宝交易明细.csv"
    path.write_bytes(alipay.build(rows))
    return path


def stored(store: Path) -> tuple[int, int]:
    """How many events and records the store holds; checks that the file is sound."""
    if not store.exists():
        return 0, 0
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if "event" not in tables:
            return 0, 0
        events = connection.execute("SELECT count(*) FROM event").fetchone()[0]
        return events, connection.execute("SELECT count(*) FROM record").fetchone()[0]


@pytest.mark.timeout(300)
def test_an_import_killed_at_any_moment_leaves_all_or_nothing(tmp_path: Path) -> None:
    source = big_file(tmp_path)
    whole = tmp_path / "whole"
    started = time.monotonic()
    assert run(tmp_path, "import", str(source), "--data", str(whole), "--today", "2026-11-24").returncode == 0
    took = time.monotonic() - started
    (store,) = [path for path in whole.iterdir() if path.suffix in {".db", ".sqlite3"}]
    everything = stored(store)
    assert everything[0] == ROWS // 10
    chance = random.Random(20261124)
    seen: set[tuple[int, int]] = set()
    data = tmp_path / "killed"
    for _ in range(KILLS):
        child = subprocess.Popen(
            [*DUEWATCH, "import", str(source), "--data", str(data), "--today", "2026-11-24"],
            env=environment(tmp_path),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.0, took * 1.1))
        child.send_signal(signal.SIGKILL)
        child.wait()
        found = stored(data / store.name)
        assert found in {(0, 0), everything}
        seen.add(found)
        if found == everything:
            for path in data.iterdir():
                path.unlink()
    assert (0, 0) in seen
    assert run(tmp_path, "import", str(source), "--data", str(data), "--today", "2026-11-24").returncode == 0
    assert stored(data / store.name) == everything


@contextmanager
def locked(store: Path) -> Iterator[None]:
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_store_that_another_process_writes_is_said_so_and_can_be_read(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    run(tmp_path, "demo", "--data", data, "--no-ui", "--today", "2026-11-24")
    (store,) = [path for path in Path(data).iterdir() if path.suffix in {".db", ".sqlite3"}]
    with locked(store):
        assert run(tmp_path, "today", "--data", data, "--today", "2026-11-24").returncode == 0
        refused = run(tmp_path, "pay", "xiaohua-1", "10", "--data", data, "--today", "2026-11-24")
    assert refused.returncode == 2
    assert len(refused.stderr.strip().splitlines()) == 1
    assert run(tmp_path, "pay", "xiaohua-1", "10", "--data", data, "--today", "2026-11-24").returncode == 0


BROKEN = {
    "empty": b"",
    "blank": b"\n\n  \n",
    "binary": bytes(range(256)) * 400,
    "nul bytes": b"\0" * 5_000,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
    "a zip that is none": b"PK\x03\x04" + b"\xff" * 300,
    "a header without rows": alipay.build([]),
    "cut in the middle of a character": alipay.build([alipay.row(), alipay.huabei()])[:-31],
    "rows with too few cells": alipay.build([alipay.row()]) + "2025-05-03 10:11:12,信用借还\r\n".encode("gb18030"),
    "an endless line": alipay.build([alipay.row()]) + b"x" * 3_000_000,
    "an unclosed quote": alipay.build([alipay.row()]) + '2025-05-03 10:11:12,"信用借还,花呗\r\n'.encode("gb18030"),
    "UTF-16": alipay.build([alipay.row()]).decode("gb18030").encode("utf-16"),
    "HTML": b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    "JSON": b'{"a": [1, 2, 3]}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_any_file_is_read_or_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "文件.csv"
    path.write_bytes(BROKEN[name])
    result = run(tmp_path, "import", str(path), "--data", str(tmp_path / "data"), "--json", "--today", "2026-11-24")
    if result.returncode == 2:
        assert result.stdout == ""
        assert "文件.csv" in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
    else:
        assert result.returncode == 0, result
        (report,) = json.loads(result.stdout)["files"]
        assert report["records"] == report["understood"] + report["not_understood"]


def test_a_file_of_the_wrong_kind_leaves_nothing_of_the_good_ones_beside_it(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(alipay.build([alipay.huabei()]))
    bad.write_bytes(BROKEN["binary"])
    result = run(tmp_path, "import", str(good), str(bad), "--data", str(tmp_path / "data"))
    assert result.returncode == 2
    loans = json.loads(run(tmp_path, "loans", "--json", "--data", str(tmp_path / "data")).stdout)
    assert loans["loans"] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a read-only mount for the test")
def test_a_read_only_disk_is_said_so_and_the_store_can_still_be_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run(tmp_path, "demo", "--data", str(data), "--no-ui", "--today", "2026-11-24")
    run(tmp_path, "today", "--data", str(data), "--today", "2026-11-24")
    mounted = subprocess.run(["mount", "--bind", "-o", "ro", data, data], capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip("this machine allows no mounts")
    try:
        assert run(tmp_path, "today", "--data", str(data), "--today", "2026-11-24").returncode == 0
        refused = run(tmp_path, "pay", "xiaohua-1", "10", "--data", str(data), "--today", "2026-11-24")
        assert refused.returncode == 2
        assert len(refused.stderr.strip().splitlines()) == 1
    finally:
        subprocess.run(["umount", data], check=True)
