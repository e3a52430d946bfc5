"""The left side of the import: files, a paste box, how to read them, and what was stored lately."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from duewatch.model.text import Text, text
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.fields import Choice
from duewatch.ui.widgets.file_picker import FilePicker, first_folder, typed_path
from duewatch.ui.widgets.import_views import BatchTable
from duewatch.ui.widgets.table import Table

if TYPE_CHECKING:
    from duewatch.desk.views import Batch, PluginLine

_ANY_READER = ""
_PASTE_PAUSE = 0.4
"""Seconds without a change after which what was pasted is read."""


class Source(NamedTuple):
    """What is to be read: files, or pasted text. reader: the one chosen for it; None: found by itself. passwords: typed
    for what is encrypted."""

    paths: tuple[Path, ...] = ()
    pasted: bytes | None = None
    reader: str | None = None
    passwords: tuple[str, ...] = ()


class ImportSources(Vertical):
    """Says `Chosen` when there is something to read."""

    class Chosen(Message):
        """Files were picked, something was pasted, or another reader was chosen. whole: the choice is made, so
        that the keys may go on to the preview."""

        def __init__(self, source: Source, *, whole: bool) -> None:
            super().__init__()
            self.source = source
            self.whole = whole

    class NoFolder(Message):
        """A folder could not be looked into."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self) -> None:
        super().__init__(id="sources")
        self._source = Source()
        self._pause: Callable[[], None] | None = None
        self._readers: Sequence[tuple[str, Text]] = ()

    def compose(self) -> Iterable[Widget]:
        """From top to bottom."""
        yield Said(text("A file you exported"), classes="title")
        yield Input(id="path", compact=True)
        with Horizontal(id="password-line"):
            yield Said(text("Password "))
            yield Input(id="password", compact=True, password=True)
        yield FilePicker()
        yield Said(text("or paste messages here"), classes="title")
        yield TextArea(id="paste", compact=True, highlight_cursor_line=False)
        with Horizontal(id="reader-line"):
            yield Said(text("Read as "))
            yield Choice([(_ANY_READER, text("automatic"))], _ANY_READER)
        yield Said(text("Stored; u takes back"), classes="title")
        yield BatchTable()

    def on_mount(self) -> None:
        """Begin where exported bills usually arrive."""
        self.query_one("#path", Input).cursor_blink = False
        self.query_one("#password", Input).cursor_blink = False
        self.query_one("#password-line").display = False
        self.query_one(TextArea).cursor_blink = False
        picker = self.picker
        picker.look_into(first_folder())
        picker.focus()

    # --- what the screen asks ------------------------------------------------------------------------

    @property
    def picker(self) -> FilePicker:
        """The files."""
        return self.query_one(FilePicker)

    @property
    def chosen_batch(self) -> "Batch | None":
        """The batch at the cursor, while its list has the keys."""
        table = self.query_one(BatchTable)
        return table.current if table.has_focus else None

    @property
    def has_pasted(self) -> bool:
        """Whether something stands in the paste box."""
        return bool(self.query_one(TextArea).text.strip())

    def show_batches(self, batches: "list[Batch]", *, newest: bool) -> None:
        """What was stored lately. newest: put the cursor on the latest, ready to be taken back."""
        table = self.query_one(BatchTable)
        table.show(len(batches), batches)
        if newest:
            table.move_to(0)

    def offer_readers(self, plugins: "list[PluginLine]") -> None:
        """The readers that can be chosen."""
        readers = [
            (line.id, line.name)
            for line in plugins
            if "reader" in line.capabilities and line.state in ("ready", "not-loaded")
        ]
        self._readers = readers
        self.query_one(Choice).offer([(_ANY_READER, text("automatic")), *readers])

    def ask_reader(self, readers: tuple[str, ...]) -> None:
        """Offer only these readers, and go to the choice."""
        choice = self.query_one(Choice)
        choice.offer([(_ANY_READER, text("automatic")), *(each for each in self._readers if each[0] in readers)])
        choice.focus()

    def hide_typed(self, hidden: bool) -> None:
        """What was typed or pasted names platforms and sums."""
        self.query_one("#path", Input).password = hidden
        self.query_one(TextArea).set_class(hidden, "-unseen")

    def ask_password(self) -> None:
        """A line to type it into, unseen; it is gone as soon as it was used."""
        line = self.query_one("#password", Input)
        line.value = ""
        self.query_one("#password-line").display = True
        line.focus()

    def stored(self) -> None:
        """It is in the store now: empty the box, go to the batches."""
        self._source = Source()
        with self.prevent(TextArea.Changed):
            self.query_one(TextArea).text = ""
        self.query_one(BatchTable).focus()

    # --- choosing ------------------------------------------------------------------------------------

    def _choose(self, source: Source, *, whole: bool = True) -> None:
        self._source = source._replace(reader=self.query_one(Choice).chosen or None)
        self.post_message(self.Chosen(self._source, whole=whole))

    @on(FilePicker.FolderShown)
    def _folder_shown(self, event: FilePicker.FolderShown) -> None:
        line = self.query_one("#path", Input)
        line.value = str(event.folder)
        line.cursor_position = len(line.value)

    @on(FilePicker.NoFolder)
    def _no_folder(self, event: FilePicker.NoFolder) -> None:
        self.post_message(self.NoFolder(event.why))

    @on(Input.Submitted, "#path")
    def _path_typed(self, event: Input.Submitted) -> None:
        path = typed_path(event.value)
        if path.is_dir():
            self.picker.look_into(path)
            self.picker.focus()
        else:
            self._choose(Source((path,)))

    @on(Input.Submitted, "#password")
    def _password_typed(self, event: Input.Submitted) -> None:
        self.query_one("#password-line").display = False
        if event.value:
            self._choose(self._source._replace(passwords=(*self._source.passwords, event.value)))
        event.input.value = ""

    @on(FilePicker.Picked)
    def _picked(self, event: FilePicker.Picked) -> None:
        self._choose(Source(tuple(event.paths)))

    @on(Table.Opened, "#file-picker")
    def _double_clicked(self) -> None:
        self.picker.choose()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._pause is not None:
            self._pause()
        self._pause = self.set_timer(_PASTE_PAUSE, self._read_pasted).stop

    def _read_pasted(self) -> None:
        self._pause = None
        if self.has_pasted:
            self._choose(Source(pasted=self.query_one(TextArea).text.encode()), whole=False)

    @on(Choice.Changed)
    def _reader_chosen(self) -> None:
        if self._source.paths or self._source.pasted is not None:
            self._choose(self._source, whole=False)
