"""自动扣款: which account each loan is debited from, when, and whether one account can serve all of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from duewatch.model.text import text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.debit_views import AccountPaper, DebitTable
from duewatch.ui.widgets.table import Table

if TYPE_CHECKING:
    from duewatch.desk.debits import DebitMap


class DebitsScreen(WatchScreen[None]):
    """The debits of a month, and the accounts."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("open", "edit", "back")

    CSS_PATH = "../styles/agreeing.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._map: DebitMap | None = None

    def body(self) -> Iterable[Widget]:
        """A line, the table, the accounts."""
        yield Said("", classes="title", id="debits-title")
        yield DebitTable()
        with VerticalScroll(id="account-box"):
            yield AccountPaper()

    @property
    def table(self) -> DebitTable:
        """The debits."""
        return self.query_one(DebitTable)

    def reload(self) -> None:
        """The map anew."""
        now = self.program.now()
        self.call(lambda desk: desk.debits(now), self._show)

    def _show(self, found: "DebitMap") -> None:
        self._map = found
        with self.app.batch_update():
            self.table.show(len(found.lines), found.lines)
            self.query_one(AccountPaper).show(found)
            none = text("No bill is known for these days.")
            title = text("Automatic debits until {on}", on=found.until) if found.lines else none
            self.query_one("#debits-title", Said).show(title)
        if self.focused is None:
            self.table.focus()
        self.refresh_bindings()

    def selected_loan(self) -> str | None:
        """The loan of the debit at the cursor."""
        row = self.table.current
        return None if row is None else row.debit.loan_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only where there is a debit."""
        return self.selected_loan() is not None if action in {"open", "edit"} else True

    @on(Table.Highlighted, "#debit-table")
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Table.Opened, "#debit-table")
    def _opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The loan itself."""
        if (loan_id := self.selected_loan()) is not None:
            self.program.open_loan(loan_id)

    def action_edit(self) -> None:
        """The account of the debit at the cursor, and what is known of it."""
        from duewatch.ui.screens.debit_form import DebitForm

        row, found = self.table.current, self._map
        if row is not None and found is not None:
            known = {view.account.name: view.account for view in found.accounts}
            self.program.about_a_loan(lambda detail: DebitForm(detail, known))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()
