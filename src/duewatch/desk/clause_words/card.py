"""What a card or credit line charges, where its words need more than a number."""

from decimal import Decimal

from duewatch.desk.clause_words.phrases import MONEY, PCT, NotUnderstood, Phrase, fen, read
from duewatch.model.money import Fen
from duewatch.model.text import Money, Text, text

Share = tuple[Decimal | None, Fen | None]
"""Percent of something, and an amount in fen; either may be missing."""
_LEAST = r"(?:at least|minimum|not less than|最低|至少|不低于) ?"
_SHARE: tuple[Phrase, ...] = (Phrase(PCT, lambda m: {"pct": Decimal(m[1])}),)


def read_least(words: str) -> Share:
    """A percentage with the least amount: "10% at least 50", "5%，最低10元"."""
    given = read(words, (*_SHARE, Phrase(rf"{_LEAST}{MONEY}", lambda m: {"fen": fen(m[1])})))
    if "pct" not in given:
        raise NotUnderstood(text("Give a percentage"))
    return given["pct"], given.get("fen")


def least_words(pct: Decimal | None, least_fen: Fen | None) -> Text | None:
    """A percentage with the least amount, as `read_least` reads it."""
    if pct is None:
        return None
    if least_fen is None:
        return text("{pct}%", pct=pct)
    return text("{pct}%, at least {amount}", pct=pct, amount=Money(least_fen))


def read_tolerance(words: str) -> Share:
    """A shortfall that counts as paid in full: "10", "1%", "10 or 1%"."""
    given = read(
        words, (*_SHARE, Phrase(MONEY, lambda m: {"fen": fen(m[1])}), Phrase("or|或者?", lambda _: {"or": True}))
    )
    if not given.keys() & {"pct", "fen"}:
        raise NotUnderstood(text("Give an amount or a percentage"))
    return given.get("pct", Decimal(0)), given.get("fen", 0)


def tolerance_words(pct: Decimal, tolerance_fen: Fen) -> Text | None:
    """A tolerance, as `read_tolerance` reads it."""
    if not pct:
        return text("{amount}", amount=Money(tolerance_fen)) if tolerance_fen else None
    if not tolerance_fen:
        return text("{pct}%", pct=pct)
    return text("{amount} or {pct}%", amount=Money(tolerance_fen), pct=pct)
