"""浦发银行（SPDB）: the list of a debit account as an Excel file."""

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, account, debit_row
from duewatch_plugins.tables import Layout, Row, TableReader

SOURCE, BANK = "bank-spdb", "浦发银行"


def _debit(row: Row) -> Record:
    """A row, in and out apart; its moment is written with two blanks, which do no harm."""
    came_in, went_out = row.fen("存入金额"), row.fen("取出金额")
    return debit_row(
        row, SOURCE, row.at(("交易日期", "交易时间"), ("交易时间",)), row.words("交易摘要", "摘要"),
        row.words("对方户名", "对手姓名"), row.words("附言", "备注"), came_in or went_out, account(BANK, row.about),
        credit=bool(came_in),
    )  # fmt: skip


READER = TableReader(
    SOURCE,
    Literal("浦发银行明细（Excel）", "SPD Bank list (Excel)"),
    [Layout(frozenset({"存入金额", "取出金额"}), ("交易日期", "交易时间"), _debit)],
    HOW,
)
