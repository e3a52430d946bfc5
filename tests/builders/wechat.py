"""Composes 微信支付账单 files, CSV and XLSX. Synthetic: the shapes are real, every value is invented."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

COLUMNS = [
    "交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)",
    "支付方式", "当前状态", "交易单号", "商户单号", "备注",
]  # fmt: skip

Row = list[str]


def row(at: str = "2025-05-03 10:11:12", **cells: str) -> Row:
    """A purchase, with cells of your own."""
    usual = {
        "kind": "商户消费", "party": "某餐厅", "text": "午饭", "way": "支出", "amount": "¥12.00", "method": "零钱",
        "status": "支付成功", "order": f"W{at}", "shop": "/", "note": "/",
    }  # fmt: skip
    return [at, *(usual | cells).values()]


def card(at: str = "2025-05-04 09:00:00", amount: str = "¥548.58", bank: str = "建设银行", **cells: str) -> Row:
    """信用卡还款."""
    given = {"kind": "信用卡还款", "party": f"{bank}信用卡还款", "text": "/", "way": "/", "amount": amount}
    return row(at, **(given | cells))


def preamble(count: int, notes: int = 3) -> list[str]:
    """The lines before the header; since 2026 there is one note more."""
    return ["微信支付账单明细", "微信昵称：[测试]", "起始时间：[2025-01-01 00:00:00] 终止时间：[2025-12-31 23:59:59]",
            "导出类型：[全部]", "导出时间：[2026-01-01 00:00:00]", "", f"共{count}笔记录",
            "收入：0笔 0.00元", "支出：1笔 1.00元",
            "中性交易：0笔 0.00元", "注：", *(f"{n + 1}. 说明" for n in range(notes)), "",
            "----------------------微信支付账单明细列表--------------------"]  # fmt: skip


def build_csv(rows: Sequence[Row], *, encoding: str = "utf-8-sig", notes: int = 3) -> bytes:
    """The CSV until 2025: ids quoted with a tab behind them."""
    lines = [f"{line}{',' * 10}" for line in preamble(len(rows), notes)]
    lines.append(",".join(COLUMNS))
    for each in rows:
        cells = [f'"{cell}"' if place in {2, 3, 10} else cell for place, cell in enumerate(each)]
        cells[8] += "\t"
        cells[9] += "\t"
        lines.append(",".join(cells))
    return ("\n".join(lines) + "\n").encode(encoding)


def build_xlsx(
    rows: Sequence[Row], *, numeric: bool = False, dates: bool = False, extra_sheet: bool = False, notes: int = 3
) -> bytes:
    """The XLSX since: numeric amounts from 2026 on (`numeric`), time cells as dates (`dates`)."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    if extra_sheet:
        book.add_worksheet("说明").write(0, 0, "备注")
    sheet = book.add_worksheet("Sheet1")
    money, moment = book.add_format({"num_format": '"¥"0.00'}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    lines = preamble(len(rows), notes)
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(len(lines), column, name)
    for number, each in enumerate(rows, len(lines) + 1):
        for column, cell in enumerate(each):
            if column == 5 and numeric:
                sheet.write_number(number, column, float(cell.lstrip("¥").replace(",", "")), money)
            elif column == 0 and dates:
                sheet.write_datetime(number, column, datetime.fromisoformat(cell), moment)
            else:
                sheet.write_string(number, column, cell)
    book.close()
    return out.getvalue()
