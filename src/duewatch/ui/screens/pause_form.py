"""A pause of collecting: noted, corrected, or ended before its day."""

from collections.abc import Iterable, Mapping
from typing import Any

from textual import on
from textual.widget import Widget

from duewatch.desk.stage_words import REASONS, pause_on, pause_words
from duewatch.desk.views import LoanDetail
from duewatch.model.loan_event import PauseReason
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_day, read_files
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.fields import Choice, ChoiceField, TypedField

NEW, CORRECT, END = "new", "correct", "end"


class PauseForm(FormScreen):
    """Why, agreed with whom, from when, until when, and what shows it."""

    def __init__(self, detail: LoanDetail) -> None:
        super().__init__()
        self._detail = detail

    def title_words(self) -> Text:
        """Which loan."""
        return text("Pause of collecting: {loan}", loan=loan_name(self._detail))

    def lead_words(self) -> Text:
        """The pause under way, or what to have in hand."""
        running = pause_on(self._detail.stage_history, self.program.now().date())
        if running is not None:
            return pause_words(running)
        return text("Have it confirmed in writing: until when, what it costs, and what is reported meanwhile.")

    def fields(self) -> Iterable[Widget]:
        """What to do with the one under way, then everything of it."""
        today, turn = self.program.now().date(), text("← → to choose")
        running = pause_on(self._detail.stage_history, today)
        if running is not None:
            acts = [(CORRECT, text("correct it")), (END, text("it ended")), (NEW, text("another pause"))]
            yield ChoiceField("act", text("This pause"), acts, CORRECT, turn)
        reasons = [(reason.value, REASONS[reason]) for reason in PauseReason]
        begun = PauseReason.HARDSHIP if running is None or running.reason is None else running.reason
        yield ChoiceField("reason", text("Why"), reasons, begun.value, turn)
        yield TypedField(
            "with", text("Agreed with"), str, initial="" if running is None else running.agreed_with, private=True,
            hint=text("name, agent number"),
        )  # fmt: skip
        yield TypedField(
            "on", text("From"), lambda words: read_day(words, today), required=text("From when on?"),
            initial=(today if running is None else running.on).isoformat(), hint=text("2026-11-23 or 11-23"),
        )  # fmt: skip
        yield TypedField(
            "until", text("Until"), lambda words: read_day(words, today, future=True),
            initial="" if running is None or running.until_on is None else running.until_on.isoformat(),
            hint=text("its last day; empty: until told otherwise"),
        )  # fmt: skip
        yield TypedField("proof", text("Proof"), read_files, hint=text("a file; its name and checksum are kept"))
        yield TypedField("note", text("Note"), str, initial="" if running is None else running.note)
        ended = TypedField(
            "ended", text("Ended on"), lambda words: read_day(words, today), initial=today.isoformat(),
            required=text("When was it?"), hint=text("from this day collecting goes on"),
        )  # fmt: skip
        ended.display = False
        yield ended

    @on(Choice.Changed)
    def _act_chosen(self, event: Choice.Changed) -> None:
        acts = self.query("#field-act")
        if not acts or event.choice is not acts.first(ChoiceField).choice:
            return
        for field in self.query("Field"):
            if field.id != "field-act":
                field.display = (field.id == "field-ended") is (event.choice.chosen == END)

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, loan_id = self.program.now(), self._detail.loan.id
        running = pause_on(self._detail.stage_history, now.date())

        def done(_: object) -> None:
            self.program.tell(text("Noted. The stage follows it. Press u to take it back."))
            self.dismiss()

        act = values.get("act", NEW)
        if act == END:
            self.write(lambda desk: desk.end_pause(loan_id, now, on=values["ended"]), done)
            return
        files = values["proof"] or []
        corrects = running.id if running is not None and act == CORRECT else None
        self.write(
            lambda desk: desk.pause(
                loan_id,
                now,
                reason=values["reason"],
                agreed_with=values["with"] or "",
                on=values["on"],
                until_on=values["until"],
                open_ended=values["until"] is None,
                proof=files[0] if files else None,
                note=values["note"] or "",
                corrects=corrects,
            ),
            done,
        )
