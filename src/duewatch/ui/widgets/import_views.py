"""What an import would do: its rows as a table, one of them whole, what is wrong with the files; the batches."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import ClassVar

from textual.binding import Binding, BindingType

from duewatch.desk.names import batch_name
from duewatch.desk.views import Batch, FileReport, ImportResult, PreviewRow
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, Name, Sentence, Text, ntext, text
from duewatch.ui.signs import preview_sign
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.loan_table import short_day
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column

ALL = "all"
STATES = ("new", "changed", "doubtful", "not-understood", "known")
"""States of a row, those that ask for an eye first."""
_PASTED = "-"
"""What the desk calls pasted text, as commands do."""
_RAW_CELLS = 400
"""So much of a row is shown; the store keeps it whole."""


def state_name(state: str) -> Sentence:
    """A PreviewRow state in a word."""
    match state:
        case "new":
            return text("new")
        case "changed":
            return text("changed")
        case "doubtful":
            return text("doubtful")
        case "not-understood":
            return text("unclear")
        case "known":
            return text("known")
    return text("all")


def source_name(name: str) -> Text:
    """A file by its name, which may tell a platform; what was pasted has none."""
    return text("pasted text") if name == _PASTED else Name(name, name)


class Choices:
    """Which rows are stored. New and changed rows are kept until dropped, doubtful ones dropped until taken, or until
    they are said to tell of a payment that stands there; known rows and those not understood are neither."""

    def __init__(self, rows: Sequence[PreviewRow] = ()) -> None:
        self._rows = rows
        self._turned: set[str] = set()
        self._same: set[str] = set()

    def kept(self, row: PreviewRow) -> bool | None:
        """Whether the row is stored; None where there is nothing to choose."""
        if row.state in ("new", "changed"):
            return row.key not in self._turned
        return row.key in self._turned if row.state == "doubtful" else None

    def turn(self, row: PreviewRow) -> bool:
        """Keep it if it was dropped, drop it if it was kept; False where there is nothing to choose."""
        if self.kept(row) is None:
            return False
        if row.may_be_same and row.key not in self._same and row.key not in self._turned:
            self._same.add(row.key)
            return True
        self._turned ^= {row.key}
        self._same.discard(row.key)
        return True

    def is_same(self, row: PreviewRow) -> bool:
        """Whether the borrower said that the row tells of what stands there."""
        return row.key in self._same

    @property
    def count(self) -> int:
        """How many rows are stored."""
        return sum(self.kept(row) is True or self.is_same(row) for row in self._rows)

    @property
    def same(self) -> frozenset[str]:
        """Keys of doubtful rows that are proofs of what stands there."""
        return frozenset(self._same)

    @property
    def drop(self) -> frozenset[str]:
        """Keys of new and changed rows to leave out."""
        return frozenset(row.key for row in self._rows if row.state != "doubtful" and self.kept(row) is False)

    @property
    def take(self) -> frozenset[str]:
        """Keys of doubtful rows to take after all."""
        return frozenset(row.key for row in self._rows if row.state == "doubtful" and self.kept(row))


class PreviewTable(SpokenTable[PreviewRow]):
    """Rows of an import, those of one state or all."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.save", show=False)]

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, lambda row: row.key, header=False, id="preview-table")
        self.choices = Choices()

    def _make_columns(self) -> list[Column]:
        return [
            Column("kept", "", 3),
            Column("state", "", 10),
            Column("on", "", 10, from_width=60),
            Column("becomes", "", 20, grow=3),
            Column("why", "", 16, grow=2, from_width=90),
        ]

    def _make_cells(self, row: PreviewRow) -> list[Cell]:
        words, sign, kept = self.words, preview_sign(row.state), self.choices.kept(row)
        mark = "" if kept is None else "[x]" if kept else "[=]" if self.choices.is_same(row) else "[ ]"
        return [
            Cell(mark, "success" if kept else "muted"),
            Cell(f"{sign.symbol} {words.say(state_name(row.state))}", sign.tone),
            Cell(short_day(row.on, self.program.now().date()), "muted"),
            Cell(words.say(row.becomes), "" if kept else "muted"),
            Cell("" if words.hide_amounts else words.say(row.why), "muted"),  # it quotes the row
        ]


