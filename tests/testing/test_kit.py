"""The kit that plugins are tested with: it finds what is wrong, brings in nothing before it is asked, and its clock,
ledger and servers do what they say."""

import json
import smtplib
import subprocess
import sys
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from duewatch.host.scaffolding import Wanted, scaffold
from duewatch.model.problem import InputProblem
from duewatch.testing import (
    BAD_PLUGINS,
    CHECKS,
    FakeClock,
    MailServer,
    WebServer,
    check_imports,
    check_plugin,
    checking,
    checks,
    give,
    golden,
    open_plugin,
    registering,
    samples_of,
    temporary_ledger,
    write_expected,
    wrong_samples,
)
from duewatch.testing.bad_plugins import write
from duewatch.wording import Wording

TODAY = date(2026, 11, 26)
REMINDER = 'subject = "s"\nbody = "b"\n'
UNSEEN = {"bad-spawns"}
"""A thread that a plugin starts cannot be told from one that it needs."""


def made(folder: Path, *kinds: str) -> Path:
    return scaffold(Wanted("my-wallet", kinds), folder, TODAY).folder


@pytest.mark.parametrize("name", [name for name in BAD_PLUGINS if name not in UNSEEN])
def test_every_bad_plugin_is_found_out(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (checks, golden, registering):
        monkeypatch.setattr(module, "SECONDS", 1.0)
    monkeypatch.setattr("duewatch.host.conformance.SECONDS", 1.0)
    folder = write(name, tmp_path)
    (folder / "samples").mkdir()
    if BAD_PLUGINS[name].meets == "import":
        (folder / "samples" / "file.in").write_text(name, encoding="utf-8")
    if BAD_PLUGINS[name].meets == "channel":
        (folder / "samples" / "note.reminder.in").write_text(REMINDER, encoding="utf-8")
    report = check_plugin(folder, update=True)
    assert report.faults, report
    assert all(fault.check in {*CHECKS, "code", "samples"} for fault in report.faults)


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("from duewatch.model.money import Fen", "duewatch.model.money"),
        ("import duewatch.desk.desk as d", "duewatch.desk.desk"),
        ("from duewatch import wording", "duewatch.wording"),
        ("from duewatch.testing import check_plugin", "duewatch.testing"),
        ("import importlib; importlib.import_module('duewatch.store')", "duewatch.store"),
        ("def f():\n    __import__('duewatch.host')", "duewatch.host"),
    ],
)
def test_a_plugin_that_imports_anything_but_the_api_fails_its_check(line: str, module: str, tmp_path: Path) -> None:
    folder = made(tmp_path, "reader")
    code = folder / "my_wallet" / "reader.py"
    code.write_text(f"{code.read_text(encoding='utf-8')}\n\n{line}\n", encoding="utf-8")
    (fault,) = (fault for fault in check_plugin(folder).faults if fault.check == "imports")
    assert f"it imports {module}; a plugin imports duewatch.api alone" in str(fault)
    assert "my_wallet/reader.py, line " in str(fault)


def test_its_tests_may_import_the_kit_and_others_of_such_a_name_are_no_matter(tmp_path: Path) -> None:
    folder = made(tmp_path, "reader")
    code = folder / "my_wallet" / "more.py"
    code.write_text("from duewatch import api\nimport duewatch_things\nfrom .reader import HEAD\n", encoding="utf-8")
    assert check_imports(open_plugin(folder)) == ()
    (folder / "tests" / "test_more.py").write_text("import duewatch.host\n", encoding="utf-8")
    (fault,) = check_imports(open_plugin(folder))
    assert "tests/test_more.py, line 1: it imports duewatch.host" in str(fault)


def test_nothing_of_duewatch_is_loaded_before_a_fixture_is_asked_for() -> None:
    code = (
        "import sys, duewatch.testing.pytest_plugin\n"
        "print(sorted(m for m in sys.modules if m.startswith(('duewatch', 'aiosmtpd', 'textual'))))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['duewatch', 'duewatch.testing', 'duewatch.testing.pytest_plugin']"


def test_a_plugin_that_claims_more_than_it_reaches_fails(tmp_path: Path) -> None:
    folder = made(tmp_path, "platform")
    manifest = folder / "my_wallet" / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("bronze", "gold"), encoding="utf-8")
    report = check_plugin(folder)
    assert [fault.check for fault in report.faults] == ["quality"]
    assert report.missing


def test_a_place_without_a_plugin_or_with_two_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no plugin"):
        open_plugin(tmp_path)
    folder = made(tmp_path, "platform")
    project = folder / "pyproject.toml"
    words = project.read_text(encoding="utf-8")
    for more, said in (
        ('other = "my_wallet"', "names 2 plugins"),
        ("[broken", "cannot be read"),
    ):
        project.write_text(words.replace('my-wallet = "my_wallet"', f'my-wallet = "my_wallet"\n{more}'), "utf-8")
        with pytest.raises(InputProblem) as caught:
            open_plugin(folder)
        assert said in Wording("en").say(caught.value.what)
    project.write_text(words.replace('my-wallet = "my_wallet"', 'my-wallet = "gone"'), "utf-8")
    with pytest.raises(InputProblem) as caught:
        open_plugin(folder)
    assert Wording("en").say(caught.value.what) == "The package gone that the entry point names is not there."
    assert open_plugin(folder / "my_wallet").root == folder


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.row.in", 'colour = "red"', "there is no field colour"),
        ("a.row.in", "no toml", "a.row.in cannot be read"),
        ("a.question.in", 'topic = "weather"', "topic is none of reporting"),
        ("a.loan.in", 'kind = "lottery"', "a.loan.in is no loan"),
        ("a.reminder.in", REMINDER, "is for a channel, and my-wallet has none"),
        ("a.csv.in", "x", "is a file for a reader, and my-wallet has none"),
    ],
)
def test_a_sample_that_cannot_be_put_says_why(name: str, content: str, said: str, tmp_path: Path) -> None:
    folder = made(tmp_path, "platform")
    (folder / "samples" / name).write_text(content, encoding="utf-8")
    (folder / "samples" / name.replace(".in", ".json")).write_text("{}", encoding="utf-8")
    ((sample, why),) = wrong_samples(open_plugin(folder))
    assert sample.given.name == name
    assert said in Wording("en").say(why)


