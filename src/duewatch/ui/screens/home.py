"""今日: what is due next, what is late, the cash needed, what to do today, and the loans below."""

from collections.abc import Iterable
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from duewatch.model.problem import InputProblem
from duewatch.model.projection import LoanRow
from duewatch.model.text import text
from duewatch.ui.screens.loan_list import Listing, LoanListScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.head import Head
from duewatch.ui.widgets.loan_table import LoanTable
from duewatch.ui.widgets.summary import LoanSummary
from duewatch.ui.widgets.table import PAGE, Cell, Column, Table
from duewatch.ui.widgets.tiles import Tiles

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import Today, ToDo

_AT_ONCE = 0.08
"""Seconds the first paint waits for the day's picture, so that it usually comes whole and never flickers."""
_HOME = Listing(open_only=True)


class FirstPicture(NamedTuple):
    """What home shows at the start, asked for in one go."""

    today: "Today"
    count_of_rows: int
    rows: list[LoanRow]

    @classmethod
    def take(cls, desk: "Desk", now: datetime, listing: Listing = _HOME) -> "FirstPicture":
        """Ask the desk."""
        today = desk.today(now)
        count = desk.loan_count(now, containing=listing.containing, open_only=listing.open_only)
        return cls(today, count, desk.loan_rows(now, **listing._asdict(), limit=PAGE))


class HomeScreen(LoanListScreen):
    """The day's picture."""

    def __init__(self) -> None:
        super().__init__(_HOME)

    def body(self) -> Iterable[Widget]:
        """Tiles, to-do list, loans; a side pane where there is room."""
        yield Tiles()
        yield Said(text("To do today"), id="todo-title", classes="title")
        yield Table(self._todo_columns, self._todo_cells, _todo_identity, header=False, id="todo")
        yield Said(id="advice")
        yield Said(text("Loans"), classes="title", id="loans-title")
        with Horizontal(id="lists"):
            yield LoanTable(self.fetch_rows)
            with Vertical(id="side"):
                yield LoanSummary()

    def reload(self) -> None:
        """The day's picture anew; at the start it has been asked for already."""
        first, self.program.first_picture = self.program.first_picture, None
        if first is not None:
            self._take_first(first)
            return
        now, listing = self.program.now(), self.listing
        self.call(lambda desk: FirstPicture.take(desk, now, listing), self._show)

    def _take_first(self, first: "Future[FirstPicture]") -> None:
        try:
            self._show(first.result(_AT_ONCE))
        except TimeoutError:
            self.call(lambda _: first.result(), self._show)  # runs after it on the desk's thread
        except InputProblem as problem:
            self.program.tell_problem(problem)

    def _show(self, picture: FirstPicture) -> None:
        today = picture.today
        self.set_class(today.totals.loans == 0, "-empty")
        self.refresh_bindings()
        if today.totals.loans == 0:
            self._welcome()
            return
        self.query_one(Head).show_last_check(today.last_check_at, today.missed_at)
        self.query_one(Tiles).show(today)
        todo = self.query_one("#todo", Table)
        todo.show(len(today.do), today.do)
        todo.styles.height = max(1, min(len(today.do), 6 if self.size.height >= 34 else 3))
        table = self.table
        table.show(picture.count_of_rows, picture.rows)
        welcome = self.query("#welcome")
        if self.focused is None or welcome:
            (todo if today.do else table).focus()
        welcome.remove()  # something is entered now

    def _welcome(self) -> None:
        from duewatch.ui.widgets.welcome import Welcome

        if not self.query(Welcome):
            self.mount(Welcome(), before="#tiles")

    # --- to do ---------------------------------------------------------------------------------------

    def _todo_columns(self) -> list[Column]:
        return [Column("what", "", 30, grow=1)]

    def _todo_cells(self, do: "ToDo") -> list[Cell]:
        return [Cell(self.program.say(do.what))]

    @on(Table.Highlighted, "#todo")
    def _advise(self, event: Table.Highlighted) -> None:
        """What to do about it, in full, under the list."""
        self.query_one("#advice", Said).show(event.row.why if event.row is not None else "")

    @on(Table.Opened, "#todo")
    def _open_todo(self, event: Table.Opened) -> None:
        if event.row.loan_id is not None:
            self.program.open_loan(event.row.loan_id)

    def action_open(self) -> None:
        """Open what the cursor is on, in the list that has the keys."""
        todo = self.query_one("#todo", Table)
        (todo if todo.has_focus else self.table).open_current()

    def selected_loan(self) -> str | None:
        """The loan under the cursor of the list that has the keys."""
        todo = self.query_one("#todo", Table)
        if todo.has_focus and todo.current is not None:
            chosen: str | None = todo.current.loan_id
            return chosen
        return super().selected_loan()


def _todo_identity(do: "ToDo") -> str:
    return f"{do.loan_id} {do.what!r}"
