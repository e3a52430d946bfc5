"""交通银行（BOCOM）: the card list, the list of a debit account in two generations."""

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, account, card_row, debit_row
from duewatch_plugins.tables import Layout, Row, TableReader

SOURCE, BANK = "bank-bocom", "交通银行"
CREDITS = ("退货", "信用卡还款", "还款", "费用返还", "调账")
"""How the words of rows begin that bring money in; the amounts have no sign."""


def _card(row: Row) -> Record:
    """A card's row: the booked amount counts (a purchase in yen is booked in yuan), the words say the direction."""
    words = row.words("交易说明")
    return card_row(
        row, SOURCE, BANK, row.day("交易日期") or row.day("记账日期"), words, row.words("入账币种/金额"), "",
        credit=words.startswith(CREDITS),
    )  # fmt: skip


def _debit(row: Row) -> Record:
    """A debit account's row, in and out apart."""
    came_in, went_out = row.fen("收入金额"), row.fen("支出金额")
    return debit_row(
        row, SOURCE, row.day("交易时间") or row.day("记账日期"), row.words("交易方式"), row.words("对方户名"),
        row.words("摘要"), came_in or went_out, account(BANK, row.about), credit=bool(came_in),
    )  # fmt: skip


def _debit_marked(row: Row) -> Record:
    """A debit account's row, 借 (out) or 贷 (in) in a column; rows may have fewer cells than the header."""
    return debit_row(
        row, SOURCE, row.at(("交易日期",), ("交易时间",)), row.words("交易类型"), row.words("对方户名"),
        " ".join(filter(None, (row.words("交易地点"), row.words("摘要")))), row.fen("交易金额"),
        account(BANK, row.about), credit="贷" in row.words("借贷", "借贷状态"),
    )  # fmt: skip


READER = TableReader(
    SOURCE,
    Literal("交通银行明细（CSV、Excel）", "Bank of Communications list (CSV, Excel)"),
    [
        Layout(frozenset({"交易日期", "记账日期", "交易说明", "入账币种/金额"}), ("交易日期", "记账日期"), _card),
        Layout(frozenset({"记账日期", "交易时间", "支出金额", "收入金额", "对方户名"}), ("记账日期",), _debit),
        Layout(frozenset({"交易日期", "交易类型", "借贷", "交易金额"}), ("交易日期",), _debit_marked),
    ],
    HOW,
)
