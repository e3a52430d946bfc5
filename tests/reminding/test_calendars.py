"""A calendar among the channels: it shows what is coming and is not told of single reminders."""

from datetime import date

import pytest

from duewatch.config.schema import ChannelSettings, Settings
from duewatch.model.contact import CourtPaper, PaperKind
from duewatch.model.loan_event import Paid
from duewatch.model.reminder import Discretion
from duewatch.reminding.service import remind
from tests.reminding.borrower import add_event, at

icalendar = pytest.importorskip("icalendar")
NOON = at("2026-11-20 12:00")


def events(file) -> list[tuple[date, str, str]]:
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    return [(one["DTSTART"].dt, str(one["SUMMARY"]), str(one["STATUS"])) for one in calendar.walk("VEVENT")]


def settings(file, discretion: Discretion | None = None) -> Settings:
    channel = ChannelSettings("cal", "calendar", discretion, "zh", options={"file": str(file)})
    return Settings(channels=(channel,))


def test_a_calendar_starts_silent_and_follows_what_is_owed(ledger, host, tmp_path):
    file = tmp_path / "due.ics"
    (line,) = remind(ledger, host, settings(file), NOON).deliveries
    assert (line.outcome.value, line.channel) == ("sent", "cal")
    assert events(file) == [(date(2026, 11, 25), "看一看 duewatch", "CONFIRMED")]
    assert remind(ledger, host, settings(file), NOON).deliveries == ()
    add_event(ledger, Paid(loan_id="huabei-1", on=NOON.date(), amount_fen=120_410))
    remind(ledger, host, settings(file), NOON)
    assert events(file) == [(date(2026, 11, 25), "看一看 duewatch", "CANCELLED")]


def test_neither_lender_nor_sum_stands_anywhere_in_a_silent_calendar(ledger, host, tmp_path):
    file = tmp_path / "due.ics"
    remind(ledger, host, settings(file), NOON)
    raw = file.read_text().lower()
    assert "huabei" not in raw
    assert "花呗" not in raw
    assert "1204" not in raw


def test_who_wants_it_sees_names_and_amounts(ledger, host, tmp_path):
    file = tmp_path / "due.ics"
    remind(ledger, host, settings(file, Discretion.FULL), NOON)
    ((_, summary, _),) = events(file)
    assert "花呗" in summary
    assert "1,204.10" in summary


def test_a_muted_loan_leaves_the_calendar_but_for_what_a_court_asks_for(ledger, host, tmp_path):
    file = tmp_path / "due.ics"
    with ledger.writing("log", "", NOON) as writer:
        writer.log(CourtPaper(at=NOON, paper=PaperKind.COMPLAINT, loan_id="huabei-1"))
    with ledger.writing("mute", "huabei-1", NOON, batch=False) as writer:
        writer.mute("huabei-1", True)
    remind(ledger, host, settings(file), NOON)
    assert events(file) == [(date(2026, 12, 5), "看一看 duewatch", "CONFIRMED")]


def test_a_dry_run_shows_the_days_and_writes_nothing(ledger, host, tmp_path):
    file = tmp_path / "due.ics"
    result = remind(ledger, host, settings(file), NOON, dry_run=True)
    assert result.previews == (("cal", "2026-11-25 看一看 duewatch"),)
    assert not file.exists()
