"""导入: files and pasted messages on the left, what they would become on the right; nothing is stored before
the borrower says so, and every batch can be taken back from here."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import TextArea

from duewatch.model.problem import ColumnsUnnamed, InputProblem, PasswordNeeded, ReaderUnclear
from duewatch.model.text import Text, ntext, text
from duewatch.ui import keys
from duewatch.ui.job import Cancelled, Job
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.file_picker import FilePicker
from duewatch.ui.widgets.import_sources import ImportSources, Source
from duewatch.ui.widgets.import_views import (
    ALL,
    STATES,
    Choices,
    FilesPaper,
    PreviewTable,
    RowPaper,
    state_name,
)
from duewatch.ui.widgets.table import Table
from duewatch.ui.widgets.tabs import TabLine

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import Batch, ImportResult, PluginLine, PreviewRow

TABS = (ALL, *STATES)
_TELL_EVERY = 0.2
"""Seconds between two words on how far it is."""


class ImportScreen(WatchScreen[None]):
    """The sources, and the preview with its choices."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("open", "switch", "save", "back", "previous_tab", "next_tab", "undo"),
        Binding("f2", "app.blank", show=False, priority=True),
    ]

    CSS_PATH = "../styles/import.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._source = Source()
        self._result: ImportResult | None = None
        self._job: Job | None = None
        self._asked = False
        self._newest = False

    def body(self) -> Iterable[Widget]:
        """Left and right."""
        with Horizontal(id="import"):
            yield ImportSources()
            with Vertical(id="preview"):
                yield Said(_nothing_yet(), id="import-title", classes="title")
                with VerticalScroll(id="files-box", can_focus=False):
                    yield FilesPaper()
                yield TabLine(TABS, self._tab_name)
                yield PreviewTable()
                with VerticalScroll(id="row-box", can_focus=False):
                    yield RowPaper()

    def on_mount(self) -> None:
        """No preview yet."""
        self._show_preview(None)
        self.sources.hide_typed(self.program.words.hide_amounts)

    @property
    def sources(self) -> ImportSources:
        """The left side."""
        return self.query_one(ImportSources)

    @property
    def table(self) -> PreviewTable:
        """The rows."""
        return self.query_one(PreviewTable)

    def reload(self) -> None:
        """Batches and readers; a preview stays until it is read again."""
        self.call(lambda desk: (desk.batches(), desk.plugins()), lambda answer: self._show_stored(*answer))

    def _show_stored(self, batches: "list[Batch]", plugins: "list[PluginLine]") -> None:
        self.sources.show_batches(batches, newest=self._newest)
        self.sources.offer_readers(plugins)
        self.query_one(FilesPaper).readers = {line.id: line.name for line in plugins}
        if not self._newest and self._result is None and self._job is None:
            self._say_title(_nothing_yet())
        self._newest = False

    def relabel(self) -> None:
        """Another language, or hiding was switched."""
        self.sources.hide_typed(self.program.words.hide_amounts)
        self._say_title(self._title())
        super().relabel()

    # --- reading and storing -------------------------------------------------------------------------

    @on(ImportSources.Chosen)
    def _read(self, event: ImportSources.Chosen) -> None:
        """Preview it; the one before is forgotten."""
        self._source = source = event.source
        now = self.program.now()
        self._show_preview(None)

        def show(result: "ImportResult") -> None:
            self._show_preview(result)
            if event.whole:
                self.table.focus()

        self._work(
            lambda desk, job: desk.preview(
                source.paths,
                now,
                reader=source.reader,
                pasted=source.pasted,
                passwords=source.passwords,
                progress=job.progress,
            ),
            show,
            Job(storing=False),
        )

    @on(ImportSources.NoFolder)
    def _no_folder(self, event: ImportSources.NoFolder) -> None:
        self.program.tell(text("This folder cannot be looked into: {why}.", why=event.why))

    def action_save(self) -> None:
        """Store the rows that are kept, as one batch."""
        if self._job is not None or self._result is None:
            return
        choices = self.table.choices
        if not choices.count:
            self.program.tell(text("There is no row to store."))
            return
        source, now = self._source, self.program.now()
        drop, take, same = choices.drop, choices.take, choices.same
        self._work(
            lambda desk, job: desk.commit_import(
                source.paths,
                now,
                reader=source.reader,
                pasted=source.pasted,
                passwords=source.passwords,
                drop=drop,
                take=take,
                same=same,
                progress=job.progress,
            ),
            self._stored,
            Job(storing=True),
        )

    def _stored(self, result: "ImportResult") -> None:
        self._show_preview(None)
        self._say_title(_stored_words(result))
        self._newest = True
        self.sources.stored()
        self.program.changed()

    def _work(
        self, work: "Callable[[Desk, Job], ImportResult]", then: "Callable[[ImportResult], None]", job: Job
    ) -> None:
        """Do it on the desk's thread and say how far it is; a newer one takes its place."""
        if self._job is not None:
            self._job.cancelled = True
        self._job = job

        async def go() -> None:
            ticking = self.set_interval(_TELL_EVERY, lambda: self._tick(job))
            try:
                result = await self.program.ask_desk(lambda desk: work(desk, job))
            except Cancelled:
                self._end(job, lambda: self._say_title(_cancelled()))
            except PasswordNeeded as problem:
                self._end(job, lambda found=problem: self._ask_password(found))  # type: ignore[misc]
            except ReaderUnclear as problem:
                self._end(job, lambda found=problem: self._ask_reader(found))  # type: ignore[misc]
            except ColumnsUnnamed as problem:
                self._end(job, lambda found=problem: self._ask_columns(found))  # type: ignore[misc]
            except InputProblem as problem:
                self._end(job, lambda found=problem: self._show_problem(found))  # type: ignore[misc]
            else:
                self._end(job, lambda: then(result))
            finally:
                ticking.stop()

        self.run_worker(go(), group="import")

    def _tick(self, job: Job) -> None:
        if self._job is job:
            self._say_title(job.words())

    def _end(self, job: Job, what: Callable[[], None]) -> None:
        """It came to an end; what follows, if it is still wanted."""
        if self._job is job:
            self._job = None
            what()
            self.refresh_bindings()

    def _ask_password(self, problem: PasswordNeeded) -> None:
        self._say_title(
            text("None of the passwords given opens {file}. Type another one.", file=problem.file)
            if problem.wrong
            else text("{file} is encrypted. Type its password; it is kept nowhere.", file=problem.file)
        )
        self.sources.ask_password()

    def _ask_reader(self, problem: ReaderUnclear) -> None:
        """Two readers can read it: both are offered, and the keys stand on the choice."""
        self._show_problem(InputProblem(problem.what, text("Choose one under “Read as” with the arrow keys.")))
        self.sources.ask_reader(problem.readers)

    def _ask_columns(self, problem: ColumnsUnnamed) -> None:
        """A table that nobody knows: a form for its columns, and once they are kept it is read again."""
        self._show_problem(problem)
        from duewatch.ui.screens.mapping_form import ask_columns

        source = self._source
        ask_columns(self, source, lambda: self._read(ImportSources.Chosen(source, whole=True)))

    def _show_problem(self, problem: InputProblem) -> None:
        self._say_title(text("Nothing was stored."))
        self.query_one(FilesPaper).show(self._result, problem)
        self.query_one("#files-box").display = True
        self.add_class("-previewing")

    # --- the preview ---------------------------------------------------------------------------------

    def _show_preview(self, result: "ImportResult | None") -> None:
        self._result = result
        self.table.choices = Choices(result.rows if result is not None else ())
        self.query_one(FilesPaper).show(result)
        self.set_class(result is not None, "-previewing")
        self.query_one("#files-box").display = result is not None
        for widget in (self.query_one(TabLine), self.table, self.query_one("#row-box")):
            widget.display = bool(self._count(ALL))
        self._show_tab(ALL)
        self._say_title(self._title())
        self.refresh_bindings()

    def _rows(self, tab: str) -> "Sequence[PreviewRow]":
        rows = self._result.rows if self._result is not None else ()
        return rows if tab == ALL else [row for row in rows if row.state == tab]

    def _count(self, tab: str) -> int:
        return len(self._rows(tab))

    def _tab_name(self, tab: str) -> Text:
        return text("{state} {count}", state=state_name(tab), count=self._count(tab))

    def _show_tab(self, tab: str) -> None:
        self.query_one(TabLine).show(tab)
        rows = self._rows(tab)
        self.table.show(len(rows), rows)

    def _title(self) -> Text:
        if self._result is None:
            return _nothing_yet()
        if not self._count(ALL):
            return text("No row is about a loan, as far as known here. There is nothing to store.")
        count = self.table.choices.count
        if not count:
            return text("Nothing to store. What is known already stays as it is.")
        return ntext(
            "Enter stores {count} row; space keeps or drops one.",
            "Enter stores {count} rows; space keeps or drops one.",
            count,
        )

    def _say_title(self, words: Text) -> None:
        self.query_one("#import-title", Said).show(words)

    @on(TabLine.Chosen)
    def _tab_chosen(self, event: TabLine.Chosen) -> None:
        self._show_tab(event.tab)

    @on(Table.Highlighted, "#preview-table")
    def _row_shown(self, event: Table.Highlighted) -> None:
        row: PreviewRow | None = event.row
        self.query_one(RowPaper).show(row, self.table.choices)
        self.query_one("#row-box").scroll_home(animate=False)

    # --- keys ----------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what does something now."""
        match action:
            case "open":
                return isinstance(self.focused, FilePicker)
            case "switch":
                return isinstance(self.focused, (FilePicker, PreviewTable))
            case "save" | "previous_tab" | "next_tab":
                return self._result is not None
        return True

    def on_descendant_focus(self) -> None:
        """Other keys work in another list."""
        self.refresh_bindings()

    def action_open(self) -> None:
        """Look into the folder, or read the file."""
        self.sources.picker.choose()

    def action_switch(self) -> None:
        """Mark a file; keep or drop a row."""
        if isinstance(self.focused, FilePicker):
            self.focused.mark()
            return
        table = self.table
        row = table.current
        if row is None:
            return
        if not table.choices.turn(row):
            self.program.tell(text("There is nothing to choose: this row is kept whole, but not booked."))
            return
        if not row.may_be_same:  # three answers: the cursor waits
            table.action_move(1)
        table.refresh()
        self.query_one(RowPaper).show(table.current, table.choices)
        self._say_title(self._title())

    def action_next_tab(self) -> None:
        """The state to the right."""
        self._turn(1)

    def action_previous_tab(self) -> None:
        """The state to the left."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        active = self.query_one(TabLine).active
        self._show_tab(TABS[(TABS.index(active) + by) % len(TABS)])

    def action_undo(self) -> None:
        """Take back the batch at the cursor; elsewhere the latest."""
        batch = self.sources.chosen_batch
        if batch is None:
            self.program.undo_batch(None)
        elif batch.undone_at is not None:
            self.program.tell(text("This was taken back already."))
        else:
            self.program.undo_batch(batch.id)

    def action_back(self) -> None:
        """End what is being read; else leave the preview; else leave, asking once if something is pasted."""
        if self._job is not None:
            self._job.cancelled = True
            if not self._job.storing:  # nobody needs to wait for its end
                self._end(self._job, lambda: self._say_title(_cancelled()))
        elif self.has_class("-previewing"):
            self._show_preview(None)
            self.sources.picker.focus()
        elif self.sources.has_pasted and not self._asked:
            self._asked = True
            self.program.tell(text("What you pasted is not stored. Esc again leaves."))
        else:
            self.dismiss()

    @on(TextArea.Changed)
    def _asked_anew(self) -> None:
        self._asked = False


def _nothing_yet() -> Text:
    return text("Preview: nothing is stored before you say so")


def _cancelled() -> Text:
    return text("Cancelled. Nothing was stored.")


def _stored_words(result: "ImportResult") -> Text:
    if result.batch_id is None:
        return text("Nothing new, so nothing was stored.")
    return text(
        "Stored as batch {batch}: new loans {loans}, bills {bills}, payments {payments}. Press u to take it back.",
        batch=result.batch_id,
        loans=sum(file.new_loans for file in result.files),
        bills=sum(file.new_bills for file in result.files),
        payments=sum(file.new_payments for file in result.files),
    )
