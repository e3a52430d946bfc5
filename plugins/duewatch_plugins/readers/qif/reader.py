"""QIF: a letter at the beginning of each line says what it is. It has no ids, and its days may be day first or month
first: where a file does not tell, they are not guessed."""

import re
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import NamedTuple

from duewatch.api import OWN_TABLE, Claim, Document, Literal, ReadProblem, Record, encoding_of, fen_of, moment_of
from duewatch_plugins.tables import NO_AMOUNT

DEBTS = frozenset({"ccard", "oth l"})
ACCOUNTS = frozenset({"bank", "cash", "oth a"}) | DEBTS
_SIGN = re.compile(rb"^!(?:Type|Account|Option)\b", re.IGNORECASE | re.MULTILINE)
_DAY = re.compile(r"\s*(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.']\s*(\d{1,4})\s*")
HOW = Literal(
    "换一种日期写法（2026-05-09）重新导出，或者导出 CSV。", "Export it again with days such as 2026-05-09, or as CSV."
)
NO_DAY = Literal("这一笔的日期读不出来。", "The day of this entry cannot be read.")
AMBIGUOUS = Literal(
    "看不出日期是日在前还是月在前，没有猜。", "Whether day or month comes first cannot be told, and is not guessed."
)


class Entry(NamedTuple):
    """One entry. kind: "ccard" …; account: its name where one is given; cells: by letter."""

    line: int
    kind: str
    account: str
    cells: dict[str, str]
    raw: str


class QifReader:
    """The entries of cards, liabilities and accounts."""

    id = "qif"
    name = Literal("QIF 账单", "QIF statement")

    def claim(self, document: Document) -> Claim | None:
        """Certain by a line that opens a list."""
        return Claim(True, "!Type:") if _SIGN.search(document.head[:16_384]) else None

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """Its entries in file order. Read twice: the order of day and month shows in the whole file only."""
        encoding = encoding_of(document.head) or "gb18030"
        with document.open() as stream:
            day_first = _day_first(_entries(TextIOWrapper(stream, encoding, errors="replace", newline="\n")))
        with document.open() as stream:
            for entry in _entries(TextIOWrapper(stream, encoding, errors="replace", newline="\n")):
                yield _record(entry, day_first)


READER = QifReader()


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    kind = account = ""
    start, cells, raw = 0, dict[str, str](), list[str]()
    for number, whole in enumerate(lines, 1):
        line = whole.strip().lstrip("\ufeff")
        if line[:1] == "!":
            opened = line[1:].partition(":")
            kind = opened[2].strip().lower() if opened[0].lower() == "type" else opened[0].strip().lower()
            cells, raw = {}, []
        elif line == "^":
            if kind == "account":
                account = cells.get("N", "")
            elif kind in ACCOUNTS and cells:
                yield Entry(start, kind, account, cells, "\n".join(raw))
            cells, raw = {}, []
        elif line and kind:
            if not cells:
                start = number
            cells.setdefault(line[0], line[1:].strip())  # of a split's parts the first; the sum stands in T
            raw.append(line)


def _day_first(entries: Iterable[Entry]) -> bool | None:
    """Whether days are written day first; None where no entry, or entries that contradict one another, tell."""
    first = second = False
    for entry in entries:
        found = _DAY.fullmatch(entry.cells.get("D", ""))
        if found is not None and len(found[1]) <= 2:
            first = first or int(found[1]) > 12
            second = second or int(found[2]) > 12
    return first if first != second else None


def _record(entry: Entry, day_first: bool | None) -> Record:
    words = " ".join(filter(None, (entry.cells.get("P"), entry.cells.get("M"))))
    on, why = _day(entry.cells.get("D", ""), day_first)
    fen = fen_of(entry.cells.get("T", entry.cells.get("U", "")).replace("+", ""))
    why = why or (NO_AMOUNT if fen is None else None)
    if why is not None or fen is None:
        source = OWN_TABLE if entry.kind in DEBTS else "qif"
        return Record(entry.line, source, on, "", "", words, "", None, "", "", "", "", entry.raw, problem=why)
    category = entry.cells.get("L", "")
    if entry.kind not in DEBTS:
        way = "in" if fen > 0 else "out"
        party = entry.cells.get("P", "")
        return Record(
            entry.line, "qif", on, "", party, f"{words} {category}".strip(), way, abs(fen), "", "", "", "", entry.raw
        )
    moved = category.startswith("[") or not category
    kind = ("payment" if moved else "refund") if fen > 0 else ("lent" if moved else "purchase")
    if not fen:
        kind = "purchase"  # an opening balance of nothing
    return Record(
        entry.line, OWN_TABLE, on, kind, entry.account or words, words, "", abs(fen), "", "", "", "", entry.raw
    )


def _day(words: str, day_first: bool | None) -> tuple[str, Literal | None]:
    found = _DAY.fullmatch(words)
    if found is None:
        return "", NO_DAY
    one, two, three = found.groups()
    if len(one) > 2:
        day = moment_of(f"{one}-{two}-{three}")
        return day, None if day else NO_DAY
    if day_first is None and one != two:
        return "", AMBIGUOUS
    month, on = (two, one) if day_first else (one, two)
    year = three if len(three) == 4 else f"20{int(three):02d}"
    day = moment_of(f"{year}-{month}-{on}")
    return day, None if day else NO_DAY
