"""That a loan stands in the config file, or is muted, is seen behind the longest name on the narrowest usual screen."""

from pathlib import Path

import pytest

from duewatch.config.load import load
from duewatch.desk.desk import Desk
from duewatch.ui.widgets.table import Cell
from tests.ui.conftest import NOW, Opener

FILE = """
[loans.long]
platform = "bank-loan"
name = "一笔名字长得不得了的装修分期贷款第二笔"
kind = "flat"
principal = 6000
instalments = 12
[loans.both]
platform = "bank-loan"
name = "Another loan whose name goes on and on for ever"
kind = "flat"
muted = true
[loans.short]
platform = "fenqile"
kind = "flat"
"""


@pytest.mark.parametrize(
    ("language", "width", "marks"),
    [
        ("zh", 80, ("银行贷款~ [文]", "银行~ [文][静]", "分期乐 [文]")),
        ("en", 80, ("Bank l~ (file)", "Bank ~ (f) (m)", "Fenqile (file)")),
        ("zh", 200, ("（文件）", "（文件）（静音）", "分期乐 （文件）")),
        ("en", 200, ("(file)", "(file) (muted)", "Fenqile (file)")),
    ],
)
async def test_the_marks_are_there_however_long_the_name(
    tmp_path: Path, opened: Opener, language: str, width: int, marks: tuple[str, ...]
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(FILE, encoding="utf-8")
    desk = Desk(load(str(file), {}).settings, tmp_path / "data")
    assert desk.apply_at_start(NOW, meant=True) is not None
    async with opened(desk, language=language, size=(width, 24)) as screens:
        for key in ("1", "2"):
            await screens.press(key)
            for mark in marks:
                assert mark in screens.text()
    desk.close()


def test_a_mark_gives_way_to_its_short_form_before_the_name_is_cut_beyond_knowing() -> None:
    cell = Cell("Huabei", marks=("(file)", "(f)"))
    assert cell.fitted(16) == "Huabei (file)   "
    assert cell.fitted(10) == "Huabei (f)"
    assert cell.fitted(8) == "Hua~ (f)"
    assert cell.fitted(3) == "(f)"
    assert Cell("1,200.00").fitted(5, right=True) == "#####"
