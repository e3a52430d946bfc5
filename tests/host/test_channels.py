"""Channels: their tables are checked against what they declare, secrets stay secret, sending always answers."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from duewatch.config.schema import ChannelSettings
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import Discretion, Failed, Message, Sent
from duewatch.wording import Wording
from tests.host.conftest import Opener, state_of, why

SECRET = "hunter2-keep-this"


def message(language: str = "en") -> Message:
    return Message(
        id="1",
        subject="subject",
        body="body",
        language=language,
        discretion=Discretion.SILENT,
        created_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    )


def table(**options: object) -> ChannelSettings:
    return ChannelSettings(name="notes", plugin="good-channel", options=options)


def said(problem: InputProblem) -> str:
    words = Wording("en")
    return f"{words.say(problem.what)} {words.say(problem.mend) if problem.mend else ''}".strip()


def test_an_open_channel_sends(open_host: Opener, tmp_path: Path) -> None:
    host = open_host("good_channel", TOKEN=SECRET)
    channel = host.open_channel(table(file=str(tmp_path / "sent"), token={"env": "TOKEN"}))
    assert channel.send(message()) == Sent("written with ****")
    assert (tmp_path / "sent").read_text(encoding="utf-8") == "body"


def test_opening_a_channel_loads_that_plugin_and_no_other(open_host: Opener) -> None:
    host = open_host("good_channel", "bad_import_error", "bad_number")
    host.open_channel(table(file="x"))
    loaded = [
        state.id for state in host.states() if state.manifest and state.manifest.has_code and state.state == "ready"
    ]
    assert loaded == ["good-channel"]
    assert state_of(host, "bad-number").state == "not-loaded"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "channels.notes.file is missing. It is needed: Test"),
        ({"file": "x", "tokn": 1}, "channels.notes.tokn is not an option of this plugin. Did you mean “token”?"),
        ({"file": "x", "zzz": 1}, "channels.notes.zzz is not an option of this plugin. Take it out."),
        ({"file": 7}, "channels.notes.file has a wrong value. A text in quotes is expected."),
        ({"file": " "}, "channels.notes.file has a wrong value. It must not be empty."),
        (
            {"file": "x", "behave": "badly"},
            'channels.notes.behave has a wrong value. One of "well", "raise", "exit", "hang", "number", "leak" is '
            "expected.",
        ),
        ({"file": "x", "behave": ["well"]}, "channels.notes.behave has a wrong value. A text in quotes is expected."),
        (
            {"file": "x", "port": 0},
            "channels.notes.port has a wrong value. A whole number from 1 to 65535 is expected.",
        ),
        ({"file": "x", "port": True}, "channels.notes.port has a wrong value. A whole number is expected."),
        ({"file": "x", "port": "25"}, "channels.notes.port has a wrong value. A whole number is expected."),
        ({"file": "x", "loud": 1}, "channels.notes.loud has a wrong value. true or false is expected."),
        ({"file": "x", "to": "me"}, "channels.notes.to has a wrong value. A list of texts is expected."),
        ({"file": "x", "to": ["me", 7]}, "channels.notes.to has a wrong value. A list of texts is expected."),
        (
            {"file": "x", "token": {"env": "NOT_SET"}},
            "channels.notes.token: the environment variable NOT_SET is not set. Set it where duewatch is started.",
        ),
    ],
)
def test_a_table_that_is_wrong_is_told_in_one_sentence(
    open_host: Opener, options: dict[str, object], words: str
) -> None:
    with pytest.raises(InputProblem) as problem:
        open_host("good_channel").open_channel(table(**options))
    assert said(problem.value) == words


def test_a_secret_in_plain_words_is_refused_and_not_repeated(open_host: Opener) -> None:
    with pytest.raises(InputProblem) as problem:
        open_host("good_channel").open_channel(table(file="x", token=SECRET))
    assert "the secret itself does not belong in the file" in said(problem.value)
    assert SECRET not in said(problem.value) + repr(problem.value)


def test_every_problem_of_a_table_is_listed_without_looking_up_a_secret(open_host: Opener) -> None:
    settings = table(prot=1, port=-1, token={"env": "NOT_SET"}, loud="yes")
    listed = [said(problem) for _, problem in open_host("good_channel").channel_problems(settings)]
    assert len(listed) == 4
    assert not any("NOT_SET" in words for words in listed)


def test_a_channel_that_is_not_there_is_named_with_those_that_are(open_host: Opener) -> None:
    host = open_host("good_channel")
    with pytest.raises(InputProblem) as problem:
        host.open_channel(ChannelSettings(name="mail", plugin="emial"))
    assert said(problem.value) == (
        "There is no channel plugin emial. Installed are: apprise, caldav, calendar, command, desktop, email, "
        "good-channel, terminal, webhook."
    )


def test_a_channel_that_cannot_be_loaded_is_named_with_the_reason(open_host: Opener) -> None:
    host = open_host("bad_mismatch")
    with pytest.raises(InputProblem) as problem:
        host.open_channel(ChannelSettings(name="mail", plugin="bad-mismatch"))
    assert "bad-mismatch cannot be used: its manifest names the capability channel" in said(problem.value)


@pytest.mark.parametrize(
    ("behave", "words"),
    [
        ("raise", "plugin good-channel: it raised ConnectionError: refused for token ****"),
        ("exit", "plugin good-channel: it tried to end the program (SystemExit: 1)"),
        ("number", "plugin good-channel: send answered a int, not a Outcome"),
    ],
)
def test_a_channel_that_misbehaves_answers_failed_try_again(open_host: Opener, behave: str, words: str) -> None:
    host = open_host("good_channel", TOKEN=SECRET)
    outcome = host.open_channel(table(file="x", token={"env": "TOKEN"}, behave=behave)).send(message())
    assert outcome == Failed(words, retry=True)
    assert SECRET not in why(state_of(host, "good-channel"))


def test_the_reason_of_a_failure_is_in_the_language_of_the_message(open_host: Opener) -> None:
    outcome = open_host("good_channel").open_channel(table(file="x", behave="exit")).send(message("zh"))
    assert isinstance(outcome, Failed)
    assert re.search("[\u4e00-\u9fff]", outcome.why)


def test_a_channel_that_hangs_is_not_called_again(open_host: Opener) -> None:
    host = open_host("good_channel", seconds=2)
    channel = host.open_channel(table(file="x", behave="hang"))
    assert channel.send(message()) == Failed("plugin good-channel: it gave no answer within 2 s")
    again = "plugin good-channel: it did not answer before and is not called again in this run"
    assert channel.send(message()) == Failed(again)
    assert state_of(host, "good-channel").state == "failed"


def test_a_secret_that_a_channel_prints_or_raises_is_hidden_in_the_log_too(
    open_host: Opener, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    host = open_host("good_channel", TOKEN=SECRET)
    for behave in ("leak", "raise"):
        host.open_channel(table(file=str(tmp_path / "sent"), token={"env": "TOKEN"}, behave=behave)).send(message())
    with pytest.raises(InputProblem) as problem:
        host.open_channel(table(file="nowhere", token={"env": "TOKEN"}))
    assert "it raised OSError: no such place, token ****" in said(problem.value)
    written = (tmp_path / "duewatch.log").read_text(encoding="utf-8")
    assert written.startswith("plugin good-channel:\ntoken is ****\n")
    assert "ConnectionError: refused for token ****" in written
    assert "good_channel/plugin.py" in written, "an author sees where it failed"
    assert SECRET not in written
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_the_log_is_for_its_owner_only(open_host: Opener, tmp_path: Path) -> None:
    open_host("good_channel").open_channel(table(file=str(tmp_path / "sent"), behave="leak")).send(message())
    assert (tmp_path / "duewatch.log").stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_is_no_harm(open_host: Opener, tmp_path: Path) -> None:
    (tmp_path / "duewatch.log").mkdir()
    outcome = open_host("good_channel").open_channel(table(file=str(tmp_path / "sent"), behave="leak")).send(message())
    assert isinstance(outcome, Sent)
