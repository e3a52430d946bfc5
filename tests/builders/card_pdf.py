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
