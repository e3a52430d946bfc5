import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from duewatch.api import AgendaEntry, Failed, Sent, Skipped
from duewatch_plugins.channels.calendar.plugin import open_calendar
from tests.plugins.channels.test_email import message

icalendar = pytest.importorskip("icalendar")

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ALARM = timedelta(days=-1, hours=9)


def entry(uid: str = "a" * 32, on: date = date(2026, 11, 25), summary: str = "看看 duewatch") -> AgendaEntry:
    return AgendaEntry(uid=uid, on=on, summary=summary, alarms=(ALARM,))


class Calendar:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.channel = open_calendar({"file": str(file)})

    def publish(self, *entries: AgendaEntry, at: datetime = NOW):
        return self.channel.publish(entries, at, "en")

    def read(self) -> dict[str, object]:
        calendar = icalendar.Calendar.from_ical(self.file.read_bytes())
        return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


@pytest.fixture
def calendar(tmp_path) -> Calendar:
    return Calendar(tmp_path / "deep" / "duewatch.ics")


def test_a_day_is_an_entry_with_an_alarm_that_another_program_reads(calendar):
    assert calendar.publish(entry()) == Sent("1 added, 0 updated, 0 cancelled")
    ((uid, event),) = calendar.read().items()
    assert uid == "a" * 32 + "@duewatch"
    assert (event["DTSTART"].dt, str(event["SUMMARY"]), event["SEQUENCE"]) == (date(2026, 11, 25), "看看 duewatch", 0)
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == ALARM
    assert str(event["STATUS"]) == "CONFIRMED"


def test_what_did_not_change_is_not_written_again(calendar):
    calendar.publish(entry())
    before = calendar.file.stat().st_mtime_ns, calendar.file.read_bytes()
    assert calendar.publish(entry(), at=NOW + timedelta(days=1)) == Skipped("the calendar did not change")
    assert (calendar.file.stat().st_mtime_ns, calendar.file.read_bytes()) == before


def test_what_changed_keeps_its_uid_and_gets_the_next_sequence(calendar):
    calendar.publish(entry(), entry("b" * 32))
    assert calendar.publish(entry(on=date(2026, 11, 28)), entry("b" * 32)) == Sent("0 added, 1 updated, 0 cancelled")
    found = calendar.read()
    assert found["a" * 32 + "@duewatch"]["SEQUENCE"] == 1
    assert found["a" * 32 + "@duewatch"]["DTSTART"].dt == date(2026, 11, 28)
    assert found["b" * 32 + "@duewatch"]["SEQUENCE"] == 0


def test_what_is_paid_is_cancelled_without_an_alarm_and_leaves_the_file_in_time(calendar):
    calendar.publish(entry())
    assert calendar.publish() == Sent("0 added, 0 updated, 1 cancelled")
    (event,) = calendar.read().values()
    assert (str(event["STATUS"]), event["SEQUENCE"], event.walk("VALARM")) == ("CANCELLED", 1, [])
    assert isinstance(calendar.publish(at=NOW + timedelta(days=30)), Skipped)
    assert isinstance(calendar.publish(at=NOW + timedelta(days=90)), Sent)
    assert calendar.read() == {}


def test_a_bill_that_is_owed_again_comes_back_under_its_uid(calendar):
    calendar.publish(entry())
    calendar.publish()
    calendar.publish(entry())
    (event,) = calendar.read().values()
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", 2)


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits are of POSIX")
def test_the_file_is_readable_by_its_owner_only_and_nothing_else_is_left(calendar):
    os.umask(os.umask(0))
    calendar.publish(entry())
    assert calendar.file.stat().st_mode & 0o777 == 0o600
    assert list(calendar.file.parent.iterdir()) == [calendar.file]


@pytest.mark.parametrize(
    "words", ["", "dear diary", "BEGIN:VCALENDAR\r\nPRODID:-//other//\r\nVERSION:2.0\r\nEND:VCALENDAR"]
)
def test_a_file_of_somebody_else_is_left_alone(calendar, words):
    calendar.file.parent.mkdir()
    calendar.file.write_bytes(words.encode())
    outcome = calendar.publish(entry())
    assert isinstance(outcome, Failed)
    assert not outcome.retry
    assert calendar.file.read_bytes() == words.encode()


def test_where_it_cannot_be_written_the_reason_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    outcome = Calendar(tmp_path / "file" / "duewatch.ics").publish(entry())
    assert isinstance(outcome, Failed)
    assert "duewatch.ics" in outcome.why


def test_a_test_is_an_entry_that_the_next_run_takes_out(calendar):
    calendar.publish(entry())
    assert calendar.channel.send(message()) == Sent("新增 1，更新 0，取消 0")
    assert len(calendar.read()) == 2
    assert calendar.publish(entry()) == Sent("0 added, 0 updated, 1 cancelled")


def test_where_the_library_is_missing_the_way_to_install_it_is_told(calendar, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    outcome = calendar.publish(entry())
    assert isinstance(outcome, Failed)
    assert 'pip install "duewatch[calendar]"' in outcome.why


def test_another_program_lists_the_days_of_the_file(calendar, tmp_path):
    pytest.importorskip("khal")
    calendar.publish(entry(), entry("b" * 32, date(2026, 12, 1), "Zhaolian: due day"))
    settings = tmp_path / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[days]]\npath = {tmp_path}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    listed = subprocess.run(
        [sys.executable, "-m", "khal", "-c", str(settings), "printics", "--format", "{start-date} {title}",
         str(calendar.file)],
        capture_output=True, check=True, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert listed.stdout.decode().splitlines()[1:] == ["2026-11-25 看看 duewatch", "2026-12-01 Zhaolian: due day"]
