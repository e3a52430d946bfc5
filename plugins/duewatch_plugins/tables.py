"""Tables of shops and banks, as CSV, TSV or workbook: the header found by its columns, wherever it stands.

What the readers of such tables share; no reader knows another. A reader says its layouts and makes records of rows.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from duewatch.api import (
    Claim,
    Document,
    Fen,
    Literal,
    ReadProblem,
    Record,
    clean_cell,
    csv_rows,
    encoding_of,
    fen_of,
    moment_of,
)
from duewatch_plugins.sheets import Cell, fen, has_columns, heads, hour, is_workbook, moment, sheets, shown

HEADER_WITHIN = 200
"""Rows looked through for the header."""
CUT = Literal("这一行不完整，可能文件没有下载完。", "This row is cut short; perhaps the download broke off.")
NO_TIME = Literal("这一行的日期读不出来。", "The date in this row cannot be read.")
NO_AMOUNT = Literal("这一行的金额读不出来。", "The amount in this row cannot be read.")
_AROUND = re.compile(
    r"[-—=*#【]|合\s*计|总\s*计|小\s*计|人民币合计|外币合计|以上|共\d|共：|注[：:]|说明|备注[：:]|特别提示|\d{1,2}[.、]\D|第\d+页|收入[：:]|支出[：:]"
)
"""How lines after the table begin."""
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LATIN = re.compile(r"^[A-Za-z][A-Za-z ./()]*(?=[\u4e00-\u9fff])")
"""English before a column's Chinese name ("Trans Date 交易日期")."""
_MONEY = re.compile(
    r"\s*(?P<currency>[A-Z]{3}|[¥￥$])?\s*(?P<amount>[+-]?[\d,]*\d(?:\.\d+)?)\s*(?:元|/?(?P<after>[A-Z]{3}))?\s*"
    r"(?P<rest>[（(].*)?"
)


class Row(NamedTuple):
    """A row under its header. about: the words above the header."""

    line: int
    cells: Mapping[str, Cell]
    raw: str
    about: str

    def cell(self, *names: str) -> Cell:
        """The first of these columns that the table has; empty where it has none."""
        cells = self.cells
        for name in names:
            if name in cells:
                return cells[name]
        return ""

    def words(self, *names: str) -> str:
        """The text of the first of these columns that the table has."""
        cell = shown(self.cell(*names))
        return " ".join(cell.split()) if "  " in cell or "\t" in cell else cell

    def day(self, *names: str) -> str:
        """The moment or day of a column, also from "20240101"; "" where it holds none."""
        cell = self.cell(*names)
        if isinstance(cell, str):
            cell = clean_cell(cell)
            if len(cell) == 8 and (eight := _EIGHT.fullmatch(cell)):
                return moment_of("-".join(eight.groups()))
            return moment_of(cell) if cell else ""
        eight = _EIGHT.fullmatch(shown(cell))
        return moment_of("-".join(eight.groups())) if eight else moment(cell)

    def at(self, days: Sequence[str], times: Sequence[str]) -> str:
        """A day in one column and the time of day in another, where there is one."""
        on = self.day(*days)
        if len(on) != 10:
            return on
        clock = hour(self.cell(*times)) if times else ""
        return f"{on} {clock}" if clock else on

    def fen(self, *names: str) -> Fen | None:
        """The amount of a column in fen; None where it holds none. Signs count, notes in brackets do not."""
        cell = self.cell(*names)
        return fen(cell) if isinstance(cell, (int, float)) else amount_in(shown(cell))[0]

    def problem(self, source: str, why: Literal, at: str = "") -> Record:
        """It as a record that cannot be read."""
        return Record(self.line, source, at, "", "", "", "", None, "", "", "", "", self.raw, problem=why)


class Layout(NamedTuple):
    """One generation of a table. needed: columns that no other table has together. days: where the day stands.
    record: what becomes of a row with a day."""

    needed: frozenset[str]
    days: tuple[str, ...]
    record: Callable[[Row], Record]


