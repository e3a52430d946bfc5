"""建设银行（CCB）: 交易明细 of a debit account, an old Excel file with padded column names."""

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, account, debit_row
from duewatch_plugins.tables import Layout, Row, TableReader

SOURCE, BANK = "bank-ccb", "建设银行"


def _debit(row: Row) -> Record:
    """A row, in and out apart; a zero stands in the other one."""
    came_in, went_out = row.fen("收入"), row.fen("支出")
    return debit_row(
        row, SOURCE, row.at(("交易日期",), ("交易时间",)), row.words("摘要"), row.words("对方户名"),
        row.words("交易地点", "交易地点/附言"), came_in or went_out, account(BANK, row.about), credit=bool(came_in),
    )  # fmt: skip


READER = TableReader(
    SOURCE,
    Literal("建设银行明细（CSV、Excel）", "China Construction Bank list (CSV, Excel)"),
    [Layout(frozenset({"记账日", "交易日期", "支出", "收入", "账户余额"}), ("交易日期", "记账日"), _debit)],
    HOW,
)
