"""支付宝交易明细: the CSV of the app (电子客户回单), 2021 to now, in every column order seen, also re-saved by
Excel; the old one of the web site is read by `web`.

Columns are found by name, never by place or line. Formats: docs/importing.md.
"""

import re
from collections.abc import Iterator
from operator import itemgetter

from duewatch.api import (
    NOTHING,
    Claim,
    Document,
    Literal,
    ReadProblem,
    Record,
    clean_cell,
    csv_rows,
    encoding_of,
    fen_of,
    moment_of,
)
from duewatch_plugins.readers.alipay import web

COLUMNS = {
    "at": ("交易时间",),
    "kind": ("交易分类",),
    "counterparty": ("交易对方",),
    "text": ("商品说明",),
    "direction": ("收/支",),
    "amount": ("金额",),
    "method": ("收/付款方式",),
    "status": ("交易状态",),
    "order_id": ("交易订单号", "订单号"),
    "note": ("备注",),
}
"""What a record needs, and what the export calls it (first name wins)."""
NEEDED = frozenset({"交易时间", "商品说明", "收/支", "金额", "交易状态"})
"""Columns that even the short proof of six has, and no other export has together."""
DIRECTIONS = {"支出": "out", "收入": "in", "不计收支": "neutral", "其他": "neutral"}
HEADER_WITHIN = 200
"""Rows looked through for the header; exports have it in the first thirty."""
_COUNT = re.compile(r"共(\d+)笔记录")
_AROUND = re.compile(
    r"-{5}|导出信息|姓名|支付宝账户|账号|起始(时间|日期)|终止时间|导出|共\d+笔|(收入|支出|不计收支|其他)[：:]|特别提示"
    r"|电子客户回单|\d{1,2}[.、]\D"
)
"""How lines before and after the table begin."""
_SPOILED = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)
_OTHERS = (
    (
        "支付宝交易记录明细查询",
        Literal("支付宝网页版旧账单的残片（没有表头）", "a piece of Alipay's old web export, without its header"),
    ),
    ("记录时间", Literal("支付宝“记账本”的导出", "an export of Alipay's notebook (记账本)")),
    ("微信支付账单", Literal("微信支付的账单", "a WeChat Pay export")),
    ("京东账号名", Literal("京东的交易流水", "a JD export")),
    ("美团交易账单", Literal("美团的账单", "a Meituan export")),
    ("明细查询文件下载", Literal("银行的交易明细", "a bank's export")),
)
"""What people hand in instead, by words in the first rows."""
HOW = Literal(
    "在支付宝 App 里：我的 → 账单 → 右上角 → 开具交易流水证明 → 用于个人对账。"
    "收到邮件后用 App 里显示的密码解压，再导入里面的 CSV。",
    "In the Alipay app: Me → Bills → top right → 开具交易流水证明 → 用于个人对账; "
    "unpack the e-mailed file with the password the app shows, and import the CSV in it.",
)


class AlipayReader:
    """Streams the rows of 支付宝交易明细."""

    id = "alipay"
    name = Literal("支付宝账单（CSV）", "Alipay export (CSV)")

    def claim(self, document: Document) -> Claim | None:
        """Certain where the columns are there, or where it is Alipay's, but another kind of file."""
        encoding = encoding_of(document.head)
        if encoding is None:
            return None
        head = document.head.decode(encoding, "replace")
        for line in head.splitlines()[:HEADER_WITHIN]:
            if _names(line.split(",")) >= NEEDED:
                return Claim(True, "交易时间 … 交易状态")
        if _is_notebook(head) or "支付宝交易记录明细查询" in head[:200]:
            return Claim(True, "支付宝")
        return web.TABLE.claim(document)

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """Its rows; a warning where the file says it holds more or fewer."""
        encoding = encoding_of(document.head)
        if encoding is None or not document.head:
            yield _unreadable(_what_else(""))
            return
        if web.TABLE.claim(document) is not None:
            yield from web.rows(web.TABLE.read(document))
            return
        with document.open() as stream:
            rows = csv_rows(stream, encoding)
            seen: list[str] = []
            header: list[str] = []
            for _, row, words in rows:
                names = [clean_cell(cell).strip('"') for cell in row]
                if names and set(names) >= NEEDED:
                    header = names
                    break
                seen.append(words)
                if len(seen) > HEADER_WITHIN:
                    break
            if not header:
                yield _unreadable(_what_else("\n".join(seen)))
                return
            yield from _table(rows, header, _stated("\n".join(seen)))


