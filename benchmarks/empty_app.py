"""The floor of every screen: a Textual app that shows one line and answers one key."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Footer, Static


class Empty(App[None]):
    """Nothing but a text and a footer."""

    BINDINGS: ClassVar = [("x", "answer", "Answer")]

    def compose(self) -> ComposeResult:
        yield Static("READY", id="text")
        yield Footer()

    def action_answer(self) -> None:
        self.query_one("#text", Static).update("ANSWERED")


if __name__ == "__main__":
    Empty().run()
