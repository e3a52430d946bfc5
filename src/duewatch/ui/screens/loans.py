"""贷款: every loan, the settled ones too, with all that there is room for."""

from collections.abc import Iterable

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from duewatch.model.text import Sentence, ntext, text
from duewatch.ui.screens.loan_list import Listing, LoanListScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.loan_table import LoanTable
from duewatch.ui.widgets.summary import LoanSummary


class LoansScreen(LoanListScreen):
    """All loans."""

    def __init__(self) -> None:
        super().__init__(Listing())

    def body(self) -> Iterable[Widget]:
        """A line that counts, the table and the side pane."""
        yield Said(classes="title", id="loans-title")
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
