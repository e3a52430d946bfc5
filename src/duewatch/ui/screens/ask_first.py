"""The gate before what may start the limitation period of an old debt anew: asks, and points to who can tell."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from textual.widget import Widget

from duewatch.model.problem import AskFirst
from duewatch.model.text import Text, text
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.fields import ChoiceField


class AskFirstForm(FormScreen):
    """One question. go_on: called where the borrower has asked, or it is done already."""

    def __init__(self, ask: AskFirst, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._ask = ask
        self._go_on = go_on

    def title_words(self) -> Text:
        """Nothing is noted yet."""
        return text("Before this is noted")

    def lead_words(self) -> Text:
        """Why it asks."""
        return self._ask.what

    def fields(self) -> Iterable[Widget]:
        """Not yet, unless it is said otherwise."""
        asked = [("no", text("not yet")), ("yes", text("asked, or done already: note it"))]
        yield ChoiceField("asked", text("Asked first"), asked, "no", text("← → to choose"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Go on, or wait."""
        if values["asked"] != "yes":
            self.say_problem(text("Ask first: a lawyer, or 12348. Nothing is noted until then; Esc goes back."))
            return
        self.dismiss()
        self._go_on()
