"""Files to pick: folders first, then what lies in them, the newest on top."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from textual.message import Message

from duewatch.model.text import text
from duewatch.ui.widgets.loan_table import short_day
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column
from duewatch.wording import HIDDEN_NAME

_DOWNLOADS = ("Downloads", "下载")


class Entry(NamedTuple):
    """A line: a folder or a file. changed_at: seconds since 1970. path of the parent's line: the parent."""

    path: Path
    folder: bool
    changed_at: float = 0.0
    parent: bool = False


def first_folder() -> Path:
    """Where exported bills usually arrive: the folder for downloads, or the home folder."""
    home = Path.home()
    return next((home / name for name in _DOWNLOADS if (home / name).is_dir()), home)


def entries_of(folder: Path) -> list[Entry]:
    """What lies in a folder, hidden things left out. Raises OSError where it cannot be looked into."""
    found = []
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        try:
            found.append(Entry(path, path.is_dir(), path.stat().st_mtime))
        except OSError:
            continue  # gone meanwhile, or a link to nowhere: nothing that could be read
    found.sort(key=lambda entry: (not entry.folder, -entry.changed_at if not entry.folder else 0, entry.path.name))
    if folder.parent != folder:
        found.insert(0, Entry(folder.parent, True, parent=True))
    return found


def typed_path(words: str) -> Path:
    """A path as it is typed, or as a terminal writes one that is dropped into it: quoted, blanks escaped."""
    words = words.strip()
    quoted = len(words) > 1 and words[0] == words[-1] and words[0] in "'\""
    words = words[1:-1] if quoted else words.replace("\\ ", " ")
    return Path(words.removeprefix("file://")).expanduser()


class FilePicker(SpokenTable[Entry]):
    """A folder's content; several files can be marked."""

    class FolderShown(Message):
        """Another folder is looked into."""

        def __init__(self, folder: Path) -> None:
            super().__init__()
            self.folder = folder

    class NoFolder(Message):
        """A folder could not be looked into."""

        def __init__(self, folder: Path, why: str) -> None:
            super().__init__()
            self.folder = folder
            self.why = why

    class Picked(Message):
        """Files were chosen."""

        def __init__(self, paths: Sequence[Path]) -> None:
            super().__init__()
            self.paths = paths

    def __init__(self) -> None:
        super().__init__(
            self._make_columns, self._make_cells, lambda entry: str(entry.path), header=False, id="file-picker"
        )
        self._marked: dict[Path, None] = {}

    def look_into(self, folder: Path) -> None:
        """Show a folder."""
        self.run_worker(self._look(folder), group="folder", exclusive=True)

    async def _look(self, folder: Path) -> None:
        try:
            entries = await asyncio.to_thread(entries_of, folder)
        except OSError as problem:
            self.post_message(self.NoFolder(folder, problem.strerror or type(problem).__name__))
            return
        self._marked.clear()
        self.show(len(entries), entries)
        self.move_to(1 if len(entries) > 1 and entries[0].parent else 0)
        self.post_message(self.FolderShown(folder))

    def mark(self) -> None:
        """Mark the file at the cursor, or take the mark away."""
        entry = self.current
        if entry is None or entry.folder:
            return
        if entry.path in self._marked:
            del self._marked[entry.path]
        else:
            self._marked[entry.path] = None
        self.action_move(1)
        self.refresh()

    def choose(self) -> None:
        """Look into the folder at the cursor, or take the marked files, or else the one at the cursor."""
        entry = self.current
        if entry is None:
            return
        if entry.folder:
            self.look_into(entry.path)
        else:
            self.post_message(self.Picked([*self._marked] or [entry.path]))

    def _make_columns(self) -> list[Column]:
        return [Column("name", "", 14, grow=1), Column("changed", "", 10, from_width=34)]

    def _make_cells(self, entry: Entry) -> list[Cell]:
        if entry.parent:
            return [Cell("../ " + self.words.say(text("the folder above")), "muted"), Cell("")]
        name = entry.path.name
        if self.words.hide_amounts:
            name = HIDDEN_NAME + ("" if entry.folder else entry.path.suffix)
        if entry.folder:
            return [Cell(f"{name}/", "primary"), Cell("")]
        marked = entry.path in self._marked
        changed = datetime.fromtimestamp(entry.changed_at, self.program.now().tzinfo).date()
        return [
            Cell(f"[x] {name}" if marked else name, "success" if marked else ""),
            Cell(short_day(changed, self.program.now().date()), "muted"),
        ]
