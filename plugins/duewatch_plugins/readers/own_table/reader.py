"""A table of the borrower's own: CSV, TSV, XLS or XLSX. Which column is which, a mapping in the config says by name;
without one it is guessed from the header, where that leaves no doubt (docs/importing.md names the columns)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from csv import reader
from itertools import pairwise

from duewatch.api import (
    OWN_TABLE,
    Claim,
    ColumnMapping,
    Document,
    Literal,
    ReadProblem,
    Record,
    TableOutline,
    clean_cell,
    csv_rows,
    encoding_of,
    fen_of,
)
from duewatch_plugins.sheets import HEAD, Cell, heads, is_workbook, sheets, shown
from duewatch_plugins.tables import CUT, NO_AMOUNT, NO_TIME, Row

USUAL = {
    "date": ("日期", "还款日期", "交易日期", "时间", "date", "day"),
    "amount": ("金额", "还款金额", "金额(元)", "amount", "sum"),
    "platform": ("平台", "贷款平台", "机构", "贷款机构", "platform", "lender"),
    "what": ("类型", "种类", "what", "type", "kind"),
    "due": ("到期日", "还款日", "应还日", "due", "due date"),
    "minimum": ("最低还款", "最低还款额", "minimum"),
    "tail": ("尾号", "卡号后四位", "tail"),
    "text": ("备注", "说明", "note", "text", "memo"),
    "id": ("编号", "单号", "id"),
}
"""What people call their columns; a header is guessed by these where the first four are there."""
LOOSE = {
    "date": re.compile("日期|时间|date", re.IGNORECASE),
    "amount": re.compile("金额|实还|应还|还款额|本息|amount|sum", re.IGNORECASE),
    "platform": re.compile("平台|机构|贷款方|platform|lender", re.IGNORECASE),
    "what": re.compile("类型|种类|type|kind", re.IGNORECASE),
    "tail": re.compile("尾号"),
    "text": re.compile("备注|说明|note|memo", re.IGNORECASE),
}
"""Words in names of columns by which a mapping is proposed, never applied."""
NEEDED = ("date", "amount", "platform", "what")
COLUMNS_NEEDED = ("date", "amount")
"""These differ from row to row and are always columns; a word for every row may stand for the others."""
WHAT = {
    "还款": "payment", "已还": "payment", "payment": "payment", "paid": "payment", "repayment": "payment",
    "账单": "bill", "应还": "bill", "bill": "bill", "放款": "lent", "借款": "lent", "lent": "lent", "loan": "lent",
    "退款": "refund", "refund": "refund",
}  # fmt: skip
HOW = Literal(
    "列名可以是：平台、类型（还款、账单、放款、退款）、日期、金额；"
    "或在配置的 [readers.mapping.<名字>] 里写明哪一列是什么。",
    "Name the columns platform, what (payment, bill, lent, refund), date, amount, or say under "
    "[readers.mapping.<name>] in the config which column is which.",
)
NO_KIND = Literal(
    "类型读不懂，应为还款、账单、放款或退款。",
    "What the row is cannot be read: payment, bill, lent or refund is expected.",
)


FOREIGN = Literal(
    "这一行不是人民币，列出来，不入账。", "This row is in another currency than yuan: it is listed and not booked."
)
YUAN = frozenset({"", "CNY", "RMB", "CNH", "人民币", "元", "¥", "￥"})
COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d{2}")
"""An amount with a decimal comma; a comma before three digits parts thousands."""


class OwnTableReader:
    """Streams the rows of such a table."""

    id = "own-table"
    name = Literal("自己的表格（CSV、Excel）", "Table of your own (CSV, Excel)")

    def claim(self, document: Document) -> Claim | None:
        """Certain by a mapping that fits; possible by the usual names."""
        for row in _head(document):
            fitting = _fitting(row, document.mappings)
            if fitting is not None:
                name, _ = fitting
                return Claim(bool(name), name or "、".join(NEEDED))
        guess = _guess(document)
        return None if guess is None else Claim(False, "、".join(guess.values()))

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """Its rows in file order."""
        columns: Mapping[str, str] | None = None
        header: list[str] = []
        for above, (line, cells, raw) in enumerate(_rows(document)):
            if columns is None:
                fitting = _fitting(cells, document.mappings)
                if fitting is not None:
                    columns, header = fitting[1], _names(cells)
                elif above > HEAD:
                    break
                continue
            if any(shown(cell) for cell in cells):
                whole = raw or ",".join(shown(cell) for cell in cells)
                yield _record(Row(line, dict(zip(header, cells, strict=False)), whole, ""), columns)
        if columns is None and (guess := _guess(document)) is not None:
            yield _proposed(guess)
        elif columns is None:
            what = Literal("表头里没有认得的列。", "No row names columns that are known.")
            yield ReadProblem(None, what, HOW, fatal=True)

    def outline(self, document: Document) -> TableOutline | None:
        """The first row that looks like a header, what its words tell, and the row under it."""
        rows = [[shown(cell).strip() for cell in row] for row in _head(document)]
        for row, below in pairwise(rows):
            header = tuple(name for name in _names(row) if name)
            if len(header) >= len(COLUMNS_NEEDED) and _is_header(header, row, below):
                guess = tuple(_loosely(header).items())
                cells = dict(zip(_names(row), below, strict=False))
                return TableOutline(header, guess, tuple(cells.get(name, "") for name in header))
        return None


READER = OwnTableReader()


def _names(cells: Sequence[Cell]) -> list[str]:
    return [clean_cell(str(cell)).strip('"\ufeff').strip() for cell in cells]


def _fitting(cells: Sequence[Cell], mappings: Sequence[ColumnMapping]) -> tuple[str, Mapping[str, str]] | None:
    """The mapping that a header fits, with its name; name "" where it is guessed."""
    names = _names(cells)
    for mapping in mappings:
        columns = dict(mapping.columns)
        if all(columns.get(field) in names for field in COLUMNS_NEEDED):
            return mapping.name, columns
    lower = {name.lower(): name for name in names}
    guessed = {field: lower[usual] for field, usuals in USUAL.items() for usual in reversed(usuals) if usual in lower}
    return ("", guessed) if all(field in guessed for field in NEEDED) else None


def _guess(document: Document) -> dict[str, str] | None:
    """By the words in its header which column could be which; None where day, amount or platform cannot be told."""
    for row in _head(document):
        found = _loosely([name for name in _names(row) if name and not re.search(r"\d", name)])
        if all(field in found for field in (*COLUMNS_NEEDED, "platform")):  # a bank's list names no platform
            return found
    return None


def _loosely(names: Sequence[str]) -> dict[str, str]:
    """Which column could be which, by its own words."""
    found: dict[str, str] = {}
    for field, words in LOOSE.items():
        fitting = [name for name in names if words.search(name) and name not in found.values()]
        if fitting:
            found[field] = fitting[0]
    return found


def _is_header(names: Sequence[str], row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row names columns: each another name, no sums among them, and as wide a row with a sum below."""
    if len(set(names)) < len(names) or any(fen_of(name) is not None for name in names):
        return False
    return len(below) >= len(row) - 1 and any(fen_of(cell) is not None for cell in below if cell)