class TableReader:
    """Streams the rows of tables with known columns."""

    def __init__(self, id_: str, name: Literal, layouts: Sequence[Layout], how: Literal) -> None:
        """how: where the borrower gets such a file."""
        self.id = id_
        self.name = name
        self._layouts = layouts
        self._how = how

    def claim(self, document: Document) -> Claim | None:
        """Certain where all columns of a layout stand in one row."""
        if is_workbook(document.head):
            found = heads(document)
            if isinstance(found, Literal):
                return None
            rows: Iterable[Sequence[Cell]] = (row for sheet in found for row in sheet)
        else:
            encoding = encoding_of(document.head)
            if encoding is None:
                return None
            lines = document.head.decode(encoding, "replace").splitlines()[:HEADER_WITHIN]
            rows = (cells for line in lines for cells in (line.split(","), line.split("\t")))
        for row in rows:
            layout = self._layout(row)
            if layout is not None:
                return Claim(True, "、".join(sorted(layout.needed)))
        return None

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """Its rows in file order."""
        if is_workbook(document.head):
            found = sheets(document)
            if isinstance(found, Literal):
                yield ReadProblem(None, found, self._how, fatal=True)
                return
            for sheet in found:
                if any(self._layout(row) for row in sheet[:HEADER_WITHIN]):
                    yield from self._table((line, row, "") for line, row in enumerate(sheet, 1))
                    return
            yield self._no_header()
            return
        encoding = encoding_of(document.head)
        if encoding is None or not document.head:
            yield self._no_header()
            return
        with document.open() as stream:
            yield from self._table(csv_rows(stream, encoding))

    def _layout(self, row: Sequence[Cell]) -> Layout | None:
        named = _named(row)
        return next((layout for layout in self._layouts if has_columns(named, layout.needed)), None)

    def _table(self, rows: Iterable[tuple[int, Sequence[Cell], str]]) -> Iterator[Record | ReadProblem]:
        layout: Layout | None = None
        header: list[str] = []
        above: list[str] = []
        about = ""
        tabs = False
        for line, row, raw in rows:
            cells: Sequence[Cell] = raw.split("\t") if tabs else row
            if layout is None:
                layout = self._layout(row)
                if layout is None and "\t" in raw:
                    layout = self._layout(raw.split("\t"))
                    tabs = layout is not None
                if layout is None:
                    above.append(raw or " ".join(shown(cell) for cell in row))
                    if len(above) > HEADER_WITHIN:
                        break
                else:
                    header = _named(raw.split("\t") if tabs else row)
                    about = "\n".join(above)
                continue
            whole = raw or ",".join(shown(cell) for cell in cells)
            found = Row(line, dict(zip(header, cells, strict=False)), whole, about)
            if any(found.day(each) or _MONTH_DAY.fullmatch(found.words(each)) for each in layout.days):
                yield layout.record(found)
                continue
            filled = [words for cell in cells if (words := shown(cell))]
            if len(filled) >= 3 and not _AROUND.match(filled[0]):
                yield found.problem(self.id, NO_TIME)
        if layout is None:
            yield self._no_header()

    def _no_header(self) -> ReadProblem:
        names = "；".join("、".join(sorted(layout.needed)) for layout in self._layouts)
        return ReadProblem(
            None,
            Literal(
                f"没有找到{self.name.zh}的表头（{names}）。", f"The header of {self.name.en} ({names}) is not in it."
            ),
            self._how,
            fatal=True,
        )


_MONTH_DAY = re.compile(r"\d{1,2}/\d{1,2}")


def _named(row: Sequence[Cell]) -> list[str]:
    """A header's names without blanks, quotation marks and English before them."""
    names = (clean_cell(str(cell)).strip('"\ufeff').strip() for cell in row)
    return [_LATIN.sub("", name) for name in names]


def amount_in(words: str) -> tuple[Fen | None, str, str]:
    """An amount with what stands around it: fen, currency ("CNY" where none is named), the note in brackets after it.

    "CNY13.50", "1,204.10(已退款30.00)", "¥12.00", "+0.01", "800.00/RMB".
    """
    if words[-3:-2] == "." and words[:-3].isdecimal():  # nearly all: no pattern is needed
        return fen_of(words), "CNY", ""
    found = _MONEY.fullmatch(words)
    if found is None:
        return None, "CNY", ""
    currency = found["currency"] or found["after"] or "CNY"
    currency = {"¥": "CNY", "￥": "CNY", "RMB": "CNY", "$": "USD"}.get(currency, currency)
    return fen_of(found["amount"].replace("+", "")), currency, found["rest"] or ""
