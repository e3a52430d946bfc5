"""Composes 京东交易流水 files: UTF-8 with a byte-order mark, times and ids end in a tab, 备注 is a stray cell.

Synthetic: the shapes are real, every value is invented.
"""

from collections.abc import Sequence

NOW = [
    "交易时间",
    "商户名称",
    "交易说明",
    "金额",
    "收/付款方式",
    "交易状态",
    "收/支",
    "交易分类",
    "交易订单号",
    "商家订单号",
    "备注",
]
OF_2023 = [
    "交易时间",
    "交易分类",
    "商户名称",
    "交易说明",
    "收/支",
    "金额",
    "收/付款方式",
    "交易状态",
    "交易订单号",
    "商家订单号",
    "备注",
]

Row = dict[str, str]


def row(at: str = "2026-05-03 10:11:12", **cells: str) -> Row:
    """A purchase, with cells of your own by short English names."""
    names = {
        "kind": "交易分类", "party": "商户名称", "text": "交易说明", "way": "收/支", "amount": "金额",
        "method": "收/付款方式", "status": "交易状态", "order": "交易订单号",
    }  # fmt: skip
    usual = {
        "交易时间": at, "商户名称": "京东平台商户", "交易说明": "纸巾",
        "金额": "20.00", "收/付款方式": "某银行信用卡(1234)",
        "交易状态": "交易成功", "收/支": "支出", "交易分类": "网购",
        "交易订单号": f"J{at}", "商家订单号": "1", "备注": " , ",
    }  # fmt: skip
    return usual | {names[key]: value for key, value in cells.items()}


def baitiao(at: str = "2026-05-09 08:00:00", amount: str = "88.20", **cells: str) -> Row:
    """白条主动还款."""
    given = {
        "kind": "白条", "party": "京东金融", "text": "白条主动还款", "way": "不计收支", "amount": amount,
        "method": "某银行储蓄卡(1234)",
    }  # fmt: skip
    return row(at, **(given | cells))


def build(rows: Sequence[Row], *, columns: Sequence[str] = NOW, encoding: str = "utf-8-sig") -> bytes:
    """A file as the app exports it."""
    lines = ["导出信息：", "京东账号名：jd_1", "日期区间：2026-05-01 至 2026-05-31", f"共：{len(rows)}笔记录", "",
             "特别提示", "1.本明细仅供个人对账使用。", "", ",".join(columns)]  # fmt: skip
    for each in rows:
        tabbed = {"交易时间", "交易订单号", "商家订单号"}
        lines.append(",".join(f"{each[name]}\t" if name in tabbed else each[name] for name in columns))
    return ("\n".join(lines) + "\n").encode(encoding)
