"""信用报告: the report that was imported, account by account, beside what is known here."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from duewatch.desk.report_words import edition_name
from duewatch.model.problem import InputProblem
from duewatch.model.text import Name, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.report_views import AccountPaper, AccountTable, Choice, ChoiceTable, choices_of
from duewatch.ui.widgets.table import Table

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk
    from duewatch.desk.reporting import Linked, ReportView


class ReportScreen(WatchScreen[None]):
    """A list of accounts, and beside or below it the one at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("open", "back")

    CSS_PATH = "../styles/report.tcss"

    def body(self) -> Iterable[Widget]:
        """A line about the report, the table, the paper."""
        yield Said("", classes="title", id="report-title")
        with Horizontal(id="report"):
            yield AccountTable()
            yield ChoiceTable()
            with VerticalScroll(id="account-box"):
                yield AccountPaper()

    @property
    def table(self) -> AccountTable:
        """The accounts."""
        return self.query_one(AccountTable)

    def on_mount(self) -> None:
        """Nothing to choose yet."""
        self.query_one(ChoiceTable).display = False

    def reload(self) -> None:
        """The report anew."""
        now = self.program.now()
        self.call(lambda desk: desk.credit_report(now), self._show, failed=self._none)

    def _none(self, problem: InputProblem) -> None:
        """Nothing was imported, or an undo took it away."""
        self.table.show(0, ())
        self.query_one(AccountPaper).show(None)
        said = problem.what if problem.mend is None else text("{what} {mend}", what=problem.what, mend=problem.mend)
        self.query_one("#report-title", Said).show(said)
        self.query_one("#report").display = False
        self.refresh_bindings()

    def _show(self, view: "ReportView") -> None:
        self.query_one("#report").display = True
        title = text("Credit report of {day}, {edition}", day=view.head.on, edition=edition_name(view.head.edition))
        self.query_one("#report-title", Said).show(title)
        self.table.show(len(view.lines), view.lines)
        if self.focused is None:
            self.table.focus()
        self.refresh_bindings()

    @on(Table.Highlighted, "#account-table")
    def _moved(self, event: Table.Highlighted) -> None:
        self.query_one(AccountPaper).show(event.row)
        self.query_one("#account-box").scroll_home(animate=False)

    def selected_loan(self) -> str | None:
        """The loan that the account at the cursor is."""
        line = self.table.current
        return None if line is None or line.loan is None else line.loan.id

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The loan that the account is; without one what it may be, to choose from; else the account's own words."""
        choosing, line = self.query_one(ChoiceTable), self.table.current
        if choosing.display:
            self._choose(choosing.current)
        elif (loan_id := self.selected_loan()) is not None:
            self.program.open_loan(loan_id)
        elif line is not None and (offered := choices_of(line)) and not line.account.is_over:
            choosing.show(len(offered), offered)
            self._show_choices(shown=True)
            self.query_one("#report-title", Said).show(text("Which one is it? Enter chooses, Esc leaves it open."))
        else:
            self.query_one("#account-box").focus()

    def _show_choices(self, *, shown: bool) -> None:
        """One list or the other."""
        choosing = self.query_one(ChoiceTable)
        choosing.display, self.table.display = shown, not shown
        (choosing if shown else self.table).focus()

    def _choose(self, chosen: Choice | None) -> None:
        line, now = self.table.current, self.program.now()
        if chosen is None or line is None:
            return
        place = line.account.place

        def work(desk: "Desk") -> "Linked":
            if chosen.new:
                return desk.add_account(place, chosen.id, now)
            return desk.link_account(place, chosen.id, now)

        async def go() -> None:
            try:
                linked = await self.program.ask_desk(work)
            except InputProblem as problem:
                self.program.tell_problem(problem)
                return
            self._show_choices(shown=False)
            self.program.changed()
            loan = linked.loan
            self.program.tell(
                text(
                    "Account {place} is {loan}. Press u to take it back.", place=place, loan=Name(loan.name, loan.name)
                )
            )

        self.run_worker(go(), group="write")

    def action_back(self) -> None:
        """Out of the choice, then to the screen before."""
        if self.query_one(ChoiceTable).display:
            self._show_choices(shown=False)
            self.reload()
        else:
            self.dismiss()
