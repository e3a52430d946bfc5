"""Note that somebody chased: a first call, a lawyer's letter, the whole debt declared due, a new creditor, a court
paper. It moves the stage."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widget import Widget

from duewatch.desk.views import LoanDetail
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_day
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.fields import Choice, ChoiceField, TypedField

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk


LAWYER, ACCELERATED, CREDITOR = "lawyer-letter", "accelerated", "creditor"
_WITHOUT_CHANNEL = frozenset({LAWYER, ACCELERATED, CREDITOR})


def _events() -> list[tuple[str, Text]]:
    return [
        ("formal-collection", text("the platform called about the debt")),
        ("outside-agency", text("an outside agency called or wrote")),
        (LAWYER, text("a lawyer's letter came")),
        (ACCELERATED, text("the whole debt was declared due")),
        (CREDITOR, text("it was passed on to another creditor")),
        ("legal", text("a paper from a court or arbitration came")),
    ]


def _channels() -> list[tuple[str, Text]]:
    return [
        ("call", text("phone call")),
        ("sms", text("text message")),
        ("app", text("app or e-mail")),
        ("letter", text("letter")),
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
        """What happened, when, and what goes with it."""
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
        due = TypedField(
            "due", text("To be paid by"), lambda words: read_day(words, today, future=True),
            hint=text("as the notice says; empty: that day"),
        )  # fmt: skip
        name = TypedField("name", text("New creditor"), str, private=True, required=text("Who is it, by the notice?"))
        due.display = name.display = False
        yield from (due, name)
        yield TypedField("note", text("Note"), str, hint=text("who, from which number, what was said"))

    @on(Choice.Changed)
    def _stage_chosen(self, event: Choice.Changed) -> None:
        if event.choice is not self.query_one("#field-stage", ChoiceField).choice:
            return
        chosen = event.choice.chosen
        for name, shown in (
            ("channel", chosen not in _WITHOUT_CHANNEL), ("due", chosen == ACCELERATED), ("name", chosen == CREDITOR),
        ):  # fmt: skip
            self.query_one(f"#field-{name}").display = shown

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, loan_id, what = self.program.now(), self._detail.loan.id, values["stage"]
        day, note = values["on"], values["note"] or ""

        def done(_: object) -> None:
            self.program.tell(text("Noted. The stage follows it. Press u to take it back."))
            self.dismiss()

        def store(desk: "Desk") -> object:
            if what == ACCELERATED:
                return desk.accelerate(loan_id, now, on=day, due_on=values["due"], note=note)
            if what == CREDITOR:
                return desk.name_party(loan_id, CREDITOR, values["name"], now, on=day, note=note)
            stage, channel = ("formal-collection", LAWYER) if what == LAWYER else (what, values["channel"])
            return desk.note_demand(loan_id, stage, now, on=day, channel=channel, note=note)

        self.write(store, done)
