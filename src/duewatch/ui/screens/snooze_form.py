"""Stop nagging about a loan's present bills until a day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from textual.widget import Widget

from duewatch.desk.views import LoanDetail
from duewatch.model.text import Text, ntext, text
from duewatch.ui.entries import EntryProblem, read_day
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.fields import TypedField

_OFFERED_DAYS = 3


class SnoozeForm(FormScreen):
    """A day to be reminded again from."""

    def __init__(self, detail: LoanDetail) -> None:
        super().__init__()
        self._detail = detail

    def title_words(self) -> Text:
        """Which loan."""
        return text("No reminders until a day: {loan}", loan=loan_name(self._detail))

    def lead_words(self) -> Text:
        """What it does not do."""
        return text("Only the reminders wait. The due day stays as it is, and court deadlines are still shown.")

    def fields(self) -> Iterable[Widget]:
        """One line."""
        today = self.program.now().date()
        yield TypedField(
            "until",
            text("Again from"),
            lambda words: _later(words, today),
            initial=(today + timedelta(_OFFERED_DAYS)).isoformat(),
            hint=text("2026-12-01 or 12-01"),
            required=text("From which day?"),
        )

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, loan_id, until = self.program.now(), self._detail.loan.id, values["until"]

        def done(count: int) -> None:
            self.program.tell(_snoozed(count, until))
            self.dismiss()

        self.write(lambda desk: desk.snooze(loan_id, until, now), done)


def _later(words: str, today: date) -> date:
    day = read_day(words, today, future=True)
    if day <= today:
        raise EntryProblem(text("It must be a later day than today"))
    return day


def _snoozed(count: int, until: date) -> Text:
    if not count:
        return text("This loan has no present bill to be reminded of.")
    return ntext(
        "No reminders about {count} present bill of this loan until {day}.",
        "No reminders about {count} present bills of this loan until {day}.",
        count,
        day=until,
    )
