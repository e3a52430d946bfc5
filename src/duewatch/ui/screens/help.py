"""Key help: every key that works on the screen it was opened from, and where to turn in despair."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget

from duewatch.model.text import text
from duewatch.ui.cells import fit
from duewatch.ui.keys import Action
from duewatch.ui.widgets.base import Paragraph, Prose

_KEY_WIDTH = 9


class KeyList(Prose):
    """Keys and what they do."""

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def paragraphs(self) -> Iterable[Paragraph]:
        """One line a key; then the mouse, the lists, and the line that is always there."""
        yield Paragraph(self.say(text("Keys of this screen")), bold=True)
        for action in self._actions:
            if action.keys:
                yield Paragraph(self.say(action.name), mark=fit(action.shown_key, _KEY_WIDTH))
        moving = self.say(text("Up and down; PgUp and PgDn by pages; Home and End to the ends"))
        yield Paragraph(moving, mark=fit("↑ ↓", _KEY_WIDTH))
        yield Paragraph(self.say(text("Next list or field")), mark=fit("Tab", _KEY_WIDTH))
        yield Paragraph(self.say(text("The mouse works everywhere, on these words too.")), "muted")
        yield Paragraph("")
        kind = text("If it gets too much, you are not alone: 12356 is the national mental-health support line.")
        yield Paragraph(self.say(kind), "primary")
        yield Paragraph(self.say(text("Esc or F1 closes this list.")), "muted")


class HelpScreen(ModalScreen[None]):
    """The list over the screen it is about."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,question_mark,q,enter", "dismiss", show=False)]

    CSS_PATH = "../styles/box.tcss"

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> Iterable[Widget]:
        """A box that scrolls."""
        with VerticalScroll(classes="box"):
            yield KeyList(self._actions)

    def relabel(self) -> None:
        """Another language."""
        self.query_one(KeyList).refresh(layout=True)
