"""民生银行（CMBC）: the rows of a card statement as a table, and the list of a debit account.

No public file of this bank's tables was found. A card's columns are those of its statement by e-mail (day, booking day,
words, amount, last digits, days without a year, repayments negative); the account's are the names that banks of this
kind share. Composed files only.
"""

import re

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, account, card_row, dated, debit_row
from duewatch_plugins.tables import NO_TIME, Layout, Row, TableReader

SOURCE, BANK = "bank-cmbc", "民生银行"
_STATED = re.compile(r"(\d{4})[年/-](\d{1,2})[月/-]")


def _card(row: Row) -> Record:
    """A card's row; what is negative came in."""
    at = row.day("交易日", "交易日期")
    if not at:
        stated = _STATED.search(row.about)
        if stated is None:
            return row.problem(SOURCE, NO_TIME)
        year, month = int(stated[1]), int(stated[2])
        at = dated(row.words("交易日", "交易日期"), year, month) or dated(row.words("记账日", "记账日期"), year, month)
    tail = row.words("卡号末四位", "卡号后四位", "卡末四位").zfill(4)
    return card_row(row, SOURCE, BANK, at, row.words("交易摘要", "摘要"), row.words("交易金额", "人民币金额"), tail)


def _debit(row: Row) -> Record:
    """A row of an account, in and out apart."""
    came_in, went_out = row.fen("收入金额", "收入"), row.fen("支出金额", "支出")
    return debit_row(
        row, SOURCE, row.at(("交易日期", "交易时间"), ("交易时间",)), row.words("摘要", "交易摘要"),
        row.words("对方户名", "对方名称"), row.words("附言", "备注"), came_in or went_out, account(BANK, row.about),
        credit=bool(came_in),
    )  # fmt: skip


def _layout(title: str, tail: str) -> Layout:
    """A card statement, recognised by the bank's own words for the last digits."""
    return Layout(frozenset({title, "记账日", "交易摘要", "交易金额", tail}), (title, "记账日"), _card)


READER = TableReader(
    SOURCE,
    Literal("民生银行账单（CSV、Excel）", "CMBC statement (CSV, Excel)"),
    [
        _layout("交易日", "卡号末四位"),
        _layout("交易日", "卡号后四位"),
        Layout(frozenset({"交易日期", "支出金额", "收入金额", "账户余额", "对方户名"}), ("交易日期",), _debit),
    ],
    HOW,
)