def test_a_sample_without_its_answer_gets_one_and_what_it_gives_can_be_asked(tmp_path: Path) -> None:
    plugin = open_plugin(made(tmp_path, "platform"))
    new = plugin.root / "samples" / "nothing.message.in" if plugin.root else tmp_path
    new.write_text("sender: 某某\nat: 2026-11-20 08:00:00\n今晚一起吃饭吗？\n", encoding="utf-8")
    ((sample, why),) = wrong_samples(plugin)
    assert "there is no nothing.message.json" in Wording("en").say(why)
    assert write_expected(plugin) == (sample.expected,)
    assert json.loads(sample.expected.read_text(encoding="utf-8")) == {"finding": None}
    assert list(wrong_samples(plugin)) == []
    (row,) = (sample for sample in samples_of(plugin) if sample.kind == "row")
    assert give(plugin, row)["finding"]["kind"] == "payment"


def test_a_ledger_for_one_test_knows_the_plugin_and_leaves_nothing_behind(tmp_path: Path) -> None:
    plugin = open_plugin(made(tmp_path, "platform"))
    before = list(sys.path)
    with temporary_ledger(plugin) as desk:
        states = {line.id: line.state for line in desk.plugins()}
        assert states["my-wallet"] == "ready"
        data = desk.session.data
        assert desk.platform("my-wallet").checked_on == TODAY
        assert data.is_dir()
    assert not data.exists()
    assert sys.path == before


def test_a_clock_stands_still_and_goes_on_when_told() -> None:
    clock = FakeClock()
    assert clock() == clock()
    assert clock.advance(days=1, hours=2).isoformat() == "2026-11-24T14:00:00+08:00"
    with pytest.raises(ValueError, match="aware"):
        FakeClock(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is refused


def test_the_web_server_keeps_what_comes_and_answers_as_told(duewatch_web: WebServer) -> None:
    with urlopen(Request(f"{duewatch_web.url}/a?b=c", b"{}", method="PUT")) as answer:
        assert (answer.status, answer.read()) == (200, b"ok")
    duewatch_web.status = 503
    with pytest.raises(HTTPError, match="503"):
        urlopen(f"{duewatch_web.url}/d")
    assert [(each.method, each.path, each.body) for each in duewatch_web.requests] == [
        ("PUT", "/a?b=c", b"{}"),
        ("GET", "/d", b""),
    ]
    with pytest.raises(RuntimeError, match="not open"):
        _ = WebServer().url


def test_the_mail_server_keeps_mail_or_refuses_it(duewatch_mail: MailServer) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "还款"
    mail.set_content("700.00")
    with smtplib.SMTP(duewatch_mail.host, duewatch_mail.port) as client:
        client.send_message(mail)
        assert [each["Subject"] for each in duewatch_mail.mails] == ["还款"]
        duewatch_mail.refusal = "451 later"
        with pytest.raises(smtplib.SMTPDataError):
            client.send_message(mail)
    assert len(duewatch_mail.mails) == 1


def test_the_program_reaches_the_kit_through_check_alone() -> None:
    assert checking.check_plugin is check_plugin
    code = (
        "import sys\nfrom duewatch.cli.commands import ENTRIES, parser_of\n"
        "[parser_of(entry) for entry in ENTRIES.values()]\n"
        "print([m for m in sys.modules if m.startswith('duewatch.testing') or m == 'pytest'])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


AGENDA = """
from duewatch.api import ChannelType, Literal, Option, Sent, hookimpl


class Agenda:
    def __init__(self, file):
        self.file = file

    def publish(self, entries, at, language):
        with open(self.file, "w", encoding="utf-8") as file:
            file.writelines(f"{each.on} {each.summary} {each.alarms[0]}\\n" for each in entries)
        return Sent()

    def send(self, message):
        raise AssertionError("an agenda is sent nothing")


@hookimpl
def duewatch_reminder_channels():
    options = (Option("file", "text", Literal("文件", "file"), required=True),)
    name = Literal("日历", "Agenda")
    return [ChannelType("my-wallet", name, options, lambda given: Agenda(given["file"]), holds_agenda=True)]
"""
DAYS = """
entries = [{ uid = "1", on = 2026-12-09, summary = "due", alarms = [-900] }]

[options]
file = "{folder}/days.txt"
"""


def test_a_channel_that_holds_an_agenda_is_handed_the_days(tmp_path: Path) -> None:
    folder = made(tmp_path, "channel")
    (folder / "my_wallet" / "plugin.py").write_text(AGENDA, encoding="utf-8")
    sample = folder / "samples" / "days.reminder.in"
    sample.write_text(DAYS, encoding="utf-8")
    plugin = open_plugin(folder)
    (given,) = (give(plugin, each) for each in samples_of(plugin) if each.given == sample)
    assert given["files"] == {"days.txt": "2026-12-09 due -1 day, 9:00:00\n"}
