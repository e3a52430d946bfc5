"""What the screens look like, kept as text and read by eye.

After a wanted change: DUEWATCH_UPDATE_PICTURES=1 pytest tests/ui/test_pictures.py, then read the difference.
"""

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from duewatch.desk.desk import Desk
from tests.ui.conftest import NOW, Opener
from tests.ui.export import write_export

FOLDER = Path(__file__).parent / "snapshots"
UPDATE = bool(os.environ.get("DUEWATCH_UPDATE_PICTURES"))
SIZES = [(80, 24), (120, 40)]


def compare(name: str, picture: str) -> None:
    """Hold a picture against the one kept."""
    path = FOLDER / f"{name}.txt"
    if UPDATE:
        path.write_text(picture, encoding="utf-8")
    assert path.exists(), f"no picture {path.name}: run with DUEWATCH_UPDATE_PICTURES=1 and read it"
    assert picture == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_home_looks_as_it_did(desk: Desk, opened: Opener, language: str, size: tuple[int, int]) -> None:
    async with opened(desk, language=language, size=size) as screens:
        compare(f"home-{language}-{size[0]}x{size[1]}", screens.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_late_loan_looks_as_it_did(desk: Desk, opened: Opener, language: str, size: tuple[int, int]) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    async with opened(desk, language=language, size=size) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        compare(f"loan-{language}-{size[0]}x{size[1]}", screens.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_strip_looks_as_it_did(desk: Desk, opened: Opener, language: str, size: tuple[int, int]) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    async with opened(desk, language=language, size=size) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("right")
        await screens.settle()
        compare(f"strip-{language}-{size[0]}x{size[1]}", screens.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_contracts_clauses_look_as_they_did(
    desk: Desk, opened: Opener, language: str, size: tuple[int, int]
) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    async with opened(desk, language=language, size=size) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("e")
        screens.app.screen.query_one("#fold").focus()
        await screens.press("enter")
        compare(f"clauses-{language}-{size[0]}x{size[1]}", screens.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_an_answer_looks_as_it_did(desk: Desk, opened: Opener, language: str, size: tuple[int, int]) -> None:
    async with opened(desk, language=language, size=size) as screens:
        await screens.press("slash")
        screens.app.screen.query_one(Input).value = "花呗逾期3天上征信吗"
        await screens.press("enter")
        compare(f"ask-{language}-{size[0]}x{size[1]}", screens.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_an_import_looks_as_it_did(
    desk: Desk, opened: Opener, language: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    os.utime(write_export(folder), (NOW.timestamp(), NOW.timestamp()))
    monkeypatch.setenv("HOME", str(tmp_path))
    async with opened(desk, language=language, size=size) as screens:
        await screens.press("i")
        screens.app.screen.query_one("#path", Input).value = "~/Downloads"  # the folder's name differs each time
        await screens.press("enter", "down")
        compare(f"import-{language}-{size[0]}x{size[1]}", screens.text())
