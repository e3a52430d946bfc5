import sys

import pytest

from duewatch.api import Failed, Sent
from duewatch_plugins.channels.apprise.plugin import open_apprise
from tests.plugins.channels.test_email import message
from tests.plugins.channels.web_server import Hook, closed_port, web_server


def service(url: str) -> str:
    """The library's own spelling of a plain JSON address."""
    return url.replace("http://", "json://").partition("?")[0]


def test_a_message_reaches_a_service():
    pytest.importorskip("apprise")
    hook = Hook()
    with web_server(hook) as url:
        assert open_apprise({"url": service(url)}).send(message()) == Sent()
    (got,) = hook.got
    assert "花呗" in got.body.decode("unicode_escape") or "花呗" in got.body.decode()


def test_one_of_two_services_is_a_delivery_that_tells_of_the_other():
    pytest.importorskip("apprise")
    hook = Hook()
    with web_server(hook) as url:
        outcome = open_apprise({"url": f"{service(url)} json://127.0.0.1:{closed_port()}/"}).send(message("en"))
    assert outcome == Sent("1 of 2 services did not take it")


def test_a_service_that_refuses_is_tried_again_and_its_address_is_not_told():
    pytest.importorskip("apprise")
    with web_server(Hook(500)) as url:
        outcome = open_apprise({"url": service(url) + "/very-secret"}).send(message("en"))
    assert isinstance(outcome, Failed)
    assert outcome.retry
    assert "very-secret" not in outcome.why


@pytest.mark.parametrize("url", ["", "nonsense://very-secret", "tgram://"])
def test_an_address_that_is_none_is_told_by_its_number(url):
    pytest.importorskip("apprise")
    outcome = open_apprise({"url": url}).send(message("en"))
    assert isinstance(outcome, Failed)
    assert not outcome.retry
    assert "number 1" in outcome.why
    assert "very-secret" not in outcome.why


def test_where_the_library_is_missing_the_way_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "apprise", None)
    outcome = open_apprise({"url": "json://127.0.0.1/"}).send(message("en"))
    assert isinstance(outcome, Failed)
    assert not outcome.retry
    assert 'pip install "duewatch[apprise]"' in outcome.why
