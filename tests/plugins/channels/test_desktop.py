import sys
from dataclasses import replace
from pathlib import Path

import pytest

from duewatch.api import Failed, Sent
from duewatch_plugins.channels.desktop.channel import DesktopChannel, has_session
from duewatch_plugins.channels.desktop.plugin import open_desktop
from tests.plugins.channels.test_email import message

on_linux = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="notify-send is of Linux")


def notifier(folder: Path, name: str, status: int = 0) -> None:
    """A stand-in that keeps its arguments, one a line."""
    file = folder / name
    file.write_text(f'#!/bin/sh\nfor each in "$@"; do echo "$each"; done > "{folder}/said"\nexit {status}\n')
    file.chmod(0o755)


@pytest.fixture
def path(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    return tmp_path


@on_linux
def test_the_words_reach_the_notifier_and_are_no_markup(path):
    notifier(path, "notify-send")
    assert open_desktop({"sound": False}).send(replace(message(), body="<b>花呗</b> & more\n")) == Sent()
    assert (path / "said").read_text().splitlines() == [
        "--app-name=duewatch",
        "--",
        message().subject,
        "&lt;b&gt;花呗&lt;/b&gt; &amp; more",
    ]


@on_linux
def test_a_notifier_that_fails_is_tried_again(path):
    notifier(path, "notify-send", status=1)
    outcome = open_desktop({}).send(message("en"))
    assert outcome == Failed("the desktop did not take it (notify-send ended with 1)")


@on_linux
def test_without_a_session_it_says_so_and_waits(path, monkeypatch):
    notifier(path, "notify-send")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(path))
    outcome = open_desktop({}).send(message())
    assert isinstance(outcome, Failed)
    assert outcome.retry
    assert not (path / "said").exists()


@on_linux
def test_where_no_notifier_is_there_one_sentence_tells_what_is_needed(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = open_desktop({}).send(message("en"))
    assert isinstance(outcome, Failed)
    assert not outcome.retry
    assert "notify-send" in outcome.why


@pytest.mark.parametrize(("platform", "program"), [("darwin", "osascript"), ("win32", "powershell")])
@pytest.mark.skipif(sys.platform == "win32", reason="makes its stand-ins with a shell")
def test_elsewhere_the_words_never_become_part_of_a_script(path, platform, program):
    notifier(path, program)
    hostile = replace(message(), subject='" & do shell script "x', body="$(x); `x`")
    found = DesktopChannel({"sound": True}).notifier(hostile, platform)
    assert found is not None
    script = [word for word in found.command if word not in (hostile.subject, hostile.body)]
    assert not any("shell script" in word or "$(x)" in word for word in script)
    if platform == "darwin":
        assert found.command[-2:] == (hostile.subject, hostile.body)
    else:
        assert found.environ["DUEWATCH_SUBJECT"] == hostile.subject


def test_a_session_bus_in_its_usual_place_is_found(tmp_path):
    assert not has_session("linux", {})
    assert not has_session("linux", {"XDG_RUNTIME_DIR": str(tmp_path)})
    (tmp_path / "bus").touch()
    assert has_session("linux", {"XDG_RUNTIME_DIR": str(tmp_path)})
    assert has_session("darwin", {})
