"""法院文书: every paper from a court with the days left, how to check it, what to do, where to get help."""

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
from duewatch.ui.widgets.court_views import CourtPaperView, CourtTable
from duewatch.ui.widgets.table import Table

if TYPE_CHECKING:
    from duewatch.desk.courts import CourtLine


class CourtScreen(WatchScreen[None]):
    """Papers from courts. loan_id: the loan at hand where it was opened, for a paper that is entered."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("open", "edit", "back")

    CSS_PATH = "../styles/contacts.tcss"

    def __init__(self, loan_id: str | None) -> None:
        super().__init__()
        self._loan_id = loan_id
        self._seen = False

    def body(self) -> Iterable[Widget]:
        """A line, the table, the paper at its cursor."""
        yield Said("", classes="title", id="court-title")
        yield CourtTable()
        with VerticalScroll(id="court-box", can_focus=False):
            yield CourtPaperView()

    @property
    def table(self) -> CourtTable:
        """The papers."""
        return self.query_one(CourtTable)

    def reload(self) -> None:
        """The papers anew."""
        now = self.program.now()
        self.call(lambda desk: desk.court_papers(now), self._show)

    def _show(self, lines: "tuple[CourtLine, ...]") -> None:
        self.table.show(len(lines), list(lines))
        key = self.program.actions["court"].shown_key
        title = text("Papers from a court. {key} enters one.", key=key) if lines else text(
            "No paper from a court is noted. {key} enters one.", key=key)  # fmt: skip
        self.query_one("#court-title", Said).show(title)
        if self.focused is None:
            self.table.focus()
        if not lines and not self._seen:
            self.enter()
        self._seen = True
        self.refresh_bindings()

    def enter(self) -> None:
        """A form for a paper that came."""
        from duewatch.ui.screens.court_form import CourtForm

        now, loan_id = self.program.now(), self._loan_id
        self.call(lambda desk: CourtForm.asked(desk, now, loan_id), self.program.show_screen, group="form")

    def selected_loan(self) -> str | None:
        """The loan of the paper under the cursor."""
        line = self.table.current
        return None if line is None else line.paper.loan_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what does something now."""
        if action == "open":
            return self.selected_loan() is not None
        return action != "edit" or self.table.current is not None

    @on(Table.Highlighted, "#court-table")
    def _look_at(self, event: Table.Highlighted) -> None:
        self.query_one(CourtPaperView).show(event.row)
        self.query_one("#court-box").scroll_home(animate=False)
        self.refresh_bindings()

    @on(Table.Opened, "#court-table")
    def _opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The loan of the paper."""
        if (loan_id := self.selected_loan()) is not None:
            self.program.open_loan(loan_id)

    def action_edit(self) -> None:
        """That the case was checked, what went out, when the hearing is."""
        from duewatch.ui.screens.court_note_form import CourtNoteForm

        if (line := self.table.current) is not None:
            self.program.show_screen(CourtNoteForm(line))

    def action_back(self) -> None:
        """Back."""
        self.dismiss()
