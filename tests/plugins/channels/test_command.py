import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from duewatch.api import Answer, Failed, Sent
from duewatch_plugins.channels.command.plugin import open_command
from tests.plugins.channels.test_email import message

KEEPS = """
import os, sys
open(sys.argv[1], "wb").write(sys.stdin.buffer.read() + os.environ["DUEWATCH_MESSAGE_ID"].encode())
"""


def program(*code: str, seconds: int = 20):
    return open_command({"run": (sys.executable, "-c", *code), "seconds": seconds})


def test_the_message_comes_on_standard_input_and_its_id_in_the_environment(tmp_path):
    kept = tmp_path / "kept; rm -rf $HOME"  # no shell looks at it
    assert program(KEEPS, str(kept)).send(message()) == Sent()
    given = message()
    assert kept.read_bytes().decode() == f"{given.subject}\n\n{given.body}{given.id}"


def test_a_status_of_75_asks_for_another_try_and_any_other_does_not():
    later, failed = program("raise SystemExit(75)").send(message()), program("raise SystemExit(3)").send(message("en"))
    assert isinstance(later, Failed)
    assert later.retry
    assert isinstance(failed, Failed)
    assert not failed.retry
    assert failed.why.endswith("ended with status 3")


@pytest.mark.parametrize(
    ("printed", "answers"),
    [
        ("ack", (Answer(),)),
        ("snooze 2026-12-01\nthank you", (Answer(date(2026, 12, 1)),)),
        ("snooze tomorrow", ()),
        ("acknowledged, thanks", ()),
        ("", ()),
    ],
)
def test_what_the_program_prints_first_is_the_borrowers_answer(printed, answers):
    assert program(f"print({printed!r})").send(message()) == Sent(answers=answers)


def test_a_program_that_leaves_something_running_in_the_background_is_not_waited_for():
    code = (
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(20)']); print('ack')"
    )
    assert program(code).send(message()) == Sent(answers=(Answer(),))


def test_a_program_that_does_not_read_is_no_failure():
    assert program("import sys; sys.stdin.close()").send(message()) == Sent()


def test_a_program_that_does_not_exist_is_named():
    outcome = open_command({"run": ("/no/such/notifier",), "seconds": 5}).send(message("en"))
    assert outcome == Failed("the program notifier is not there", retry=False)


def test_a_file_that_is_no_program_is_told(tmp_path):
    file = tmp_path / "words"
    file.write_text("hello")
    outcome = open_command({"run": (str(file),), "seconds": 5}).send(message("en"))
    assert isinstance(outcome, Failed)
    assert not outcome.retry


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are of POSIX")
def test_what_takes_too_long_is_stopped_with_what_it_started(tmp_path):
    noted = tmp_path / "child"
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "open(sys.argv[1], 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )
    outcome = program(code, str(noted), seconds=3).send(message())
    assert isinstance(outcome, Failed)
    assert outcome.retry
    child = int(noted.read_text())
    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.05)
    pytest.fail("the child still runs")


def _runs(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    if stat.exists():
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return not Path("/proc").is_dir()
