"""微信支付账单: the CSV until 2025 and the XLSX since. Columns are found by name. Formats: docs/importing.md."""

from collections.abc import Iterable, Iterator, Sequence

from duewatch.api import Claim, Document, Literal, ReadProblem, Record, clean_cell, csv_rows, encoding_of
from duewatch_plugins.sheets import Cell, fen, has_columns, heads, is_workbook, moment, sheets, shown

COLUMNS = {
    "at": ("交易时间",),
    "kind": ("交易类型",),
    "counterparty": ("交易对方",),
    "text": ("商品",),
    "direction": ("收/支", "收/支/其他"),
    "amount": ("金额(元)", "金额（元）", "金额"),
    "method": ("支付方式", "交易方式"),
    "status": ("当前状态",),
    "order_id": ("交易单号",),
    "note": ("备注",),
}
"""What a record needs, and what the export calls it (first name wins)."""
NEEDED = frozenset({"交易时间", "交易类型", "收/支", "当前状态"})
"""Columns that no other export has together."""
DIRECTIONS = {"支出": "out", "收入": "in", "": "neutral", "其他": "neutral", "中性交易": "neutral"}
HEADER_WITHIN = 200
"""Rows looked through for the header; exports have it in the first twenty."""
HOW = Literal(
    "在微信里：我 → 服务 → 钱包 → 账单 → 常见问题 → 下载账单 → 用于个人对账。"
    "用微信里收到的密码解压，再导入里面的文件。",
    "In WeChat: Me → Services → Wallet → Transactions → 常见问题 → 下载账单 → 用于个人对账; "
    "unpack it with the password that WeChat sends you, and import the file in it.",
)
CUT = Literal("这一行不完整，可能文件没有下载完。", "This row is cut short; perhaps the download broke off.")
NO_SHEET = Literal(
    "这个表格里没有微信支付账单的表头（交易时间、交易类型、收/支、当前状态）。",
    "No sheet has the header of a WeChat Pay list (交易时间, 交易类型, 收/支, 当前状态).",
)
NO_TIME = Literal("这一行的交易时间读不出来。", "The time in this row cannot be read.")
NO_AMOUNT = Literal("这一行的金额读不出来。", "The amount in this row cannot be read.")

Row = tuple[int, Sequence[Cell]]
"""A row with its line."""


class WechatReader:
    """Streams the rows of 微信支付账单明细."""

    id = "wechat"
    name = Literal("微信支付账单（CSV、XLSX）", "WeChat Pay export (CSV, XLSX)")

    def claim(self, document: Document) -> Claim | None:
        """By the columns in a CSV; a workbook is opened, for its content is compressed."""
        if is_workbook(document.head):
            found = heads(document)
            if isinstance(found, Literal) or not any(has_columns(row, NEEDED) for rows in found for row in rows):
                return None
            return Claim(True, "微信支付账单明细")
        encoding = encoding_of(document.head)
        if encoding is None:
            return None
        for line in document.head.decode(encoding, "replace").splitlines()[:HEADER_WITHIN]:
            if {cell.strip().strip('"\ufeff').strip() for cell in line.split(",")} >= NEEDED:
                return Claim(True, "交易时间 … 当前状态")
        return None

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """Its rows, in file order."""
        if is_workbook(document.head):
            sheet = _find_sheet(document)
            if isinstance(sheet, Literal):
                yield ReadProblem(None, sheet, HOW, fatal=True)
                return
            yield from _table(sheet)
            return
        encoding = encoding_of(document.head)
        if encoding is None or not document.head:
            yield _no_header()
            return
        with document.open() as stream:
            yield from _table((line, row) for line, row, _ in csv_rows(stream, encoding))


def _find_sheet(document: Document) -> list[Row] | Literal:
    """The rows of the sheet that holds the header, or why there are none."""
    found = sheets(document)
    if isinstance(found, Literal):
        return found
    for rows in found:
        if any(has_columns(row, NEEDED) for row in rows[:HEADER_WITHIN]):
            return list(enumerate(rows, 1))
    return NO_SHEET


def _table(table: Iterable[Row]) -> Iterator[Record | ReadProblem]:
    header: list[str] = []
    rows = iter(table)
    for index, (_, row) in enumerate(rows):
        if has_columns(row, NEEDED):
            header = [clean_cell(str(cell)) for cell in row]
            break
        if index > HEADER_WITHIN:
            break
    if not header:
        yield _no_header()
        return
    places = [next((header.index(name) for name in names if name in header), -1) for names in COLUMNS.values()]
    widest = max(places)
    for line, row in rows:
        words = [shown(cell) for cell in row]
        if not any(words):
            continue
        raw = ",".join(words)
        if len(row) <= widest:
            yield _problem(line, raw, CUT)
            continue
        _, kind, party, goods, direction, amount, method, status, order_id, note = (
            "" if place < 0 else words[place] for place in places
        )
        at = moment(row[places[0]])
        if not at:
            yield _problem(line, raw, NO_TIME)
            continue
        amount_fen = fen(row[places[5]] if places[5] >= 0 else amount)
        if amount_fen is None:
            yield _problem(line, raw, NO_AMOUNT, at)
            continue
        if "&" in method:
            method, _, discount = method.partition("&")
            note = f"{note} {discount}".strip()
        yield Record(
            line, "wechat", at, kind, party, goods, DIRECTIONS.get(direction, ""), amount_fen, method, status,
            order_id, note, raw,
        )  # fmt: skip


def _problem(line: int, raw: str, why: Literal, at: str = "") -> Record:
    return Record(line, "wechat", at, "", "", "", "", None, "", "", "", "", raw, problem=why)


def _no_header() -> ReadProblem:
    return ReadProblem(
        None,
        Literal(
            "没有找到微信支付账单的表头（交易时间、交易类型、收/支、当前状态）。",
            "The header of a WeChat Pay list (交易时间, 交易类型, 收/支, 当前状态) is not in it.",
        ),
        HOW,
        fatal=True,
    )
