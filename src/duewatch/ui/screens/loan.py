"""One loan: its ladder, what they may not do and what one can do now, and tabs with the rest."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from duewatch.desk.views import LoanDetail
from duewatch.model.problem import InputProblem
from duewatch.model.text import Name, Sentence, Text, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.bill_table import BillTable
from duewatch.ui.widgets.ladder import LadderLine
from duewatch.ui.widgets.loan_papers import ExplanationPaper, FactsPaper, OwedLine, StagePaper
from duewatch.ui.widgets.strip import StripBox, StripPaper
from duewatch.ui.widgets.tabs import TabLine

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import Answers, StripView

TABS = ("bills", "strip", "explained", "facts")
_BACK, _AHEAD = 60, 12
"""Months of the strip: as many back as the report shows, a year ahead."""


def tab_name(tab: str) -> Sentence:
    """A tab's words."""
    match tab:
        case "strip":
            return text("Credit record")
        case "explained":
            return text("What it means")
        case "facts":
            return text("Facts and sources")
    return text("Bills")


class LoanScreen(WatchScreen[None]):
    """A loan whole."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(
        "back",
        "previous_tab",
        "next_tab",
        "edit",
        "bill",
        "demand",
        "pause",
        "party",
        "particular",
        "offers",
        "mute",
        "close_loan",
        "whole_strip",
        "suppose",
    )

    CSS_PATH = "../styles/loan.tcss"

    def __init__(self, loan_id: str) -> None:
        super().__init__()
        self._loan_id = loan_id
        self._detail: LoanDetail | None = None
        self._supposed: list[str] = []

    def body(self) -> Iterable[Widget]:
        """Who and how much, the ladder, what can be done, then the tabs."""
        yield OwedLine()
        yield LadderLine()
        with VerticalScroll(id="stage-box"):
            yield StagePaper()
        yield TabLine(TABS, tab_name)
        yield BillTable()
        yield StripBox(id="strip-box", classes="paper")
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
        self._look_at(self.query_one(TabLine).active)

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
        boxes = {tab: self.query_one(f"#{tab}-box") for tab in TABS if tab != "bills"}
        boxes["bills"] = self.query_one(BillTable)
        for name, box in boxes.items():
            box.display = name == tab
        boxes[tab].focus()
        self._look_at(tab)
        self.refresh_bindings()

    def _look_at(self, tab: str) -> None:
        """What takes its time is asked for only when it is looked at."""
        if tab == "explained":
            self._ask_explanation()
        elif tab == "strip":
            self._ask_strips()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Keys of the strip work where it is seen; the contract's where the platform has such particulars."""
        if action == "particular":
            return self._detail is not None and bool(self._detail.particulars)
        if action in {"whole_strip", "suppose"}:
            return self.is_mounted and self.query_one(TabLine).active == "strip"
        return True

    def _ask_strips(self) -> None:
        loan_id, now, supposed = self._loan_id, self.program.now(), tuple(self._supposed)
        paper = self.query_one(StripPaper)

        def work(desk: "Desk") -> "StripView":
            view = desk.strips(loan_id, now, back=_BACK, ahead=_AHEAD)
            if not supposed or view.unreported is not None:
                return view
            own = desk.strips(loan_id, now, supposed, back=_BACK, ahead=_AHEAD)
            return replace(view, strips=(*own.strips, *view.strips))

        def refused(problem: InputProblem) -> None:
            self._supposed.pop()
            paper.show_problem(problem)

        self.call(work, paper.show, failed=refused if supposed else None, group="strip")

    @on(Input.Submitted, "#supposition")
    def _suppose(self, event: Input.Submitted) -> None:
        words = event.value.strip()
        if words:
            event.input.value = ""
            self._supposed.append(words)
            self._ask_strips()

    def _ask_explanation(self) -> None:
        """Plugins may be asked, so it is asked only when it is looked at."""
        loan_id, now = self._loan_id, self.program.now()
        paper = self.query_one(ExplanationPaper)

        def show(answers: "Answers") -> None:
            paper.show(answers)

        self.call(lambda desk: desk.explain(loan_id, now), show, group="explain")

    # --- acts ----------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Out of the line, then to the list."""
        if isinstance(self.focused, Input):
            self.query_one("#strip-box").focus()
        else:
            self.dismiss()

    def action_whole_strip(self) -> None:
        """Two years or five."""
        self.query_one(StripPaper).turn()

    def action_suppose(self) -> None:
        """To the line for a supposition."""
        self.query_one("#supposition").focus()

    def action_edit(self) -> None:
        """The loan's terms; those of one that the config file declares are edited there."""
        if self._detail is not None and self._detail.loan.declared:
            self.program.tell(declared_words(self._detail.loan.id, self.program.actions["reload"].shown_key))
            return
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

    def action_pause(self) -> None:
        """Collecting stands still."""
        from duewatch.ui.screens.pause_form import PauseForm

        self.program.about_a_loan(PauseForm)

    def action_party(self) -> None:
        """Who stands behind it."""
        from duewatch.ui.screens.party_form import PartyForm

        self.program.about_a_loan(PartyForm)

    def action_particular(self) -> None:
        """What the contract says beyond bills."""
        from duewatch.ui.screens.particular_form import ParticularForm

        self.program.about_a_loan(ParticularForm)

    def action_offers(self) -> None:
        """What the lender offered, side by side."""
        from duewatch.ui.screens.offers import OffersScreen

        self.app.push_screen(OffersScreen(self._loan_id))

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


def declared_words(loan_id: str, key: str) -> Text:
    """Where a loan that the config file declares is edited."""
    return text(
        "This loan is declared in the config file. Edit [loans.{loan}] there, then press {key}.", loan=loan_id, key=key
    )


def muted_words(muted: bool) -> Text:
    """What muting did."""
    if muted:
        return text("No more reminders of this loan. Court deadlines are still shown. Press m to hear of it again.")
    return text("Reminders of this loan are on again.")
