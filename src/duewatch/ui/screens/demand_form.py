"""Note that somebody chased: a first call, an agency's letter, a court paper. It moves the stage."""

from collections.abc import Iterable, Mapping
from typing import Any

from textual.widget import Widget

from duewatch.desk.views import LoanDetail
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_day
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.fields import ChoiceField, TypedField


def _events() -> list[tuple[str, Text]]:
    return [
        ("formal-collection", text("the platform called about the debt")),
        ("outside-agency", text("an outside agency called or wrote")),
        ("legal", text("a paper from a court or arbitration came")),
    ]


def _channels() -> list[tuple[str, Text]]:
    return [
        ("call", text("phone call")),
        ("sms", text("text message")),
        ("app", text("app or e-mail")),
        ("letter", text("letter")),
        ("lawyer-letter", text("a lawyer's letter")),
        ("visit", text("visit")),
        ("court", text("court service")),
    ]


class DemandForm(FormScreen):
    """What happened, when, over which channel."""

    def __init__(self, detail: LoanDetail) -> None:
        super().__init__()
        self._detail = detail

    def title_words(self) -> Text:
        """Which loan."""
        return text("Note a demand: {loan}", loan=loan_name(self._detail))

    def lead_words(self) -> Text:
        """Verify first."""
        return text(
            "Promise nothing yet. Hang up, then check through the app or the number in your contract. A court "
            "paper: ask the court itself or 12368, and keep its deadline."
        )

    def fields(self) -> Iterable[Widget]:
        """Four lines."""
        today = self.program.now().date()
        choose = text("← → to choose")
        yield ChoiceField("stage", text("What happened"), _events(), "formal-collection", choose)
        yield TypedField(
            "on",
            text("Day"),
            lambda words: read_day(words, today),
            initial=today.isoformat(),
            hint=text("2026-11-23 or 11-23"),
            required=text("When was it?"),
        )
        yield ChoiceField("channel", text("How"), _channels(), "call", choose)
        yield TypedField("note", text("Note"), str, hint=text("who, from which number, what was said"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, loan_id = self.program.now(), self._detail.loan.id

        def done(_: int) -> None:
            self.program.tell(text("Noted. The stage follows it. Press u to take it back."))
            self.dismiss()

        self.write(
            lambda desk: desk.note_demand(
                loan_id, values["stage"], now, on=values["on"], channel=values["channel"], note=values["note"] or ""
            ),
            done,
        )
