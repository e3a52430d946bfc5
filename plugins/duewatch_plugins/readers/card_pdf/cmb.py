"""招商银行信用卡对账单 as PDF: labels with their value one line below, then 还款, 退款, 消费 in one table."""

import re
from collections.abc import Iterator, Sequence

from duewatch.api import Fen, Record, fen_of, moment_of
from duewatch_plugins.banks import card_record, dated, statement_record
from duewatch_plugins.pdf import Item, words_of

TITLE = "招商银行信用卡对账单"
SOURCE, BANK = "bank-cmb", "招商银行"
_SHORT_DAY = re.compile(r"\d{2}/\d{2}")
_MONEY = re.compile(r"-?[\d,]*\d\.\d{2}")


def statement(found: Sequence[Sequence[Item]]) -> Iterator[Record]:
    """The summary and the rows. Repayments have no day of their own, only that of booking."""
    words = words_of(found)
    stated, due = _day(words, "账单日"), _day(words, "到期还款日")
    balance, minimum = _money(words, "本期还款总额"), _money(words, "本期最低还款额")
    if stated and balance is not None:
        raw = f"账单日{stated} 到期还款日{due} 本期还款总额{balance / 100:.2f}"
        yield statement_record(
            1, SOURCE, BANK, raw, stated_on=stated, due_on=due, balance=balance, minimum=minimum, tail=_tail(found)
        )
    for line, items in enumerate(found, 2):
        cells = [item.words for item in items]
        days = [cell for cell in cells[:2] if _SHORT_DAY.fullmatch(cell)]
        rest = cells[len(days) :]
        money = next((cell for cell in rest[1:] if _MONEY.fullmatch(cell)), "")
        fen = fen_of(money.replace(",", ""))
        if not days or not money or fen is None:
            continue
        tail = next((cell for cell in rest if re.fullmatch(r"\d{4}", cell)), "")
        at = dated(days[0], int(stated[:4]), int(stated[5:7])) if stated else ""
        yield card_record(
            line, SOURCE, BANK, " ".join(cells), at, rest[0], abs(fen), tail, currency="CNY", credit=fen < 0
        )


def _tail(found: Sequence[Sequence[Item]]) -> str:
    """The card's last digits, where every row has the same."""
    tails = {
        item.words
        for items in found
        if _SHORT_DAY.fullmatch(items[0].words)
        for item in items
        if re.fullmatch(r"\d{4}", item.words)
    }
    return tails.pop() if len(tails) == 1 else ""


def _day(words: str, label: str) -> str:
    found = re.search(rf"(?m)^{label}\D*?(\d{{4}}年\d{{2}}月\d{{2}}日)", words)
    return moment_of(found[1]) if found else ""


def _money(words: str, label: str) -> Fen | None:
    found = re.search(rf"{label}[^\d-]*(-?[\d,]+\.\d{{2}})", words)
    return fen_of(found[1].replace(",", "")) if found else None
