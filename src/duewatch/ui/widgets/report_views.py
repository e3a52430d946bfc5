"""The credit report: its accounts as a table, and one of them beside what is known here."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

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


class Choice(NamedTuple):
    """What an account may be: a loan that is known, or a new one on a platform. id: of the one or the other."""

    new: bool
    id: str
    zh: str
    en: str


def choices_of(line: "AccountLine") -> list[Choice]:
    """What the account at hand may be; empty where nothing is to be chosen."""
    if line.loan is not None:
        return []
    known = [
        Choice(new=False, id=loan.id, zh=f"{loan.name} {loan.id}", en=f"{loan.name} {loan.id}")
        for loan in line.candidates
    ]
    offered = [*line.platforms, *([] if line.stand_in is None else [line.stand_in])]
    return known + [Choice(new=True, id=each.id, zh=each.name.zh, en=each.name.en) for each in offered]


class ChoiceTable(SpokenTable[Choice]):
    """What an account may be, one of which is chosen."""

    def __init__(self) -> None:
        super().__init__(
            self._make_columns, self._make_cells, lambda each: f"{each.new}{each.id}", header=False, id="choice-table"
        )

    def _make_columns(self) -> list[Column]:
        return [Column("what", "", 20, grow=1)]

    def _make_cells(self, each: Choice) -> list[Cell]:
        name = Name(each.zh, each.en)
        words = text("a new loan on {platform}", platform=name) if each.new else text("it is {loan}", loan=name)
        return [Cell(self.words.say(words))]


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