def _proposed(guess: Mapping[str, str]) -> ReadProblem:
    """The guess as it would stand in the config, for the borrower to say yes to; nothing is read by a guess alone."""
    filled = {"date": "", "amount": "", "platform": "花呗", "what": "还款", **guess}
    lines = "；".join(f'{field} = "{column}"' for field, column in filled.items())
    return ReadProblem(
        None,
        Literal(
            f"这个表格还没有说明哪一列是什么；按表头猜是：{lines}。",
            f"Which column of this table is which is not said yet; by its header it could be: {lines}.",
        ),
        Literal(
            "核对后写进配置的 [readers.mapping.<名字>]，一行一个，再导入。没有那一列的，写对每行都适用的词。",
            "Check it, put it into the config under [readers.mapping.<name>], one a line, and import again. Where"
            " there is no such column, a word for every row may stand.",
        ),
        fatal=True,
        unmapped=True,
    )


def _parted(line: str, cells: Sequence[Cell] | None = None) -> Sequence[Cell]:
    """A line's cells: by tabs or semicolons where it has those and fewer commas, as programs abroad write tables."""
    commas = line.count(",")
    if line.count(";") > commas or (line.count(";") > 1 and ";" in line.split(",", 1)[0]):
        return next(reader([line], delimiter=";"), [])
    if "\t" in line and not commas:
        return line.split("\t")
    return line.split(",") if cells is None else cells


def _head(document: Document) -> Iterator[Sequence[Cell]]:
    if is_workbook(document.head):
        found = heads(document)
        if not isinstance(found, Literal):
            yield from (row for sheet in found for row in sheet)
        return
    encoding = encoding_of(document.head)
    for line in document.head.decode(encoding, "replace").splitlines()[:HEAD] if encoding else ():
        yield _parted(line)


def _rows(document: Document) -> Iterable[tuple[int, Sequence[Cell], str]]:
    if is_workbook(document.head):
        found = sheets(document)
        for rows in () if isinstance(found, Literal) else found:
            if any(_fitting(row, document.mappings) for row in rows[:HEAD]):
                yield from ((line, row, "") for line, row in enumerate(rows, 1))
                return
        return
    encoding = encoding_of(document.head)
    if encoding is None:
        return
    with document.open() as stream:
        for line, cells, raw in csv_rows(stream, encoding):
            yield line, _parted(raw, cells), raw


def _record(row: Row, columns: Mapping[str, str]) -> Record:
    """A row; what is no column's name is a word for every row."""

    def words(field: str) -> str:
        wanted = columns.get(field, "")
        return row.words(wanted) if wanted in row.cells or field in COLUMNS_NEEDED else wanted

    at = row.day(columns["date"])
    amount = row.words(columns["amount"])
    fen = fen_of(amount.replace(".", "").replace(",", ".")) if COMMA.fullmatch(amount) else row.fen(columns["amount"])
    kind = WHAT.get(words("what").lower(), "")
    if not words("date") and fen is None:
        return row.problem(OWN_TABLE, CUT)
    if not at:
        return row.problem(OWN_TABLE, NO_TIME)
    if fen is None:
        return row.problem(OWN_TABLE, NO_AMOUNT, at)
    currency = row.words(columns["currency"]) if columns.get("currency") in row.cells else ""
    if currency.upper() not in YUAN:
        return row.problem(OWN_TABLE, FOREIGN, at)
    if not kind:
        return row.problem(OWN_TABLE, NO_KIND, at)
    due = row.day(columns["due"]) if columns.get("due") in row.cells else ""
    minimum, tail, note, order_id = (
        row.words(columns[field]) if columns.get(field) in row.cells else ""
        for field in ("minimum", "tail", "text", "id")
    )
    return Record(
        row.line, OWN_TABLE, at, kind, words("platform"), note, "", abs(fen), tail, minimum, order_id, due, row.raw
    )