class RowPaper(Prose):
    """The row at the cursor whole: where it stands, what it becomes, why, and its own words."""

    def __init__(self) -> None:
        super().__init__(id="row-paper")
        self._row: PreviewRow | None = None
        self._kept: bool | None = None
        self._same = False

    def show(self, row: PreviewRow | None, choices: Choices) -> None:
        """Another row."""
        self._row, self._kept = row, None if row is None else choices.kept(row)
        self._same = row is not None and choices.is_same(row)
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """A few lines."""
        row, say = self._row, self.say
        if row is None:
            return
        sign = preview_sign(row.state)
        yield Paragraph(say(text("line {line}: {becomes}", line=row.line, becomes=row.becomes)), bold=True)
        if not self.words.hide_amounts:  # both reason and row quote names and sums
            yield Paragraph(say(row.why))
        if row.state == "doubtful":
            yield Paragraph(say(self._doubtful(row)), sign.tone)
        elif self._kept is False:
            yield Paragraph(say(text("You left it out.")), "warning")
        if not self.words.hide_amounts:
            raw = row.raw if len(row.raw) <= _RAW_CELLS else row.raw[:_RAW_CELLS] + " ~"
            yield Paragraph(" ".join(raw.split()), "muted")

    def _doubtful(self, row: PreviewRow) -> Text:
        if self._same:
            return text("You said it is the same: one more proof, booked once. Space again: another payment.")
        if self._kept:
            return text("You took it.")
        if row.may_be_same:
            return text("Is it the same payment? Space: the same. Twice: another one. Untouched, it is left out.")
        return text("Left out until you take it with space.")


class FilesPaper(Prose):
    """What was read from which file and by which reader, and what is wrong with it; or why nothing was."""

    def __init__(self) -> None:
        super().__init__(id="files-paper")
        self.readers: Mapping[str, Text] = {}
        """Names of readers by id."""
        self._result: ImportResult | None = None
        self._problem: InputProblem | None = None

    def show(self, result: ImportResult | None, problem: InputProblem | None = None) -> None:
        """Another answer."""
        self._result, self._problem = result, problem
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Sentences."""
        say = self.say
        if self._problem is not None:
            yield Paragraph(say(self._problem.what), "warning")
            if self._problem.mend is not None:
                yield Paragraph(say(self._problem.mend))
        for file in self._result.files if self._result is not None else ():
            yield from self._file(file)

    def _file(self, file: FileReport) -> Iterable[Paragraph]:
        say, name = self.say, source_name(PurePath(file.path).name)
        parts: list[Text] = [
            text("{file}, read as {reader}", file=name, reader=self.readers.get(file.reader, file.reader)),
            ntext("{count} row", "{count} rows", file.records),
        ]
        if file.first_on is not None and file.last_on is not None:
            parts.append(text("{first} to {last}", first=file.first_on, last=file.last_on))
        if file.repayments_count:
            paid, count = Money(file.repayments_fen), file.repayments_count
            parts.append(ntext("{count} repayment, {sum}", "{count} repayments, {sum}", count, sum=paid))
        yield Paragraph(say(text(", ")).join(say(part) for part in parts), "muted")
        if self.words.hide_amounts and file.problems:
            yield Paragraph(say(text("Hidden. Press h to show names and amounts again.")), "warning", mark="▮ ")
            return
        for problem in file.problems:
            where = "" if problem.line is None else say(text("line {line}: ", line=problem.line))
            words = say(text("{what} {mend}", what=problem.what, mend=problem.mend))
            yield Paragraph(where + words, "warning", mark="▮ ")


class BatchTable(SpokenTable[Batch]):
    """What was stored lately, each of which can be taken back whole."""

    def __init__(self) -> None:
        super().__init__(
            self._make_columns, self._make_cells, lambda batch: str(batch.id), header=False, id="batch-table"
        )

    def _make_columns(self) -> list[Column]:
        return [Column("at", "", 5), Column("what", "", 14, grow=1)]

    def _make_cells(self, batch: Batch) -> list[Cell]:
        words = self.words
        subject = words.say(source_name(batch.subject)) if batch.subject else ""
        what = f"{words.say(batch_name(batch.what))} {subject}".rstrip()
        if batch.undone_at is not None:
            what = words.say(text("taken back: {what}", what=what))
        return [Cell(f"{batch.at:%m-%d}", "muted"), Cell(what, "" if batch.undone_at is None else "muted")]
