"""Hours in which the borrower agreed to be called; contacts are held against them."""

from collections.abc import Iterable, Mapping
from typing import Any

from textual.widget import Widget

from duewatch.model.text import Text, text
from duewatch.ui.entries import read_hours
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.fields import Choice, ChoiceField, TypedField


class HoursForm(FormScreen):
    """Agreed hours. loans: the choice of loans of the call screen."""

    def __init__(self, loans: Choice) -> None:
        super().__init__()
        self._loans = loans

    def title_words(self) -> Text:
        """What it is for."""
        return text("Hours in which I agreed to be called")

    def lead_words(self) -> Text:
        """What follows from it."""
        return text("Only if you agreed to it. From now on contacts are held against these hours, and not against the "
                    "rules' own.")  # fmt: skip

    def fields(self) -> Iterable[Widget]:
        """From when to when, for which loan."""
        yield TypedField(
            "hours", text("Hours"), read_hours, hint=text("such as 09:00-21:00"), required=text("Which hours?")
        )
        loans = [("", text("all loans")), *self._loans.options[1:]]
        yield ChoiceField("loan", text("Which loan"), loans, self._loans.chosen, text("← → to choose"))
        yield TypedField("note", text("Note"), str, private=True, hint=text("with whom, how"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store them."""
        now, (first, last) = self.program.now(), values["hours"]

        def done(_: object) -> None:
            self.program.tell(text("Noted. Press u to take it back."))
            self.dismiss()

        self.write(
            lambda desk: desk.agree_hours(first, last, now, loan=values["loan"] or None, note=values["note"] or ""),
            done,
        )
