"""京东交易流水: the CSV of the JD app, both column orders (2023, 2024 to now)."""

from duewatch.api import Literal, Record
from duewatch_plugins.tables import CUT, NO_AMOUNT, Layout, Row, TableReader, amount_in

DIRECTIONS = {"支出": "out", "收入": "in", "不计收支": "neutral"}
NEEDED = frozenset({"交易时间", "商户名称", "交易说明", "金额", "收/支", "交易分类"})
"""Columns that no other export has together."""


def _record(row: Row) -> Record:
    """A row. "100.00(已退款30.00)" keeps the purchase's amount, since the refund has a row of its own; the note in
    brackets goes to the record's note, so that nobody subtracts it twice."""
    at = row.day("交易时间")
    fen, _, refunded = amount_in(row.words("金额"))
    if fen is None:
        return row.problem("jd", NO_AMOUNT if row.words("金额") else CUT, at)
    note = " ".join(filter(None, (row.words("备注").strip(", "), refunded)))
    return Record(
        row.line,
        "jd",
        at,
        row.words("交易分类"),
        row.words("商户名称"),
        row.words("交易说明"),
        DIRECTIONS.get(row.words("收/支"), ""),
        fen,
        row.words("收/付款方式"),
        row.words("交易状态"),
        row.words("交易订单号"),
        note,
        row.raw,
    )


READER = TableReader(
    "jd",
    Literal("京东交易流水（CSV）", "JD export (CSV)"),
    [Layout(NEEDED, ("交易时间",), _record)],
    Literal(
        "在京东 App 里：我的 → 钱包 → 账单 → 右上角 → 账单导出（仅限个人对账）。",
        "In the JD app: Me → Wallet → Bills → top right → 账单导出（仅限个人对账）.",
    ),
)
