"""支付宝交易记录明细查询: the CSV (or TXT) of Alipay's web site until about 2022, sixteen columns.

It names no funding method, so that spending with 花呗 cannot be told from any other. 资金状态 says whether money moved:
a row where it is empty, or where it was only held back, counts as closed whatever its 交易状态 says.
"""

from collections.abc import Iterator

from duewatch.api import Literal, ReadProblem, Record
from duewatch_plugins.tables import CUT, NO_AMOUNT, Layout, Row, TableReader

NEEDED = frozenset({"交易号", "交易创建时间", "类型", "交易对方", "商品名称", "收/支", "交易状态", "资金状态"})
"""Columns that no other export has together."""
DIRECTIONS = {"支出": "out", "收入": "in", "": "neutral"}
MOVED = frozenset({"已支出", "已收入", "资金转移"})
CLOSED = "交易关闭"
CREDIT = ("花呗", "借呗", "备用金", "信用卡还款")
"""What stands in a row about credit; later exports say 信用借还 in a column of their own."""
KINDS = "信用借还"


def _record(row: Row) -> Record:
    at = row.day("付款时间") or row.day("交易创建时间")
    fen = row.fen("金额（元）", "金额(元)")
    if fen is None:
        return row.problem("alipay", NO_AMOUNT if row.words("金额（元）", "金额(元)") else CUT, at)
    party, goods, status = row.words("交易对方"), row.words("商品名称"), row.words("交易状态")
    if row.words("资金状态") not in MOVED and "失败" not in status:
        status = CLOSED
    about_credit = any(word in f"{party}{goods}" for word in CREDIT) and (
        "还款" in goods or "放款" in goods or "归还" in goods
    )
    if about_credit and status == "交易成功":
        status = "放款成功" if "放款" in goods else "还款成功"
    kind = KINDS if about_credit else row.words("类型")
    refunded = row.words("成功退款（元）", "成功退款(元)")
    note = row.words("备注")
    if refunded.strip("0."):
        note = f"{note} 成功退款{refunded}".strip()
    return Record(
        row.line, "alipay", at, kind, party, goods, DIRECTIONS.get(row.words("收/支"), ""), fen, "", status,
        row.words("交易号"), note, row.raw,
    )  # fmt: skip


TABLE = TableReader(
    "alipay",
    Literal("支付宝网页版账单", "Alipay's web export"),
    [Layout(NEEDED, ("交易创建时间", "付款时间"), _record)],
    Literal(
        "支付宝网页版的旧账单（支付宝交易记录明细查询）。新的账单在 App 里导出。",
        "The old export of Alipay's web site (支付宝交易记录明细查询); newer bills are exported in the app.",
    ),
)


def rows(things: Iterator[Record | ReadProblem]) -> Iterator[Record | ReadProblem]:
    """The rows, and then what the layout cannot tell."""
    count = 0
    for thing in things:
        count += isinstance(thing, Record)
        yield thing
    if count:
        yield ReadProblem(
            None,
            Literal(
                "这是支付宝网页版的旧账单，没有付款方式：看不出哪些是用花呗付的。",
                "This is the old export of Alipay's web site. It names no way of paying: what was paid with 花呗 cannot"
                " be told.",
            ),
            Literal("这段时间的账单以花呗页面为准。", "For that time, go by the bills that 花呗 itself shows."),
        )
