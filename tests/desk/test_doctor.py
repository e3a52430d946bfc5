"""The doctor: each check says what is so, and what is not good says how to mend it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from duewatch.config.schema import ChannelSettings, Settings
from duewatch.desk.desk import Desk
from duewatch.desk.views import CheckLine
from duewatch.wording import Wording
from tests.desk.conftest import NOW
from tests.plugins.channels.mail_server import Postbox, mail_server


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "30")


def checks(desk: Desk, now: datetime = NOW) -> dict[str, list[CheckLine]]:
    found: dict[str, list[CheckLine]] = {}
    for line in desk.doctor(now):
        found.setdefault(line.name, []).append(line)
        for language in ("zh", "en"):
            assert "{" not in Wording(language).say(line.what)
        assert (line.mend is None) == (line.state == "good"), line
    return found


def states(lines: list[CheckLine]) -> list[str]:
    return [line.state for line in lines]


def mailing(tmp_path: Path, port: int, **options: object) -> Desk:
    table = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "a@example.com", "to": ["b@example.com"]}
    channel = ChannelSettings(name="mailbox", plugin="email", options=table | options)
    return Desk(Settings(channels=(channel,)), tmp_path / "mailing")


@pytest.fixture
def server() -> Iterator[tuple[Postbox, int]]:
    box = Postbox()
    with mail_server(box) as port:
        yield box, port


def test_a_healthy_store_is_good_and_says_what_is_in_it(demo: Desk) -> None:
    found = checks(demo)
    assert states(found["store"]) == ["good"]
    assert "17 loans" in Wording("en").say(found["store"][0].what)
    assert states(found["sqlite"]) == ["good"]
    assert states(found["plugins"]) == ["good"]


def test_a_store_that_others_may_read_is_bad(demo: Desk) -> None:
    demo.today(NOW)
    demo.session.path.chmod(0o644)
    assert states(checks(demo)["store"]) == ["good", "bad"]


def test_a_file_that_is_no_store_is_one_bad_line_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    (tmp_path / "duewatch.db").write_text("this is a shopping list" * 100)
    found = checks(Desk(Settings(), tmp_path))
    assert states(found["store"]) == ["bad"]
    assert "clock" in found and "terminal" in found


def test_a_plugin_that_failed_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from duewatch.host.registry import PluginState
    from duewatch.model.text import text

    refused = PluginState("odd", "odd 1.0", "refused", text("There is nothing to take back."), None)
    monkeypatch.setattr(type(desk.session.host), "states", lambda _: (refused,))
    lines = checks(desk)["plugins"]
    assert states(lines) == ["attention", "good"]
    assert "odd" in Wording("en").say(lines[0].what)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (datetime.fromisoformat("1970-01-01T00:00+00:00"), "bad"),
        (datetime.fromisoformat("2026-11-23T12:00+13:45"), "attention"),
    ],
)
def test_a_clock_that_cannot_be_right_or_another_zone_is_said(desk: Desk, now: datetime, state: str) -> None:
    assert states(checks(desk, now)["clock"]) == [state]


def test_a_clock_that_stands_before_what_was_entered_is_said(demo: Desk) -> None:
    assert "attention" in states(checks(demo, NOW - timedelta(days=30))["clock"])


@pytest.mark.parametrize(
    ("variable", "value"), [("TERM", "dumb"), ("TERM", ""), ("COLUMNS", "40"), ("LINES", "10")]
)  # fmt: skip
def test_a_terminal_too_small_or_too_plain_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert states(checks(desk)["terminal"]) == ["attention"]


def test_without_a_channel_one_is_told_so(desk: Desk) -> None:
    assert states(checks(desk)["channels"]) == ["attention"]


def test_a_channel_tells_of_its_last_delivery(tmp_path: Path, server: tuple[Postbox, int]) -> None:
    from duewatch.desk.demo import fill

    box, port = server
    desk = mailing(tmp_path, port)
    fill(desk, NOW)
    assert states(checks(desk)["channels"]) == ["good"]
    box.answers["RCPT"] = "550 no such mailbox"
    desk.remind(NOW)
    assert states(checks(desk)["channels"]) == ["bad"]
    del box.answers["RCPT"]
    desk.remind(NOW + timedelta(hours=1))
    (line,) = checks(desk)["channels"]
    assert line.state == "good" and "2026-11-23 13:00" in Wording("en").say(line.what)
    desk.close()


def test_a_channel_that_cannot_be_set_up_is_bad(tmp_path: Path, server: tuple[Postbox, int]) -> None:
    desk = mailing(tmp_path, server[1], colour="red")
    (line,) = checks(desk)["channels"]
    assert line.state == "bad" and "colour" in Wording("en").say(line.what)
    desk.close()


def test_reminders_that_nobody_looks_at_are_said(demo: Desk) -> None:
    assert states(checks(demo)["reminders"]) == ["attention"]
    demo.remind(NOW)
    assert states(checks(demo)["reminders"]) == ["good"]
    assert states(checks(demo, NOW + timedelta(days=2))["reminders"]) == ["attention"]
