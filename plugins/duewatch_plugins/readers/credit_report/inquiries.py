"""The lists of queries: of institutions, and of the person. A row is found by its day; a long name stands in the lines
around it, so that columns are told by place."""

import re
from collections.abc import Iterator, Sequence

from duewatch.api import ReportedInquiry
from duewatch_plugins.pdf import Item
from duewatch_plugins.readers.credit_report.words import DAY, day_of, reason_in

NEAR = 16.0
"""Points above or below a row's day in which the rest of its cells may stand."""
_GLUED = re.compile(rf"(?:\d{{1,3}}?)?({DAY})(?!\d)(.+)")
_TITLES = re.compile(r"机构查询记录明细|(?:本人|个人)查询记录明细|^查询记录$|[一二三四五六七八九]查询记录")
_HEADER = re.compile(r"编号|查询日期|查询机构|查询操作员|查询原因")


def inquiries(found: Sequence[Sequence[Item]]) -> Iterator[ReportedInquiry]:
    """The queries below the first title that names them. found: the lines of the whole report."""
    started = False
    rows: list[tuple[Item, list[Item]]] = []
    loose: list[Item] = []
    for line in found:
        whole = "".join(item.words for item in line).replace(" ", "")
        if _TITLES.search(whole):
            started = True
            continue
        if started and re.fullmatch(r"[一二三四五六七八九十]?、?说明.*|.*报告说明.*", whole):
            break
        if not started or len(_HEADER.findall(whole)) > 1:
            continue
        day = next((item for item in line if re.search(rf"^(?:\d{{1,3}}?)?{DAY}", item.words.replace(" ", ""))), None)
        if day is None:
            loose += line
        else:
            rows.append((day, list(line)))
    for item in loose:
        near = [row for row in rows if row[0].page == item.page and abs(row[0].y - item.y) <= NEAR]
        if near:
            min(near, key=lambda row: abs(row[0].y - item.y))[1].append(item)
    for day, items in rows:
        each = _inquiry(day, items)
        if each is not None:
            yield each


def _inquiry(day: Item, items: list[Item]) -> ReportedInquiry | None:
    glued = _GLUED.fullmatch(day.words.replace(" ", ""))
    behind = [item for item in items if item.x > day.x]
    columns: list[list[Item]] = []
    for item in sorted(behind, key=lambda item: item.centre):
        if columns and abs(columns[-1][0].centre - item.centre) < 30:
            columns[-1].append(item)
        else:
            columns.append([item])
    cells = ["".join(item.words for item in sorted(column, key=lambda each: -each.y)) for column in columns]
    rest = (glued[2] if glued else "") + "".join(cells).replace(" ", "")
    on = day_of(re.search(DAY, day.words.replace(" ", ""))[0])  # type: ignore[index]
    told = reason_in(rest)
    if on is None or not rest:
        return None
    if told is not None:
        bare = re.sub(r"[(（].*?[)）]$", "", rest)
        by = bare[: -len(told[0])]
        return ReportedInquiry(day.page + 1, on, by.split("/")[0] or told[0], told[1], told[0], f"{on} {rest}")
    by, words = (cells[0], "".join(cells[1:])) if len(cells) > 1 else (rest, "")
    return ReportedInquiry(day.page + 1, on, by, "other", words, f"{on} {rest}")
