"""A table that draws only the lines that are seen, over pages that are asked for when they come into sight.

Ten rows and a hundred thousand open alike. Filling a Textual DataTable costs eight times the program's
start at 10,000 rows (measured), so loans are never shown in one.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from duewatch.model.problem import InputProblem
from duewatch.ui.cells import cell_len, fit

R = TypeVar("R")
PAGE = 64
"""Rows asked for at once: more than a usual screen shows, few enough to come within a frame."""
KEPT_PAGES = 32
"""Pages kept in memory; those farthest from sight are let go first."""
_MARK = 2
"""Cells for the cursor's mark."""
_LEAST = 4
"""Cells a column is never narrower than."""


_LEAST_NAME = 7
"""So many cells of a text tell it from others."""


class Cell(NamedTuple):
    """What stands in one cell, and its tone (see signs.Sign). marks: what stands behind the text and is never cut off,
    in the words to use from the longest to the shortest; the first that leaves the text room is taken."""

    text: str
    tone: str = ""
    marks: tuple[str, ...] = ()

    def fitted(self, room: int, *, right: bool = False) -> str:
        """Exactly `room` cells of it."""
        if not self.marks:
            return fit(self.text, room, right=right)
        left = [(mark, room - cell_len(mark) - 1) for mark in self.marks]
        mark, rest = next((each for each in left if each[1] >= min(_LEAST_NAME, cell_len(self.text))), left[-1])
        if rest < 1:
            return fit(mark, room)
        return fit(f"{fit(self.text, rest).rstrip()} {mark}", room)


class Column(NamedTuple):
    """A column. width: cells at least. grow: its share of the room left over. from_width: left out where
    the table is narrower than this. title: drawn in the header, an arrow beside it where it sorts."""

    id: str
    title: str
    width: int
    grow: int = 0
    right: bool = False
    from_width: int = 0


