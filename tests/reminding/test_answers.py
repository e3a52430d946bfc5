"""An answer given where the reminder was read stops the reminders, at once or at the next run."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from duewatch.config.schema import ChannelSettings, PluginSettings, ReminderPolicy, Settings
from duewatch.host.host import Host
from duewatch.model.contact import CourtPaper, PaperKind
from duewatch.model.reminder import Answer, DeliveryState, Discretion, ReminderItem, Sent
from duewatch.model.text import Literal
from duewatch.reminding import answers
from duewatch.reminding.result import Answered
from duewatch.reminding.service import remind
from duewatch.store.ledger import SqliteLedger
from tests.plugins.channels.calendar_server import PASSWORD, USER, calendar_server
from tests.reminding.borrower import DUE, at

ON_THE_DAY = at("2026-11-25 10:00")


def through_a_program(prints: str) -> Settings:
    options = {"run": [sys.executable, "-c", f"print({prints!r})"]}
    return Settings(channels=(ChannelSettings("own", "command", Discretion.FULL, "en", options=options),))


def test_a_program_that_prints_ack_stops_the_bills_of_its_message(ledger: SqliteLedger, host: Host) -> None:
    result = remind(ledger, host, through_a_program("ack"), ON_THE_DAY)
    assert result.answered == (Answered("own", "huabei-1", None),)
    assert ledger.snoozed_until("huabei-1", f"{DUE:%Y-%m}") == date.max
    assert remind(ledger, host, through_a_program("ack"), at("2026-11-26 10:00")).deliveries == ()


def test_a_program_that_prints_a_day_puts_them_off_until_then(ledger: SqliteLedger, host: Host) -> None:
    settings = through_a_program("snooze 2026-11-28")
    assert remind(ledger, host, settings, ON_THE_DAY).answered == (Answered("own", "huabei-1", date(2026, 11, 28)),)
    assert remind(ledger, host, settings, at("2026-11-26 10:00")).deliveries == ()
    assert remind(ledger, host, settings, at("2026-11-28 10:00")).deliveries != ()


@pytest.mark.parametrize("prints", ["snooze 2026-11-25", "snooze 2020-01-01", "hello"])
def test_a_day_that_is_not_to_come_and_any_other_word_change_nothing(
    ledger: SqliteLedger, host: Host, prints: str
) -> None:
    assert remind(ledger, host, through_a_program(prints), ON_THE_DAY).answered == ()


def test_what_a_court_asks_for_is_not_answered_like_that(ledger: SqliteLedger, host: Host) -> None:
    with ledger.writing("log", "", at("2026-11-20 12:00")) as writer:
        writer.log(CourtPaper(loan_id="huabei-1", at=at("2026-11-20 12:00"), paper=PaperKind.COMPLAINT))
    first = remind(ledger, host, through_a_program("ack"), at("2026-12-02 10:00"))
    assert any(line.item is not None and line.item.subject == "court" for line in first.deliveries)
    again = remind(ledger, host, through_a_program("ack"), at("2026-12-03 10:00"))
    assert any(line.item is not None and line.item.subject == "court" for line in again.deliveries)


def test_an_answer_about_nothing_that_is_shown_or_known_is_dropped(ledger: SqliteLedger) -> None:
    assert list(answers.in_calendar(Sent(answers=(Answer(uid="unknown"),)), [])) == []
    gone = ReminderItem(
        key="k", channel="own", loan_id="no-such-loan", bill_id="b", rule="lead-1", fired_on=DUE, platform_id="p",
        platform_name=Literal("平台", "platform"), loan_name="", due_on=DUE, remaining_fen=None, days_past_due=0,
    )  # fmt: skip
    given = answers.to_message(Sent(answers=(Answer(),)), [gone])
    assert answers.keep(ledger, "own", given, ON_THE_DAY) == ()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("radicale")
    with calendar_server(tmp_path_factory.mktemp("calendars")) as url:
        yield url


def test_a_to_do_ticked_off_on_the_phone_stops_the_other_channels_too(
    ledger: SqliteLedger, server: str, tmp_path: Path
) -> None:
    caldav = pytest.importorskip("caldav")
    mark = tmp_path / "told"
    counts = f"open({str(mark)!r}, 'a').write('x')"
    settings = Settings(
        reminders=ReminderPolicy(report_days=()),
        channels=(
            ChannelSettings(
                "phone", "caldav", None, "zh",
                options={"url": server, "user": USER, "password": {"env": "DAV"}, "as": "todos"},
            ),
            ChannelSettings("own", "command", Discretion.FULL, "en", options={"run": [sys.executable, "-c", counts]}),
        ),
    )  # fmt: skip
    host = Host(PluginSettings(), environ={"DAV": PASSWORD})
    first = remind(ledger, host, settings, at("2026-11-22 10:00"))
    assert ("phone", DeliveryState.SENT) in [(line.channel, line.outcome) for line in first.deliveries]
    assert mark.read_text() == "x"

    client = caldav.DAVClient(url=server, username=USER, password=PASSWORD)
    (calendar,) = client.principal().calendars()
    (to_do,) = calendar.todos()
    assert str(to_do.icalendar_component["SUMMARY"]) == "看一看 duewatch", "neither lender nor sum on another's server"
    to_do.complete()

    ticked = remind(ledger, host, settings, at("2026-11-24 10:00"))
    assert ticked.answered == (Answered("phone", "huabei-1", None),)
    remind(ledger, host, settings, at("2026-11-25 10:00"))
    assert mark.read_text() == "x", "nothing more was said of the bill"
    assert [str(each.icalendar_component["STATUS"]) for each in calendar.todos(include_completed=True)] == ["COMPLETED"]
