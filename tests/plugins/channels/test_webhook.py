import hmac
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from duewatch.api import Failed, Outcome, Sent
from duewatch_plugins.channels.webhook import channel as webhook
from duewatch_plugins.channels.webhook.channel import wait_asked
from duewatch_plugins.channels.webhook.plugin import open_webhook
from tests.plugins.channels.test_email import message
from tests.plugins.channels.web_server import Hook, closed_port, web_server

KEY = "shared-key-for-the-test"


def post(hook: Hook, *, language: str = "zh", **options: object) -> Outcome:
    with web_server(hook) as url:
        return open_webhook({"url": url, **options}).send(message(language))


def test_a_message_arrives_as_json_whose_signature_holds():
    hook = Hook()
    assert post(hook, key=KEY) == Sent("HTTP 200")
    (got,) = hook.got
    told = json.loads(got.body)
    assert (told["schema"], told["id"], told["body"]) == ("duewatch.reminder/1", message().id, message().body)
    assert got.headers["Idempotency-Key"] == message().id
    stamp = got.headers["X-Duewatch-Timestamp"]
    expected = hmac.new(KEY.encode(), f"{stamp}.".encode() + got.body, sha256).hexdigest()
    assert got.headers["X-Duewatch-Signature"] == f"sha256={expected}"
    assert got.path == "/hook?token=abc"


def test_without_a_key_there_is_no_signature():
    hook = Hook(204, body=b"")
    assert post(hook) == Sent("HTTP 204")
    assert "X-Duewatch-Signature" not in hook.got[0].headers


def test_who_is_too_busy_says_when_to_come_again():
    outcome = post(Hook(429, {"Retry-After": "120"}))
    assert isinstance(outcome, Failed)
    assert (outcome.retry, outcome.after_seconds) == (True, 120)


def test_a_fault_over_there_is_worth_another_try_and_a_refusal_is_not():
    assert post(Hook(500)) == Failed("对方服务器出错（HTTP 500）", retry=True)
    refused = post(Hook(401), language="en")
    assert refused == Failed("the server refused it (HTTP 401): check url and key", retry=False)


def test_no_redirect_is_followed():
    hook = Hook(302, {"Location": "http://127.0.0.1:1/elsewhere"})
    outcome = post(hook)
    assert isinstance(outcome, Failed)
    assert not outcome.retry
    assert len(hook.got) == 1


def test_a_server_that_keeps_silent_is_left_and_tried_again(monkeypatch):
    monkeypatch.setattr(webhook, "SECONDS", 0.2)
    assert post(Hook(hold=True)) == Failed("对方服务器没有及时回应", retry=True)


def test_a_server_that_answers_slowly_but_in_time_is_a_delivery():
    slow = Hook(hold=True)
    threading.Timer(0.3, slow.release.set).start()
    assert isinstance(post(slow), Sent)
    assert len(slow.got) == 1


@pytest.mark.parametrize("garbage", [b"", b"\x00\xff nothing like HTTP\r\n\r\n", b"HTTP/1.1 two hundred\r\n\r\n"])
def test_an_answer_that_is_no_http_is_tried_again(garbage):
    outcome = post(Hook(garbage=garbage))
    assert isinstance(outcome, Failed)
    assert outcome.retry


def test_a_body_that_breaks_off_after_a_good_status_is_a_delivery_and_is_not_sent_twice():
    assert post(Hook(200, body=b"{", announced=1_000)) == Sent("HTTP 200")


def test_plain_http_is_for_this_machine_only():
    outcome = open_webhook({"url": "http://example.org/hook"}).send(message())
    assert isinstance(outcome, Failed)
    assert not outcome.retry


@pytest.mark.parametrize("url", ["ftp://example.org", "nothing", "http://[::1", "https://:80"])
def test_what_is_no_address_is_told(url):
    assert open_webhook({"url": url}).send(message("en")) == Failed("url is not an http(s) address", retry=False)


def test_no_sentence_holds_the_address_or_the_key():
    url = f"http://127.0.0.1:{closed_port()}/hook?token=very-secret"
    outcome = open_webhook({"url": url, "key": KEY}).send(replace(message(), language="en"))
    assert isinstance(outcome, Failed)
    assert outcome.retry
    assert "very-secret" not in outcome.why
    assert KEY not in outcome.why


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("120", 120),
        ("Wed, 25 Nov 2026 10:01:00 GMT", 60),
        ("Wed, 25 Nov 2026 09:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        (None, None),
        ("-5", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(given, seconds):
    assert wait_asked(given, datetime(2026, 11, 25, 10, 0, tzinfo=UTC)) == seconds
