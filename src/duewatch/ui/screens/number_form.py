"""A number of the borrower's own: read off the contract, the app or the bank card."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from duewatch.desk.call_names import origin_name
from duewatch.model.contact import NumberOrigin
from duewatch.model.text import Text, text
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.fields import Choice, ChoiceField, TypedField

if TYPE_CHECKING:
    from duewatch.model.contact import ConfirmedNumber


class NumberForm(FormScreen):
    """Confirm a number. number: what stands on the call screen; loans: its choice of loans."""

    def __init__(self, number: str, loans: Choice) -> None:
        super().__init__()
        self._number = number
        self._loans = loans

    def title_words(self) -> Text:
        """What it is for."""
        return text("A number that I read off something of my own")

    def lead_words(self) -> Text:
        """Not from the caller."""
        return text(
            "Only from the contract, the app or the back of the card, never from a call, a message or a search. A call "
            "that shows it may still be forged: call back yourself."
        )

    def fields(self) -> Iterable[Widget]:
        """The number, and where it stands."""
        turn = text("← → to choose")
        yield TypedField(
            "number",
            text("Number"),
            str,
            initial=self._number,
            private=True,
            hint=text("compare it figure by figure"),
            required=text("Which number?"),
        )
        origins = [(origin.value, origin_name(origin)) for origin in NumberOrigin]
        yield ChoiceField("origin", text("Read off"), origins, NumberOrigin.CONTRACT.value, turn)
        yield ChoiceField("loan", text("Which loan"), self._loans.options, self._loans.chosen, turn)
        yield TypedField("owner", text("Whose number"), str, private=True, hint=text("in your own words"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it with today's date."""
        now, loan = self.program.now(), values["loan"] or None

        def done(answer: "tuple[int, ConfirmedNumber]") -> None:
            number = answer[1].number
            self.program.tell(
                text(
                    "Noted: you confirmed {number}. A call that shows it may still be forged; call back yourself.",
                    number=number,
                )
            )
            self.dismiss()

        self.write(
            lambda desk: desk.confirm_number(
                values["number"], NumberOrigin(values["origin"]), now, loan=loan, owner=values["owner"] or ""
            ),
            done,
        )
