"""The credit report: its accounts as a table, and one of them beside what is known here."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from duewatch.desk.report_words import account_title, differences, state_word, told
from duewatch.model.text import Name, ntext, text
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column

if TYPE_CHECKING:
    from duewatch.desk.reporting import AccountLine

_TONES = {"overdue": "warning", "bad-debt": "warning", "open": "", "unknown": "muted"}


class AccountTable(SpokenTable["AccountLine"]):
    """Accounts in the order of the report."""

    def __init__(self) -> None:
        super().__init__(
            self._make_columns, self._make_cells, lambda line: str(line.account.place), header=False, id="account-table"
        )

    def _make_columns(self) -> list[Column]:
        return [
            Column("place", "", 3, right=True),
            Column("lender", "", 16, grow=3),
            Column("state", "", 8, grow=1),
            Column("found", "", 14, grow=1),
        ]

    def _make_cells(self, line: "AccountLine") -> list[Cell]:
        say, account = self.words.say, line.account
        lender = say(Name(account.lender, account.lender))
        state = say(state_word(account.state))
        found, tone = self._found(line)
        return [
            Cell(str(account.place), "muted"), Cell(lender), Cell(state, _TONES.get(account.state, "muted")),
            Cell(found, tone),
        ]  # fmt: skip

    def _found(self, line: "AccountLine") -> tuple[str, str]:
        say, compared = self.words.say, line.compared
        if compared is None:
            asked = bool(line.candidates or line.platforms)
            return (say(text("to be named")), "warning") if asked else ("", "muted")
        count = len(compared.months) + len(compared.figures)
        if not count:
            return say(text("no difference")), "success"
        return say(ntext("{count} difference", "{count} differences", count)), "warning"


class AccountPaper(Prose):
    """An account: what the report says, which loan it is, every difference with its reasons."""

    def __init__(self) -> None:
        super().__init__()
        self._line: AccountLine | None = None

    def show(self, line: "AccountLine | None") -> None:
        """Another account."""
        self._line = line
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """A title, then lines."""
        line, say = self._line, self.say
        if line is None:
            return
        yield Paragraph(say(account_title(line)), bold=True)
        for words in told(line):
            yield Paragraph(say(words))
        found = differences(line)
        if line.compared is not None and not found:
            yield Paragraph(say(text("No difference.")), "success")
        for what, reasons in found:
            yield Paragraph(say(what), mark="· ")
            for reason in reasons:
                yield Paragraph(say(reason), "muted", mark="  ")
        if found:
            yield Paragraph(say(text("Where the two differ, nothing here says which of them is right.")), "muted")
