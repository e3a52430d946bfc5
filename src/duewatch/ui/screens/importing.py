"""导入: files and pasted messages on the left, what they would become on the right; nothing is stored before
the borrower says so, and every batch can be taken back from here."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, TextArea

from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, ntext, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.fields import Choice
from duewatch.ui.widgets.file_picker import FilePicker, first_folder, typed_path
from duewatch.ui.widgets.import_views import (
    ALL,
    STATES,
    BatchTable,
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
_ANY_READER = ""
_PASTE_PAUSE = 0.4
"""Seconds without a change after which what was pasted is read."""
_TELL_EVERY = 0.2


class _Source(NamedTuple):
    """What is read: files, or pasted text."""

    paths: tuple[Path, ...] = ()
    pasted: bytes | None = None
    reader: str | None = None


class _Cancelled(Exception):
    """The borrower does not want to wait any longer."""


class _Job:
    """Reading or storing on the desk's thread: how far it is, and whether it is still wanted."""

    def __init__(self, *, storing: bool) -> None:
        self.storing = storing
        self.began = monotonic()
        self.records = 0
        self.cancelled = False

    def progress(self, records: int) -> None:
        """Called on the desk's thread."""
        self.records = records
        if self.cancelled:
            raise _Cancelled

    def words(self) -> Text:
        """How far it is, and how to end it."""
        seconds = max(monotonic() - self.began, 0.001)
        if not self.records:
            return text("Storing. Esc cancels.") if self.storing else text("Reading. Esc cancels.")
        return text(
            "{records} rows, {rate} a second. Esc cancels.",
            records=f"{self.records:,}",
            rate=f"{round(self.records / seconds):,}",
        )


