"""The first screen of an empty store: what duewatch is, what it is not, and what one can do."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from duewatch.model.text import Sentence, text
from duewatch.ui import keys
from duewatch.ui.widgets.base import Paragraph, Prose


def choices() -> tuple[tuple[str, Sentence], ...]:
    """What one can do with nothing entered: action ids and what they do here."""
    return (
        ("demo", text("Look at a made-up borrower first (nothing of it is kept)")),
        ("add", text("Add a loan by hand: the platform's name is enough to begin with")),
        ("import", text("Import bills that you exported, or paste a message")),
        ("call", text("Somebody is calling: what to ask and to say; note it")),
        ("court", text("I received something from a court")),
        ("ask", text("Ask what a platform or some days late mean for the credit record")),
    )


class Welcome(Prose, can_focus=True):
    """A sentence and a short list; up, down and enter, or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "choose", show=False),
        *keys.bindings("demo"),
    ]

    def __init__(self) -> None:
        super().__init__(id="welcome")
        self._at = 0

    def on_mount(self) -> None:
        """Ready for enter."""
        self.focus()

    def paragraphs(self) -> Iterable[Paragraph]:
        """The words, and the choices with their keys."""
        yield Paragraph(self.say(text("Nothing is entered yet. That is all right.")), bold=True)
        yield Paragraph("")
        what = text(
            "duewatch keeps your loans in one place on this computer: what is due, what is late, which stage of "
            "collection each one is in, and what that means for the credit record."
        )
        yield Paragraph(self.say(what))
        what_not = text(
            "It needs no account and no network, asks for no password, lends nothing and pays nothing. It reads "
            "only what you type, paste or export yourself."
        )
        yield Paragraph(self.say(what_not))
        yield Paragraph("")
        for index, (action, words) in enumerate(choices()):
            here = index == self._at
            mark = f"{'▸' if here else ' '} {self.program.actions[action].shown_key}  "
            yield Paragraph(self.say(words), "primary" if here else "", here, mark)

    def action_move(self, by: int) -> None:
        """Another choice."""
        self._at = (self._at + by) % len(choices())
        self.refresh()

    async def action_choose(self) -> None:
        """Do it."""
        await self.program.run_offered(choices()[self._at][0])

    def action_demo(self) -> None:
        """The made-up borrower."""
        self.program.action_demo()

    async def on_click(self, event: events.Click) -> None:
        """The choices are the last lines."""
        index = event.y - (self.content_size.height - len(choices()))
        if 0 <= index < len(choices()):
            self._at = index
            await self.action_choose()
