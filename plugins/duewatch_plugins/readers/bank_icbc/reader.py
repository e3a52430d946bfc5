"""工商银行（ICBC）: 明细查询文件下载, debit accounts and cards, CSV or workbook."""

import re

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, account, card_record, debit_row
from duewatch_plugins.tables import NO_AMOUNT, Layout, Row, TableReader

SOURCE, BANK = "bank-icbc", "工商银行"
COMMON = frozenset({"交易日期", "摘要", "记账金额(收入)", "记账金额(支出)"})
"""The booked amounts count: those of the transaction may be in a foreign currency, or missing."""


def _card(row: Row) -> Record:
    """A card's row: it has a booking date of its own. Its balance may be spoilt and is not needed."""
    at = row.day("交易日期") or row.day("记账日期")
    came_in, went_out = row.fen("记账金额(收入)"), row.fen("记账金额(支出)")
    amount = came_in or went_out or (came_in if came_in is not None else went_out)
    if amount is None:
        return row.problem(SOURCE, NO_AMOUNT, at)
    tail = re.search(r"卡号[:：]\s*[\d*]*?\*(\d{4})", row.about)
    words = f"{row.words('摘要')} {row.words('交易场所')}".strip()
    return card_record(
        row.line, SOURCE, BANK, row.raw, at, words, abs(amount), tail[1] if tail else "",
        currency=row.words("记账币种"), credit=bool(came_in),
    )  # fmt: skip


def _debit(row: Row) -> Record:
    """A debit account's row."""
    came_in, went_out = row.fen("记账金额(收入)"), row.fen("记账金额(支出)")
    words = " ".join(filter(None, (row.words("交易详情"), row.words("交易场所"))))
    return debit_row(
        row, SOURCE, row.day("交易日期"), row.words("摘要"), row.words("对方户名"), words,
        came_in or went_out or (came_in if came_in is not None else went_out),
        account(BANK, row.about), credit=bool(came_in),
    )  # fmt: skip


READER = TableReader(
    SOURCE,
    Literal("工商银行明细（CSV、Excel）", "ICBC list (CSV, Excel)"),
    [Layout(COMMON | {"记账日期"}, ("交易日期", "记账日期"), _card), Layout(COMMON, ("交易日期",), _debit)],
    HOW,
)
