"""One loan: its ladder, what they may not do and what one can do now, and tabs with the rest."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from duewatch.desk.views import LoanDetail
from duewatch.model.problem import InputProblem
from duewatch.model.text import Name, Sentence, Text, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.bill_table import BillTable
from duewatch.ui.widgets.ladder import LadderLine
from duewatch.ui.widgets.loan_papers import ExplanationPaper, FactsPaper, OwedLine, StagePaper
from duewatch.ui.widgets.tabs import TabLine

if TYPE_CHECKING:
    from duewatch.desk.views import Answers

TABS = ("bills", "explained", "facts")


def tab_name(tab: str) -> Sentence:
    """A tab's words."""
    match tab:
        case "explained":
            return text("What it means for the credit record")
        case "facts":
            return text("Facts and sources")
    return text("Bills")


class LoanScreen(WatchScreen[None]):
    """A loan whole."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(
        "back", "previous_tab", "next_tab", "edit", "bill", "demand", "mute", "close_loan"
    )

    CSS_PATH = "../styles/loan.tcss"

    def __init__(self, loan_id: str) -> None:
        super().__init__()
        self._loan_id = loan_id
        self._detail: LoanDetail | None = None

    def body(self) -> Iterable[Widget]:
        """Who and how much, the ladder, what can be done, then the tabs."""
        yield OwedLine()
        yield LadderLine()
        with VerticalScroll(id="stage-box"):
            yield StagePaper()
        yield TabLine(TABS, tab_name)
        yield BillTable()
        with VerticalScroll(id="explained-box", classes="paper"):
            yield ExplanationPaper()
        with VerticalScroll(id="facts-box", classes="paper"):
            yield FactsPaper()

    def on_mount(self) -> None:
        """Bills first."""
        self._show_tab("bills")

    def selected_loan(self) -> str | None:
        """This loan."""
        return self._loan_id

    def reload(self) -> None:
        """The loan anew; one that an undo took away closes the screen."""
        loan_id, now = self._loan_id, self.program.now()
        self.call(lambda desk: desk.loan(loan_id, now), self._show, failed=self._gone)
        if self.query_one(TabLine).active == "explained":
            self._ask_explanation()

    def _gone(self, problem: InputProblem) -> None:
        self.program.tell_problem(problem)
        self.dismiss()

    def _show(self, detail: LoanDetail) -> None:
        self._detail = detail
        with self.app.batch_update():
            self.query_one(OwedLine).show(detail)
            self.query_one(LadderLine).show(detail)
            self.query_one(StagePaper).show(detail)
            self.query_one(FactsPaper).show(detail)
            self.query_one(BillTable).show_bills(detail)

    # --- tabs ----------------------------------------------------------------------------------------

    def action_next_tab(self) -> None:
        """The tab to the right."""
        self._turn(1)

    def action_previous_tab(self) -> None:
        """The tab to the left."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        active = self.query_one(TabLine).active
        self._show_tab(TABS[(TABS.index(active) + by) % len(TABS)])

    @on(TabLine.Chosen)
    def _chosen(self, event: TabLine.Chosen) -> None:
        self._show_tab(event.tab)

    def _show_tab(self, tab: str) -> None:
        self.query_one(TabLine).show(tab)
        boxes = {"bills": self.query_one(BillTable), "explained": self.query_one("#explained-box")}
        boxes["facts"] = self.query_one("#facts-box")
        for name, box in boxes.items():
            box.display = name == tab
        boxes[tab].focus()
        if tab == "explained":
            self._ask_explanation()

    def _ask_explanation(self) -> None:
        """Plugins may be asked, so it is asked only when it is looked at."""
        loan_id, now = self._loan_id, self.program.now()
        paper = self.query_one(ExplanationPaper)

        def show(answers: "Answers") -> None:
            paper.show(answers)

        self.call(lambda desk: desk.explain(loan_id, now), show, group="explain")

    # --- acts ----------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """To the list."""
        self.dismiss()

    def action_edit(self) -> None:
        """The loan's terms."""
        from duewatch.ui.screens.loan_form import LoanForm

        self.program.about_a_loan(LoanForm.to_edit)

    def action_bill(self) -> None:
        """A bill as the app shows it; the one under the cursor to begin with."""
        from duewatch.ui.screens.bill_form import BillForm

        line = self.query_one(BillTable).current_bill
        self.program.about_a_loan(lambda detail: BillForm(detail, line))

    def action_demand(self) -> None:
        """Somebody chased."""
        from duewatch.ui.screens.demand_form import DemandForm

        self.program.about_a_loan(DemandForm)

    def action_mute(self) -> None:
        """暂时还不上: no reminders of this loan, or again."""
        if self._detail is None:
            return
        loan_id, muted, now = self._loan_id, not self._detail.loan.muted, self.program.now()
        self.program.write(lambda desk: desk.mute(loan_id, now, muted=muted), lambda _: muted_words(muted))

    def action_close_loan(self) -> None:
        """Nothing more is owed, says the borrower."""
        if self._detail is None:
            return
        loan_id, now = self._loan_id, self.program.now()
        loan = self._detail.loan
        name = Name(loan.name, loan.name)
        self.program.write(
            lambda desk: desk.close_loan(loan_id, now),
            lambda _: text("“{loan}” is noted as settled. Press u to take it back.", loan=name),
        )


def muted_words(muted: bool) -> Text:
    """What muting did."""
    if muted:
        return text("No more reminders of this loan. Court deadlines are still shown. Press m to hear of it again.")
    return text("Reminders of this loan are on again.")
