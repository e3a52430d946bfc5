"""A wording of the borrower's own, told in the config."""

import re
from pathlib import Path

import pytest

from duewatch.config.load import load
from duewatch.recognition.backtracking import LONGEST, may_take_forever, wrong_with
from duewatch.wording import Wording
from tests.intake.borrower import Borrower, row

OWN = """
[readers.message.mine]
platform = "huabei"
finding = "bill"
sender = '花呗'
body = '本期{amount}，{date}前还清'
confidence = "sure"
"""
MESSAGE = "2026-11-20 09:00\n【花呗】本期88.00，12月09日前还清"


def settings(tmp_path: Path, words: str) -> tuple[object, list[str]]:
    path = tmp_path / "config.toml"
    path.write_text(words, encoding="utf-8")
    loaded = load(path, {})
    return loaded.settings, [Wording("en").say(each.what) for each in loaded.problems]


def test_it_is_read_like_the_platforms_own_and_beats_them(borrower: Borrower, tmp_path: Path) -> None:
    found, problems = settings(tmp_path, OWN)
    assert problems == []
    messages = found.messages  # type: ignore[attr-defined]
    assert borrower.looks_at(MESSAGE.encode()).files[0].new_bills == 0, "nobody else knows this wording"
    bill = row(borrower.brings(MESSAGE.encode(), messages=messages), "new")
    assert (bill.amount_fen, borrower.state()["huabei-1"][0][0]) == (8800, "bill")
    ignoring = {"mine": messages["mine"] | {"finding": "ignore"}}
    assert borrower.looks_at(MESSAGE.replace("88.00", "99.00").encode(), messages=ignoring).rows == ()


def test_a_platform_that_is_not_there_is_told_and_stops_nothing(borrower: Borrower, tmp_path: Path) -> None:
    found, _ = settings(tmp_path, OWN.replace("huabei", "nobody"))
    (file,) = borrower.looks_at(MESSAGE.encode(), messages=found.messages).files  # type: ignore[attr-defined]
    assert "nobody" in Wording("en").say(file.problems[0].what)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("本期(", "regular expression"),
        ("(a+)+b", "repetition within a repetition"),
        ("(?:a|aa)+b", "repetition within a repetition"),
        (".*a.*b.*c", "few “.*”"),
        ("", "regular expression is expected|expected"),
    ],
)
def test_a_bad_pattern_is_one_sentence_with_file_and_line(tmp_path: Path, pattern: str, said: str) -> None:
    found, problems = settings(tmp_path, OWN.replace("本期{amount}，{date}前还清", pattern))
    assert len(problems) == 1 and problems[0].startswith("config.toml:6: readers.message.mine.body ")
    assert any(each in problems[0] for each in said.split("|"))
    assert found.messages == {}  # type: ignore[attr-defined]


def test_whatever_is_missing_or_misspelt_is_named(tmp_path: Path) -> None:
    _, problems = settings(tmp_path, "[readers.message.x]\nplatfrm = 'huabei'\n[readers.massage.y]\na = 1\n")
    assert sum("does not say the" in each for each in problems) == 4
    assert sum("is not a known key" in each for each in problems) == 2


@pytest.mark.parametrize("pattern", ["[^。]{0,60}x[^。]{0,60}y[^。]{0,60}z", ".*x.*y", r"\d{1,3}(?:,\d{3}){0,3}元"])
def test_a_pattern_that_is_let_through_ends_soon_on_the_worst_text(pattern: str) -> None:
    assert wrong_with(pattern) is None and not may_take_forever(pattern)
    assert re.search(pattern, ("x1,111" * LONGEST)[:LONGEST]) is None
