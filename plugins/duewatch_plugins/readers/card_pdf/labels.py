"""The summary of a card statement whose layout nobody here knows: only what stands under or behind its own labels.

No public source shows how the PDF statements of 建设, 工商, 农业, 交通, 中信, 民生 or 浦发 are laid out, so no row
is read from them. Their labels are those of the banks' statements by mail. What they say is doubtful until the
borrower confirms.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from duewatch.api import Literal, ReadProblem, Record, fen_of
from duewatch_plugins.banks import statement_record
from duewatch_plugins.pdf import Item

SOURCE = "card-pdf"
TO_CONFIRM = "信用卡账单（待确认）"
NAMES = {
    "建设银行": "建设银行", "工商银行": "工商银行", "农业银行": "农业银行", "交通银行": "交通银行",
    "中信银行": "中信银行", "民生银行": "民生银行", "浦发银行": "浦发银行", "浦东发展银行": "浦发银行",
    "光大银行": "光大银行", "兴业银行": "兴业银行", "广发银行": "广发银行", "平安银行": "平安银行",
    "华夏银行": "华夏银行",
    "邮政储蓄银行": "邮储银行", "北京银行": "北京银行",
}  # fmt: skip
"""A bank as its own statement calls it → as cards are called here."""
LABELS = {
    "stated": ("账单日", "本期账单日", "账单日期"),
    "due": ("到期还款日", "本期到期还款日", "最后还款日", "本期最后还款日"),
    "balance": ("本期应还款额", "本期应还款总额", "本期应还金额", "本期应还款"),
    "minimum": ("最低还款额", "本期最低还款额", "最低应还款额"),
}
NEXT_DAYS = range(5, 61)
"""Days from statement day to due day; what lies outside was not read rightly."""
_OF = {label: field for field, labels in LABELS.items() for label in labels}
_DAY = re.compile(r"(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?")
_MONEY = re.compile(r"(?:人民币|RMB|CNY|[¥￥])?(-?[\d,]*\d\.\d{2})元?")
ONLY_LABELS = Literal(
    "不认得这家银行的 PDF 版式：只按标签读出了账单日、到期还款日、应还款额，没有读交易。",
    "The layout of this bank's PDF is not known: only statement day, due day and balance were read, by their labels.",
)
CONFIRM = Literal(
    "请和账单核对，再在导入页用空格确认。交易请用邮件账单（.eml）或导出的表格。",
    "Compare it with the statement, then take it with space on the import screen. Its rows are in the mail or a table.",
)


def summary(found: Sequence[Sequence[Item]]) -> Iterator[Record | ReadProblem]:
    """The summary, to be confirmed; nothing where bank or labels are not beyond doubt."""
    words = "".join(item.words for line in found for item in line).replace(" ", "")
    banks = {bank for name, bank in NAMES.items() if name in words}
    said = _said([[item.words.replace(" ", "") for item in line] for line in found])
    stated, due, balance = _day(said, "stated"), _day(said, "due"), _fen(said, "balance")
    if "信用卡" not in words or len(banks) != 1 or stated is None or due is None or balance is None:
        return
    if (due - stated).days not in NEXT_DAYS:
        return
    raw = f"账单日{stated} 到期还款日{due} 本期应还款额{balance / 100:.2f}"
    yield statement_record(
        1, SOURCE, banks.pop(), raw, stated_on=stated.isoformat(), due_on=due.isoformat(), balance=balance,
        minimum=_fen(said, "minimum"),
    )._replace(kind=TO_CONFIRM)  # fmt: skip
    yield ReadProblem(None, ONLY_LABELS, CONFIRM)


def _said(lines: Sequence[Sequence[str]]) -> dict[str, set[str]]:
    """What each label says: in its own cell behind a colon, in the next cell, or, where a line is labels only, in the
    same place of the line below. More than one answer is none."""
    said: dict[str, set[str]] = {field: set() for field in LABELS}
    for line, below in zip_longest(lines, lines[1:], fillvalue=()):
        fields = [_OF.get(cell.rstrip(":：")) for cell in line]
        if len(line) > 1 and all(fields) and len(below) == len(line):
            for field, cell in zip(fields, below, strict=True):
                said[field or ""].add(cell)
            continue
        for place, cell in enumerate(line):
            label, colon, value = cell.replace(":", "：").partition("：")
            if (field := _OF.get(label)) is not None:
                if colon and value:
                    said[field].add(value)
                elif place + 1 < len(line) and fields[place + 1] is None:
                    said[field].add(line[place + 1])
    return said


def _only(said: dict[str, set[str]], field: str) -> str:
    return next(iter(said[field])) if len(said[field]) == 1 else ""


def _day(said: dict[str, set[str]], field: str) -> date | None:
    found = _DAY.fullmatch(_only(said, field))
    try:
        return None if found is None else date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _fen(said: dict[str, set[str]], field: str) -> int | None:
    found = _MONEY.fullmatch(_only(said, field))
    return None if found is None else fen_of(found[1].replace(",", ""))
