"""Killed, locked, full, read-only: all or nothing, and one sentence."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from duewatch.model.ledger import StoredFile
from duewatch.model.loan_event import Paid
from duewatch.model.problem import StoreProblem
from duewatch.store.ledger import SqliteLedger
from tests.store.borrower import AT, ON, bill, ledger_at, loan, paid, with_events, with_loan

RECORDS, EVENTS = 6_000, 300
KILLS = 60


def import_like(ledger: SqliteLedger) -> None:
    """What an import writes: many digests, some kept rows, some events, a loan."""
    with ledger.writing("import", "a.csv", AT) as writer:
        file_id = writer.add_file(StoredFile("a.csv", "00", "alipay", RECORDS))
        writer.add_loan(loan("jiebei-1"))
        for start in range(0, RECORDS, 1000):
            digests = [number.to_bytes(16, "big") for number in range(start, start + 1000)]
            known = writer.known_digests(digests)
            writer.add_digests(file_id, (one for one in digests if one not in known))
            for number in range(start, start + 1000, RECORDS // EVENTS):
                writer.keep_row(file_id, number, digests[number - start], "committed", "还款", "raw" * 20)
                writer.add_event(paid("jiebei-1", ON, 1), digests[number - start])


def contents(ledger: SqliteLedger) -> tuple[int, ...]:
    tables = ("batch", "loan", "event", "file", "record", "kept_row")
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    return ledger.connection().execute(f"SELECT {counts}").fetchone()


BEFORE, AFTER = (1, 1, 1, 0, 0, 0), (2, 2, 1 + EVENTS, 1, RECORDS, EVENTS)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_killed_at_any_moment_of_an_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path / "whole")
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    ledger.close()
    template = (tmp_path / "whole" / "duewatch.sqlite3").read_bytes()
    longest, outcomes = measure(tmp_path, template), set()
    moments = random.Random(2026)
    for number in range(KILLS):
        directory = tmp_path / str(number)
        directory.mkdir()
        (directory / "duewatch.sqlite3").write_bytes(template)
        killed_after(directory, moments.uniform(0, longest * 1.1))
        survivor = ledger_at(directory)
        found = contents(survivor)
        assert found in (BEFORE, AFTER)
        outcomes.add(found)
        assert survivor.health().faults == ()
        assert survivor.projected(ON).totals().loans == found[1]
        survivor.close()
    assert BEFORE in outcomes


def measure(tmp_path: Path, template: bytes) -> float:
    """How long the import takes undisturbed, to spread the kills over it."""
    directory = tmp_path / "undisturbed"
    directory.mkdir()
    (directory / "duewatch.sqlite3").write_bytes(template)
    start = time.monotonic()
    ledger = ledger_at(directory)
    import_like(ledger)
    assert contents(ledger) == AFTER
    ledger.close()
    return time.monotonic() - start


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_killed_while_the_store_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    moments = random.Random(2026)
    for number in range(20):
        directory = tmp_path / str(number)
        directory.mkdir()
        child = os.fork()
        if not child:
            ledger_at(directory)
            time.sleep(60)
            os._exit(0)
        time.sleep(moments.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if (directory / "duewatch.sqlite3").exists():
            looking = ledger_at(directory, read_only=True)  # whole: needs no step and no mending
            assert looking.loan_count() == 0
            looking.close()
        survivor = ledger_at(directory)
        with_loan(survivor)
        assert survivor.health().faults == ()
        survivor.close()


def killed_after(directory: Path, seconds: float) -> None:
    """Import in a process of its own that dies by SIGKILL so long after it began."""
    begun_read, begun_write = os.pipe()
    child = os.fork()
    if not child:
        try:
            ledger = ledger_at(directory)
            os.write(begun_write, b"!")
            import_like(ledger)
            time.sleep(60)  # done, but killed all the same
        finally:
            os._exit(0)
    os.read(begun_read, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    os.close(begun_read)
    os.close(begun_write)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[SqliteLedger]:
    """A store in which another process is in the middle of writing."""
    ledger = ledger_at(tmp_path, patience_ms=50)
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    ledger.projected(ON).totals()
    program = """
        import sqlite3, sys
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO setting VALUES ('mine', '1')")
        print("held", flush=True)
        sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(tmp_path / "duewatch.sqlite3")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield ledger
    ledger.close()


def test_a_store_that_another_process_writes_is_read_and_refused_for_writing_in_one_sentence(
    held: SqliteLedger, tmp_path: Path
) -> None:
    assert held.loan_count() == 1
    assert held.projected(ON).totals().loans == 1
    again = ledger_at(tmp_path, patience_ms=50)
    assert again.events("huabei-1") != ()
    again.close()
    with pytest.raises(StoreProblem) as caught:
        with_events(held, paid("huabei-1", ON, 1))
    assert caught.value.what.msgid == "The store {path} is in use by another duewatch."
    assert len(held.events("huabei-1")) == 1


def test_a_day_that_must_be_derived_waits_and_then_says_who_is_in_the_way(held: SqliteLedger) -> None:
    with pytest.raises(StoreProblem, match="in use by another"):
        held.projected(ON.replace(year=2027)).totals()


def too_much(ledger: SqliteLedger, pages: int | None = None) -> None:
    """Write more than there is room for. pages: SQLite's own limit, which raises what a full disk raises."""
    with pytest.raises(StoreProblem) as caught, ledger.writing("import", "a.csv", AT) as writer:
        if pages is not None:
            present = writer.connection().execute("PRAGMA page_count").fetchone()[0]
            writer.connection().execute(f"PRAGMA max_page_count = {present + pages}")
        file_id = writer.add_file(StoredFile("a.csv", "00", "alipay", RECORDS))
        writer.add_digests(file_id, (number.to_bytes(16, "big") for number in range(100_000)))
    assert caught.value.what.msgid == "There is no room left to write the store {path}; nothing was changed."


