"""Money is a whole number of fen (1/100 yuan); rates are Decimal. No float ever touches either."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

Fen = int
"""An amount in fen. A plain alias: it names the unit where it stands in a signature."""

_YUAN = r"(?i)([+-]?)(?:RMB|CNY|人民币|[¥￥])?([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?元?"
MAX_FEN: Fen = 10**15
"""Ten trillion yuan: anything above is a typing error, not a debt."""


def round_half_up(amount: "Decimal") -> Fen:
    """Round a Decimal number of fen to whole fen, halves away from zero (the contract default)."""
    return int(amount.quantize(1, rounding="ROUND_HALF_UP"))


def parse_yuan(text: str) -> Fen:
    """Read an amount a person or a file wrote ("1,204.10", "¥88", "人民币97.00元") as fen.

    Raises ValueError where the text is not one amount, has more than two decimals or is absurdly large.
    """
    found = re.fullmatch(_YUAN, text.strip().replace(" ", ""))
    if found is None:
        raise ValueError(text)
    sign = -1 if "-" in (found[1] + found[2]) else 1
    fen = int(found[3].replace(",", "")) * 100 + int((found[4] or "").ljust(2, "0"))
    if fen > MAX_FEN:
        raise ValueError(text)
    return sign * fen


def format_yuan(fen: Fen) -> str:
    """Write fen as yuan with thousands separators and two decimals: 120410 → "1,204.10"."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{rest:02d}"
