"""The key line: what works now, as much as there is room for; every word can be clicked."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content

from duewatch.ui import keys
from duewatch.ui.cells import cell_len
from duewatch.ui.widgets.base import Spoken

if TYPE_CHECKING:
    from duewatch.ui.program import Program

_SILENT = frozenset({"help", "palette", "language", "theme", "leave", "previous_tab", "next_tab", "reverse"})
"""Left to the key help, which the line always ends with and which is therefore not in its turn either."""


class KeyBar(Spoken):
    """The footer."""

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow what the screen offers."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """As many as there is room for, the help last."""
        actions = [action for action in keys.offered(self.screen) if action.id not in _SILENT]
        if self.app.screen_stack[0] is not self.screen:  # on top of a main screen its own keys matter more
            own = {binding.action for _, binding in self.screen._bindings} | {"pay"}
            actions.sort(key=lambda action: (action.id not in own, action.id in ("home", "loans")))
        last = cast("Program", self.app).actions["help"]
        words = {action.id: f"{action.shown_key} {self.say(action.label)}" for action in [*actions, last]}
        room = self.size.width - 2 - cell_len(words["help"])
        shown: list[keys.Action] = []
        for action in actions:
            if (needed := cell_len(words[action.id]) + 2) <= room:
                shown.append(action)
                room -= needed
        parts: list[str | tuple[str, str]] = [" "]
        self._spans, left = [], 1
        for action in [*shown, last]:
            key, label = words[action.id].split(" ", 1)
            parts += [(key, "bold $text-accent"), f" {label}  "]
            width = cell_len(words[action.id])
            self._spans.append((left, left + width, action.id))
            left += width + 2
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for left, right, action in self._spans:
            if left <= event.x < right:
                await cast("Program", self.app).run_offered(action)
