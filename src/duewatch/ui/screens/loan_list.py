"""What home and loans screen share: a loan table over the desk's pages, sorting, and acting on a row."""

from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from duewatch.model.projection import LOAN_SORTS, LoanRow
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.filter_line import FilterLine
from duewatch.ui.widgets.loan_table import LoanTable
from duewatch.ui.widgets.summary import LoanSummary
from duewatch.ui.widgets.table import Table


class Listing(NamedTuple):
    """What the list shows. See Desk.loan_rows."""

    sort: str = "due"
    descending: bool = False
    containing: str = ""
    open_only: bool = False


class LoanListScreen(WatchScreen[None]):
    """A screen with a loan table."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("open", "filter", "sort", "reverse", "back")

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        self.listing = listing

    @property
    def table(self) -> LoanTable:
        """The loans."""
        return self.query_one(LoanTable)

    async def fetch_rows(self, offset: int, limit: int) -> list[LoanRow]:
        """A page for the table."""
        listing, now = self.listing, self.program.now()
        return await self.program.ask_desk(
            lambda desk: desk.loan_rows(now, **listing._asdict(), offset=offset, limit=limit)
        )

    def list_anew(self, listing: Listing | None = None) -> None:
        """Ask for the list again, sorted or filtered otherwise."""
        self.listing = asked = listing or self.listing
        table, now = self.table, self.program.now()
        table.sort, table.descending = asked.sort, asked.descending
        offset, limit = table.around_cursor()

        self.call(
            lambda desk: (
                desk.loan_count(now, containing=asked.containing, open_only=asked.open_only),
                desk.loan_rows(now, **asked._asdict(), offset=offset, limit=limit),
            ),
            lambda answer: self._list(*answer, offset),
            group="list",
        )

    def _list(self, count: int, rows: list[LoanRow], offset: int) -> None:
        self.table.show(count, rows, offset)
        self.refresh_bindings()
        self.listed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what does something now: Esc while a filter is on, the rest while there are loans."""
        if action == "back":
            return bool(self.listing.containing or any(line.display for line in self.query(FilterLine)))
        return (
            self.table.count > 0 or bool(self.listing.containing) or action not in ("open", "sort", "reverse", "filter")
        )

    def listed(self) -> None:
        """The list was shown anew."""

    def selected_loan(self) -> str | None:
        """The loan under the cursor."""
        row = self.table.current
        return None if row is None else row.loan_id

    def action_open(self) -> None:
        """Open the loan under the cursor."""
        self.table.open_current()

    def action_sort(self) -> None:
        """Sort by the next column."""
        following = LOAN_SORTS[(LOAN_SORTS.index(self.listing.sort) + 1) % len(LOAN_SORTS)]
        self.list_anew(self.listing._replace(sort=following, descending=False))

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.list_anew(self.listing._replace(descending=not self.listing.descending))

    async def action_filter(self) -> None:
        """Open the filter line."""
        if not self.query(FilterLine):
            await self.mount(FilterLine(), before="#lists")
        self.query_one(FilterLine).open(self.listing.containing)

    def action_back(self) -> None:
        """Leave the filter line: all loans again."""
        for line in self.query(FilterLine):
            line.close()
        self.table.focus()
        if self.listing.containing:
            self.list_anew(self.listing._replace(containing=""))

    @on(Input.Changed, "#filter-words")
    def _filter_as_typed(self, event: Input.Changed) -> None:
        if event.value != self.listing.containing:
            self.list_anew(self.listing._replace(containing=event.value))

    @on(Input.Submitted, "#filter-words")
    def _go_to_list(self) -> None:
        self.table.focus()

    @on(Table.Highlighted, "#loan-table")
    def _summarise(self, event: Table.Highlighted) -> None:
        self.query_one(LoanSummary).show(event.row)

    @on(Table.HeaderClicked)
    def _sort_by(self, event: Table.HeaderClicked) -> None:
        if event.column in LOAN_SORTS:
            turned = event.column == self.listing.sort and not self.listing.descending
            self.list_anew(self.listing._replace(sort=event.column, descending=turned))

    @on(Table.Opened, "#loan-table")
    def _open_loan(self, event: Table.Opened) -> None:
        self.program.open_loan(event.row.loan_id)
