"""The side pane of wide screens: the loan under the cursor in a few lines, without asking the desk again."""

from textual.content import Content

from duewatch.desk.names import kind_name, stage_name
from duewatch.model.projection import LoanRow
from duewatch.model.text import Name, ntext, text
from duewatch.ui.signs import STYLES, stage_sign
from duewatch.ui.widgets.base import Spoken
from duewatch.ui.widgets.loan_table import row_name


class LoanSummary(Spoken):
    """What is owed, since when, in which stage and what usually comes next."""

    def __init__(self) -> None:
        super().__init__(id="summary")
        self._row: LoanRow | None = None

    def show(self, row: LoanRow | None) -> None:
        """Another loan."""
        self._row = row
        self.refresh(layout=True)

    def relabel(self) -> None:
        """Other words may need another number of lines."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """The lines."""
        row, say, money = self._row, self.say, self.words.money
        if row is None:
            return Content("")
        unknown = say(text("not known"))
        sign = stage_sign(row.stage)
        name = self.words.name(row_name(row))
        lender = say(text("see the contract")) if row.lender is None else self.words.name(Name(row.lender, row.lender))
        lines: list[Content] = [
            Content.styled(name, "bold"),
            Content(say(kind_name(row.kind))),
            Content(f"{say(text('Lender'))}  {lender}"),
            Content(""),
            Content.assemble((f"{sign.symbol} {say(stage_name(row.stage))}", STYLES[sign.tone])),
        ]
        if row.stage_since_on is not None:
            lines.append(Content(say(text("since {day}", day=row.stage_since_on))))
        if row.days_past_due:
            lines += [
                Content(say(ntext("{count} day late", "{count} days late", row.days_past_due))),
                Content(f"{say(text('Overdue'))}  {money(row.overdue_fen)}"),
            ]
            if row.charges_fen:
                lines.append(Content(say(text("and late charge by your own rate")) + f"  {money(row.charges_fen)}"))
        if row.stage_next is not None:
            when = say(text("time not known")) if row.stage_next_on is None else f"{row.stage_next_on}"
            lines.append(Content(f"{say(text('Next step'))}  {say(stage_name(row.stage_next))} ({when})"))
        lines.append(Content(""))
        if row.next_due_on is not None:
            lines.append(Content(f"{say(text('Due day'))}  {row.next_due_on}  {money(row.next_due_fen, unknown)}"))
        lines.append(Content(f"{say(text('Still owed'))}  {money(row.outstanding_fen, unknown)}"))
        if row.report_code:
            lines.append(Content(say(text("The credit record may show {code} this month", code=row.report_code))))
        if row.muted:
            lines.append(Content(say(text("Reminders are muted"))))
        if row.declared:
            lines.append(Content(say(text("Declared in the config file"))))
        return Content("\n").join(lines)
