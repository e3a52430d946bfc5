"""Offers of a loan side by side with its plan and with paying nothing, and whether what was agreed was confirmed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from duewatch.model.text import Name, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.offer_views import OptionPaper, OptionTable, Way
from duewatch.ui.widgets.table import Table

if TYPE_CHECKING:
    from duewatch.desk.confirming import ConfirmationLine
    from duewatch.desk.desk import Desk
    from duewatch.desk.weighing import Comparison


class OffersScreen(WatchScreen[None]):
    """Ways on with one loan."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("open", "offers", "back")

    CSS_PATH = "../styles/agreeing.tcss"

    def __init__(self, loan_id: str) -> None:
        super().__init__()
        self._loan_id = loan_id
        self._found: Comparison | None = None

    def body(self) -> Iterable[Widget]:
        """A line, the table, the one at the cursor."""
        yield Said("", classes="title", id="offers-title")
        yield OptionTable()
        with VerticalScroll(id="option-box"):
            yield OptionPaper()

    @property
    def table(self) -> OptionTable:
        """Ways on."""
        return self.query_one(OptionTable)

    def selected_loan(self) -> str | None:
        """This loan."""
        return self._loan_id

    def reload(self) -> None:
        """Everything anew."""
        loan_id, now = self._loan_id, self.program.now()

        def work(desk: "Desk") -> "tuple[Comparison, tuple[ConfirmationLine, ...]]":
            return desk.compare_offers(loan_id, now), desk.confirmations(loan_id, now)

        self.call(work, self._show)

    def _show(self, answer: "tuple[Comparison, tuple[ConfirmationLine, ...]]") -> None:
        found, agreed = answer
        self._found = found
        ways = [Way(option) for option in found.options] + [Way(agreed=line) for line in reversed(agreed)]
        with self.app.batch_update():
            self.table.show(len(ways), ways)
            self.query_one(OptionPaper).show(found, self.table.current)
            name = Name(found.loan.name, found.loan.name)
            self.query_one("#offers-title", Said).show(
                text("Ways on: {loan}", loan=name)
                if len(found.options) > 2
                else text("No open offer for {loan}. 5 notes one.", loan=name)
            )
        if self.focused is None:
            self.table.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """An offer can be answered, an agreement be confirmed."""
        if action != "open":
            return True
        way = self.table.current
        return way is not None and (way.agreed is not None or (way.option is not None and way.option.line is not None))

    @on(Table.Highlighted, "#option-table")
    def _moved(self, event: Table.Highlighted) -> None:
        self.query_one(OptionPaper).show(self._found, event.row)
        self.query_one("#option-box").scroll_home(animate=False)
        self.refresh_bindings()

    @on(Table.Opened, "#option-table")
    def _opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Answer the offer, or note its confirmation."""
        from duewatch.ui.screens.offer_forms import AnswerForm, ConfirmationForm

        way = self.table.current
        if way is not None and way.agreed is not None:
            self.app.push_screen(ConfirmationForm(way.agreed))
        elif way is not None and way.option is not None and way.option.line is not None:
            self.app.push_screen(AnswerForm(way.option.line))

    def action_offers(self) -> None:
        """Note one; what was told in a call is there to begin with."""
        from duewatch.ui.screens.offer_forms import OfferForm

        loan_id = self._loan_id
        self.call(lambda desk: OfferForm.asked(desk, loan_id), self.program.show_screen, group="form")

    def action_back(self) -> None:
        """To the loan."""
        self.dismiss()
