"""Automatic debits as a table, and the accounts that are to serve them."""

from collections.abc import Iterable

from duewatch.desk.debit_words import account_name, conclusions, day, remarks, what_is_known, when
from duewatch.desk.debits import DebitLine, DebitMap
from duewatch.model.text import Money, Name, text
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column


class DebitTable(SpokenTable[DebitLine]):
    """Debits by day and time."""

    def __init__(self) -> None:
        super().__init__(
            self._make_columns,
            self._make_cells,
            lambda row: f"{row.debit.loan_id} {row.debit.bill_id}",
            id="debit-table",
        )

    def _make_columns(self) -> list[Column]:
        say = self.words.say
        return [
            Column("day", say(text("Day")), 8),
            Column("time", say(text("Time")), 14),
            Column("account", say(text("Account")), 15, grow=1),
            Column("loan", say(text("Loan")), 14, grow=2),
            Column("amount", say(text("Amount")), 12, right=True),
        ]

    def _make_cells(self, row: DebitLine) -> list[Cell]:
        say, fen = self.words.say, row.debit.amount_fen
        return [
            Cell(say(day(row)), "warning" if row.debit.overdue else ""),
            Cell(say(when(row)), "muted" if row.debit.at is None else ""),
            Cell(say(account_name(row.account)), "muted" if row.account is None else ""),
            Cell(say(row.name)),
            Cell(say(text("not known")) if fen is None else say(text("{amount}", amount=Money(fen)))),
        ]


class AccountPaper(Prose):
    """Every account that is known, with what is to be said of it."""

    def __init__(self) -> None:
        super().__init__()
        self._map: DebitMap | None = None

    def show(self, found: DebitMap) -> None:
        """Another picture."""
        self._map = found
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Accounts with a warning first."""
        if self._map is None:
            return
        for view in sorted(self._map.accounts, key=lambda view: not view.warnings):
            name = Name(view.account.name, view.account.name)
            known = text("{account}: {state}", account=name, state=what_is_known(view.account))
            yield Paragraph(self.say(known), "primary", bold=True)
            for sentence in conclusions(view):
                yield Paragraph(self.say(sentence), mark="∙ ")
        for sentence in remarks(self._map):
            yield Paragraph(self.say(sentence), "muted")
