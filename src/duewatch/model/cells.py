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
_MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:[+-]\d{2}:?\d{2})?)?"
)
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

    Files re-saved in Excel write "2026/5/3 9:07": the lost seconds become 00. Of "2026-05-03T09:07:00+08:00" the wall
    clock counts, as it stands there.
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
    if cell[-3:-2] == ".":
        digits = cell[:-3] + cell[-2:]
        if 2 < len(digits) < 15 and digits.isdecimal():
            return int(digits)
    try:
        return parse_yuan(cell)
    except ValueError:
        return None


def csv_rows(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, list[str], str]]:
    """Rows of a CSV file, streamed: the line each starts on, its cells, and the whole of it as it stands there.

    Bytes that do not decode become "\ufffd". Lines without a quotation mark, nearly all, need no CSV parser. A stray
    quotation mark would make one swallow the rows that follow: a row goes on over the next line only where that does
    not start like a row of its own, with a day.
    """
    lines = TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    number = width = 0
    for read in lines:
        line = read
        while line:
            number += 1
            if '"' not in line:
                words = line.rstrip("\r\n")
                row = words.split(",")
                yield number, row, words
                width = len(row)
                break
            start, whole, line = number, line, ""
            while whole.count('"') % 2 and len(whole) < MAX_CELL:
                line = next(lines, "")
                if not line or _ROW_START.match(line):
                    break
                whole += line
                line = ""
                number += 1
            yield start, _quoted(whole, width), whole.rstrip("\r\n")


def _quoted(whole: str, width: int) -> list[str]:
    """The cells of a row with quotation marks. width: cells of the row before, which tells whether a mark that nobody
    closes stands for itself."""
    try:
        row = next(csv.reader([whole]), [])
    except csv.Error:
        row = []
    plain = whole.rstrip("\r\n").split(",")
    return plain if not row or (len(row) < width and whole.count('"') % 2) else row
