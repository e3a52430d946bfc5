"""Help, version, global options, exit statuses, and what a bare command loads."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import duewatch as package
from duewatch.cli.commands import ENTRIES, GROUPS, parser_of
from duewatch.cli.output import Output
from tests.cli.conftest import Duewatch

REPO = Path(__file__).parents[2]


def shell(*words: str, data: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """A real process."""
    surroundings = {
        "PATH": os.environ["PATH"], "HOME": str(data), "DUEWATCH_CONFIG": "", "LANG": "C.UTF-8", "COLUMNS": "80",
    } | environ  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "duewatch", *words, "--data", str(data), "--today", "2026-11-23"],
        env=surroundings, capture_output=True, text=True, timeout=60, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_explains_itself_in_both_languages(duewatch: Duewatch, name: str, language: str) -> None:
    ran = duewatch(*name.split(), "--help", "--lang", language, COLUMNS="80")
    assert ran.status == 0
    assert f"duewatch {name}" in ran.out
    assert ENTRIES[name].example in ran.out
    for action, _ in parser_of(ENTRIES[name]).helps:
        assert (action.option_strings or [str(action.metavar)])[0] in ran.out
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in ran.out)
    assert chinese > 60 if language == "zh" else chinese < 20


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"], ["--lang", "en", "--help"]])
def test_the_overview_names_every_command(duewatch: Duewatch, words: list[str]) -> None:
    ran = duewatch(*words)
    assert ran.status == 0
    assert all(f"  {name}" in ran.out for name in ENTRIES)
    assert "12356" in ran.out


@pytest.mark.parametrize("group", sorted(GROUPS - set(ENTRIES)))
def test_a_group_explains_its_members(duewatch: Duewatch, group: str) -> None:
    ran = duewatch(group, "--help")
    assert ran.status == 0
    assert all(f"  {name}" in ran.out for name in ENTRIES if name.startswith(group + " "))


def test_the_version_is_told(duewatch: Duewatch) -> None:
    assert duewatch("--version").out == f"duewatch {package.__version__}\n"


def test_global_options_may_stand_before_or_after_the_command(demo: Duewatch) -> None:
    after = demo("loan", "show", "xiaohua", "--json", "--lang", "zh", "--today", "2026-12-01")
    before = demo("--json", "--lang", "zh", "--today", "2026-12-01", "loan", "show", "xiaohua")
    between = demo("--lang=zh", "loan", "--json", "show", "--today=2026-12-01", "xiaohua")
    assert after.status == 0, after.err
    assert after.out == before.out == between.out


def test_a_bare_day_means_noon_and_a_moment_is_taken_as_it_is(demo: Duewatch) -> None:
    assert demo("today", "--json", "--today", "2026-11-25").document["on"] == "2026-11-25"
    assert demo("today", "--json", "--today", "2026-11-25T00:05").document["on"] == "2026-11-25"


@pytest.mark.parametrize(
    ("surroundings", "chinese"),
    [({"LANG": "en_GB.UTF-8"}, False), ({"LANG": "zh_CN.UTF-8"}, True), ({"LANG": "C"}, True),
     ({"LANG": "POSIX"}, True), ({"LANG": ""}, True), ({"LC_ALL": "en_US", "LANG": "zh_CN"}, False)],
)  # fmt: skip
def test_the_locale_chooses_the_language_and_none_means_chinese(
    duewatch: Duewatch, surroundings: dict[str, str], chinese: bool
) -> None:
    ran = duewatch("today", **surroundings)
    assert ("还没有" in ran.out) == chinese


def test_without_a_terminal_the_bare_command_prints_today(demo: Duewatch) -> None:
    bare, today = demo(), demo("today")
    assert bare.status == 0
    assert bare.out == today.out
    assert "--help" in bare.err and bare.err.count("\n") == 1


def test_a_fault_is_one_sentence_and_the_rest_is_in_the_log(
    duewatch: Duewatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a planted fault")

    monkeypatch.setattr(Output, "document", broken)
    ran = duewatch("today", "--json")
    assert ran.status == 70
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    log = tmp_path / "data" / "duewatch.log"
    assert str(log) in ran.err
    assert "a planted fault" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600


def test_debug_shows_the_traceback_of_a_fault(tmp_path: Path) -> None:
    planted = (
        "import sys\nfrom duewatch.cli import main, output\n"
        "def broken(*a, **k): raise RuntimeError('a planted fault')\n"
        "output.Output.document = broken\n"
        f"line = ['today', '--json', '--debug', '--data', {str(tmp_path)!r}]\n"
        "sys.exit(main.main(line, environ={'DUEWATCH_CONFIG': ''}))"
    )
    ran = subprocess.run([sys.executable, "-c", planted], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 70
    assert "Traceback" in ran.stderr and "a planted fault" in ran.stderr


def test_ctrl_c_ends_quietly(duewatch: Duewatch, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Output, "document", interrupted)
    ran = duewatch("today", "--json")
    assert (ran.status, ran.err) == (130, "")


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    shell("demo", "--no-ui", data=tmp_path)
    line = f"{sys.executable} -m duewatch loans --json --data {tmp_path} | head -c 10; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False,
        env={"PATH": os.environ["PATH"], "DUEWATCH_CONFIG": "", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert ran.stderr == ""
    assert ran.stdout.endswith("0\n")


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full device")
    with full.open("w") as output:
        ran = subprocess.run(
            [sys.executable, "-m", "duewatch", "--help", "--lang", "en"], stdout=output, stderr=subprocess.PIPE,
            text=True, timeout=60, check=False,
            env={"PATH": os.environ["PATH"], "DUEWATCH_CONFIG": "", "HOME": str(tmp_path)},
        )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.startswith("duewatch: The output cannot be written") and ran.stderr.count("\n") == 1


HEAVY = (
    "textual",
    "rich",
    "asyncio",
    "importlib.metadata",
    "pluggy",
    "python_calamine",
    "pyxirr",
    "duewatch.ui",
)


@pytest.mark.parametrize(
    "line", ["today", "due", "loans", "--version", "loan show xiaohua", "pay xiaohua 1.00", "undo"]
)
def test_a_bare_command_loads_nothing_heavy(tmp_path: Path, line: str) -> None:
    assert shell("demo", "--no-ui", data=tmp_path).returncode == 0
    shell("loans", data=tmp_path)
    if line == "undo":
        shell("pay", "xiaohua", "1.00", data=tmp_path)
    loaded = modules_of(line, tmp_path)
    unwanted = [name for name in HEAVY if name in loaded]
    readers = [name for name in loaded if name.startswith("duewatch_plugins.") and "plugin" in name.split(".")[-1:]]
    assert unwanted + readers == []


@pytest.mark.parametrize(
    "line", ["ask 花呗逾期3天上征信吗", "import -", "plugins", "remind --dry-run", "doctor", "export json"]
)
def test_no_command_loads_the_screens(tmp_path: Path, line: str) -> None:
    assert shell("demo", "--no-ui", data=tmp_path).returncode == 0
    loaded = modules_of(line, tmp_path, stdin="【花呗】您尾号1234的花呗11月账单1,204.10元，还款日为12月10日。")
    assert [name for name in ("textual", "rich", "duewatch.ui") if name in loaded] == []


def modules_of(line: str, data: Path, stdin: str = "") -> set[str]:
    """What a command line, run in a process of its own, has imported at its end."""
    program = (
        "import sys\nfrom duewatch.cli.main import main\n"
        f"status = main({[*line.split(), '--data', str(data), '--today', '2026-11-23']!r})\n"
        "print('\\nMODULES', status, *sorted(sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], input=stdin, capture_output=True, text=True, timeout=60, check=False,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "DUEWATCH_CONFIG": "", "HOME": str(data), "PYTHONUTF8": "1"},
    )  # fmt: skip
    _, status, *names = ran.stderr.splitlines()[-1].split()
    assert status in {"0", "1"}, ran.stderr
    return set(names)


def test_a_fault_in_the_screens_is_one_sentence_too(tmp_path: Path) -> None:
    import pty

    planted = (
        "import sys\nfrom duewatch.cli import main\nfrom duewatch.ui.app import DuewatchApp\n"
        "def broken(self): raise RuntimeError('a planted fault')\n"
        "DuewatchApp.on_ready = broken\n"
        f"sys.exit(main.main(['--lang', 'en', '--data', {str(tmp_path)!r}], environ={{'DUEWATCH_CONFIG': ''}}))"
    )
    screen, terminal = pty.openpty()
    ran = subprocess.Popen(
        [sys.executable, "-c", planted], stdin=terminal, stdout=terminal, stderr=terminal,
        env={**os.environ, "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    with suppress(OSError):  # the other end was closed
        while piece := os.read(screen, 65536):
            shown += piece
    os.close(screen)
    assert ran.wait(60) == 70
    words = shown.decode(errors="replace")
    assert "This is a fault in duewatch" in words and "Traceback" not in words and "a planted fault" not in words
    log = tmp_path / "duewatch.log"
    assert str(log) in words.replace("\r\n", "")
    assert "a planted fault" in log.read_text(encoding="utf-8")
