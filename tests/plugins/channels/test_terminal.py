from dataclasses import replace

from duewatch.api import Sent
from duewatch_plugins.channels.terminal.plugin import open_terminal
from tests.plugins.channels.test_email import message


def test_a_reminder_is_one_block_on_standard_error(capfd, monkeypatch):
    import sys

    monkeypatch.setattr(sys, "__stderr__", sys.stderr)
    assert open_terminal({}).send(message()) == Sent()
    out, err = capfd.readouterr()
    assert out == ""
    assert err == f"{message().subject}\n\n{message().body}\n"


def test_a_name_from_a_file_cannot_steer_the_terminal(capfd, monkeypatch):
    import sys

    monkeypatch.setattr(sys, "__stderr__", sys.stderr)
    open_terminal({}).send(replace(message(), body="\x1b[2J花呗\n"))
    assert "\x1b" not in capfd.readouterr().err


def test_without_a_terminal_it_says_so_and_does_not_try_again(monkeypatch):
    import sys

    monkeypatch.setattr(sys, "__stderr__", None)
    outcome = open_terminal({}).send(message())
    assert not outcome.retry
    assert outcome.why
