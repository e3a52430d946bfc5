"""Composes 美团交易账单 files: UTF-8 with a byte-order mark, CRLF, quoted ids ending in a tab.

Synthetic: the shapes are real, every value is invented.
"""

from collections.abc import Sequence

COLUMNS = "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注"


def row(at: str = "2026-05-03 10:11:12", **cells: str) -> list[str]:
    """A purchase on 美团月付, with cells of your own."""
    usual = {
        "done": at, "kind": "支付", "title": "某某餐厅 订单详情", "way": "支出",
        "method": "美团月付", "ordered": "¥22.30",
        "paid": "¥21.17", "order": f"M{at}",
    }  # fmt: skip
    done, kind, title, way, method, ordered, paid, order = (usual | cells).values()
    return [at, done, kind, title, way, method, ordered, paid, f'"{order}\t"', '"0\t"', "/"]


def repaid(at: str = "2026-05-08 09:00:00", month: str = "2026年5月") -> list[str]:
    """还款 of 美团月付: two cents less paid than owed, a coupon."""
    title = f"【美团月付】主动还款{month}账单"
    return row(at, kind="还款", title=title, method="某银行储蓄卡(1234)", ordered="¥48.14", paid="¥48.12")


def build(rows: Sequence[list[str]]) -> bytes:
    """A file as the app exports it."""
    lines = ["美团交易账单明细", "美团用户名：[a]", "起始时间：[2026-05-01] 终止时间：[2026-05-31]", '""',
             f"共：{len(rows)}笔记录", "特别提示：", "1. 仅供个人对账", '""',
             "【美团交易账单明细列表】", COLUMNS]  # fmt: skip
    return ("\r\n".join([*lines, *(",".join(each) for each in rows)]) + "\r\n").encode("utf-8-sig")
