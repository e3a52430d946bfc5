"""What became of a paper from a court: the case was checked, something went out, the hearing is on a day."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from duewatch.model.text import Text, text
from duewatch.ui.entries import read_day, read_moment
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.fields import ChoiceField, TypedField

if TYPE_CHECKING:
    from duewatch.desk.courts import CourtLine


class CourtNoteForm(FormScreen):
    """A paper that is noted already."""

    def __init__(self, line: "CourtLine") -> None:
        super().__init__()
        self._line = line

    def title_words(self) -> Text:
        """Which paper."""
        return text("Paper {number}: {kind}", number=self._line.paper.id, kind=self._line.about.name)

    def lead_words(self) -> Text:
        """How to check."""
        return self._line.guide.check_court.text

    def fields(self) -> Iterable[Widget]:
        """Three lines."""
        today, paper = self.program.now().date(), self._line.paper
        hearing = None if paper.hearing_at is None else paper.hearing_at.astimezone(self.program.now().tzinfo)
        checked = [("no", text("not yet")), ("yes", text("at the court or by 12368"))]
        yield ChoiceField(
            "checked", text("Checked"), checked, "yes" if paper.checked else "no", text("← → to choose")
        )  # fmt: skip
        yield TypedField(
            "answered", text("Went out on"), lambda words: read_day(words, today),
            initial="" if paper.answered_on is None else paper.answered_on.isoformat(),
            hint=text("your objection, answer or report"),
        )  # fmt: skip
        yield TypedField(
            "hearing", text("Hearing"), lambda words: read_moment(words, today, future=True),
            initial="" if hearing is None else f"{hearing:%Y-%m-%d %H:%M}", hint=text("12-10 09:30, if there is one"),
        )  # fmt: skip

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, number, hearing = self.program.now(), self._line.paper.id, values["hearing"]

        def done(_: object) -> None:
            self.program.tell(text("Noted. Press u to take it back."))
            self.dismiss()

        self.write(
            lambda desk: desk.change_court_paper(
                number,
                now,
                checked=values["checked"] == "yes",
                answered_on=values["answered"],
                hearing_at=None if hearing is None else hearing.replace(tzinfo=now.tzinfo),
            ),
            done,
        )