def _table(
    rows: Iterator[tuple[int, list[str], str]], header: list[str], stated: int | None
) -> Iterator[Record | ReadProblem]:
    """The rows under the header, as far as the footer."""
    places = [next((header.index(name) for name in names if name in header), -1) for names in COLUMNS.values()]
    widest = max(places)
    spare = [""] if -1 in places else []  # stands for the columns that are not there
    pick = itemgetter(*places)
    strip = str.strip
    nothing = NOTHING
    days: set[str] = set()
    count = 0
    spoiled = 0
    make = Record._make
    directions = DIRECTIONS.get
    for line, row, raw in rows:
        if len(row) <= widest:
            if _is_row(row):
                count += 1
                yield _problem(line, raw, "cut")
            else:
                stated = _stated(raw) or stated
            continue
        at, kind, party, goods, direction, amount, method, status, order_id, note = map(
            strip, pick(row + spare if spare else row)
        )
        if len(at) != 19 or at[:10] not in days or at[13] != ":" or at[16] != ":":
            moment = moment_of(at)
            if not moment:
                if _is_row(row):
                    count += 1
                    yield _problem(line, raw, "time")
                else:
                    stated = _stated(raw) or stated
                continue
            at = moment
            days.add(at[:10])
        count += 1
        fen = fen_of(amount)
        if fen is None:
            yield _problem(line, raw, "amount", at)
            continue
        if party in nothing:
            party = ""
        if goods in nothing:
            goods = ""
        if note in nothing:
            note = ""
        if method in nothing:
            method = ""
        elif "&" in method:
            method, _, discount = method.partition("&")
            note = f"{note} {discount}".strip()
        if order_id in nothing:
            order_id = ""
        elif "+" in order_id and _SPOILED.fullmatch(order_id):
            spoiled += 1
            order_id = ""
        way = directions(direction, "")
        yield make((line, "alipay", at, kind, party, goods, way, fen, method, status, order_id, note, raw, "", None))
    if stated is not None and stated != count:
        yield ReadProblem(
            None,
            Literal(
                f"文件里写着共 {stated} 笔记录，实际有 {count} 行。",
                f"The file says that it holds {stated} records; there are {count} rows.",
            ),
            Literal(
                "可能删改过，也可能没有下载完整。这里有的都读了；不放心的话，请重新导出。",
                "It may have been edited or cut off. All that is there was read; export it again if you are unsure.",
            ),
        )
    if spoiled:
        yield ReadProblem(
            None,
            Literal(
                f"有 {spoiled} 行的订单号被表格软件改成了 2.0E+27 这样的写法。",
                f"The order numbers of {spoiled} rows were turned into something like 2.0E+27 by a spreadsheet.",
            ),
            Literal(
                "最好导入没有打开另存过的原文件，不然同一笔可能认不出来。",
                "Better import the original file; from a re-saved one the same row may not be known again.",
            ),
        )


def _is_row(row: list[str]) -> bool:
    """Whether a row that does not read is a broken transaction, not a blank line nor a line around the table."""
    filled = [cell for cell in map(clean_cell, row) if cell]
    return bool(filled) and not _AROUND.match(filled[0])


_WRONG = {
    "cut": Literal("这一行不完整，可能文件没有下载完。", "This row is cut short; perhaps the download broke off."),
    "time": Literal("这一行的交易时间读不出来。", "The time in this row cannot be read."),
    "amount": Literal("这一行的金额读不出来。", "The amount in this row cannot be read."),
}


def _problem(line: int, raw: str, why: str, at: str = "") -> Record:
    return Record(line, "alipay", at, "", "", "", "", None, "", "", "", "", raw, problem=_WRONG[why])


def _names(cells: list[str]) -> set[str]:
    return {cell.strip().strip('"\ufeff').strip() for cell in cells}


def _is_notebook(head: str) -> bool:
    return any({"记录时间", "收支类型"} <= _names(line.split(",")) for line in head.splitlines()[:HEADER_WITHIN])


def _stated(around: str) -> int | None:
    found = _COUNT.search(around)
    return int(found[1]) if found else None


def _what_else(head: str) -> Literal:
    """What the file seems to be."""
    for words, name in _OTHERS:
        if words in head:
            return Literal(
                f"这是{name.zh}，不是支付宝的交易明细。", f"This is {name.en}, not Alipay's list of transactions."
            )
    return Literal(
        "没有找到支付宝交易明细的表头（交易时间、商品说明、收/支、金额、交易状态）。",
        "The header of Alipay's list of transactions (交易时间, 商品说明, 收/支, 金额, 交易状态) is not in it.",
    )


def _unreadable(what: Literal) -> ReadProblem:
    return ReadProblem(None, what, HOW, fatal=True)