class ImportScreen(WatchScreen[None]):
    """The picker, the paste box and the batches; the preview."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("open", "switch", "save", "back", "previous_tab", "next_tab", "undo"),
        Binding("f2", "app.blank", show=False, priority=True),
    ]

    CSS_PATH = "../styles/import.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._source = _Source()
        self._result: ImportResult | None = None
        self._job: _Job | None = None
        self._pause: Callable[[], None] | None = None
        self._asked = False
        self._newest = False

    def body(self) -> Iterable[Widget]:
        """Left and right."""
        with Horizontal(id="import"):
            with Vertical(id="sources"):
                yield Said(text("A file you exported"), classes="title")
                yield Input(id="path", compact=True)
                yield FilePicker()
                yield Said(text("or paste messages here"), classes="title")
                yield TextArea(id="paste", compact=True, highlight_cursor_line=False)
                with Horizontal(id="reader-line"):
                    yield Said(text("Read as "))
                    yield Choice([(_ANY_READER, text("automatic"))], _ANY_READER)
                yield Said(text("Stored; u takes back"), classes="title")
                yield BatchTable()
            with Vertical(id="preview"):
                yield Said(_nothing_yet(), id="import-title", classes="title")
                with VerticalScroll(id="files-box", can_focus=False):
                    yield FilesPaper()
                yield TabLine(TABS, self._tab_name)
                yield PreviewTable()
                with VerticalScroll(id="row-box", can_focus=False):
                    yield RowPaper()

    def on_mount(self) -> None:
        """Begin where exported bills usually arrive."""
        self.query_one("#path", Input).cursor_blink = False
        self.query_one(TextArea).cursor_blink = False
        picker = self.query_one(FilePicker)
        picker.look_into(first_folder())
        picker.focus()
        self._show_preview(None)
        self._hide_typed()

    def reload(self) -> None:
        """Batches and readers; a preview stays until it is read again."""
        self.call(lambda desk: (desk.batches(), desk.plugins()), lambda answer: self._show_batches(*answer))

    def _show_batches(self, batches: "list[Batch]", plugins: "list[PluginLine]") -> None:
        table = self.query_one(BatchTable)
        table.show(len(batches), batches)
        if self._newest:  # the batch that was just stored, ready to be taken back
            self._newest = False
            table.move_to(0)
        readers = [
            (line.id, line.name)
            for line in plugins
            if "reader" in line.capabilities and line.state in ("ready", "not-loaded")
        ]
        self.query_one(Choice).offer([(_ANY_READER, text("automatic")), *readers])

    def relabel(self) -> None:
        """What was pasted names platforms and sums."""
        self._hide_typed()
        super().relabel()

    def _hide_typed(self) -> None:
        hidden = self.program.words.hide_amounts
        self.query_one("#path", Input).password = hidden
        self.query_one(TextArea).set_class(hidden, "-unseen")

    # --- choosing what to read -----------------------------------------------------------------------

    @on(FilePicker.FolderShown)
    def _folder_shown(self, event: FilePicker.FolderShown) -> None:
        line = self.query_one("#path", Input)
        line.value = str(event.folder)
        line.cursor_position = len(line.value)

    @on(FilePicker.NoFolder)
    def _no_folder(self, event: FilePicker.NoFolder) -> None:
        self.program.tell(text("This folder cannot be looked into: {why}.", why=event.why))

    @on(Input.Submitted, "#path")
    def _path_typed(self, event: Input.Submitted) -> None:
        path = typed_path(event.value)
        if path.is_dir():
            self.query_one(FilePicker).look_into(path)
            self.query_one(FilePicker).focus()
        else:
            self._read(_Source((path,)))

    @on(FilePicker.Picked)
    def _picked(self, event: FilePicker.Picked) -> None:
        self._read(_Source(tuple(event.paths)))

    @on(TextArea.Changed)
    def _pasted(self) -> None:
        self._asked = False
        if self._pause is not None:
            self._pause()
        self._pause = self.set_timer(_PASTE_PAUSE, self._read_pasted).stop

    def _read_pasted(self) -> None:
        self._pause = None
        words = self.query_one(TextArea).text
        if words.strip():
            self._read(_Source(pasted=words.encode()), to_preview=False)

    @on(Choice.Changed)
    def _reader_chosen(self) -> None:
        if self._source.paths or self._source.pasted is not None:
            self._read(self._source, to_preview=False)

    # --- reading -------------------------------------------------------------------------------------

    def _read(self, source: _Source, *, to_preview: bool = True) -> None:
        """Preview it; the one before is forgotten."""
        self._source = source = source._replace(reader=self.query_one(Choice).chosen or None)
        now = self.program.now()
        self._show_preview(None)

        def read(desk: "Desk", job: _Job) -> "ImportResult":
            return desk.preview(source.paths, now, reader=source.reader, pasted=source.pasted, progress=job.progress)

        def show(result: "ImportResult") -> None:
            self._show_preview(result)
            if to_preview:
                self.query_one(PreviewTable).focus()

        self._work(read, show, storing=False)

    def action_save(self) -> None:
        """Store the rows that are kept, as one batch."""
        table, result = self.query_one(PreviewTable), self._result
        if self._job is not None or result is None or result.batch_id is not None:
            return
        if not table.choices.count:
            self.program.tell(text("There is no row to store."))
            return
        source, now = self._source, self.program.now()
        drop, take = table.choices.drop, table.choices.take

        def store(desk: "Desk", job: _Job) -> "ImportResult":
            return desk.commit_import(
                source.paths,
                now,
                reader=source.reader,
                pasted=source.pasted,
                drop=drop,
                take=take,
                progress=job.progress,
            )

        self._work(store, self._stored, storing=True)

    def _stored(self, result: "ImportResult") -> None:
        self._show_preview(None)
        self._say_title(_stored_words(result))
        with self.prevent(TextArea.Changed):
            self.query_one(TextArea).text = ""
        self._source = _Source()
        self._newest = True
        self.query_one(BatchTable).focus()
        self.program.changed()

    def _work(
        self, work: "Callable[[Desk, _Job], ImportResult]", then: "Callable[[ImportResult], None]", *, storing: bool
    ) -> None:
        """Do it on the desk's thread; say how far it is; a newer one takes its place."""
        if self._job is not None:
            self._job.cancelled = True
        self._job = job = _Job(storing=storing)

        async def go() -> None:
            ticking = self.set_interval(_TELL_EVERY, lambda: self._say_title(job.words()))
            try:
                result = await self.program.ask_desk(lambda desk: work(desk, job))
            except _Cancelled:
                if self._job is job:
                    self._say_title(text("Cancelled. Nothing was stored."))
            except InputProblem as problem:
                if self._job is job:
                    self._failed(problem)
            else:
                if self._job is job:
                    then(result)
            finally:
                ticking.stop()
                if self._job is job:
                    self._job = None
                self.refresh_bindings()

        self.run_worker(go(), group="import")

    def _failed(self, problem: InputProblem) -> None:
        self._say_title(text("Nothing was stored."))
        self.query_one(FilesPaper).show(self._result, problem)
        self.add_class("-previewing")
        self.query_one("#files-box").display = True

    # --- the preview ---------------------------------------------------------------------------------

    def _show_preview(self, result: "ImportResult | None") -> None:
        self._result = result
        table, line = self.query_one(PreviewTable), self.query_one(TabLine)
        table.choices = Choices(result.rows if result is not None else ())
        self.query_one(FilesPaper).show(result)
        self.set_class(result is not None, "-previewing")
        self.query_one("#files-box").display = result is not None
        for widget in (line, table, self.query_one("#row-box")):
            widget.display = result is not None
        self._show_tab(ALL)
        self._say_title(_nothing_yet() if result is None else self._to_store())
        self.refresh_bindings()

    def _rows(self, tab: str) -> "Sequence[PreviewRow]":
        rows = self._result.rows if self._result is not None else ()
        return rows if tab == ALL else [row for row in rows if row.state == tab]

    def _show_tab(self, tab: str) -> None:
        self.query_one(TabLine).show(tab)
        rows = self._rows(tab)
        self.query_one(PreviewTable).show(len(rows), rows)

    def _tab_name(self, tab: str) -> Text:
        return text("{state} {count}", state=state_name(tab), count=self._count(tab))

    def _count(self, tab: str) -> int:
        return len(self._rows(tab))

    def _to_store(self) -> Text:
        count = self.query_one(PreviewTable).choices.count
        if not self._count(ALL):
            return text("No row is about a loan, as far as known here. There is nothing to store.")
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
        table = self.query_one(PreviewTable)
        self.query_one(RowPaper).show(row, None if row is None else table.choices.kept(row))
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
        self.query_one(FilePicker).choose()

    @on(Table.Opened, "#file-picker")
    def _double_clicked(self) -> None:
        self.action_open()

    def action_switch(self) -> None:
        """Mark a file; keep or drop a row."""
        if isinstance(self.focused, FilePicker):
            self.focused.mark()
            return
        table = self.query_one(PreviewTable)
        row = table.current
        if row is None:
            return
        if not table.choices.turn(row):
            self.program.tell(text("There is nothing to choose: this row is kept whole, but not booked."))
            return
        self.query_one(RowPaper).show(row, table.choices.kept(row))
        table.action_move(1)
        table.refresh()
        self._say_title(self._to_store())

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
        table = self.query_one(BatchTable)
        batch = table.current if table.has_focus else None
        if batch is None:
            self.program.action_undo()
            return
        batch_id, now = batch.id, self.program.now()
        if batch.undone_at is not None:
            self.program.tell(text("This was taken back already."))
            return
        self.program.write(
            lambda desk: desk.undo(now, batch_id),
            lambda removed: text(
                "Taken back ({loans} loans, {events} entries).", loans=removed.loans, events=removed.events
            ),
        )

    def action_back(self) -> None:
        """End what is being read; else leave the preview; else leave, asking once if something is pasted."""
        if self._job is not None:
            self._job.cancelled = True
            if not self._job.storing:  # nobody needs to wait for it
                self._job = None
                self._say_title(text("Cancelled. Nothing was stored."))
            return
        if self._result is not None or self.has_class("-previewing"):
            self._show_preview(None)
            self.query_one(FilePicker).focus()
            return
        if self.query_one(TextArea).text.strip() and not self._asked:
            self._asked = True
            self.program.tell(text("What you pasted is not stored. Esc again leaves."))
            return
        self.dismiss()


def _nothing_yet() -> Text:
    return text("Preview: nothing is stored before you say so")


def _stored_words(result: "ImportResult") -> Text:
    if result.batch_id is None:
        return text("Nothing new, so nothing was stored.")
    loans = sum(file.new_loans for file in result.files)
    bills = sum(file.new_bills for file in result.files)
    payments = sum(file.new_payments for file in result.files)
    return text(
        "Stored as batch {batch}: new loans {loans}, bills {bills}, payments {payments}. Press u to take it back.",
        batch=result.batch_id,
        loans=loans,
        bills=bills,
        payments=payments,
    )
