"""watch: stays until it is told to stop, sleeps until the next thing is due, and lets the system do it."""

import os
import plistlib
import signal
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from duewatch.cli.watching import stay
from duewatch.desk.installing import timer
from duewatch.model.problem import StoreProblem
from duewatch.model.text import text
from tests.cli.conftest import Duewatch

COMMAND = ("/usr/bin/python3", "-m", "duewatch", "watch", "--once", "--data", "/home/me/my data")


class Clock:
    """Goes on by what is slept, and by what is done to it."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2026-11-25T08:30:00+08:00")

    def __call__(self) -> datetime:
        return self.now


class Stopped:
    def __init__(self) -> None:
        self.set_ = False

    def is_set(self) -> bool:
        return self.set_


class Desk:
    """Notes when it was asked to remind, and when it is to be asked next."""

    def __init__(self, every: timedelta) -> None:
        self.every = every
        self.ran: list[str] = []
        self.fails = 0

    def remind(self, now: datetime, *, by_hand: bool):
        from duewatch.reminding.result import RemindResult

        assert not by_hand
        self.ran.append(f"{now:%d %H:%M}")
        if self.fails:
            self.fails -= 1
            raise StoreProblem(text("The disk is full."))
        return RemindResult(())

    def next_reminder_at(self, now: datetime) -> datetime:
        return now + self.every


class Words:
    def __init__(self) -> None:
        self.said: list[str] = []

    def aside(self, words) -> None:
        self.said.append(words.msgid)


class Call:
    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock, self.out = desk, clock, Words()


def watched(desk: Desk, clock: Clock, sleeps: int, jumps: dict[int, timedelta] | None = None) -> Call:
    """Watch for so many naps; a jump moves the clock after that nap."""
    call, stopped, naps = Call(desk, clock), Stopped(), 0

    def nap(event: Stopped, seconds: float) -> None:
        nonlocal naps
        naps += 1
        clock.now += timedelta(seconds=seconds) + (jumps or {}).get(naps, timedelta(0))
        event.set_ = naps >= sleeps

    assert stay(call, stopped, nap) == 0
    return call


def test_it_sleeps_until_the_next_thing_is_due():
    desk = Desk(timedelta(minutes=10))
    watched(desk, Clock(), 61)
    assert desk.ran == ["25 08:30", "25 08:40", "25 08:50"]


def test_after_a_suspend_of_three_days_it_looks_at_once_and_once():
    desk = Desk(timedelta(minutes=60))
    watched(desk, Clock(), 10, {5: timedelta(days=3)})
    assert desk.ran == ["25 08:30", "28 08:31"]


def test_a_clock_that_is_set_back_does_not_make_it_sleep_longer():
    desk = Desk(timedelta(minutes=60))
    watched(desk, Clock(), 10, {5: -timedelta(hours=5)})
    assert desk.ran == ["25 08:30", "25 03:31"]


def test_a_full_disk_is_told_and_tried_again_after_a_minute():
    desk = Desk(timedelta(minutes=60))
    desk.fails = 2
    call = watched(desk, Clock(), 10)
    assert desk.ran == ["25 08:30", "25 08:31", "25 08:32"]
    assert call.out.said.count("The disk is full.") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_when_it_is_asked_to(number):
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "duewatch", "--data", folder, "--lang", "en", "watch"],
            env=os.environ | {"DUEWATCH_CONFIG": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        assert process.stderr.readline().startswith("duewatch watches")
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, "", "")


def test_one_look_is_recorded_and_ends(duewatch: Duewatch):
    ran = duewatch("watch", "--once", "--json")
    assert ran.status == 0
    assert ran.document["deliveries"] == []
    assert ran.document["next_at"] == "2026-11-23T10:30:00+08:00"
    assert duewatch("today", "--json").document["last_check_at"] == "2026-11-23T09:30:00+08:00"


def test_today_says_that_a_run_was_missed(duewatch: Duewatch):
    duewatch("loan", "add", "--platform", "huabei", "--kind", "revolving", "--statement-day", "1", "--due-day", "10")
    duewatch("watch", "--once")
    fine = duewatch("today", "--today", "2026-11-24T09:59")
    assert "No reminders went out" not in fine.out
    late = duewatch("today", "--today", "2026-11-24T10:00")
    assert "No reminders went out at 2026-11-24 09:00" in late.out
    assert duewatch("today", "--json", "--today", "2026-11-24T10:00").document["missed_at"] == (
        "2026-11-24T09:00:00+08:00"
    )
    assert "was missed" in duewatch("doctor", "--today", "2026-11-24T10:00").out


def test_installing_writes_the_files_shows_them_and_tells_how_to_remove_them(duewatch: Duewatch, tmp_path: Path):
    if sys.platform in ("darwin", "win32"):
        pytest.skip("systemd is of Linux")
    ran = duewatch("watch", "--install", XDG_CONFIG_HOME="")
    folder = tmp_path / "home" / ".config" / "systemd" / "user"
    assert sorted(file.name for file in folder.iterdir()) == ["duewatch.service", "duewatch.timer"]
    for words in ("watch", "--once", "enable --now duewatch.timer", "disable --now duewatch.timer", "delete"):
        assert words in ran.out


def test_systemd_gets_words_that_it_cannot_misread():
    made = timer((*COMMAND, '50% "of" $HOME'), Path("/home/me"), Path("/data"), platform="linux", environ={})
    service = made.files[0].words
    assert '"--data" "/home/me/my data"' in service
    assert '"50%% \\"of\\" $$HOME"' in service
    assert [str(file.path) for file in made.files] == [
        "/home/me/.config/systemd/user/duewatch.service",
        "/home/me/.config/systemd/user/duewatch.timer",
    ]


def test_launchd_gets_a_whole_property_list():
    made = timer((*COMMAND, "a & b"), Path("/Users/me"), Path("/data"), platform="darwin")
    (file,) = made.files
    told = plistlib.loads(file.words.encode())
    assert told["ProgramArguments"] == [*COMMAND, "a & b"]
    assert told["StartInterval"] == 900
    assert made.switch_off == ("launchctl unload -w /Users/me/Library/LaunchAgents/duewatch.reminders.plist",)


def test_windows_gets_a_whole_task():
    made = timer((*COMMAND, "a & b"), Path("C:/Users/me"), Path("/data"), platform="win32")
    (file,) = made.files
    root = ElementTree.fromstring(file.words.partition("\n")[2])
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert root.findtext(f".//{space}Command") == COMMAND[0]
    assert root.findtext(f".//{space}Arguments") == '-m duewatch watch --once --data "/home/me/my data" "a & b"'
