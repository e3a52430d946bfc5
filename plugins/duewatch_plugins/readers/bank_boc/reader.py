"""中国银行（BOC）: the rows of a card statement as a table, 存入 and 支出 apart, a currency in each row."""

from duewatch.api import Literal, Record
from duewatch_plugins.banks import HOW, card_row
from duewatch_plugins.tables import Layout, Row, TableReader

SOURCE, BANK = "bank-boc", "中国银行"


def _card(row: Row) -> Record:
    """A row. A deposit that shows a person's name alone is probably a repayment; that cannot be known, and is asked."""
    came_in = row.words("存入")
    money = f"{row.words('币种') or 'CNY'} {came_in or row.words('支出')}"
    return card_row(
        row, SOURCE, BANK, row.day("交易日") or row.day("银行记账日"), row.words("交易描述"), money,
        row.words("卡号后四位"), credit=bool(came_in),
    )  # fmt: skip


READER = TableReader(
    SOURCE,
    Literal("中国银行信用卡账单（CSV、Excel）", "Bank of China card statement (CSV, Excel)"),
    [Layout(frozenset({"交易日", "银行记账日", "交易描述", "存入", "支出"}), ("交易日", "银行记账日"), _card)],
    HOW,
)
