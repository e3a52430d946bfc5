"""Firefly III: the CSV of its export, a transaction a row. What is a liability there (debt, loan, mortgage) its own
column says; the account's name says the platform, as the borrower wrote it."""

from duewatch.api import OWN_TABLE, Literal, Record
from duewatch_plugins.tables import CUT, NO_AMOUNT, Layout, Row, TableReader

NEEDED = frozenset({"type", "amount", "date", "source_name", "source_type", "destination_name", "destination_type"})
"""Columns that no other export has together."""
LIABILITIES = frozenset({"debt", "loan", "mortgage", "credit card"})
NO_YUAN = Literal("金额不是人民币，不入账。", "The amount is not in yuan, so it is not booked.")


def _record(row: Row) -> Record:
    """A row. A transfer or withdrawal that ends at a liability paid it; one that begins there lent, or was spending."""
    at, fen = row.day("date"), row.fen("amount")
    if fen is None:
        return row.problem("firefly", NO_AMOUNT if row.words("amount") else CUT, at)
    words, order_id = row.words("description"), row.words("journal_id", "group_id")
    source, destination = row.words("source_type").lower(), row.words("destination_type").lower()
    if destination in LIABILITIES:
        kind = "refund" if "revenue" in source else "payment"
        name = row.words("destination_name")
    elif source in LIABILITIES:
        kind = "purchase" if "expense" in destination else "lent"
        name = row.words("source_name")
    else:
        party = row.words("destination_name")
        return Record(row.line, "firefly", at, "", party, words, "", abs(fen), "", "", order_id, "", row.raw)
    if row.words("currency_code") not in {"CNY", ""}:
        return row.problem(OWN_TABLE, NO_YUAN, at)
    return Record(row.line, OWN_TABLE, at, kind, name, words, "", abs(fen), "", "", order_id, "", row.raw)


READER = TableReader(
    "firefly",
    Literal("Firefly III 导出", "Firefly III export"),
    [Layout(NEEDED, ("date",), _record)],
    Literal(
        "在 Firefly III 里：选项 → 导出数据 → 导出所有交易（CSV）。",
        "In Firefly III: Options → Export data → Export all transactions (CSV).",
    ),
)
