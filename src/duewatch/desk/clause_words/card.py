"""What a card or credit line charges, where its words need more than a number."""

from decimal import Decimal

from duewatch.desk.clause_words.phrases import MONEY, PCT, NotUnderstood, Phrase, fen, read, says
from duewatch.model.money import Fen
from duewatch.model.text import Money, Text, text

Minimum = tuple[Decimal, Fen | None, bool]
Share = tuple[Decimal | None, Fen | None]
"""Percent of something, and an amount in fen; either may be missing."""
_LEAST = r"(?:at least|minimum|not less than|最低|至少|不低于) ?"
_SHARE: tuple[Phrase, ...] = (Phrase(PCT, lambda m: {"pct": Decimal(m[1])}),)
_LEAST_SHARE = (
    *_SHARE,
    says(
        r"(?:of |on )?(?:the )?(?:unpaid )?(?:minimum|balance|statement)(?: payment)?"
        r"|(?:按)?(?:最低还款额)?(?:未还部分|账单(?:金额|余额)?)?(?:的|为)?"
    ),
    Phrase(rf"{_LEAST}{MONEY}", lambda m: {"fen": fen(m[1])}),
)
_MINIMUM = (
    says(r"(?:with )?interest and fees (?:whole|in full)|利息(?:和|与|及)?费用全额(?:计入)?", whole_charges=True),
    says(r"(?:with )?interest and fees by share|利息(?:和|与|及)?费用按比例(?:计入)?", whole_charges=False),
)
_PAID_PART = (
    says(r"(?:bears )?no interest|(?:is )?free(?: of interest)?|免息|不计息", free=True),
    says(r"(?:bears )?interest|(?:全额)?计息", free=False),
)


def read_least(words: str) -> Share:
    """A percentage with the least amount: "10% at least 50", "5%，最低10元"."""
    given = read(words, _LEAST_SHARE)
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


def read_minimum(words: str) -> Minimum:
    """A minimum payment: "10% at least 50", with "interest and fees by share" where they are not in it whole."""
    given = read(words, (*_LEAST_SHARE, *_MINIMUM))
    if "pct" not in given:
        raise NotUnderstood(text("Give a percentage"))
    return given["pct"], given.get("fen"), given.get("whole_charges", True)


def minimum_words(pct: Decimal | None, least_fen: Fen | None, whole_charges: bool) -> Text | None:
    """A minimum payment, as `read_minimum` reads it."""
    words = least_words(pct, least_fen)
    if words is None or whole_charges:
        return words
    return text("{one}, {other}", one=words, other=text("interest and fees by share"))


def read_paid_part(words: str) -> bool:
    """Whether the part of a balance that was paid bears no interest: "free" or "bears interest"."""
    given = read(words, _PAID_PART)
    if not given:
        raise NotUnderstood(text("Say free or bears interest"))
    return bool(given["free"])


def paid_part_words(free: bool) -> Text:
    """Whether the part that was paid bears interest, as `read_paid_part` reads it."""
    return text("free of interest") if free else text("bears interest")


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
