"""The line in which a list is filtered: what is typed is looked for in id, name, platform and lender."""

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from duewatch.model.text import text
from duewatch.ui.widgets.base import Said


class FilterLine(Horizontal):
    """Hidden until it is opened; Esc closes it and shows everything again."""

    def __init__(self) -> None:
        super().__init__(id="filter")
        self.display = False

    def compose(self) -> Iterable[Widget]:
        """A word and a line to type in."""
        yield Said(text("Filter: "))
        yield Input(id="filter-words", compact=True)

    def open(self, words: str) -> None:
        """Show it, with what is looked for now."""
        self.display = True
        line = self.query_one(Input)
        line.value = words
        line.focus()
        self.screen.refresh_bindings()

    def close(self) -> None:
        """Hide it, empty."""
        self.query_one(Input).value = ""
        self.display = False
        self.screen.refresh_bindings()
