"""Money phrases in messages: which numbers are amounts, and which only look like it."""

import re

from duewatch.model.money import Fen, parse_yuan

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?"
MONEY = rf"(?:人民币|RMB|CNY|[¥￥])?\s*(?:{NUMBER})(?![\d.,]*\d)(?!\s*(?:[年月日天号点期笔折%％:：]|个月))\s*元?"
"""An amount as messages write it: "人民币1,234.56元", "RMB12.59", "￥4,718.94", "12.34元", "88.20"; never the number of
a day, an hour, a term or a percentage."""
STATED = rf"(?:人民币|RMB|CNY|[¥￥])\s*(?:{NUMBER})(?![\d.,]*\d)\s*元?|(?<![\d.,])(?:{NUMBER})\s*元"
"""An amount that says that it is one; a bare number may be the last digits of a card."""
_PHRASE = re.compile(rf"(?:人民币|RMB|CNY|[¥￥])\s*({NUMBER})\s*元?|(?<![\d.,])({NUMBER})\s*元")
_NOT_OWED = re.compile(r"(?:余额|可用额度|额度|可用余额|最高可贷|优惠|立减|红包|满)[^，。；,;\d]{0,6}$")
"""What stands before a number that is a balance, a limit or a promise, not an amount that moved."""


def fen_in(phrase: str) -> Fen | None:
    """The amount of one money phrase, in fen; None where it holds none."""
    try:
        return parse_yuan(phrase)
    except ValueError:
        return None


def amounts_in(words: str) -> tuple[Fen, ...]:
    """Every amount of a message that moved or is due, in order. Never a balance, a limit, the last digits of a card
    or digits of a date: a number counts only with a currency sign before it or 元 after it."""
    found = []
    for phrase in _PHRASE.finditer(words):
        if _NOT_OWED.search(words[: phrase.start()]):
            continue
        fen = fen_in(phrase[1] or phrase[2])
        if fen is not None:
            found.append(fen)
    return tuple(found)
