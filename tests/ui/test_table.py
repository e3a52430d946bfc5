"""The table draws what is seen, asks for pages when they come into sight, and keeps its cursor."""

from collections.abc import Iterable

from textual.app import App
from textual.widget import Widget

from duewatch.ui.widgets.table import KEPT_PAGES, PAGE, Cell, Column, Table
from tests.ui.driving import Driver

MANY = 100_000


class Numbers(App[None]):
    """A table of numbers, and a list of what was asked for."""

    CSS_PATH = "../../src/duewatch/ui/styles/app.tcss"

    def __init__(self, count: int) -> None:
        super().__init__()
        self.animation_level = "none"
        self.count = count
        self.asked: list[tuple[int, int]] = []
        self.opened: list[int] = []
        self.sorted: list[str] = []

    def compose(self) -> Iterable[Widget]:
        yield Table(
            lambda: [Column("n", "数", 8, right=True), Column("words", "说明", 10, grow=1)],
            lambda row: [Cell(str(row)), Cell(f"第{row}笔", "warning" if row % 2 else "")],
            str,
            fetch=self.fetch,
        )

    def on_mount(self) -> None:
        table = self.table
        table.show(self.count, range(min(PAGE, self.count)))
        table.focus()

    @property
    def table(self) -> Table[int]:
        return self.query_one(Table)

    async def fetch(self, offset: int, limit: int) -> list[int]:
        self.asked.append((offset, limit))
        return list(range(offset, min(offset + limit, self.count)))

    def on_table_opened(self, event: Table.Opened) -> None:
        self.opened.append(event.row)

    def on_table_header_clicked(self, event: Table.HeaderClicked) -> None:
        self.sorted.append(event.column)


async def test_a_hundred_thousand_rows_are_opened_by_asking_for_none_that_is_not_seen() -> None:
    app = Numbers(MANY)
    async with app.run_test(size=(40, 12)) as pilot:
        screens = Driver(app, pilot)
        await screens.settle()
        assert app.asked == []
        assert "第0笔" in screens.text() and "第10笔" in screens.text()


async def test_end_shows_the_last_row_and_asks_for_its_page_only() -> None:
    app = Numbers(MANY)
    async with app.run_test(size=(40, 12)) as pilot:
        screens = Driver(app, pilot)
        await screens.press("end")
        assert f"▸    {MANY - 1} 第{MANY - 1}笔" in screens.lines()[-1]
        assert {offset // PAGE for offset, _ in app.asked} <= {(MANY - 1) // PAGE, (MANY - 12) // PAGE}
        await screens.press("home")
        assert "第0笔" in screens.lines()[1]


async def test_page_keys_move_by_what_is_seen_and_never_beyond_the_ends() -> None:
    app = Numbers(30)
    async with app.run_test(size=(40, 12)) as pilot:
        screens = Driver(app, pilot)
        await screens.press("pagedown")
        assert app.table.cursor == 10
        await screens.press("pagedown", "pagedown", "pagedown", "down")
        assert app.table.cursor == 29
        await screens.press("pageup", "up")
        assert app.table.cursor == 18
        await screens.press("home", "up")
        assert app.table.cursor == 0


async def test_memory_holds_a_bounded_number_of_pages() -> None:
    app = Numbers(MANY)
    async with app.run_test(size=(40, 12)) as pilot:
        screens = Driver(app, pilot)
        for page in range(KEPT_PAGES * 2):
            app.table.move_to(page * PAGE + PAGE // 2)
            await screens.settle()
        assert len(app.table._rows) <= (KEPT_PAGES + 1) * PAGE
        assert app.table.current == app.table.cursor


async def test_the_cursor_stays_on_its_row_when_the_list_comes_anew() -> None:
    app = Numbers(20)
    async with app.run_test(size=(40, 12)) as pilot:
        screens = Driver(app, pilot)
        app.table.move_to(5)
        app.table.show(21, [-1, *range(20)])
        await screens.settle()
        assert (app.table.cursor, app.table.current) == (6, 5)


async def test_fewer_rows_than_before_leave_the_cursor_on_the_last() -> None:
    app = Numbers(20)
    async with app.run_test(size=(40, 12)) as pilot:
        screens = Driver(app, pilot)
        await screens.press("end")
        app.table.show(3, range(3))
        await screens.settle()
        assert app.table.cursor == 2
        app.table.show(0, [])
        await screens.settle()
        assert app.table.current is None


async def test_the_mouse_moves_opens_and_sorts() -> None:
    app = Numbers(20)
    async with app.run_test(size=(40, 12)) as pilot:
        screens = Driver(app, pilot)
        await screens.click(Table, offset=(12, 4))
        assert app.table.cursor == 3
        await pilot.click(Table, offset=(12, 4), times=2)
        await screens.settle()
        assert app.opened == [3]
        await screens.click(Table, offset=(4, 0))
        await screens.click(Table, offset=(14, 0))
        assert app.sorted == ["n", "words"]


async def test_a_narrow_table_leaves_columns_out_rather_than_cut_a_figure() -> None:
    app = Numbers(5)
    async with app.run_test(size=(14, 6)) as pilot:
        screens = Driver(app, pilot)
        await screens.settle()
        assert screens.lines()[1] == "▸        0"
