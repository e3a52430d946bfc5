"""The grid of month codes: years by months with what was overdue below each code, or, in the first generation, 24 codes
in one row and a list of the older months that were overdue."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from duewatch.api import ReportedMonth, add_months
from duewatch_plugins.pdf import Item
from duewatch_plugins.readers.credit_report.words import fen_in

CODES = frozenset("N1234567DZGBCMA*#/")
_LETTERS = frozenset("NDZGBCMA*#/")
RANGE = re.compile(r"(\d{4})年(\d{1,2})月[-—–~至]+(\d{4})年(\d{1,2})月的?(?:还款|逾期|透支)记录")


def months(title: re.Match[str], below: Sequence[Sequence[Item]]) -> tuple[ReportedMonth, ...] | None:
    """The months of a title's span as the lines below tell; None where they do not fit it."""
    span = _span(title)
    if not span:
        return None
    header = (
        {int(item.words): item.centre for item in below[0] if re.fullmatch(r"\d{1,2}", item.words)} if below else {}
    )
    if set(header) >= set(range(1, 13)):
        return _grid(span, header, below[1:])
    codes = ""
    for line in below:
        own = "".join(item.words for item in line).replace(" ", "")
        if not own or not set(own) <= CODES:
            break
        codes += own
    if len(codes) != len(span):
        return None
    return tuple(ReportedMonth(month, code) for month, code in zip(span, codes, strict=True))


def _span(title: re.Match[str]) -> list[str]:
    first, last = (int(title[1]), int(title[2])), (int(title[3]), int(title[4]))
    if not 1 <= first[1] <= 12 or not 1 <= last[1] <= 12:
        return []
    count = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    if not 1 <= count <= 120:
        return []
    start = date(first[0], first[1], 1)
    return [f"{add_months(start, index):%Y-%m}" for index in range(count)]


def _grid(
    span: list[str], header: dict[int, float], below: Sequence[Sequence[Item]]
) -> tuple[ReportedMonth, ...] | None:
    """A year's codes stand above its amounts; the year itself beside either, or between them."""
    left = min(header.values()) - 12
    years: list[str] = []
    codes: list[dict[int, str]] = []
    amounts: list[dict[int, str]] = []
    for line in below:
        cells: dict[int, str] = {}
        for item in line:
            if item.centre < left and re.fullmatch(r"(?:19|20)\d{2}", item.words):
                years.append(item.words)
                continue
            cells[min(header, key=lambda month: abs(header[month] - item.centre))] = item.words
        if not cells:
            continue
        if all(words in CODES for words in cells.values()) and (
            len(codes) == len(amounts) or _LETTERS.intersection(cells.values())
        ):
            codes.append(cells)
        elif all(fen_in(words) is not None or words == "--" for words in cells.values()) and len(codes) > len(amounts):
            amounts += [{}] * (len(codes) - len(amounts) - 1) + [cells]
        else:
            break
    if not codes or len(years) != len(codes):
        return None
    found = []
    for place, (year, own) in enumerate(zip(years, codes, strict=True)):
        for month, code in own.items():
            if (name := f"{year}-{month:02d}") in span:
                words = amounts[place].get(month, "") if place < len(amounts) else ""
                found.append(ReportedMonth(name, code, fen_in(words)))
    return tuple(sorted(found, key=lambda each: each.month))


def late_record(block: Sequence[Sequence[Item]]) -> Iterator[ReportedMonth]:
    """Older months of the first generation's list of overdue months: month, how many months by then, amount."""
    inside = False
    for line in block:
        whole = " ".join(item.words for item in line)
        if RANGE.search(whole.replace(" ", "")):
            inside = "逾期记录" in whole.replace(" ", "") or "透支记录" in whole.replace(" ", "")
            continue
        if inside:
            for month, count, amount in re.findall(r"(\d{4}\.\d{2}) (\d{1,2}) ([\d,]+)", whole):
                yield ReportedMonth(month.replace(".", "-"), str(min(int(count), 7)), fen_in(amount))
