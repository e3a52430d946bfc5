"""Importing from the screen: pick or paste, look, keep or drop, store, take back."""

import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from duewatch.desk.desk import Desk
from duewatch.desk.views import ImportResult, LoanDetail, PreviewRow
from duewatch.model.text import text
from duewatch.ui.job import Cancelled
from duewatch.ui.widgets.file_picker import FilePicker, typed_path
from duewatch.ui.widgets.import_sources import ImportSources
from duewatch.ui.widgets.import_views import BatchTable, Choices, PreviewTable
from tests.builders import alipay, archives, own_table
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver
from tests.ui.export import DOUBTFUL_FEN, SURE_FEN, TRAP, write_export

MESSAGE = "【花呗】您的花呗还款日12月10日，账单321.45元，请按时还款。"


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a folder for downloads, in which an export lies."""
    folder = tmp_path / "home" / "Downloads"
    (folder / "old").mkdir(parents=True)
    write_export(folder)
    monkeypatch.setenv("HOME", str(folder.parent))
    return folder


def payments(desk: Desk) -> list[int]:
    """Sums of the payments that an import brought, by the batch's rows in the store."""
    return [
        line.amount_fen
        for row in desk.loan_rows(NOW)
        for line in desk.loan(row.loan_id, NOW).payments
        if line.amount_fen in (SURE_FEN, DOUBTFUL_FEN)
    ]


async def preview(screens: Driver, *, to: str = "alipay.csv") -> None:
    """Open the import and read the file."""
    await screens.press("i")
    picker = screens.app.screen.query_one(FilePicker)
    names = [picker._rows[index].path.name for index in range(picker.count)]
    picker.move_to(names.index(to))
    await screens.press("enter")


