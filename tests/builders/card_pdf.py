"""Composes PDF statements: words at places. Synthetic values."""

import json
from collections.abc import Sequence
from pathlib import Path

from duewatch_plugins.pdf import Item
from tests.builders import pdf
from tests.builders.pdf import Words

CMB: list[Words] = [
    (95, 785, "招商银行信用卡对账单（个人消费卡账户 2026年01月）"),
    (45, 617, "账单日"), (336, 617, "信用额度"), (144, 605, "2026年01月08日"), (432, 605, "¥ 50,000.00"),
    (45, 570, "到期还款日"), (152, 558, "2026年01月26日"), (45, 521, "本期还款总额"),
    (161, 509, "¥ 1,204.10"),
    (45, 477, "本期最低还款额"), (160, 465, "¥ 60.21"),
    (43, 389, "交易日"), (92, 389, "记账日"), (140, 389, "交易摘要"),
    (369, 389, "人民币金额"), (455, 389, "卡号末四位"),
    (94, 354, "12/29"), (140, 354, "掌上生活还款"), (384, 354, "-300.00"), (479, 354, "1234"), (554, 354, "-300.00"),
    (94, 341, "12/30"), (140, 341, "掌上生活还款回馈金"), (392, 341, "-3.63"), (479, 341, "1234"), (562, 341, "-3.63"),
    (45, 214, "01/03"), (94, 214, "01/04"), (140, 214, "支付宝-某店"), (374, 214, "1,026.00"), (479, 214, "1234"),
]  # fmt: skip
BOC: list[Words] = [
    (182, 742, "中国银行信用卡账单(2026年05月)"), (68, 559, "到期还款日"), (216, 559, "账单日"),
    (488, 559, "最低还款额"),
    (336, 503, "欠款 RMB 594.49"), (488, 503, "RMB 90.50"), (65, 493, "2026-06-09"), (205, 493, "2026-05-20"),
    (341, 493, "欠款 USD 7.32"), (491, 493, "USD 1.00"), (18, 427, "人民币账户交易明细/RMB"),
    (52, 258, "交易日"), (138, 258, "银行记账日"), (328, 258, "交易描述"), (430, 258, "存入"), (523, 258, "支出"),
    (300, 206, "某某商业有限"), (53, 196, "05/01"), (147, 196, "05/02"), (242, 196, "4915"), (335, 196, "公司CHN"),
    (521, 196, "59.32"), (53, 157, "05/03"), (147, 157, "05/04"), (242, 157, "4915"), (315, 157, "网银在线CHN"),
    (425, 157, "70.48"), (53, 130, "05/05"), (147, 130, "05/05"), (315, 130, "张三"), (425, 130, "361.19"),
    (18, 100, "美元账户交易明细/USD"), (53, 80, "05/06"), (147, 80, "05/07"), (242, 80, "4915"), (315, 80, "SHOP JPN"),
    (521, 80, "3.72"),
]  # fmt: skip
FLOWS = {
    "bank-cmb": (
        "招商银行交易流水",
        "40 记账日期|120 货币|180 交易金额|260 联机余额|340 交易摘要|420 对手信息|510 客户摘要",
        "36 2026-05-04|122 CNY|180 -500.00|256 1,500.00|336 快捷支付|420 支付宝|500 支付宝-还款",
        "36 2026-05-05|122 CNY|180 8,000.00|256 9,500.00|336 代发工资|420 某公司",
    ),
    "bank-icbc": (
        "中国工商银行借记账户历史明细（电子版）",
        "40 交易日期|110 币种|160 钞汇|200 摘要|260 收入/支出金额|360 余额|430 对方户名|520 渠道",
        "36 2026-05-04|110 人民币|160 钞|200 自动还款|270 -1,234.56|350 21,361.55|520 其他",
        "36 2026-05-05|110 人民币|160 钞|200 工资|270 +5,000.00|350 26,361.55|430 某公司",
    ),
    "bank-abc": (
        "中国农业银行账户活期交易明细清单",
        "40 交易日期|110 交易时间|180 交易摘要|250 交易金额|320 本次余额|400 对手信息|500 交易附言",
        "36 20260504|180 正常还款|246 -2345.89|320 1943.12|390 12341234123412341",
        "36 20260505|114 132324|180 ⾦融转存|246 +600.00|320 2543.12|396 某某消费⾦融",
    ),
    "bank-ccb": (
        "中国建设银行个人活期账户全部交易明细",
        "30 序号|80 摘要|140 交易日期|220 交易金额|300 账户余额|380 交易地点/附言|490 对方账号与户名",
        "34 1|80 消费|140 20260504|220 -67.00|300 10.00|370 支付宝-某店|490 某公司",
        "34 2|80 转存|140 20260505|220 100.07|300 110.07|490 张三",
    ),
    "bank-boc": (
        "中国银行交易流水明细清单",
        "36 记账日期|110 记账时间|180 币别|230 金额|300 余额|360 交易名称|440 附言|510 对方账户名",
        "30 2026-05-04|110 10:11:12|176 人民币|226 -50.00|296 100.00|360 网上快捷|440 还款|510 财付通",
        "30 2026-05-05|110 09:00:00|176 美元|226 3.72|296 3.72|360 汇入",
    ),
    "bank-bocom": (
        "交通银行个人客户交易清单",
        "36 交易日期|110 交易时间|180 交易类型|250 借贷|300 交易金额|380 余额|440 对方户名|520 摘要",
        "30 2026-05-04|110 11:22:00|180 网上支付|250 借 Dr|310 81.40|380 100.00|430 京东|520 还款",
        "30 2026-05-05|110 08:00:00|180 转账|250 贷 Cr|310 500.00|380 600.00",
    ),
    "bank-cmbc": (
        "中国民生银行个人账户对账单",
        "24 凭证类型|58 凭证号码|99 交易时间|195 摘要|300 交易金额|370 账户余额|420 现转标志|450 交易渠道|484 交易机构"
        "|535 对方户名/账号|620 对方行名",
        "99 2026/05/04 10:11:12|195 还款|310 -300.00|370 700.00|420 转|450 网银|535 张三/6222",
        "24 借记卡|58 6226|99 2026/05/05 08:00:00|195 工资|310 5,000.00|370 5,700.00|420 转|450 批量|535 某公司",
    ),
}  # fmt: skip
"""Title, header and rows of lists of debit accounts: place and words of each cell."""


