"""The number that shows on the screen: written in one way, what kind of number it looks like, whose list a payee is on.

A number is known if the borrower confirmed it, else not known; nothing here ever calls one genuine or fake, for any
caller id can be forged. Only a number written as it is dialled at home counts as the same number: a service number that
shows with a country's prefix is another one.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from duewatch.model.text import Text, text

HOME = "CN"


class Shape(StrEnum):
    """What kind of number it looks like."""

    SERVICE = "service"
    """95xxx and 96xxx: service numbers of banks, wallets, insurers."""
    HOTLINE = "hotline"
    """400 and 800."""
    SMS_PORT = "sms-port"
    """106…: messages sent in bulk."""
    SHORT = "short"
    """A short number of public services."""
    MOBILE = "mobile"
    LANDLINE = "landline"
    FOREIGN = "foreign"
    HIDDEN = "hidden"
    """No number was shown."""
    ODD = "odd"
    """Not written like any number that could be dialled."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was given and as it is written here. normal: E.164 for numbers with an area or network
    ("+8613800000000", "+861066550000"; an extension after "x"), the digits for short, service and message numbers,
    "+" and digits where those show with a prefix, "" for none. region: of a foreign number, two letters."""

    given: str
    normal: str
    shape: Shape
    region: str = ""


_HIDDEN = re.compile(
    r"(未知|未显示|隐藏|私人|无)(号码|来电|来电显示)?|no caller ?id|unknown|private( number)?|withheld|anonymous|-",
    re.I,
)
_EXTENSION = re.compile(r"^(.*?\d.*?)(?:转|分机|ext\.?|x|#)\s*(\d{1,6})$", re.I)
_SERVICE = re.compile(r"9[56]\d{3,6}")
_HOTLINE = re.compile(r"[48]00\d{7}")
_SMS_PORT = re.compile(r"106\d{5,17}")
_SHORT = re.compile(r"1\d{2,4}")
_PREFIX = re.compile(r"(?:\+|00)86")


def number_of(given: str) -> Number:
    """Read a number, however it is written: full-width digits, spaces, dashes, brackets, with or without +86."""
    plain = unicodedata.normalize("NFKC", given).strip()
    if not plain or _HIDDEN.fullmatch(plain):
        return Number(given, "", Shape.HIDDEN)
    extension = ""
    split = _EXTENSION.match(plain)
    if split is not None:
        plain, extension = split[1], split[2]
    digits = re.sub(r"[\s().·_/‐-―-]", "", plain)
    if not re.fullmatch(r"\+?[0-9*#]+", digits):
        return Number(given, "", Shape.ODD)
    return _home(given, digits) or _dialled(given, digits, extension)


def _home(given: str, digits: str) -> Number | None:
    """Numbers without area or network, and those that show as no such number is dialled."""
    for shape, pattern in ((Shape.SERVICE, _SERVICE), (Shape.SMS_PORT, _SMS_PORT), (Shape.SHORT, _SHORT)):
        if pattern.fullmatch(digits):
            return Number(given, digits, shape)
    if _HOTLINE.fullmatch(digits):
        return Number(given, f"+86{digits}", Shape.HOTLINE)
    prefix = _PREFIX.match(digits)
    if prefix is not None:
        rest = digits[prefix.end() :]
        if _HOTLINE.fullmatch(rest):
            return Number(given, f"+86{rest}", Shape.HOTLINE)
        if any(pattern.fullmatch(rest) for pattern in (_SERVICE, _SMS_PORT, _SHORT)):
            return Number(given, f"+86{rest}", Shape.ODD)
    return None


def _dialled(given: str, digits: str, extension: str) -> Number:
    import phonenumbers
    from phonenumbers import PhoneNumberFormat, PhoneNumberType

    odd = Number(given, digits, Shape.ODD)
    try:
        found = phonenumbers.parse(digits, HOME)
    except phonenumbers.NumberParseException:
        return odd
    if not phonenumbers.is_possible_number(found):
        return odd
    normal = phonenumbers.format_number(found, PhoneNumberFormat.E164) + (f"x{extension}" if extension else "")
    if found.country_code != 86:
        return Number(given, normal, Shape.FOREIGN, phonenumbers.region_code_for_number(found) or "")
    if not phonenumbers.is_valid_number(found):
        return odd
    kind = phonenumbers.number_type(found)
    if kind == PhoneNumberType.MOBILE:
        return Number(given, normal, Shape.MOBILE)
    return Number(given, normal, Shape.LANDLINE)


_SHAPES: dict[Shape, Text] = {
    Shape.SERVICE: text("a service number (95 or 96)"),
    Shape.HOTLINE: text("a hotline (400 or 800)"),
    Shape.SMS_PORT: text("a number for messages sent in bulk (106)"),
    Shape.SHORT: text("a short public number"),
    Shape.MOBILE: text("a mobile number"),
    Shape.LANDLINE: text("a landline number"),
    Shape.FOREIGN: text("a number from outside the mainland"),
    Shape.HIDDEN: text("no number was shown"),
    Shape.ODD: text("not written like a number that can be dialled"),
}
FORGED = text(
    "Any number on the screen can be forged, also one that you confirmed: hang up and call back on the number in the "
    "contract or the app."
)


def shape_name(shape: Shape) -> Text:
    """What kind of number it looks like, in words; it says nothing about who calls."""
    return _SHAPES[shape]


def looks_like(number: Number, confirmed: Iterable[str]) -> str | None:
    """The confirmed number that this one is not, though its digits end or begin the same; None where there is none."""
    digits = number.normal.lstrip("+")
    for other in confirmed:
        tail = other.lstrip("+")
        if other != number.normal and len(tail) >= 5 and (digits.endswith(tail) or digits.startswith(tail)):
            return other
    return None


def payee_is_listed(payee: str, names: Iterable[str]) -> bool:
    """Whether a payee is on the lender's own list: names of contract and facts, compared without spaces, brackets and
    width. Being on it proves nothing: a name can be used by anyone."""
    wanted = _bare(payee)
    return bool(wanted) and any(wanted == _bare(name) for name in names)


def _bare(name: str) -> str:
    return re.sub(r"[\s()（）·.,,]", "", unicodedata.normalize("NFKC", name)).lower()
