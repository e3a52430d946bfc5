"""Rows of banks: debit accounts and cards. What the readers of bank tables and card statements share.

A card row's kind is one of the words below, which the facts of the credit card recognise rows by; the bank's own words
stay in the text. Amounts in a foreign currency are no yuan: such a row keeps its amount in the note.
"""

import re

from duewatch.api import Fen, Literal, Record, format_yuan
from duewatch_plugins.tables import CUT, NO_AMOUNT, NO_TIME, Row, amount_in

SPENT, REPAID, REFUNDED, REWARDED, CREDITED = (
    "信用卡消费", "信用卡还款", "信用卡退款", "信用卡奖励", "信用卡存入"
)  # fmt: skip
"""CREDITED: money came in, and the words do not say whether it is a repayment."""
STATEMENT, NOTHING_DUE = "信用卡账单", "信用卡账单（无需还款）"
YUAN = frozenset({"CNY", "RMB", "人民币", "人民币元", ""})
_REWARD = re.compile("回馈|返现|返还|饭票|影票|利息|奖励|立减|红包|积分|现金券")
_REPAID = re.compile("还款|自扣|转账转入|自动转帐|自动转账")
_REFUND = re.compile("退货|退款|撤销|冲正|退税|退回")
_MERCHANT = re.compile(r"[A-Z]{3}$|公司|商户|商城|网银在线|支付宝-|财付通-|美团|京东|银联|商店|超市")
HOW = Literal(
    "在这家银行的网银或 App 里导出交易明细（CSV、Excel），导入原文件，不要打开另存。",
    "Export the list of transactions (CSV, Excel) in the bank's online banking or app and import it as it came.",
)


def card_kind(words: str, *, credit: bool) -> str:
    """What a row of a card is, by the bank's words. credit: money came in."""
    if not credit:
        return SPENT
    if _REWARD.search(words):
        return REWARDED
    if _REPAID.search(words):
        return REPAID
    return REFUNDED if _REFUND.search(words) or _MERCHANT.search(words) else CREDITED


def card(bank: str, tail: str = "") -> str:
    """The card as the method of a record: "招商银行信用卡(1234)"."""
    return f"{bank}信用卡({tail})" if tail.strip("0") else f"{bank}信用卡"


def account(bank: str, about: str) -> str:
    """The debit account as the method of a record; its last digits where the words above the table have them."""
    found = re.search(r"(?:卡号|账号|帐号|账户|帐户)\s*[:：]?[\s,，]*[\dxX*]*?[*xX]+(\d{4})(?!\d)", about)
    return f"{bank}({found[1]})" if found else bank


def card_record(
    line: int,
    source: str,
    bank: str,
    raw: str,
    at: str,
    words: str,
    fen: Fen,
    tail: str,
    *,
    currency: str,
    credit: bool,
) -> Record:
    """A card's row. fen: without a sign; credit: money came in; currency: as the bank writes it."""
    kind = card_kind(words, credit=credit)
    way = "in" if credit else "out"
    method = card(bank, tail)
    if currency in YUAN:
        return Record(line, source, at, kind, f"{bank}信用卡", words, way, fen, method, "入账", "", "", raw)
    note = f"{currency} {format_yuan(fen)}"
    return Record(line, source, at, f"{kind}（外币）", f"{bank}信用卡", words, way, None, method, "入账", "", note, raw)


def card_row(
    row: Row, source: str, bank: str, at: str, words: str, money: str, tail: str, *, credit: bool | None = None
) -> Record:
    """A table's row of a card. money: with its currency; credit None: the sign says it, and negative came in."""
    fen, currency, _ = amount_in(money)
    if fen is None:
        return row.problem(source, NO_AMOUNT if money else CUT, at)
    if not at:
        return row.problem(source, NO_TIME)
    came_in = fen < 0 if credit is None else credit
    return card_record(row.line, source, bank, row.raw, at, words, abs(fen), tail, currency=currency, credit=came_in)


def debit_row(
    row: Row, source: str, at: str, kind: str, party: str, words: str, amount: Fen | None, method: str, *, credit: bool
) -> Record:
    """A table's row of a debit account."""
    if amount is None:
        return row.problem(source, NO_AMOUNT, at)
    way = "in" if credit else "out"
    return Record(row.line, source, at, kind, party, words, way, abs(amount), method, "入账", "", "", row.raw)


def statement_record(
    line: int,
    source: str,
    bank: str,
    raw: str,
    *,
    stated_on: str,
    due_on: str,
    balance: Fen,
    minimum: Fen | None,
    tail: str = "",
    currency: str = "CNY",
) -> Record:
    """A card statement's summary: what is to be paid by when. balance below or at zero: nothing is to be paid."""
    nothing = balance <= 0
    kind = NOTHING_DUE if nothing else STATEMENT
    words = f"账单日{stated_on}"
    if due_on and not nothing:
        words += f"，到期还款日{due_on}"
        if minimum is not None:
            words += f"，最低还款{format_yuan(minimum)}元"
    fen: Fen | None = balance
    if currency not in YUAN:
        kind, fen, words = f"{kind}（外币）", None, f"{words}，{currency} {format_yuan(balance)}"
    return Record(
        line, source, stated_on, kind, f"{bank}信用卡", words, "neutral", fen, card(bank, tail), "出账", "", "", raw
    )


def dated(month_day: str, year: int, month: int) -> str:
    """A day without a year in a statement of a month: December's rows in January's statement are last year's. Empty
    where there is no such day."""
    from datetime import date

    found = re.fullmatch(r"(\d{1,2})/?(\d{2})", month_day)
    if found is None:
        return ""
    own, day = int(found[1]), int(found[2])
    try:
        return date(year if own <= month else year - 1, own, day).isoformat()
    except ValueError:
        return ""
