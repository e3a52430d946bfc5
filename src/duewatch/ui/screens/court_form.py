"""我收到了法院的东西: what came, when, how to check it first; its time limit is counted and told above everything."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from duewatch.model.contact import CourtPaper, PaperKind
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_day, read_moment
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.fields import ChoiceField, TypedField
from duewatch.ui.widgets.loan_table import row_name

if TYPE_CHECKING:
    from duewatch.desk.calling import CallAdvice
    from duewatch.desk.courts import CourtLine
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import LoanRow

NONE = ""


class CourtForm(FormScreen):
    """A paper from a court. advice: for the names of the papers and how to check a case; loans: to choose from."""

    def __init__(self, advice: "CallAdvice", loans: "list[LoanRow]", loan_id: str | None) -> None:
        super().__init__()
        self._advice = advice
        self._loans = loans
        self._loan_id = loan_id

    @classmethod
    def asked(cls, desk: "Desk", now: datetime, loan_id: str | None) -> "CourtForm":
        """The form, with what it needs of the desk."""
        return cls(desk.call_advice(now), desk.loan_rows(now, open_only=True, limit=60), loan_id)

    def title_words(self) -> Text:
        """What it is for."""
        return text("I received something from a court")

    def lead_words(self) -> Text:
        """Check first."""
        return self._advice.guide.check_court.text

    def fields(self) -> Iterable[Widget]:
        """What came, when, and what identifies the case."""
        today = self.program.now().date()
        turn = text("← → to choose")
        papers = [(paper.kind.value, paper.name) for paper in self._advice.guide.papers]
        loans: list[tuple[str, Text]] = [(NONE, text("not known yet"))]
        loans += [(row.loan_id, row_name(row)) for row in self._loans]
        chosen = self._loan_id if self._loan_id in dict(loans) else None
        yield ChoiceField("paper", text("What came"), papers, PaperKind.PAYMENT_ORDER.value, turn)
        yield TypedField(
            "on",
            text("Received on"),
            lambda words: read_day(words, today),
            initial=today.isoformat(),
            hint=text("the count begins on the day after"),
            required=text("When was it?"),
        )
        yield ChoiceField("loan", text("Which loan"), loans, chosen or NONE, turn)
        yield TypedField("court", text("Court"), str, private=True)
        yield TypedField("case", text("Case number"), str, private=True)
        yield TypedField(
            "hearing",
            text("Hearing"),
            lambda words: read_moment(words, today, future=True),
            hint=text("12-10 09:30, if there is one"),
        )
        yield ChoiceField(
            "checked", text("Checked"), [("no", text("not yet")), ("yes", text("at the court or by 12368"))], "no", turn
        )

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now = self.program.now()
        received = now if values["on"] >= now.date() else datetime.combine(values["on"], time(12), tzinfo=now.tzinfo)
        if values["on"] > now.date():
            self.say_problem(text("It cannot have come after today."))
            return
        hearing = values["hearing"]
        paper = CourtPaper(
            at=received,
            paper=PaperKind(values["paper"]),
            court=values["court"] or "",
            case_number=values["case"] or "",
            hearing_at=None if hearing is None else hearing.replace(tzinfo=now.tzinfo),
            checked=values["checked"] == "yes",
        )
        loan = values["loan"] or None

        def done(answer: "tuple[int, CourtLine]") -> None:
            self.program.tell(_told(answer[1]))
            self.dismiss()

        self.write(lambda desk: desk.add_court_paper(paper, now, loan=loan), done)


def _told(line: "CourtLine") -> Text:
    if line.deadline.on is None:
        return text("Noted. The paper itself names the time limit; legal aid: 12348. Press u to take it back.")
    return text(
        "Noted. The time limit ends on {on}; it stands above everything else now. Legal aid: 12348. Press u to take it "
        "back.",
        on=line.deadline.on,
    )
