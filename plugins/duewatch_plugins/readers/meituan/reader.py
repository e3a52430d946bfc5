"""美团交易账单: the CSV of the Meituan app. What was paid counts, not what was ordered for."""

from duewatch.api import Literal, Record
from duewatch_plugins.tables import CUT, NO_AMOUNT, Layout, Row, TableReader

DIRECTIONS = {"支出": "out", "收入": "in", "不计收支": "neutral", "": "neutral"}
NEEDED = frozenset({"交易成功时间", "交易类型", "订单标题", "收/支", "实付金额"})
"""Columns that no other export has together."""


def _record(row: Row) -> Record:
    """A row. 实付金额 is what left the account; where a coupon made it less than 订单金额, the latter is noted."""
    at = row.day("交易创建时间") or row.day("交易成功时间")
    paid, ordered = row.fen("实付金额"), row.words("订单金额")
    if paid is None:
        return row.problem("meituan", NO_AMOUNT if row.words("实付金额") else CUT, at)
    note = row.words("备注")
    if row.fen("订单金额") not in {None, paid}:
        note = f"{note} 订单金额{ordered}".strip()
    return Record(
        row.line,
        "meituan",
        at,
        row.words("交易类型"),
        "美团",
        row.words("订单标题"),
        DIRECTIONS.get(row.words("收/支"), ""),
        paid,
        row.words("支付方式"),
        "",
        row.words("交易单号"),
        note,
        row.raw,
    )


READER = TableReader(
    "meituan",
    Literal("美团账单（CSV）", "Meituan export (CSV)"),
    [Layout(NEEDED, ("交易创建时间", "交易成功时间"), _record)],
    Literal(
        "在美团 App 里：我的 → 钱包 → 账单 → 右上角 → 导出账单。",
        "In the Meituan app: Me → Wallet → Bills → top right → 导出账单.",
    ),
)
