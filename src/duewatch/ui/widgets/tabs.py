"""Tabs as one line: left and right, or a click."""

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from duewatch.model.text import Text
from duewatch.ui.cells import cell_len
from duewatch.ui.widgets.base import Spoken


class TabLine(Spoken):
    """The names of the tabs; the open one stands in brackets and bold, so that it shows without colour."""

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, tabs: Sequence[str], name: Callable[[str], Text]) -> None:
        super().__init__()
        self._tabs = tabs
        self._tab_name = name
        self.active = tabs[0]

    def show(self, tab: str) -> None:
        """Open a tab."""
        self.active = tab
        self.refresh()

    def _labels(self) -> list[tuple[str, str]]:
        return [
            (tab, f"[{self.say(self._tab_name(tab))}]" if tab == self.active else f" {self.say(self._tab_name(tab))} ")
            for tab in self._tabs
        ]

    def render(self) -> Content:
        """One line."""
        parts: list[str | tuple[str, str]] = []
        for tab, words in self._labels():
            parts += [(words, "bold $text-primary" if tab == self.active else "dim"), " "]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Open what was clicked."""
        left = self.styles.padding.left
        for tab, words in self._labels():
            if left <= event.x < left + cell_len(words):
                self.post_message(self.Chosen(tab))
            left += cell_len(words) + 1
