"""Workbooks (XLS, XLSX, ODS): rows and cells. What readers of spreadsheets share; no reader knows another."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from duewatch.api import Document, Fen, Literal, clean_cell, fen_of, moment_of
from duewatch_plugins import workbook
from duewatch_plugins.workbook import opened

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
HEAD = 200
"""Rows of a sheet that a header is looked for in; exports have it in the first thirty."""
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock's moment, as the file has it
"""Spreadsheets count days from here."""
LOCKED = Literal("这个表格文件有密码。", "This workbook is protected by a password.")
DAMAGED = Literal(
    "这个文件打不开，可能损坏了，也可能还是没解压的压缩包。",
    "This file cannot be opened: it is damaged, or still packed.",
)
TOO_MUCH = Literal(
    "这个表格文件要的内存或时间远远超过一份账单，可能损坏了，或有人做了手脚，没有打开。",
    "This workbook asks for far more memory or time than a list of payments does: it is damaged, or made to do harm.",
)
WHY = {workbook.DAMAGED: DAMAGED, workbook.LOCKED: LOCKED, workbook.TOO_MUCH: TOO_MUCH}
"""What an end of `workbook.opened` means."""

Cell = object
"""A cell as text, number, date or moment."""
Rows = list[list[Cell]]


def is_workbook(head: bytes) -> bool:
    """By its first bytes; whether it opens is another matter."""
    return head.startswith((ZIP, OLE))


def sheets(document: Document) -> Iterator[Rows] | Literal:
    """The rows of each sheet, or why there are none. Formulas give the value that was saved with them; none is
    reckoned."""
    found = _opened(document, None)
    return found if isinstance(found, Literal) else iter(found)


@lru_cache(maxsize=2)
def heads(document: Document) -> tuple[Rows, ...] | Literal:
    """The first rows of each sheet. Kept for a moment: every reader looks at them in turn, and opening costs most."""
    return _opened(document, HEAD)


def _opened(document: Document, most: int | None) -> tuple[Rows, ...] | Literal:
    try:
        with document.open() as stream:
            found = opened(stream.read(), most)
    except OSError:
        return DAMAGED
    return WHY[found] if isinstance(found, int) else tuple(found)


def shown(cell: Cell) -> str:
    """A cell's text; a whole number without ".0", so that ids and goods of digits only stay what they are."""
    if isinstance(cell, str):
        return clean_cell(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean_cell(str(cell))


def moment(cell: Cell) -> str:
    """A cell's moment as `moment_of` answers it."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (int, float)) and 20_000 < cell < 80_000:
        return (DAY_ZERO + timedelta(seconds=round(cell * 86_400))).strftime("%Y-%m-%d %H:%M:%S")
    return moment_of(clean_cell(str(cell)))


def hour(cell: Cell) -> str:
    """A cell's time of day as "HH:MM:SS", also from "123456"; "" where it holds none."""
    words = cell.strftime("%H:%M:%S") if isinstance(cell, (time, datetime)) else shown(cell)
    if len(words) in {5, 6} and words.isdecimal():
        words = words.zfill(6)
        words = f"{words[:2]}:{words[2:4]}:{words[4:]}"
    found = moment_of(f"2000-01-01 {words}")
    return found[11:]


def fen(cell: Cell) -> Fen | None:
    """Numeric cells are binary fractions of yuan: written out with two decimals they are exact again."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return fen_of(f"{cell:.2f}") if abs(round(cell, 2) - cell) < 1e-6 else None
    return fen_of(clean_cell(str(cell)))


def has_columns(row: Sequence[Cell], needed: frozenset[str]) -> bool:
    """Whether a row is a header with these columns."""
    return {clean_cell(cell) for cell in row if isinstance(cell, str)} >= needed