def test_a_full_store_is_said_and_changes_nothing(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    too_much(ledger, pages=20)
    assert contents(ledger) == BEFORE
    assert ledger.health().faults == ()
    import_like(ledger)
    assert contents(ledger) == AFTER
    ledger.close()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(place)], capture_output=True)
    if done.returncode:
        pytest.skip("may not mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)  # also after a failure in between


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs the right to mount")
def test_a_full_disk_is_said_and_changes_nothing(tiny_disk: Path) -> None:
    ledger = ledger_at(tiny_disk / "data")
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    too_much(ledger)
    assert contents(ledger) == BEFORE
    assert ledger.health().faults == ()
    ledger.close()
    again = ledger_at(tiny_disk / "data")
    assert contents(again) == BEFORE
    again.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and limits")
def test_a_disk_that_refuses_to_write_is_said_and_changes_nothing(tmp_path: Path) -> None:
    """A write that fails for another reason than a full disk: a limit on the size of files, in a process of its own."""
    import resource

    ledger = ledger_at(tmp_path)
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    ledger.close()
    child = os.fork()
    if not child:
        code = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
            limited = ledger_at(tmp_path)
            try:
                import_like(limited)
            except StoreProblem:
                code = 0 if contents(limited) == BEFORE else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    again = ledger_at(tmp_path)
    assert contents(again) == BEFORE
    assert again.health().faults == ()
    again.close()


@pytest.fixture
def unwritable() -> Iterator[Path]:
    """A store in a directory that this process may read but not write."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name) / "data"
        ledger = ledger_at(directory)
        with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
        ledger.projected(ON).totals()
        with_loan(ledger, "jiebei-1", bill("jiebei-1", ON, 200))  # not projected yet
        ledger.close()
        Path(name).chmod(0o755)
        (directory / "duewatch.sqlite3").chmod(0o444)
        directory.chmod(0o555)
        yield directory
        directory.chmod(0o700)


def as_nobody(use: Callable[[], list[object]]) -> list[object]:
    """What a process without rights gets: a child that gives its rights away first."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        answer: object = "died"
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            answer = use()
        except Exception as error:  # noqa: BLE001 - told to the parent
            answer = repr(error)
        finally:
            os.write(write, json.dumps(answer).encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answers:
        answered = json.loads(answers.read())
    os.waitpid(child, 0)
    return answered


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_read_only_disk_is_read_and_refused_for_writing_in_one_sentence(unwritable: Path) -> None:
    for module in ("rows", "shadow", "writer"):  # which nobody may not be able to import
        import_module(f"duewatch.store.{module}")

    def use() -> list[object]:
        ledger = ledger_at(unwritable)
        later = ledger.projected(date(2026, 12, 24))
        rows = ledger.projected(ON).loan_rows(sort="amount", descending=True)
        with pytest.raises(StoreProblem) as caught:
            with_events(ledger, paid("huabei-1", ON, 1))
        return [
            ledger.projected(ON).due_between(ON, ON),
            [later.totals().late_fen, ledger.projected(ON).totals().late_fen],
            [row.loan_id for row in rows],
            ledger.projected(ON).count(containing="花呗"),
            [one.amount_fen for one in ledger.events("jiebei-1") if isinstance(one, Paid)],
            caught.value.what.msgid,
        ]

    before = sorted((path.name, path.read_bytes()) for path in unwritable.iterdir())
    assert as_nobody(use) == [
        [2, 300, 0],
        [300, 0],
        ["jiebei-1", "huabei-1"],
        1,
        [],
        "The store {path} cannot be written; nothing was changed.",
    ]
    assert sorted((path.name, path.read_bytes()) for path in unwritable.iterdir()) == before


def test_looking_only_derives_in_memory_and_sees_what_others_write(tmp_path: Path) -> None:
    writing = ledger_at(tmp_path)
    with_loan(writing, "huabei-1", bill("huabei-1", ON, 100))
    looking = ledger_at(tmp_path, read_only=True)
    assert looking.projected(ON).due_between(ON, ON) == (1, 100, 0)
    stored = writing.connection().execute("SELECT count(*) FROM loan_projection").fetchone()[0]
    assert stored == 0, "nothing is written by looking only"
    with_loan(writing, "jiebei-1", bill("jiebei-1", ON, 200))
    assert looking.projected(ON).due_between(ON, ON) == (2, 300, 0)
    assert looking.projected(ON.replace(year=2027)).totals().late_fen == 300
    writing.projected(ON).totals()
    with pytest.raises(StoreProblem, match="cannot be written"):
        with_events(looking, paid("huabei-1", ON, 1))
    looking.close()
    writing.close()


def test_two_that_make_the_same_store_at_once_make_one(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; import sys; from tests.store.borrower import *;"
        "ledger = ledger_at(Path(sys.argv[1])); with_loan(ledger, sys.argv[2]); ledger.close()"
    )
    root = Path(__file__).parents[2]
    both = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), id_], cwd=root, stderr=subprocess.PIPE)
        for id_ in ("huabei-1", "jiebei-1")
    ]
    for process in both:
        assert process.communicate()[1] == b""
    ledger = ledger_at(tmp_path)
    assert [one.id for one in ledger.loans()] == ["huabei-1", "jiebei-1"]
    ledger.close()
    with sqlite3.connect(tmp_path / "duewatch.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()
