"""招商银行（CMB）: a card statement as a table, and two lists of a debit account (web, PDF turned into a table)."""

import re

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, account, card_row, dated, debit_row
from duewatch_plugins.tables import NO_TIME, Layout, Row, TableReader

SOURCE, BANK = "bank-cmb", "招商银行"


def _card(row: Row) -> Record:
    """A card's row. Days have no year: the statement's month, which stands in the title, gives it. Repayments have a
    booking date only, and are negative; so are refunds and rewards."""
    stated = re.search(r"(\d{4})年(\d{1,2})月", row.about)
    if stated is None:
        return row.problem(SOURCE, NO_TIME)
    year, month = int(stated[1]), int(stated[2])
    at = dated(row.words("交易日"), year, month) or dated(row.words("记账日"), year, month)
    return card_row(row, SOURCE, BANK, at, row.words("交易摘要"), row.words("人民币金额"), row.words("卡号末四位"))


def _debit_apart(row: Row) -> Record:
    """The web list of a debit account, in and out apart."""
    came_in, went_out = row.fen("收入"), row.fen("支出")
    return debit_row(
        row, SOURCE, row.at(("交易日期",), ("交易时间",)), row.words("交易类型"), "", row.words("交易备注"),
        came_in or went_out, account(BANK, row.about), credit=bool(came_in),
    )  # fmt: skip


def _debit_signed(row: Row) -> Record:
    """交易流水 of a debit account as a table: signed amounts."""
    amount = row.fen("交易金额")
    return debit_row(
        row, SOURCE, row.day("记账日期"), row.words("交易摘要"), row.words("对手信息"), row.words("客户摘要"), amount,
        account(BANK, row.about), credit=(amount or 0) >= 0,
    )  # fmt: skip


READER = TableReader(
    SOURCE,
    Literal("招商银行账单（CSV、Excel）", "China Merchants Bank statement (CSV, Excel)"),
    [
        Layout(frozenset({"交易日", "记账日", "交易摘要", "人民币金额"}), ("交易日", "记账日"), _card),
        Layout(frozenset({"交易日期", "收入", "支出", "交易备注"}), ("交易日期",), _debit_apart),
        Layout(frozenset({"记账日期", "交易金额", "联机余额", "交易摘要"}), ("记账日期",), _debit_signed),
    ],
    HOW,
)
