"""联系记录: who called when, by day and hour, and what the log may show."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from duewatch.model.contact import Contact
from duewatch.model.text import Sentence, ntext, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.contact_views import ContactTable, FindingPaper, HourChart
from duewatch.ui.widgets.filter_line import FilterLine
from duewatch.ui.widgets.table import PAGE, Table

if TYPE_CHECKING:
    from duewatch.desk.contact_log import ContactLog


class ContactsScreen(WatchScreen[None]):
    """The contact log."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("open", "edit", "withdraw", "filter", "back")

    CSS_PATH = "../styles/contacts.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._containing = ""

    def body(self) -> Iterable[Widget]:
        """A line that counts, the table, the hours, the findings."""
        yield Said("", classes="title", id="contacts-title")
        yield ContactTable(self._fetch)
        yield HourChart()
        with VerticalScroll(id="finding-box", can_focus=False):
            yield FindingPaper()

    @property
    def table(self) -> ContactTable:
        """The contacts."""
        return self.query_one(ContactTable)

    async def _fetch(self, offset: int, limit: int) -> list[Contact]:
        containing = self._containing
        return list(
            await self.program.ask_desk(
                lambda desk: desk.contact_rows(containing=containing, offset=offset, limit=limit)
            )
        )

    def reload(self) -> None:
        """The log anew, with what it shows."""
        containing, now = self._containing, self.program.now()
        offset, limit = self.table.around_cursor()
        self.call(
            lambda desk: desk.contacts(now, containing=containing, offset=offset, limit=max(limit, PAGE)),
            lambda found: self._show(found, offset),
        )

    def _show(self, found: "ContactLog", offset: int) -> None:
        with self.app.batch_update():
            self.table.show(found.count, found.contacts, offset)
            self.query_one(HourChart).show(found.by_hour)
            self.query_one(HourChart).display = bool(found.by_hour)
            self.query_one(FindingPaper).show(found.departures)
            self.query_one("#contacts-title", Said).show(self._counted(found.count, len(found.departures)))
        if self.focused is None:
            self.table.focus()
        self.refresh_bindings()

    def _counted(self, count: int, departures: int) -> Sentence:
        contacts = ntext("{count} contact", "{count} contacts", count)
        if self._containing:
            return text("{contacts} with “{words}”; Esc shows all", contacts=contacts, words=self._containing)
        if not count:
            return text("No contact noted so far. Press c when somebody calls.")
        if not departures:
            return contacts
        return ntext(
            "{contacts}, {count} possible departure from the conduct rules",
            "{contacts}, {count} possible departures from the conduct rules",
            departures,
            contacts=contacts,
        )

    def selected_loan(self) -> str | None:
        """The loan of the contact under the cursor."""
        row = self.table.current
        return None if row is None else row.loan_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what does something now."""
        if action == "back":
            return bool(self._containing or any(line.display for line in self.query(FilterLine)))
        if action == "open":
            return self.selected_loan() is not None
        if action in ("edit", "withdraw"):
            return self.table.current is not None
        return action != "filter" or self.table.count > 0 or bool(self._containing)

    @on(Table.Highlighted, "#contact-table")
    def _look_at(self, event: Table.Highlighted) -> None:
        self.query_one(FindingPaper).look_at(event.row)
        self.query_one("#finding-box").scroll_home(animate=False)
        self.refresh_bindings()

    @on(Table.Opened, "#contact-table")
    def _opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The loan of the contact under the cursor."""
        if (loan_id := self.selected_loan()) is not None:
            self.program.open_loan(loan_id)

    def action_edit(self) -> None:
        """Correct the contact under the cursor: a new entry of the chain, the old one stays in it."""
        from duewatch.ui.screens.contact_form import ContactForm

        row, now = self.table.current, self.program.now()
        if row is not None:
            self.call(lambda desk: ContactForm.asked(desk, row, now), self.program.show_screen, group="form")

    def action_withdraw(self) -> None:
        """Take the contact under the cursor back."""
        row, now = self.table.current, self.program.now()
        if row is not None:
            self.program.write(
                lambda desk: desk.withdraw_contact(row.id, now),
                lambda _: text("Contact {number} is withdrawn; the chain keeps that it was there.", number=row.id),
            )

    async def action_filter(self) -> None:
        """Open the filter line."""
        if not self.query(FilterLine):
            await self.mount(FilterLine(), before="#contact-table")
        self.query_one(FilterLine).open(self._containing)

    def action_back(self) -> None:
        """Leave the filter line: all contacts again."""
        for line in self.query(FilterLine):
            line.close()
        self.table.focus()
        if self._containing:
            self._containing = ""
            self.reload()

    @on(Input.Changed, "#filter-words")
    def _filter_as_typed(self, event: Input.Changed) -> None:
        if event.value != self._containing:
            self._containing = event.value
            self.reload()

    @on(Input.Submitted, "#filter-words")
    def _go_to_list(self) -> None:
        self.table.focus()
