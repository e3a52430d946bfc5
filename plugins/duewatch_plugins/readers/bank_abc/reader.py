"""农业银行（ABC）: the list of a debit account, signed amounts; 正常还款 is an instalment of a loan."""

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, account, debit_row
from duewatch_plugins.tables import Layout, Row, TableReader

SOURCE, BANK = "bank-abc", "农业银行"


def _debit(row: Row) -> Record:
    """A row. That of an instalment (正常还款) is two cells short and has a contract number for a counterparty: it is
    read all the same."""
    amount = row.fen("交易金额")
    words = " ".join(filter(None, (row.words("交易渠道"), row.words("交易附言"))))
    return debit_row(
        row, SOURCE, row.at(("交易日期",), ("交易时间",)), row.words("交易摘要"), row.words("对手信息"), words, amount,
        account(BANK, row.about), credit=(amount or 0) >= 0,
    )  # fmt: skip


READER = TableReader(
    SOURCE,
    Literal("农业银行明细（CSV、Excel）", "Agricultural Bank list (CSV, Excel)"),
    [Layout(frozenset({"交易日期", "交易摘要", "交易金额", "本次余额", "对手信息"}), ("交易日期",), _debit)],
    HOW,
)
