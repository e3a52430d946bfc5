"""Due days on a real calendar server, and what the borrower ticks off there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from duewatch.api import AgendaEntry, Answer, Failed, Sent, Skipped
from duewatch_plugins.channels.caldav import channel as module
from duewatch_plugins.channels.caldav.plugin import open_caldav
from tests.plugins.channels.calendar_server import PASSWORD, USER, calendar_server
from tests.plugins.channels.test_email import message

caldav = pytest.importorskip("caldav")
pytest.importorskip("radicale")

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ENTRY = AgendaEntry(uid="a" * 32, on=date(2026, 11, 25), summary="看看 duewatch", alarms=(timedelta(days=-1, hours=9),))
OTHER = replace(ENTRY, uid="b" * 32, on=date(2026, 11, 28))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with calendar_server(tmp_path_factory.mktemp("calendars")) as url:
        yield url


class Calendar:
    """A calendar of its own on the server, seen by duewatch and by another program."""

    def __init__(self, url: str, name: str, kind: str) -> None:
        self.name = name
        self.options = {"url": url, "user": USER, "password": PASSWORD, "calendar": name, "as": kind}
        self.channel: Any = open_caldav(self.options)

    def publish(self, *entries: AgendaEntry, at: datetime = NOW) -> Any:
        return self.channel.publish(entries, at, "en")

    def things(self) -> dict[str, Any]:
        """What another program finds there, by UID."""
        client = caldav.DAVClient(url=self.options["url"], username=USER, password=PASSWORD)
        (calendar,) = [each for each in client.principal().calendars() if each.get_display_name() == self.name]
        found = [*calendar.events(), *calendar.todos(include_completed=True)]
        return {str(each.icalendar_component["UID"]): each for each in found}


@pytest.fixture
def events(server: str, request: pytest.FixtureRequest) -> Calendar:
    return Calendar(server, request.node.name, "events")


@pytest.fixture
def todos(server: str, request: pytest.FixtureRequest) -> Calendar:
    return Calendar(server, request.node.name, "todos")


def test_days_are_added_changed_and_taken_out_under_uids_that_stay(events):
    assert events.publish(ENTRY, OTHER) == Sent("2 added, 0 updated, 0 cancelled")
    assert events.publish(ENTRY, OTHER) == Skipped("the calendar did not change")
    event = events.things()["a" * 32 + "@duewatch"].icalendar_component
    assert (event["DTSTART"].dt, str(event["SUMMARY"]), event["SEQUENCE"]) == (ENTRY.on, "看看 duewatch", 0)
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == list(ENTRY.alarms)

    assert events.publish(replace(ENTRY, on=date(2026, 11, 26))) == Sent("0 added, 1 updated, 1 cancelled")
    ((uid, thing),) = events.things().items()
    assert uid == "a" * 32 + "@duewatch"
    assert (thing.icalendar_component["DTSTART"].dt, thing.icalendar_component["SEQUENCE"]) == (date(2026, 11, 26), 1)


def test_a_to_do_that_is_ticked_off_is_an_acknowledgement_and_stays_ticked_off(todos):
    todos.publish(ENTRY, OTHER)
    to_do = todos.things()["a" * 32 + "@duewatch"]
    assert to_do.icalendar_component["DUE"].dt == ENTRY.on
    to_do.complete()

    quiet = replace(ENTRY, alarms=())  # acknowledged: shown without an alarm
    assert todos.publish(quiet, OTHER) == Sent("0 added, 1 updated, 0 cancelled", (Answer(uid=ENTRY.uid),))
    assert todos.publish(quiet, OTHER) == Skipped("the calendar did not change", (Answer(uid=ENTRY.uid),))
    assert str(todos.things()["a" * 32 + "@duewatch"].icalendar_component["STATUS"]) == "COMPLETED"

    moved = replace(ENTRY, on=date(2026, 12, 25))
    assert todos.publish(moved, OTHER).answers == (Answer(uid=ENTRY.uid),)
    assert str(todos.things()["a" * 32 + "@duewatch"].icalendar_component["STATUS"]) == "NEEDS-ACTION"


def test_entries_of_others_in_the_same_calendar_are_left_alone(events):
    events.publish(ENTRY)
    things = events.things()
    calendar = things["a" * 32 + "@duewatch"].parent
    calendar.save_event(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//\r\nBEGIN:VEVENT\r\nUID:mine\r\n"
        "DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261124\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    events.publish()
    assert list(events.things()) == ["mine"]


def test_a_test_message_is_an_entry_that_the_next_run_takes_out(events):
    assert isinstance(events.channel.send(message()), Sent)
    assert len(events.things()) == 1
    events.publish(ENTRY)
    assert list(events.things()) == ["a" * 32 + "@duewatch"]


def test_what_does_not_fit_into_the_time_follows_at_the_next_run(events, monkeypatch):
    events.publish()
    monkeypatch.setattr(module, "ALTOGETHER", -1.0)
    assert events.publish(ENTRY, OTHER) == Sent("0 added, 0 updated, 0 cancelled, 2 more follow at the next run")
    monkeypatch.undo()
    assert events.publish(ENTRY, OTHER) == Sent("2 added, 0 updated, 0 cancelled")


def test_a_wrong_password_is_refused_in_one_sentence_that_holds_no_secret(server):
    channel = open_caldav({"url": server, "user": USER, "password": "not-" + PASSWORD})
    assert channel.publish([ENTRY], NOW, "en") == Failed(
        "the calendar server does not accept the name and password", retry=False
    )


def test_a_server_that_is_not_there_or_speaks_something_else_is_tried_again(tmp_path: Path):
    nowhere = open_caldav({"url": "http://127.0.0.1:9/", "user": USER, "password": PASSWORD})
    assert nowhere.publish([ENTRY], NOW, "zh") == Failed("连不上日历服务器")


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch):
    def missing(name: str) -> Any:
        raise ImportError(name)

    channel = open_caldav({"url": "http://127.0.0.1:9/", "user": USER, "password": PASSWORD})
    monkeypatch.setattr(module, "import_module", missing)
    outcome = channel.publish([ENTRY], NOW, "en")
    assert isinstance(outcome, Failed) and not outcome.retry
    assert outcome.why.endswith('install it: pip install "duewatch[caldav]"')


@pytest.mark.parametrize(
    "url", ["http://calendar.example.org/", "ftp://127.0.0.1/", "calendar.example.org", "http://[::1/"]
)
def test_a_password_never_goes_to_another_machine_unprotected(url):
    channel = open_caldav({"url": url, "user": USER, "password": PASSWORD})
    outcome = channel.publish([ENTRY], NOW, "en")
    assert isinstance(outcome, Failed) and not outcome.retry
    assert "https://" in outcome.why and PASSWORD not in outcome.why
