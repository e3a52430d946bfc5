"""中信银行（CITIC）: the rows of a card statement as an Excel file."""

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, card_row
from duewatch_plugins.tables import Layout, Row, TableReader

SOURCE, BANK = "bank-citic", "中信银行"


def _card(row: Row) -> Record:
    """A row; what is negative came in: a repayment, a refund or a reward."""
    money = f"{row.words('结算币种', '币种') or 'CNY'} {row.words('结算金额')}".replace("人民币", "CNY")
    tail = row.words("卡末四位").zfill(4)  # a number in the sheet, which loses zeros before it
    return card_row(row, SOURCE, BANK, row.day("交易日期", "交易日"), row.words("交易描述"), money, tail)


READER = TableReader(
    SOURCE,
    Literal("中信银行信用卡账单（Excel）", "CITIC Bank card statement (Excel)"),
    [Layout(frozenset({"交易描述", "卡末四位", "结算金额"}), ("交易日期", "交易日"), _card)],
    HOW,
)