async def test_it_begins_in_the_downloads_folder(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("i")
        text = screens.text()
        assert "alipay.csv" in text and "old/" in text and "上一级文件夹" in text
        assert "你确认之前不会入账" in text


async def test_folders_are_entered_and_left(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("i", "enter")
        assert screens.app.screen.query_one("#path", Input).value == str(downloads / "old")
        await screens.press("home", "enter")
        assert "alipay.csv" in screens.text()


async def test_the_preview_counts_rows_by_what_they_are_and_stores_nothing(
    downloads: Path, desk: Desk, opened: Opener
) -> None:
    before = desk.batches()
    async with opened(desk, size=(120, 40)) as screens:
        await preview(screens)
        text = screens.text()
        assert "[全部 3]" in text and "新 1" in text and "存疑 1" in text and "未识别 1" in text and "已有 0" in text
        assert "回车入账 1 行" in text
        assert "¥292.10" in text
    assert desk.batches() == before


async def test_counts_filter_the_list(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await preview(screens)
        table = screens.app.screen.query_one(PreviewTable)
        await screens.press("right")
        assert [table._rows[index].state for index in range(table.count)] == ["new"]
        await screens.press("left", "left")
        assert table.count == 0 and "[已有 0]" in screens.text()
        line = next(index for index, words in enumerate(screens.lines()) if "存疑 1" in words)
        words = screens.lines()[line]
        from duewatch.ui.cells import cell_len

        await screens.click(offset=(cell_len(words[: words.index("存疑")]) + 1, line))
        assert [table._rows[index].state for index in range(table.count)] == ["doubtful"]


async def test_enter_stores_what_is_kept_and_u_takes_the_batch_back(
    downloads: Path, desk: Desk, opened: Opener
) -> None:
    async with opened(desk) as screens:
        await preview(screens)
        await screens.press("enter")
        assert "已入账" in screens.text()
        assert payments(desk) == [SURE_FEN]
        assert isinstance(screens.app.focused, BatchTable)
        assert screens.app.focused.current == desk.batches()[0]
        await screens.press("u")
        assert "已撤销" in screens.notices() and "已撤销：导入" in screens.text()
        assert payments(desk) == []
        await screens.press("u")
        assert "已经撤销过" in screens.notices()


async def test_space_drops_a_row_and_takes_a_doubtful_one(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await preview(screens)
        assert "[ ] ? 存疑" in screens.text()
        await screens.press("home", "space", "space")
        assert "[ ] + 新" in screens.text() and "[x] ? 存疑" in screens.text()
        await screens.press("ctrl+s")
        assert payments(desk) == [DOUBTFUL_FEN]


async def test_a_row_that_nobody_understood_cannot_be_taken(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await preview(screens)
        await screens.press("end", "space")
        assert "没有可选的" in screens.notices()


async def test_a_file_that_is_known_has_nothing_to_store(downloads: Path, desk: Desk, opened: Opener) -> None:
    desk.commit_import([downloads / "alipay.csv"], NOW)
    batches = desk.batches()
    async with opened(desk) as screens:
        await preview(screens)
        assert "没有要入账的行" in screens.text()
        await screens.press("enter")
        assert "没有要入账的行" in screens.notices()
    assert desk.batches() == batches


async def test_a_pasted_message_is_read_by_itself_and_stored(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("i")
        screens.app.screen.query_one(TextArea).text = MESSAGE
        await screens.pilot.pause(0.6)
        await screens.settle()
        assert "¥321.45" in screens.text()
        assert desk.batches()[0].what != "import"
        await screens.press("ctrl+s")
        assert desk.batches()[0].what == "import"
        assert screens.app.screen.query_one(TextArea).text == ""
        assert "导入 粘贴的内容" in screens.text()


async def test_what_was_pasted_is_not_lost_by_one_escape(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("i")
        screens.app.screen.query_one(TextArea).text = "你好"
        await screens.press("escape")
        await screens.pilot.pause(0.6)
        await screens.settle()
        while screens.screen == "ImportScreen" and screens.app.screen.has_class("-previewing"):
            await screens.press("escape")
        assert screens.screen == "ImportScreen"
        await screens.press("escape")
        assert screens.screen == "HomeScreen"


async def test_letters_are_text_in_the_paste_box_and_in_the_path(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("i")
        for kind in (TextArea, Input):
            screens.app.screen.query_one(kind).focus()
            await screens.type("q1h/")
            assert screens.screen == "ImportScreen"
            assert not screens.app.words.hide_amounts
        assert "q1h/" in screens.app.screen.query_one(TextArea).text


async def test_a_typed_path_is_read_and_one_that_is_not_there_is_named(
    downloads: Path, desk: Desk, opened: Opener
) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("i")
        line = screens.app.screen.query_one("#path", Input)
        line.value = f"'{downloads / 'alipay.csv'}'"
        line.focus()
        await screens.press("enter")
        assert "[全部 3]" in screens.text()
        line.value = str(downloads / "nothing.csv")
        line.focus()
        await screens.press("enter")
        assert "nothing.csv" in screens.text() and "没有入账" in screens.text()


def test_a_path_may_come_quoted_or_escaped_as_terminals_write_it() -> None:
    for words in ("'/a b/c.csv'", '"/a b/c.csv"', "/a\\ b/c.csv", " /a b/c.csv ", "file:///a b/c.csv"):
        assert typed_path(words) == Path("/a b/c.csv")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff" * 500, "只有一行字".encode()])
async def test_a_file_that_nothing_can_read_is_a_sentence(
    downloads: Path, desk: Desk, opened: Opener, content: bytes
) -> None:
    (downloads / "broken.csv").write_bytes(content)
    async with opened(desk, size=(120, 40)) as screens:
        await preview(screens, to="broken.csv")
        assert screens.screen == "ImportScreen"
        assert "broken.csv" in screens.text().split("▕", 1)[1] or "没有一行" in screens.text()
        assert "Traceback" not in screens.text()


async def test_an_encrypted_archive_asks_for_its_password_until_one_fits(
    downloads: Path, desk: Desk, opened: Opener
) -> None:
    (downloads / "packed.zip").write_bytes(archives.aes({"a.csv": alipay.build([alipay.huabei()])}))
    async with opened(desk) as screens:
        await preview(screens, to="packed.zip")
        assert "packed.zip 是加密的" in screens.text()
        await screens.press(*"123", "enter")
        assert "都打不开" in screens.text()
        await screens.press(*archives.PASSWORD, "enter")
        assert "260.40" in screens.text()
        assert archives.PASSWORD not in screens.text()


async def test_several_marked_files_are_read_together(downloads: Path, desk: Desk, opened: Opener) -> None:
    write_export(downloads, "again.csv")
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("i", "end", "space", "up", "space")
        assert screens.text().count("[x]") == 2
        await screens.press("enter")
        assert "again.csv，按支付宝账单" in screens.text() and "alipay.csv，按支付宝账单" in screens.text()


async def test_another_reader_can_be_chosen(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await preview(screens)
        from duewatch.ui.widgets.fields import Choice

        choice = screens.app.screen.query_one(Choice)
        values = [value for value, _ in choice.options]
        assert {"", "alipay", "wechat", "sms"} <= set(values)
        choice.choose("wechat")
        await screens.settle()
        assert "[全部 3]" not in screens.text()


async def test_names_of_files_and_words_of_rows_are_never_markup(downloads: Path, desk: Desk, opened: Opener) -> None:
    write_export(downloads, "[red]x[b].csv")
    async with opened(desk, size=(160, 40)) as screens:
        await preview(screens, to="[red]x[b].csv")
        await screens.press("down")
        text = screens.text()
        assert "[red]x[b].csv" in text and TRAP in text


async def test_hiding_hides_what_was_pasted_and_what_rows_quote(downloads: Path, desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await preview(screens)
        screens.app.screen.query_one(TextArea).text = MESSAGE
        await screens.pilot.pause(0.6)
        await screens.settle()
        screens.app.screen.query_one(PreviewTable).focus()
        assert "321.45" in screens.text()
        await screens.press("h")
        assert "花呗" not in screens.text() and "321.45" not in screens.text() and "alipay.csv" not in screens.text()
        await screens.press("h")
        assert "321.45" in screens.text()


class _Endless(Desk):
    """Reads until it is told to stop, as an enormous file would."""

    stopped = threading.Event()

    def preview(self, paths: Sequence[Path], now: datetime, **options: Any) -> ImportResult:
        records = 0
        try:
            while True:
                records += 1000
                options["progress"](records)
                self.stopped.wait(0.01)
        finally:
            self.stopped.set()


async def test_escape_ends_a_long_reading(downloads: Path, desk: Desk, opened: Opener) -> None:
    endless = _Endless(desk.session.settings, desk.session.data)
    async with opened(endless) as screens:
        await screens.press("i")
        await screens.pilot.press("down", "enter")
        await screens.pilot.pause(0.5)
        assert "每秒" in screens.text() and "Esc 取消" in screens.text()
        await screens.pilot.press("escape")
        await screens.settle()
        assert "已取消" in screens.text() and screens.screen == "ImportScreen"
        assert endless.stopped.wait(5)
        await screens.press("escape")
        assert screens.screen == "HomeScreen"
    endless.close()


class _Slow(Desk):
    """Takes its time over a loan, as one with very many entries does."""

    released = threading.Event()

    def loan(self, loan_id: str, now: datetime) -> LoanDetail:
        self.released.wait(10)
        return super().loan(loan_id, now)


async def test_a_screen_that_waits_for_the_desk_says_so_and_still_answers_keys(desk: Desk, opened: Opener) -> None:
    slow = _Slow(desk.session.settings, desk.session.data)
    async with opened(slow) as screens:
        await screens.press("2")
        await screens.pilot.press("enter")
        await screens.pilot.pause(0.7)
        assert screens.screen == "LoanScreen" and "正在计算…" in screens.text()
        await screens.pilot.press("h")
        await screens.pilot.pause()
        assert screens.app.words.hide_amounts, "keys work meanwhile"
        slow.released.set()
        await screens.settle()
        assert "正在计算…" not in screens.text()
    slow.close()


def test_comparing_the_rows_can_be_ended_too(tmp_path: Path, empty_desk: Desk) -> None:
    table = tmp_path / "many.csv"
    rows = [f"花呗,还款,2026-05-09,{number}.00,,,,P{number}," for number in range(1, 4_001)]
    table.write_bytes(own_table.build(rows=rows))
    told: list[int] = []

    def progress(records: int) -> None:
        told.append(records)
        if len(told) > 1 and told[-1] == told[-2] == 4_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        empty_desk.commit_import([table], NOW, progress=progress)
    assert not empty_desk.batches() and not empty_desk.loan_rows(NOW)


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (1, 1)])
async def test_small_windows_do_not_end_it(downloads: Path, desk: Desk, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(desk, size=size) as screens:
        await preview(screens)
        await screens.press("down", "space", "right", "left", "f1", "escape", "escape", "escape")
        assert screens.screen == "HomeScreen"


async def test_in_a_narrow_window_the_preview_takes_the_whole_of_it(
    downloads: Path, desk: Desk, opened: Opener
) -> None:
    async with opened(desk, size=(40, 12)) as screens:
        await preview(screens)
        assert not screens.app.screen.query_one(ImportSources).region.size
        assert "[x] + 新" in screens.text()


def test_rows_are_kept_dropped_and_taken_by_their_state(downloads: Path, desk: Desk) -> None:
    rows = desk.preview([downloads / "alipay.csv"], NOW).rows
    choices = Choices(rows)
    assert (choices.count, choices.drop, choices.take) == (1, frozenset(), frozenset())
    by_state = {row.state: row for row in rows}
    assert choices.turn(by_state["doubtful"]) and choices.turn(by_state["new"])
    assert not choices.turn(by_state["not-understood"])
    assert choices.drop == {by_state["new"].key} and choices.take == {by_state["doubtful"].key}
    choices.turn(by_state["new"])
    assert (choices.count, choices.drop) == (2, frozenset())


def test_a_row_that_may_be_a_known_payment_has_three_answers() -> None:
    row = PreviewRow("k", 1, "doubtful", text("x"), text("x"), None, None, 100, "raw", may_be_same=True)
    choices = Choices([row])
    answers = []
    for _ in range(4):
        answers.append((choices.kept(row), choices.same, choices.take, choices.count))
        choices.turn(row)
    key = frozenset({"k"})
    none: frozenset[str] = frozenset()
    assert answers == [(False, none, none, 0), (False, key, none, 1), (True, none, key, 1), (False, none, none, 0)]


async def test_two_readers_that_claim_a_file_are_both_offered(
    downloads: Path, desk: Desk, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from duewatch.host.host import Host
    from duewatch.model.plugin import Claim
    from duewatch.ui.widgets.fields import Choice

    both = [("alipay", Claim(True, "a")), ("own-table", Claim(True, "b"))]
    monkeypatch.setattr(Host, "claims", lambda host, document: both)
    async with opened(desk, size=(120, 40)) as screens:
        await preview(screens)
        assert "alipay, own-table" in screens.text().replace("\n", " ") and isinstance(screens.app.focused, Choice)
        await screens.press("right")
        assert screens.app.focused.chosen == "alipay"
        assert "回车入账" in screens.text(), "the choice reads the file at once"
