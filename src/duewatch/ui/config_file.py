"""The config file while the screens are open: whether it was changed, and taking it over whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.ui.shortcuts import shortcut_problems

if TYPE_CHECKING:
    from duewatch.config.load import Loaded
    from duewatch.config.schema import Settings
    from duewatch.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Taken:
    """What loading the file anew gave. settings None: it is broken, the old ones stay. words: what to tell."""

    settings: "Settings | None"
    words: tuple[Text, ...]


class ConfigFile:
    """The file that the screens were started with. read: loads it as at the start. meant: the loans it declares are for
    this store (see Desk.apply_at_start)."""

    def __init__(self, path: Path, read: "Callable[[], Loaded]", *, meant: bool) -> None:
        self.path = path
        self._read = read
        self._meant = meant
        self._seen = self._signature()

    def changed(self) -> bool:
        """Whether it is another than when this was last asked."""
        before, self._seen = self._seen, self._signature()
        return before != self._seen

    def take(self, desk: "Desk", now: datetime) -> Taken:
        """Load it and let the desk use it, loans included. Called on the desk's thread."""
        self._seen = self._signature()
        try:
            loaded = self._read()
        except InputProblem as problem:
            return self._kept([problem])
        settings = loaded.settings
        wrong = [InputProblem(each.what, each.mend) for each in loaded.problems if not each.warning]
        wrong = wrong or [problem for _, problem in shortcut_problems(settings.keys)]
        wrong = wrong or [problem for _, problem in desk.table_problems(now, settings)]
        if wrong:
            return self._kept(wrong)
        before = desk.use(settings)
        words: list[Text] = [text("{file} is loaded.", file=self.path.name)]
        if (before.timezone, before.data) != (settings.timezone, settings.data):
            words.append(text("Another time zone or data directory holds from the next start."))
        applied = desk.apply_at_start(now, meant=self._meant)
        if applied is not None:
            from duewatch.desk.declared.words import applied_words

            words.append(applied_words(applied, self.path.name))
        return Taken(settings, tuple(words))

    def _kept(self, wrong: list[InputProblem]) -> Taken:
        first, more = wrong[0], len(wrong) - 1
        words = [first.what, *([first.mend] if first.mend else [])]
        if more:
            words.append(text("{count} more: duewatch config check", count=more))
        return Taken(None, (*words, text("The settings stay as they were.")))

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
