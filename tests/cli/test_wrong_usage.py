"""Wrong usage ends with one sentence on stderr, nothing on stdout, and status 2."""

from pathlib import Path

import pytest

from tests.cli.conftest import Duewatch

WRONG: list[tuple[str, str]] = [
    ("todya", "Did you mean: today?"),
    ("lones", "Did you mean: loans?"),
    ("xyzzyx", "All commands: duewatch --help"),
    ("loan", "loan show, loan add"),
    ("loan shwo x", "Did you mean: loan show?"),
    ("config", "config path"),
    ("config chekc", "Did you mean: config check?"),
    ("export", "export json"),
    ("export xlsx", "There is no command “export xlsx”."),
    ("plugins shw", "Did you mean: plugins show?"),
    ("pay", "Missing: ID, AMOUNT."),
    ("pay xiaohua-1", "Missing: AMOUNT."),
    ("pay xiaohua-1 many", "AMOUNT: “many” is not an amount in yuan."),
    ("pay xiaohua-1 12.345", "AMOUNT: “12.345” is not an amount in yuan."),
    ("pay xiaohua-1 0", "AMOUNT: 0 is not more than zero."),
    ("pay xiaohua-1 -5", "AMOUNT: -5 is not more than zero."),
    ("pay xiaohua-1 99999999999999999", "is not an amount in yuan."),
    ("pay xiaohua-1 5 6", "“6” is one argument too many."),
    ("pay xiaohua-1 5 --on tomorrow", "--on: “tomorrow” is not a day."),
    ("pay xiaohua-1 5 --on 2026-02-30", "--on: “2026-02-30” is not a day."),
    ("pay xiaohua-1 5 --onn 2026-02-01", "Did you mean --on?"),
    ("pay xiaohua-1 5 --on", "--on needs a value after it."),
    ("due --within soon", "--within: “soon” is not a number of days."),
    ("due --within -3d", "--within"),
    ("due --within 9999d", "--within: “9999d” is not a number of days."),
    ("loans --sort colour", "--sort: “colour” is not one of due, platform,"),
    ("loan add --kind revolving", "Missing: --platform."),
    ("loan add --platform huabei --kind revolvng", "Did you mean revolving?"),
    ("loan add --platform huabei --due-day 32", "--due-day: “32” is not a whole number from 1 to 31."),
    ("loan add --platform huabei --instalments 0", "--instalments: “0” is not a whole number from 1 to 600."),
    ("loan add --platform huabei --annual-rate high", "--annual-rate: “high” is not a rate in percent."),
    ("loan add --platform huabei --annual-rate nan", "--annual-rate: “nan” is not a rate in percent."),
    ("loan add --platform huabei --late-daily -1", "--late-daily: “-1” is not a rate in percent."),
    ("loan add --platform huabei --disbursed 2026/01/01", "--disbursed: “2026/01/01” is not a day."),
    ("loan demand xiaohua-1 shouting", "STAGE: “shouting” is not one of formal-collection,"),
    ("loan bill xiaohua-1", "Missing: DUE_ON."),
    ("snooze xiaohua-1", "Missing: --until."),
    ("snooze xiaohua-1 --until 2026-11-23", "--until: 2026-11-23 is not later than today."),
    ("undo all", "BATCH: “all” is not a whole number"),
    ("undo 1 2", "“2” is one argument too many."),
    ("ladder", "Missing: PLATFORM."),
    ("import", "Missing: FILE."),
    ("import - -", "“-” stands twice"),
    ("import -", "Standard input is empty."),
    ("ask", "The question is empty."),
    ("remind --test mail --dry-run", "do not go together"),
    ("completion powershell", "SHELL: “powershell” is not one of bash, zsh, fish."),
    ("today --today yesterday", "--today: “yesterday” is not a moment."),
    ("today --today 2026-11-23T25:00", "--today: “2026-11-23T25:00” is not a moment."),
    ("today --lang fr", "--lang: “fr” is not a language of duewatch."),
    ("today --lang", "--lang needs a value after it."),
    ("today --json=yes", "--json takes no value"),
    ("today --verbose", "There is no option --verbose here."),
    ("today now", "“now” is one argument too many."),
    ("demo --no-ui extra", "“extra” is one argument too many."),
    ("demo", "There is no terminal for the screens here."),
]


@pytest.mark.parametrize(("line", "said"), WRONG, ids=[line for line, _ in WRONG])
def test_a_wrong_line_is_answered_with_one_sentence_that_helps(duewatch: Duewatch, line: str, said: str) -> None:
    ran = duewatch(*line.split())
    assert ran.status == 2
    assert ran.out == ""
    assert said in ran.err
    assert ran.err.startswith("duewatch: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("line", [line for line, _ in WRONG])
def test_the_same_is_said_in_chinese(duewatch: Duewatch, line: str) -> None:
    words = line.split()
    if "--lang" not in words:
        words += ["--lang", "zh"]
    ran = duewatch(*words, LANG="zh_CN.UTF-8")
    assert ran.status == 2
    assert any("\u4e00" <= character <= "\u9fff" for character in ran.err), ran.err
    assert "needs" not in ran.err and "not a" not in ran.err and "Missing" not in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "line",
    ["loan show nobody-9", "pay nobody-9 5", "loan edit nobody-9 --tail 1", "loan close nobody-9", "explain nobody-9",
     "ack nobody-9", "snooze nobody-9 --until 2026-12-01", "loan bill nobody-9 2026-12-01",
     "loan demand nobody-9 legal", "loan add --platform nobody", "ladder nobody", "plugins show nobody", "undo 4711"],
)  # fmt: skip
def test_what_is_not_there_is_named(demo: Duewatch, line: str) -> None:
    ran = demo(*line.split())
    assert ran.status == 2
    assert ran.out == ""
    assert ("nobody" in ran.err or "4711" in ran.err) and ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02" * 100, b"%PDF-1.7 nothing", "你好，世界\n".encode("utf-16"), b"a,b\n1,2\n"],
    ids=["empty", "binary", "pdf", "utf-16", "unknown-csv"],
)
def test_a_file_that_nothing_can_read_stores_nothing(duewatch: Duewatch, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "statement.csv"
    file.write_bytes(content)
    ran = duewatch("import", str(file))
    assert ran.status == 2
    assert "statement.csv" in ran.err and ran.err.count("\n") == 1
    assert duewatch("batches", "--json").document["batches"] == []


def test_a_missing_file_and_a_directory_are_named(duewatch: Duewatch, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        ran = duewatch("import", str(path))
        assert ran.status == 2
        assert path.name in ran.err


def test_a_wrong_config_stops_a_command_with_its_first_problem(duewatch: Duewatch, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('langauge = "en"\n', encoding="utf-8")
    ran = duewatch("today", "--config", str(config))
    assert ran.status == 2
    assert "langauge" in ran.err and ran.err.count("\n") == 1


def test_an_output_file_is_never_overwritten(duewatch: Duewatch, tmp_path: Path) -> None:
    target = tmp_path / "there.txt"
    target.write_text("mine", encoding="utf-8")
    for line in (["export", "json", "--out"], ["export", "csv", "--out"], ["backup"]):
        ran = duewatch(*line, str(target))
        assert ran.status == 2
        assert "is there already" in ran.err
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_store_that_is_none_is_said_to_be_none(duewatch: Duewatch, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the directory should be", encoding="utf-8")
    ran = duewatch("today")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
