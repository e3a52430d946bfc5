import shutil
import socket
import threading
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from duewatch.api import Discretion, Failed, Message, Sent
from duewatch_plugins.channels.email.plugin import OPTIONS, open_email
from tests.plugins.channels.mail_server import Postbox, certificate, knows, mail_server

SECRET = "hunter2-keep-this"
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")


def message(language: str = "zh") -> Message:
    return Message(
        id="0123456789abcdef",
        subject="duewatch：1条还款提醒",
        body="花呗：还款日 2026-11-25，待还 ¥1,204.10。\n",
        language=language,
        discretion=Discretion.FULL,
        created_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
        html="<p>花呗 &lt;b&gt;</p>",
    )


def send(port: int, *, language: str = "zh", **options: object):
    given = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "me@example.org",
        "to": ("you@example.org",),
        **options,
    }
    return open_email(given).send(message(language))


def test_a_message_arrives_with_plain_words_and_html_under_a_stable_id():
    box = Postbox()
    with mail_server(box) as port:
        assert send(port) == Sent()
        assert send(port) == Sent()
    first, second = box.arrived
    assert first["Subject"] == "duewatch：1条还款提醒"
    assert first["Message-ID"] == second["Message-ID"] == "<0123456789abcdef.duewatch@example.org>"
    assert parsedate_to_datetime(first["Date"]) == message().created_at
    assert first.get_body(("plain",)).get_content().strip() == message().body.strip()
    assert first.get_body(("html",)).get_content().strip() == message().html
    assert first["To"] == "you@example.org"


def test_the_machines_name_is_not_told_to_the_server():
    heard = []

    class Listening(Postbox):
        async def handle_EHLO(self, server, session, envelope, hostname, responses):
            heard.append(hostname)
            session.host_name = hostname
            return responses

    with mail_server(Listening()) as port:
        send(port)
    assert heard == ["[127.0.0.1]"]


def test_logging_in_works():
    box = Postbox()
    with mail_server(box, authenticator=knows("me", SECRET), auth_require_tls=False) as port:
        assert send(port, user="me", password=SECRET) == Sent()
    assert len(box.arrived) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refused_log_in_is_not_tried_again_and_keeps_the_password_to_itself(language):
    # A server may even repeat what it was given.
    with mail_server(
        Postbox(), authenticator=knows("me", "right", f"535 {SECRET} is wrong"), auth_require_tls=False
    ) as port:
        outcome = send(port, user="me", password=SECRET, language=language)
    assert isinstance(outcome, Failed)
    assert not outcome.retry
    assert SECRET not in outcome.why
    assert ("拒绝登录" in outcome.why) == (language == "zh")


@pytest.mark.parametrize(
    ("answers", "retry"),
    [
        ({"RCPT": "450 try later"}, True),
        ({"RCPT": "550 no such user"}, False),
        ({"MAIL": "451 busy"}, True),
        ({"MAIL": "553 not your address"}, False),
        ({"DATA": "452 no room"}, True),
        ({"DATA": "554 spam"}, False),
        ({"DATA": "hang-up"}, True),
    ],
)
def test_what_the_server_refuses_for_now_is_tried_again_and_what_it_refuses_for_good_is_not(answers, retry):
    box = Postbox(**answers)
    with mail_server(box) as port:
        outcome = send(port)
    assert isinstance(outcome, Failed)
    assert outcome.retry is retry
    assert outcome.why
    assert box.arrived == []


def test_answers_of_the_server_are_told_without_secrets():
    with mail_server(
        Postbox(RCPT=f"550 {SECRET} refused"), authenticator=knows("me", SECRET), auth_require_tls=False
    ) as port:
        outcome = send(port, user="me", password=SECRET)
    assert "550" in outcome.why
    assert SECRET not in outcome.why


def test_one_refused_recipient_of_two_is_told_and_counts_as_sent():
    box = Postbox(**{"gone@example.org": "550 unknown"})
    with mail_server(box) as port:
        outcome = send(port, to=("you@example.org", "gone@example.org"))
    assert isinstance(outcome, Sent)
    assert "1" in outcome.detail
    assert len(box.arrived) == 1


@needs_openssl
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_protected_connections_check_the_certificate(tmp_path: Path, security: str):
    trusted, context = certificate(tmp_path, "127.0.0.1")
    options = {"tls_context": context, "require_starttls": True} if security == "starttls" else {"ssl_context": context}
    box = Postbox()
    with mail_server(box, **options) as port:
        assert send(port, security=security, ca_file=str(trusted)) == Sent()
        refused = send(port, security=security)
    assert len(box.arrived) == 1
    assert isinstance(refused, Failed)
    assert not refused.retry
    assert "证书" in refused.why


@needs_openssl
def test_a_certificate_for_another_host_is_not_accepted(tmp_path: Path):
    trusted, context = certificate(tmp_path, "mail.example.org")
    box = Postbox()
    with mail_server(box, tls_context=context) as port:
        outcome = send(port, security="starttls", ca_file=str(trusted))
    assert isinstance(outcome, Failed)
    assert not outcome.retry
    assert box.arrived == []


def test_a_server_without_starttls_gets_nothing():
    box = Postbox()
    with mail_server(box) as port:
        outcome = send(port, security="starttls", user="me", password=SECRET)
    assert outcome == Failed(outcome.why, retry=False)
    assert box.arrived == []


def test_a_password_never_goes_over_an_open_connection_to_another_machine():
    outcome = send(25, host="mail.example.org", user="me", password=SECRET)
    assert isinstance(outcome, Failed)
    assert not outcome.retry


def test_a_password_that_smtp_cannot_carry_is_told_as_such():
    outcome = send(25, user="me", password="不外传")
    assert outcome == Failed(outcome.why, retry=False)
    assert "授权码" in outcome.why
    assert "不外传" not in outcome.why


def test_a_server_that_is_not_there_is_tried_again():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: the connection is refused
        outcome = send(taken.getsockname()[1])
    assert isinstance(outcome, Failed)
    assert outcome.retry


def test_a_server_that_hangs_up_at_once_is_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        outcome = send(server.getsockname()[1])
        thread.join()
    assert isinstance(outcome, Failed)
    assert outcome.retry


@pytest.mark.parametrize("bad", ["nobody", "you@example.org\nBcc: other@example.org", ""])
def test_what_is_no_address_is_refused_before_anything_is_sent(bad):
    box = Postbox()
    with mail_server(box) as port:
        outcome = send(port, to=(bad,))
    assert isinstance(outcome, Failed)
    assert not outcome.retry
    assert box.arrived == []


def test_the_password_is_a_secret_option():
    assert {option.name: option.kind for option in OPTIONS}["password"] == "secret"
