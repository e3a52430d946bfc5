"""贷款: every loan, sortable, with a filter line and a side pane where there is room."""

from collections.abc import Iterable

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from duewatch.model.text import Sentence, ntext, text
from duewatch.ui import keys
from duewatch.ui.screens.loan_list import Listing, LoanListScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.filter_line import FilterLine
from duewatch.ui.widgets.loan_table import LoanTable
from duewatch.ui.widgets.summary import LoanSummary
from duewatch.ui.widgets.table import Table


class LoansScreen(LoanListScreen):
    """All loans, the settled ones too."""

    BINDINGS = keys.bindings("open", "filter", "sort", "reverse", "back")

    CSS_PATH = "../styles/loans.tcss"

    def __init__(self) -> None:
        super().__init__(Listing())

    def body(self) -> Iterable[Widget]:
        """A line that counts, the filter line, the table and the side pane."""
        yield Said(classes="title", id="loans-title")
        yield FilterLine()
        with Horizontal(id="lists"):
            yield LoanTable(self.fetch_rows, whole=True)
            with Vertical(id="side"):
                yield LoanSummary()

    def reload(self) -> None:
        """The list anew."""
        self.list_anew()
        if self.focused is None:
            self.table.focus()

    def listed(self) -> None:
        """Say how many there are."""
        self.query_one("#loans-title", Said).show(self._counted())

    def _counted(self) -> Sentence:
        count = ntext("{count} loan", "{count} loans", self.table.count)
        if self.listing.containing:
            return text("{loans} with “{words}”; Esc shows all", loans=count, words=self.listing.containing)
        return count

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc does something while a filter is on."""
        if action == "back":
            return self.query_one(FilterLine).display or bool(self.listing.containing)
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Open the filter line."""
        self.query_one(FilterLine).open(self.listing.containing)

    def action_back(self) -> None:
        """Leave the filter line: all loans again."""
        self.query_one(FilterLine).close()
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
