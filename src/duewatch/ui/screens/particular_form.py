"""What a contract says beyond bills: the day a rented phone goes back, the cash value of a policy."""

from collections.abc import Iterable, Mapping
from typing import Any

from textual.widget import Widget

from duewatch.desk.contract_words import particular_words
from duewatch.desk.views import LoanDetail
from duewatch.model.text import Text, text
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.fields import ChoiceField, TypedField


class ParticularForm(FormScreen):
    """One of the platform's particulars, and its value."""

    def __init__(self, detail: LoanDetail) -> None:
        super().__init__()
        self._detail = detail

    def title_words(self) -> Text:
        """Which loan."""
        return text("By the contract: {loan}", loan=loan_name(self._detail))

    def lead_words(self) -> Text:
        """Where to look."""
        return text("Look it up in the contract. Days on which something happens of itself are reminded of.")

    def fields(self) -> Iterable[Widget]:
        """Two lines."""
        names = [
            (line.particular.id, text("{label}: {words}", label=line.particular.name, words=particular_words(line)))
            for line in self._detail.particulars
        ]
        yield ChoiceField("key", text("Which one"), names, names[0][0], text("← → to choose"))
        yield TypedField(
            "value", text("Its value"), str, hint=text("a day, an amount in yuan, or words; empty: not known any more")
        )

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, loan_id = self.program.now(), self._detail.loan.id

        def done(_: object) -> None:
            self.program.tell(text("Noted. Press u to take it back."))
            self.dismiss()

        self.write(lambda desk: desk.note_particular(loan_id, values["key"], values["value"] or "", now), done)
