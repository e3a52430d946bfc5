"""Papers from courts as a table, and what to do about the one at the cursor."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from duewatch.model.text import Name, Text, ntext, text
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column

if TYPE_CHECKING:
    from duewatch.desk.courts import CourtLine


class CourtTable(SpokenTable["CourtLine"]):
    """Papers, the nearest time limit first."""

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, lambda line: str(line.paper.id), id="court-table")

    def _make_columns(self) -> list[Column]:
        say = self.words.say
        return [
            Column("limit", say(text("Time limit")), 23, grow=1),
            Column("kind", say(text("Paper")), 12, grow=2),
            Column("case", say(text("Court, case number")), 14, grow=3),
            Column("loan", say(text("Loan")), 10, grow=1, from_width=70),
            Column("came", say(text("Received")), 10, from_width=90),
        ]

    def _make_cells(self, line: "CourtLine") -> list[Cell]:
        say, paper = self.words.say, line.paper
        case = " ".join(part for part in (paper.court, paper.case_number) if part)
        loan = "" if paper.loan_id is None else say(Name(paper.loan_id, paper.loan_id))
        return [
            Cell(say(limit_words(line)), "muted" if line.deadline.done else "warning"),
            Cell(say(line.about.name)),
            Cell(say(Name(case, case)) if case else ""),
            Cell(loan),
            Cell(paper.at.astimezone(self.program.now().tzinfo).date().isoformat()),
        ]


def limit_words(line: "CourtLine") -> Text:
    """By when, with the days left."""
    limit = line.deadline
    if limit.done:
        return text("gone out")
    if limit.on is None or limit.in_days is None:
        return text("see the paper")
    if limit.in_days < 0:
        return text("{on}, passed", on=limit.on)
    return ntext("{on}, {count} day left", "{on}, {count} days left", limit.in_days, on=limit.on)


class CourtPaperView(Prose):
    """How to check the case, what to do, where to get help."""

    def __init__(self) -> None:
        super().__init__()
        self._line: CourtLine | None = None

    def show(self, line: "CourtLine | None") -> None:
        """The paper at the cursor."""
        self._line = line
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Checking first, while it was not checked."""
        line = self._line
        if line is None:
            return
        if not line.paper.checked:
            yield Paragraph(self.say(line.guide.check_court.text), "primary", mark="· ")
        if line.paper.answered_on is not None:
            yield Paragraph(self.say(text("Went out on {on}.", on=line.paper.answered_on)), mark="· ")
        elif line.deadline.in_days is not None and line.deadline.in_days < 0 and line.deadline.on is not None:
            late = text("The time limit {on} has passed: ask 12348 or the court what can still be done.",
                        on=line.deadline.on)  # fmt: skip
            yield Paragraph(self.say(late), "warning", mark="· ")
        if line.paper.hearing_at is not None:
            at = line.paper.hearing_at.astimezone(self.program.now().tzinfo)
            yield Paragraph(self.say(text("Hearing: {at}", at=f"{at:%Y-%m-%d %H:%M}")), mark="· ")
        for step in line.about.do:
            yield Paragraph(self.say(step), mark="· ")
        yield Paragraph(self.say(line.guide.legal_help.text), "primary", mark="· ")