class Table(ScrollView, Generic[R], can_focus=True):
    """Rows of R in columns, with a cursor.

    columns, cells: what to draw, asked for at every drawing, so that language and hiding take effect at
    once. identity: tells rows apart over a reload. fetch(offset, limit): rows that are not there yet; None
    where all rows are handed to `show`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(1)", show=False),
    ]
    TONES: ClassVar[tuple[str, ...]] = ("error", "warning", "primary", "success", "muted")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--cursor",
        "table--idle-cursor",
        *(f"table--{tone}" for tone in TONES),
    }

    class Highlighted(Message):
        """The cursor stands on another row (None: there are no rows, or it is still being fetched)."""

        def __init__(self, table: "Table[Any]", row: Any) -> None:
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> "Table[Any]":
            """The table."""
            return self.table

    class Opened(Message):
        """Enter, or a second click, on a row."""

        def __init__(self, table: "Table[Any]", row: Any) -> None:
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> "Table[Any]":
            """The table."""
            return self.table

    class HeaderClicked(Message):
        """A click on a column's title."""

        def __init__(self, table: "Table[Any]", column: str) -> None:
            super().__init__()
            self.table = table
            self.column = column

        @property
        def control(self) -> "Table[Any]":
            """The table."""
            return self.table

    def __init__(
        self,
        columns: Callable[[], Sequence[Column]],
        cells: Callable[[R], Sequence[Cell]],
        identity: Callable[[R], str],
        *,
        fetch: Callable[[int, int], Awaitable[list[R]]] | None = None,
        header: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._columns_now = columns
        self._cells = cells
        self._identity = identity
        self._fetch = fetch
        self._header = 1 if header else 0
        self._rows: dict[int, R] = {}
        self._wanted: set[int] = set()
        self._fetching = False
        self._styles_now: dict[str, Style] = {}
        self.count = 0
        self.cursor = 0

    # --- content -------------------------------------------------------------------------------------

    def show(self, count: int, rows: Iterable[R], offset: int = 0) -> None:
        """Show `count` rows, of which `rows` from `offset` on are there already. The cursor stays on its row
        where that is among them, on its line otherwise."""
        before = self.current
        self.count = count
        self._rows = dict(enumerate(rows, offset))
        self._wanted.clear()
        if before is not None:
            wanted = self._identity(before)
            self.cursor = next(
                (index for index, row in self._rows.items() if self._identity(row) == wanted), self.cursor
            )
        self.cursor = max(0, min(self.cursor, count - 1))
        self._fit_to_room()
        self._show_cursor()
        self.refresh()
        self._say_highlighted()

    @property
    def current(self) -> R | None:
        """The row under the cursor."""
        return self._rows.get(self.cursor)

    def around_cursor(self) -> tuple[int, int]:
        """Offset and number of rows worth asking for again at a reload: those in sight."""
        first = max(0, self.scroll_offset.y // PAGE * PAGE)
        return first, PAGE * 2

    # --- drawing -------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width = self.size.width
        if y == 0 and self._header:
            return self._header_line(width)
        index = y - self._header + self.scroll_offset.y
        if index >= self.count:
            return Strip.blank(width, self.rich_style)
        row = self._rows.get(index)
        at_cursor = index == self.cursor
        cursor = self._style("cursor" if self.has_focus else "idle-cursor") if at_cursor else Style()
        base = self.rich_style + cursor
        segments = [Segment("▸ " if at_cursor else "  ", base)]
        if row is None:
            self._want(index)
            return Strip(segments).adjust_cell_length(width, base)
        cells = dict(zip((column.id for column in self._columns_now()), self._cells(row), strict=True))
        for column, room in self._laid_out(width):
            cell = cells[column.id]
            tone = cell.tone
            style = base if not tone or (at_cursor and self.has_focus) else base + self._style(tone)
            segments.append(Segment(cell.fitted(room, right=column.right), style))
            segments.append(Segment(" ", base))
        return Strip(segments).adjust_cell_length(width, base)

    def _header_line(self, width: int) -> Strip:
        style = self.rich_style + self._style("header")
        segments = [Segment(" " * _MARK, style)]
        for column, room in self._laid_out(width):
            fits = cell_len(column.title) <= room
            segments.append(Segment(fit(column.title, room, right=column.right and fits) + " ", style))
        return Strip(segments).adjust_cell_length(width, style)

    def _laid_out(self, width: int) -> list[tuple[Column, int]]:
        """The columns that there is room for, with their widths."""
        shown = [column for column in self._columns_now() if width >= column.from_width]
        spare = width - _MARK - sum(column.width + 1 for column in shown)
        shares = sum(column.grow for column in shown)
        laid = [
            (column, max(1, column.width + (spare * column.grow // shares if shares and spare > 0 else 0)))
            for column in shown
        ]
        # Narrower than foreseen: the widest columns give way, growing ones first, figures never.
        while spare < 0:
            shrinkable = [at for at, (_, room) in enumerate(laid) if room > _LEAST and not laid[at][0].right]
            if not shrinkable:
                break
            index = max(shrinkable, key=lambda at: (laid[at][0].grow > 0, laid[at][1]))
            laid[index] = (laid[index][0], laid[index][1] - 1)
            spare += 1
        while spare < 0 and len(laid) > 1:
            spare += laid.pop()[1] + 1
        return laid

    def _style(self, name: str) -> Style:
        if name not in self._styles_now:
            self._styles_now[name] = self.get_component_rich_style(f"table--{name}", partial=True)
        return self._styles_now[name]

    def relabel(self) -> None:
        """Other words in the same cells."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Another theme: forget the colours."""
        self._styles_now.clear()
        super().notify_style_update()

    def _fit_to_room(self) -> None:
        self.virtual_size = Size(0, self.count + self._header)

    # --- pages ---------------------------------------------------------------------------------------

    def _want(self, index: int) -> None:
        """A row that is not there came into sight: ask for its page."""
        if self._fetch is None:
            return
        self._wanted.add(index // PAGE)
        if not self._fetching:
            self._fetching = True
            self.run_worker(self._fetch_wanted(self._fetch), group="pages", exit_on_error=True)

    async def _fetch_wanted(self, fetch: Callable[[int, int], Awaitable[list[R]]]) -> None:
        try:
            while self._wanted:
                top = self.scroll_offset.y
                in_sight = range(top // PAGE, (top + self.size.height) // PAGE + 1)
                self._wanted.intersection_update(in_sight)
                if not self._wanted:
                    break
                page = min(self._wanted)
                count, rows = self.count, await fetch(page * PAGE, PAGE)
                if count != self.count:
                    continue  # shown anew meanwhile: these rows belong to the list before
                self._wanted.discard(page)
                had_cursor = self.cursor in self._rows
                self._rows.update(enumerate(rows, page * PAGE))
                self._let_go(page)
                self.refresh()
                if not had_cursor and self.cursor in self._rows:
                    self._say_highlighted()
        except InputProblem:
            self._wanted.clear()  # the owner of `fetch` has said so; the lines stay empty
        finally:
            self._fetching = False

    def _let_go(self, page: int) -> None:
        pages = {index // PAGE for index in self._rows}
        for far in sorted(pages, key=lambda other: abs(other - page))[KEPT_PAGES:]:
            for index in range(far * PAGE, (far + 1) * PAGE):
                self._rows.pop(index, None)

    # --- moving --------------------------------------------------------------------------------------

    def move_to(self, index: int, *, near_top: bool = False) -> None:
        """Put the cursor on a row, in sight; near_top: with most of what is in sight after it."""
        index = max(0, min(index, self.count - 1))
        if index != self.cursor:
            self.cursor = index
            self._say_highlighted()
        if near_top:  # after the layout, which may not know yet how many rows there are
            self.call_after_refresh(self.scroll_to, y=max(0, self.cursor - 2), animate=False)
        self._show_cursor()
        self.refresh()

    def action_move(self, rows: int) -> None:
        """Up or down."""
        self.move_to(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        self.move_to(self.cursor + pages * max(1, self.size.height - self._header - 1))

    def action_jump(self, end: int) -> None:
        """To the first or the last row."""
        self.move_to(self.count - 1 if end else 0)

    def open_current(self) -> None:
        """Open the row under the cursor."""
        if (row := self.current) is not None:
            self.post_message(self.Opened(self, row))

    def _show_cursor(self) -> None:
        room = max(1, self.size.height - self._header)
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False)

    def _say_highlighted(self) -> None:
        self.post_message(self.Highlighted(self, self.current))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()

    def on_focus(self) -> None:
        """The cursor is drawn otherwise while keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """See on_focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A title, a row, or the row under the cursor again."""
        if event.y < self._header:
            left = _MARK
            for column, room in self._laid_out(self.size.width):
                if left <= event.x < left + room + 1:
                    self.post_message(self.HeaderClicked(self, column.id))
                left += room + 1
            return
        index = event.y - self._header + self.scroll_offset.y
        if index >= self.count:
            return
        if index == self.cursor and self.has_focus and event.chain >= 2:
            self.open_current()
        self.move_to(index)
