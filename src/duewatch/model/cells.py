"""Reading what wallets export: encodings, CSV rows, cells, moments. What every reader of a file needs.

Exports are re-saved in Excel, cut off and padded; nothing here raises on bad input.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from datetime import date
from io import TextIOWrapper
from typing import BinaryIO

from duewatch.model.money import Fen, parse_yuan

NOTHING = {"/": "", "--": "", "-": "", "null": "", "NULL": "", "\\": ""}
"""Cells that mean "none", each with what becomes of it."""
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?")
_ROW_START = re.compile(r'\s*"?\d{4}[-/]\d')
MAX_CELL = 131_072
"""Longer cells are a missing quotation mark, not data (also the limit of the csv module)."""


def encoding_of(head: bytes) -> str | None:
    """The encoding of a text file by its beginning: "utf-8-sig" or "gb18030"; None where it is no text.

    The beginning may end within a character. Never the machine's own encoding: these files travel.
    """
    if b"\0" in head:
        return None
    for name in ("utf-8-sig", "gb18030"):
        try:
            codecs.getincrementaldecoder(name)().decode(head)
        except UnicodeDecodeError:
            continue
        return name
    return None


def clean_cell(cell: str) -> str:
    """A cell without blanks, tabs, full-width blanks and byte-order marks; empty where it means "none"."""
    cell = cell.strip().strip("\ufeff\u200b")
    return NOTHING.get(cell, cell)


def moment_of(cell: str) -> str:
    """A cell's moment as "YYYY-MM-DD HH:MM:SS", a bare day as "YYYY-MM-DD", "" where it holds neither.

    Files re-saved in Excel write "2026/5/3 9:07": the lost seconds become 00.
    """
    found = _MOMENT.fullmatch(cell)
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups()
    try:
        on = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
    if hour is None:
        return on
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return ""
    return f"{on} {int(hour):02d}:{minute}:{second or '00'}"


def fen_of(cell: str) -> Fen | None:
    """A cell's amount in fen, None where it holds none. The usual "123.45" takes a short cut."""
    whole, _, rest = cell.partition(".")
    if len(rest) == 2 and len(whole) < 13 and whole.isdecimal() and rest.isdecimal():
        return int(whole + rest)
    try:
        return parse_yuan(cell)
    except ValueError:
        return None


def csv_rows(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV file with the line each starts on, streamed. Bytes that do not decode become "\ufffd".

    A stray quotation mark would make the csv module swallow the rows after it: a row over several lines, of
    which a later one starts with a day, is read again line by line, quotation marks taken as they are.
    """
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in TextIOWrapper(stream, encoding, errors="replace", newline=""):
            taken.append(line)
            yield line

    reader = csv.reader(lines())
    first = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond MAX_CELL, or a lone carriage return
            row = []
        if len(taken) == 1 and row:
            yield first, row
            first += 1
        else:
            again = not row or any(_ROW_START.match(line) for line in taken[1:])
            if again:
                for offset, line in enumerate(taken):
                    yield first + offset, line.rstrip("\r\n").split(",")
            else:
                yield first, row
            first += len(taken)
        taken.clear()
