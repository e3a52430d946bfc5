from duewatch.reminding.ping import ping
from duewatch.wording import Wording
from tests.plugins.channels.web_server import closed_port
from tests.reminding.watch_service import watch_service

REFERENCE = {"env": "TEST_PING"}


def said(monkeypatch, url: str) -> str | None:
    monkeypatch.setenv("TEST_PING", url)
    problem = ping(REFERENCE)
    return None if problem is None else Wording("en").say(problem)


def test_a_run_is_told_to_the_address_and_nothing_else_is_told(monkeypatch):
    with watch_service(200) as (url, asked):
        assert said(monkeypatch, url) is None
    assert asked == ["GET /very-secret 0"]


def test_a_bad_answer_and_an_address_that_is_not_there_are_told_without_naming_it(monkeypatch):
    with watch_service(404) as (url, _):
        assert said(monkeypatch, url) == "reminders.ping: the address answered 404."
    assert said(monkeypatch, f"http://127.0.0.1:{closed_port()}/very-secret") == (
        "reminders.ping: the address was not reached."
    )


def test_only_a_protected_address_is_asked(monkeypatch):
    for url in ("http://example.org/very-secret", "ftp://x", "nothing", "http://[::1"):
        assert said(monkeypatch, url) == "reminders.ping: what it refers to is not an https address."


def test_a_reference_that_leads_nowhere_is_told(monkeypatch):
    monkeypatch.delenv("TEST_PING", raising=False)
    problem = ping(REFERENCE)
    assert problem is not None
    assert "TEST_PING" in Wording("en").say(problem)
