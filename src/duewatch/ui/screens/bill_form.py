"""Enter a bill as the app shows it; its amount may come later."""

from collections.abc import Iterable, Mapping
from typing import Any

from textual.widget import Widget

from duewatch.desk.views import BillLine, LoanDetail
from duewatch.model.money import format_yuan
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_day, read_money
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.fields import Field, TypedField


class BillForm(FormScreen):
    """Due day, amount, minimum payment. line: the bill to begin with; None: the next one due."""

    def __init__(self, detail: LoanDetail, line: BillLine | None = None) -> None:
        super().__init__()
        self._detail = detail
        self._line = line

    def title_words(self) -> Text:
        """Which loan."""
        return text("Enter a bill: {loan}", loan=loan_name(self._detail))

    def lead_words(self) -> Text:
        """Where to look."""
        return text("Copy it from the app or the statement. Leave the amount empty if you do not know it yet.")

    def fields(self) -> Iterable[Widget]:
        """Three lines."""
        today = self.program.now().date()
        bill = None if self._line is None else self._line.bill
        due = self._detail.row.next_due_on if bill is None else bill.due_on
        total = None if bill is None else bill.total_fen
        minimum = None if bill is None else bill.minimum_fen
        yield TypedField(
            "due_on",
            text("Due day"),
            lambda words: read_day(words, today, future=True),
            initial="" if due is None else due.isoformat(),
            hint=text("2026-11-23 or 11-23"),
            required=text("When is it due?"),
        )
        yield TypedField(
            "total",
            text("Whole amount"),
            read_money,
            initial="" if total is None else format_yuan(total),
            hint=text("in yuan"),
            private=True,
        )
        yield TypedField(
            "minimum",
            text("Minimum payment"),
            read_money,
            initial="" if minimum is None else format_yuan(minimum),
            hint=text("only if the statement names one"),
            private=True,
        )

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        total, minimum = values["total"], values["minimum"]
        if total is not None and minimum is not None and minimum > total:
            self.query_one("#field-minimum", Field).complain(text("The minimum cannot be more than the whole amount"))
            return
        now, loan_id = self.program.now(), self._detail.loan.id

        def done(_: int) -> None:
            self.program.tell(text("Bill entered. Press u to take it back."))
            self.dismiss()

        self.write(lambda desk: desk.enter_bill(loan_id, values["due_on"], total, now, minimum_fen=minimum), done)
