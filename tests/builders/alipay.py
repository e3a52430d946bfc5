"""Composes 支付宝交易明细 files of every generation. Synthetic: the shapes are real, every value is invented."""

from collections.abc import Sequence

DASHES = "-" * 84
COMPANY = "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------"
NOW = [
    "交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支",
    "金额", "收/付款方式", "交易状态", "交易订单号", "商家订单号", "备注", "",
]  # fmt: skip
NEWEST = [
    "交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "金额", "收/支",
    "收/付款方式", "交易状态", "备注", "交易订单号", "订单号", "商家订单号",
]  # fmt: skip
SHORT = ["交易时间", "交易分类", "商品说明", "收/支", "金额", "交易状态"]
OLD = [
    "收/支", "交易对方", "对方账号", "商品说明", "收/付款方式", "金额",
    "交易状态", "交易分类", "交易订单号", "商家订单号", "交易时间", "",
]  # fmt: skip

Row = dict[str, str]


def row(at: str = "2025-05-03 10:11:12", **cells: str) -> Row:
    """A row by column name; layouts leave out the columns they lack. cells: by short English names."""
    names = {
        "kind": "交易分类", "party": "交易对方", "text": "商品说明", "way": "收/支", "amount": "金额",
        "method": "收/付款方式", "status": "交易状态", "order": "交易订单号", "note": "备注",
    }  # fmt: skip
    usual = {
        "交易时间": at, "交易分类": "日用百货", "交易对方": "某商店", "对方账号": "/", "商品说明": "商品",
        "收/支": "支出", "金额": "20.00", "收/付款方式": "余额", "交易状态": "交易成功",
        "交易订单号": f"N{at}", "商家订单号": "", "备注": "",
    }  # fmt: skip
    return usual | {names[key]: value for key, value in cells.items()}


def huabei(at: str = "2025-05-09 08:00:00", amount: str = "260.40", month: str = "2025年05月", **cells: str) -> Row:
    """花呗主动还款."""
    given = {
        "kind": "信用借还", "party": "花呗", "text": f"花呗主动还款-{month}账单", "way": "不计收支", "amount": amount,
        "method": "某银行储蓄卡(1234)", "status": "还款成功",
    }  # fmt: skip
    return row(at, **(given | cells))


def build(
    rows: Sequence[Row],
    *,
    columns: Sequence[str] = NOW,
    encoding: str = "gb18030",
    padded: bool = False,
    quoted: bool = False,
    stated: int | None = None,
    company: str = COMPANY,
) -> bytes:
    """A file as the app exports it: preamble, company line, header, rows."""
    count = len(rows) if stated is None else stated
    lines = [DASHES, "导出信息：", "姓名：张三", "支付宝账户：a@example.com", "导出交易类型：[全部]",
             f"共{count}笔记录", "收入：1笔 1.00元", "支出：1笔 1.00元", "不计收支：0笔 0.00元", "",
             "特别提示：", "1.仅供个人对账使用。", "", company, _line(columns, padded, quoted)]  # fmt: skip
    lines += [_line(_cells(each, columns), padded, quoted) for each in rows]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def build_2021(rows: Sequence[Row], encoding: str = "gb18030") -> bytes:
    """The layout of 2021: company line first, header starting with 收/支, the rest as a footer."""
    lines = [COMPANY, ",".join(OLD), *(",".join(_cells(each, OLD)) for each in rows), DASHES, "导出信息：",
             "姓名：张三", "起始时间：[2021-01-01 00:00:00]    终止时间：[2021-12-31 23:59:59]", f"共{len(rows)}笔记录",
             "收入：0笔 0.00元", "其他：1笔 1.00元"]  # fmt: skip
    return ("\n".join(lines) + "\n").encode(encoding)


WEB = [
    "交易号", "商家订单号", "交易创建时间", "付款时间", "最近修改时间", "交易来源地", "类型", "交易对方", "商品名称",
    "金额（元）", "收/支", "交易状态", "服务费（元）", "成功退款（元）", "备注", "资金状态", "",
]  # fmt: skip


def web_row(at: str = "2019-05-03 10:11:12", **cells: str) -> Row:
    """A row of the web site's export. money: 资金状态, which tells whether money moved."""
    names = {"party": "交易对方", "text": "商品名称", "way": "收/支", "amount": "金额（元）", "status": "交易状态",
             "money": "资金状态", "order": "交易号", "refunded": "成功退款（元）"}  # fmt: skip
    usual = {
        "交易号": f"N{at}", "交易创建时间": at, "付款时间": at, "最近修改时间": at, "交易来源地": "其他",
        "类型": "即时到账交易",
        "交易对方": "某商店", "商品名称": "商品", "金额（元）": "20.00", "收/支": "支出", "交易状态": "交易成功",
        "服务费（元）": "0.00", "成功退款（元）": "0.00", "资金状态": "已支出",
    }  # fmt: skip
    return usual | {names[key]: value for key, value in cells.items()}


def build_web(rows: Sequence[Row], encoding: str = "gb18030") -> bytes:
    """支付宝交易记录明细查询, the web site's export until about 2022: padded cells that end in a tab, totals below."""
    lines = ["支付宝交易记录明细查询", "账号:[a@example.com]",
             "起始日期:[2019-01-01 00:00:00]    终止日期:[2019-12-31 00:00:00]",
             "---------------------------------交易记录明细列表------------------------------------",
             ",".join(f"{name:<8}" if name else "" for name in WEB)]  # fmt: skip
    lines += [",".join(f"{each.get(name, ''):<12}\t" if name else "" for name in WEB) for each in rows]
    lines += [
        "-" * 84,
        f"共{len(rows)}笔记录",
        "已收入:0笔,0.00元",
        "已支出:1笔,20.00元",
        "导出时间:[2020-01-01 10:00:00]",
    ]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _cells(each: Row, columns: Sequence[str]) -> list[str]:
    return [f"{each.get(name, '')}\t" if name.endswith("订单号") else each.get(name, "") for name in columns]


def _line(cells: Sequence[str], padded: bool, quoted: bool) -> str:
    shown = [f"{cell:<20}" if padded and cell else cell for cell in cells]
    return ",".join(f'"{cell}"' if quoted else cell for cell in shown)
