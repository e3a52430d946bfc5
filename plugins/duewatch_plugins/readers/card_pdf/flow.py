"""Lists of debit accounts in PDF (交易流水): one row a day, columns told by place, cells that go on above and below.

Titles and columns are those that public parsers name; no real file was seen. A hidden watermark (工商银行) can end up
in a cell's words, never in a row's day or amount.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duewatch.api import Record, fen_of, format_yuan, moment_of
from duewatch_plugins.banks import YUAN, account
from duewatch_plugins.pdf import Item
from duewatch_plugins.tables import NO_AMOUNT

NEAR = 15.0
"""Points above or below a row's day in which its cells may go on."""
_DAY = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:\s*(\d{2}:?\d{2}:?\d{2}))?")
_MONEY = re.compile(r"[+-]?[\d,]*\d\.\d{2}")


class Flow(NamedTuple):
    """A bank's list. Each field holds the column's names; marked: 借 or 贷 stands in a column of its own. names_bank:
    the title is not this bank's alone, so that its name has to stand there too."""

    title: str
    source: str
    bank: str
    day: tuple[str, ...]
    money: tuple[str, ...]
    kind: tuple[str, ...]
    party: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    currency: tuple[str, ...] = ("币种", "货币", "币别")
    marked: tuple[str, ...] = ()
    names_bank: bool = False


FLOWS = (
    Flow(
        "招商银行交易流水",
        "bank-cmb",
        "招商银行",
        ("记账日期",),
        ("交易金额",),
        ("交易摘要",),
        ("对手信息",),
        ("客户摘要",),
    ),
    Flow(
        "中国工商银行借记账户历史明细",
        "bank-icbc",
        "工商银行",
        ("交易日期",),
        ("收入/支出金额", "收入/支出"),
        ("摘要",),
        ("对方户名",),
        ("渠道",),
    ),
    Flow(
        "中国农业银行账户活期交易明细清单",
        "bank-abc",
        "农业银行",
        ("交易日期",),
        ("交易金额",),
        ("交易摘要",),
        ("对手信息",),
        ("交易附言",),
        ("交易时间",),
    ),
    Flow(
        "中国建设银行个人活期账户全部交易明细",
        "bank-ccb",
        "建设银行",
        ("交易日期",),
        ("交易金额",),
        ("摘要",),
        ("对方账号与户名",),
        ("交易地点/附言",),
    ),
    Flow(
        "中国银行交易流水明细清单",
        "bank-boc",
        "中国银行",
        ("记账日期",),
        ("金额",),
        ("交易名称",),
        ("对方账户名",),
        ("附言",),
        ("记账时间",),
    ),
    Flow(
        "交通银行个人客户交易清单",
        "bank-bocom",
        "交通银行",
        ("交易日期",),
        ("交易金额",),
        ("交易类型",),
        ("对方户名",),
        ("摘要",),
        ("交易时间",),
        marked=("借贷",),
    ),
    # Title words, columns and days with slashes as github.com/jiegec/china_bean_importers has them (cmbc_debit_card).
    Flow(
        "个人账户对账单",
        "bank-cmbc",
        "民生银行",
        ("交易时间",),
        ("交易金额",),
        ("摘要",),
        ("对方户名/账号",),
        ("交易渠道",),
        names_bank=True,
    ),
)


def flow_in(words: str) -> Flow | None:
    """The bank's list that a page's words name."""
    bare = re.sub(r"\s", "", words)
    return next((flow for flow in FLOWS if flow.title in bare and (not flow.names_bank or flow.bank in bare)), None)


def records(found: Sequence[Sequence[Item]], flow: Flow) -> Iterator[Record]:
    """The rows of a list. found: its lines."""
    about = "\n".join(" ".join(item.words for item in line) for line in found[:12])
    method = account(flow.bank, about)
    columns: list[Item] = []
    rows: list[list[tuple[str, Item]]] = []
    loose: list[tuple[str, Item]] = []
    for line in found:
        names = {_bare(item) for item in line}
        if names.intersection(flow.day) and names.intersection(flow.money):
            columns = list(line)
            continue
        cells = [(_column(item, columns), item) for item in line] if columns else []
        if any(name in flow.day and _DAY.match(_bare(item)) for name, item in cells):
            rows.append(cells)
        else:
            loose += cells
    for name, item in loose:
        near = [row for row in rows if row[0][1].page == item.page and abs(row[0][1].y - item.y) <= NEAR]
        if near:
            min(near, key=lambda row: abs(row[0][1].y - item.y)).append((name, item))
    for number, row in enumerate(rows, 1):
        yield _record(number, row, flow, method)


def _bare(item: Item) -> str:
    return item.words.replace(" ", "")


def _column(item: Item, columns: Sequence[Item]) -> str:
    """The column that words stand in: the one they reach over, else the nearest."""

    def away(column: Item) -> tuple[float, float]:
        gap = max(column.x - (item.right or item.x), item.x - (column.right or column.x), 0.0)
        return gap, abs(column.centre - item.centre)

    return _bare(min(columns, key=away))


def _record(number: int, row: Sequence[tuple[str, Item]], flow: Flow, method: str) -> Record:
    def cell(names: Sequence[str]) -> str:
        parts = [item for name, item in row if name in names]
        return "".join(item.words for item in sorted(parts, key=lambda item: (-item.y, item.x))).strip()

    raw = " ".join(item.words for _, item in row)
    at = _moment(cell(flow.day), cell(flow.time))
    money = _MONEY.search(cell(flow.money).replace(" ", ""))
    fen = fen_of(money[0].replace(",", "").replace("+", "")) if money else None
    if fen is None:
        return Record(number, flow.source, at, "", "", "", "", None, "", "", "", "", raw, problem=NO_AMOUNT)
    credit = "贷" in cell(flow.marked) if flow.marked else fen >= 0
    way, currency = "in" if credit else "out", cell(flow.currency)
    foreign = currency not in YUAN
    note = f"{currency} {format_yuan(abs(fen))}" if foreign else ""
    return Record(
        number, flow.source, at, cell(flow.kind), cell(flow.party), cell(flow.words), way,
        None if foreign else abs(fen), method, "入账", "", note, raw,
    )  # fmt: skip


def _moment(day: str, time: str) -> str:
    """Day and time of day, which may stand in the day's own cell, with or without colons."""
    found = _DAY.match(day)
    if found is None:
        return ""
    clock = re.sub(r"\D", "", found[4] or time)
    on = f"{found[1]}-{found[2]}-{found[3]}"
    return moment_of(f"{on} {clock[:2]}:{clock[2:4]}:{clock[4:6]}" if len(clock) == 6 else on)