def _cells(words: str) -> list[tuple[float, str]]:
    return [(float(x), each) for x, each in (cell.split(" ", 1) for cell in words.split("|"))]


def flow(source: str, *, password: str | None = None) -> bytes:
    """A list of a debit account over two pages: its header on both, a long name that goes on below its row."""
    title, *cells = FLOWS[source]
    header, *rows = (_cells(each) for each in cells)
    head: list[Words] = [
        (200, 800, title),
        (40, 780, "账号：6214********3949"),
        *((x, 740, words) for x, words in header),
    ]
    first: list[Words] = [(x, 700, words) for x, words in rows[0]]
    party = next(
        x for x, words in header if words in {"对手信息", "对方户名", "对方账号与户名", "对方账户名", "对方户名/账号"}
    )
    first.append((party, 689, "有限公司"))
    second: list[Words] = [*((x, 740, words) for x, words in header), *((x, 700, words) for x, words in rows[1])]
    return pdf.build([[*head, *first], second], password=password, size=8)


def items(words: Sequence[Words]) -> list[Item]:
    """As a reader of PDF would hand them over."""
    return [Item(0, x, y, each) for x, y, each in words]


def sample_items(folder: Path, names: Sequence[str]) -> list[Item]:
    """Text items kept as JSON by another project's tests (str and transform, one file a page)."""
    found = []
    for page, name in enumerate(names):
        for each in json.loads((folder / name).read_text(encoding="utf-8")):
            if each["str"].strip():
                found.append(Item(page, each["transform"][4], each["transform"][5], each["str"].strip()))
    return found


def build(words: Sequence[Words], *, password: str | None = None) -> bytes:
    """A PDF of one page."""
    return pdf.build([words], password=password)


def unknown_bank(*, below: bool = True, bank: str = "中国建设银行", due: str = "2026-05-25") -> bytes:
    """A card statement in no layout that is known: labels with their values below, or behind them."""
    labels = ("账单日", "到期还款日", "本期应还款额", "最低还款额")
    values = ("2026-05-05", due, "¥1,234.56", "123.46")
    words: list[Words] = [(100, 800, f"{bank}信用卡电子账单")]
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        if below:
            words += [(40 + 130 * place, 700, label), (40 + 130 * place, 680, value)]
        else:
            words.append((40, 700 - 20 * place, f"{label}：{value}"))
    words += [(40, 600, "05/04"), (120, 600, "某店"), (300, 600, "66.00")]
    return build(words)
