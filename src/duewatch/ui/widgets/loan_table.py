"""The list of loans, on the home screen and on its own."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, cast

from duewatch.desk.names import stage_name
from duewatch.model.projection import BillRow, LoanRow
from duewatch.model.text import Name, Sentence, Text, ntext, text
from duewatch.ui.signs import stage_sign
from duewatch.ui.widgets.table import Cell, Column, Table

if TYPE_CHECKING:
    from duewatch.ui.program import Program


def sort_name(sort: str) -> Sentence:
    """A column's title."""
    match sort:
        case "platform":
            return text("Platform")
        case "amount":
            return text("Amount")
        case "stage":
            return text("Stage")
        case "late":
            return text("Days late")
        case "code":
            return text("Credit mark")
        case "owed":
            return text("Still owed")
        case "lender":
            return text("Lender")
    return text("Due day")


class LoanTable(Table[LoanRow]):
    """Loans as rows; the columns that the room allows."""

    def __init__(self, fetch: Callable[[int, int], Awaitable[list[LoanRow]]], *, whole: bool = False) -> None:
        """whole: with all columns, where there is room."""
        super().__init__(self._make_columns, self._make_cells, lambda row: row.loan_id, fetch=fetch, id="loan-table")
        self._whole = whole
        self.sort = "due"
        self.descending = False

    @property
    def program(self) -> "Program":
        """The application."""
        return cast("Program", self.app)

    def _make_columns(self) -> list[Column]:
        def title(sort: str) -> str:
            arrow = ("▾" if self.descending else "▴") if sort == self.sort else ""
            return self.program.say(sort_name(sort)) + arrow

        columns = [
            Column("platform", title("platform"), 12, grow=3),
            Column("due", title("due"), 10),
            Column("amount", title("amount"), 15, right=True),
            Column("stage", title("stage"), 14, grow=3),
            Column("late", title("late"), 9, right=True, from_width=56),
            Column("code", title("code"), 8, from_width=70),
        ]
        if self._whole:
            columns.insert(3, Column("owed", title("owed"), 15, right=True, from_width=96))
            columns.append(Column("lender", title("lender"), 12, grow=2, from_width=120))
        return columns

    def _make_cells(self, row: LoanRow) -> list[Cell]:
        words, sign = self.program.words, stage_sign(row.stage)
        name = words.name(row_name(row))
        unknown = words.say(text("not known"))
        if row.overdue_fen or row.days_past_due:
            due, amount = row.overdue_since_on, words.money(row.overdue_fen + (row.charges_fen or 0))
        else:
            due, amount = row.next_due_on, words.money(row.next_due_fen, unknown if row.next_due_on else "-")
        late = words.say(ntext("{count} d", "{count} d", row.days_past_due)) if row.days_past_due else "-"
        code = words.say(text("{code} (may)", code=row.report_code)) if row.report_code else "-"
        cells = [
            Cell(name, marks=tuple(words.say(mark) for mark in _marks(row))),
            Cell(short_day(due, self.program.now().date())),
            Cell(amount, sign.tone if row.days_past_due else ""),
            Cell(f"{sign.symbol} {words.say(stage_name(row.stage))}", sign.tone),
            Cell(late, sign.tone if row.days_past_due else "muted"),
            Cell(code, "" if row.report_code else "muted"),
        ]
        if self._whole:
            cells.insert(3, Cell(words.money(row.outstanding_fen, unknown)))
            lender = "" if row.lender is None else words.name(Name(row.lender, row.lender))
            cells.append(Cell(lender or words.say(text("see the contract")), "" if lender else "muted"))
        return cells


def _marks(row: LoanRow) -> tuple[Text, ...]:
    """That the loan stands in the config file, that it is muted: in full, and as short as can be."""
    if row.declared and row.muted:
        return text("(file) (muted)"), text("(f) (m)")
    if row.declared:
        return text("(file)"), text("(f)")
    return (text("(muted)"), text("(m)")) if row.muted else ()


def row_name(row: LoanRow | BillRow) -> Name:
    """A loan in one name: what the borrower calls it, with the platform where that does not name it."""
    own = row.loan_name if isinstance(row, BillRow) else row.name
    if own in ("", row.platform_zh, row.platform_en):
        return Name(row.platform_zh, row.platform_en)
    if row.platform_zh in own or row.platform_en in own:
        return Name(own, own)
    return Name(f"{row.platform_zh} {own}", f"{row.platform_en} {own}")


def short_day(day: date | None, today: date) -> str:
    """Month and day; the year too where it is another one."""
    if day is None:
        return "-"
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()
