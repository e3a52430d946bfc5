"""Calendars: entries about a repayment with a day, and an amount in their title, become bills. A calendar says neither
who paid nor how much is left; of repeating entries only the first day is taken."""

import re
from collections.abc import Iterator
from io import TextIOWrapper

from duewatch.api import OWN_TABLE, Claim, Document, Literal, ReadProblem, Record, encoding_of, fen_of, moment_of

_SIGN = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:(?:VCALENDAR|VEVENT|VTODO|VALARM|VJOURNAL)\b", re.IGNORECASE)
_ABOUT = re.compile(r"还款|应还|账单|贷款|信用卡|repay|loan|bill|instalment", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:[¥￥]|CNY|RMB|人民币)\s*(\d[\d,]*(?:\.\d{1,2})?)|(\d[\d,]*(?:\.\d{1,2})?)\s*元")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?")
LONGEST = 100_000
"""Characters of one entry."""
HOW = Literal(
    "导出整个日历（.ics），还款写成带金额的全天事项，例如“花呗 还款 260.40元”。",
    "Export the whole calendar (.ics) with all-day entries that name an amount, such as “花呗 还款 260.40元”.",
)
NOTHING = Literal("这个日历里没有带日期的事项。", "There is no dated entry in this calendar.")
NO_AMOUNT = Literal("这一项像是还款，但没有写金额。", "This entry looks like a repayment, but names no amount.")
REPEATS = Literal("这一项会重复，只取了第一天。", "This entry repeats; only its first day was taken.")
TO_DO = Literal("其他各期自己添加，或导入账单。", "Add the other bills yourself, or import statements.")


class CalendarReader:
    """The entries of a calendar that are about a repayment."""

    id = "calendar-file"
    name = Literal("日历文件（iCalendar）", "Calendar file (iCalendar)")

    def claim(self, document: Document) -> Claim | None:
        """Certain by its first line."""
        return Claim(True, "BEGIN:VCALENDAR") if _SIGN.match(document.head[:1_024]) else None

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """A record for each event or to-do."""
        encoding = encoding_of(document.head) or "utf-8-sig"
        dated = 0
        with document.open() as stream:
            for line, cells in _entries(TextIOWrapper(stream, encoding, errors="replace", newline="\n")):
                on = _day(cells.get("DUE", "") or cells.get("DTSTART", ""))
                if on:
                    dated += 1
                    yield _record(line, cells, on)
                    if "RRULE" in cells and _ABOUT.search(cells.get("SUMMARY", "")):
                        yield ReadProblem(line, REPEATS, TO_DO)
        if not dated:
            yield ReadProblem(None, NOTHING, HOW, fatal=True)


READER = CalendarReader()


def _entries(lines: TextIOWrapper) -> Iterator[tuple[int, dict[str, str]]]:
    """The properties of each event or to-do, with the line it begins on. An alarm within is not looked at."""
    start, within = 0, 0
    cells: dict[str, str] = {}
    last = ""
    for number, whole in enumerate(lines, 1):
        line = whole.rstrip("\r\n").lstrip("\ufeff")
        if line[:1] in {" ", "\t"}:  # a long line goes on
            if last and len(cells.get(last, "")) < LONGEST:
                cells[last] += line[1:]
            continue
        name, _, value = line.partition(":")
        name = name.partition(";")[0].upper()
        last = ""
        if name == "BEGIN" and value.upper() in {"VEVENT", "VTODO"}:
            start, within, cells = number, 1, {}
        elif name == "BEGIN" and within:
            within += 1
        elif name == "END" and within:
            within -= 1
            if not within:
                yield start, cells
        elif within == 1 and name not in cells:
            cells[name] = value[:LONGEST]
            last = name


def _record(line: int, cells: dict[str, str], on: str) -> Record:
    words = cells.get("SUMMARY", "").replace("\\,", ",").replace("\\;", ";").replace("\\n", " ").strip()
    raw = "\n".join(f"{name}:{value}" for name, value in cells.items())
    gone = cells.get("STATUS", "").upper() in {"CANCELLED", "COMPLETED"}
    if not _ABOUT.search(words) or gone:
        return Record(line, "calendar-file", on, "", "", "", "", None, "", "", cells.get("UID", ""), "", raw)
    found = _AMOUNT.search(words)
    fen = fen_of(found[1] or found[2]) if found else None
    if fen is None:
        return Record(line, OWN_TABLE, on, "", "", words, "", None, "", "", "", "", raw, problem=NO_AMOUNT)
    name = re.sub(r"还款日?|应还|账单|提醒|最后|[（(].*?[)）]", " ", _AMOUNT.sub(" ", words)).strip(" ：:，,-·")
    return Record(line, OWN_TABLE, on, "bill", name, words, "", fen, "", "", cells.get("UID", ""), on, raw)


def _day(words: str) -> str:
    found = _DAY.fullmatch(words.strip())
    return "" if found is None else moment_of("-".join(found.groups()))
