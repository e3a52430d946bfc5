"""Numbers in a question: an amount, a year, and plain numerals. In digits, in Chinese numerals, in English words."""

import re
from datetime import date

from duewatch.model.money import Fen, parse_yuan

_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "俩": 2, "仨": 3,
}  # fmt: skip
_UNITS = {"十": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}
_ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip

CHINESE = "[零〇一二两三四五六七八九十廿卅百千俩仨]+"
"""A number in Chinese numerals."""
_ONE = "|".join(sorted(_ENGLISH, key=len, reverse=True))
ENGLISH = rf"(?:{_ONE})(?:[ -](?:{_ONE}))*"
"""A number in English words."""

_YUAN = r"块钱?|元|圆|rmb|yuan|cny"
_AMOUNT = re.compile(
    rf"[¥￥]\s*(?P<sign>\d[\d,]*(?:\.\d+)?)"
    rf"|(?P<number>\d[\d,]*(?:\.\d+)?|{CHINESE})\s*(?P<unit>万|w(?![a-z])|千(?!万)|k(?![a-z]))(?P<rest>\d|[一二三四五六七八九](?![个天月年周日]))?"
    rf"|(?P<plain>\d[\d,]*(?:\.\d+)?|{CHINESE})\s*[多来几]?\s*(?:{_YUAN})"
    rf"|(?P<owed>[一二两三四五六七八九][千百][一二三四五六七八九]?)[多来]?(?![\d一二三四五六七八九十百千万天个年月周条次元块])"
)
_VAGUE = re.compile(
    rf"(?:[好几数]+|[十百千]几|几[十百千万]+)[百千万]*(?:多|来)?(?:{_YUAN}|毛钱?|角|分钱)|几[百千万](?![天年个次条])|十几万"
)
_TIMES = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}

_YEAR = re.compile(r"(?<![\d.,¥])(20\d\d)(?![\d.,]\d|\d|\s*(?:块|元|yuan|rmb|天|days))")
_SHORT_YEAR = re.compile(r"(?<!\d)(1\d|2\d)年(?!以?[后内前]|期|多|半|没|了|零)")
_SPELT_YEAR = re.compile(
    r"二[零〇]([零〇一二])([零〇一二三四五六七八九])年?|(?<![零〇一二三四五六七八九十百])([一二])([零〇一二三四五六七八九])年"
)
_YEARS_AGO = re.compile(rf"(\d{{1,2}}|{CHINESE})年(?:之|以)?前|(\d{{1,2}}|{ENGLISH}) years? ago")
_BACK = ((r"大前年", 3), (r"前年", 2), (r"去年|last year", 1), (r"今年|this year", 0))
_LATENESS = re.compile(r"逾期|晚|迟|拖|欠|没还|未还|不还|late|overdue|behind|owe")


def whole_number(words: str) -> int | None:
    """A whole number in digits, Chinese numerals up to 9,999 or English words up to 999; None where it is none.

    Two numerals side by side are a guess ("三四" days): the larger is taken, as the one to be prepared for.
    """
    if words.isascii():
        return int(words) if words.isdigit() else _english_number(words)
    total = current = 0
    for character in words:
        if character in _DIGITS:
            current = _DIGITS[character]
        elif character in _UNITS:
            unit = _UNITS[character]
            total += unit if unit in (20, 30) else (current or 1) * unit
            current = 0
        else:
            return None
    return total + current


def _english_number(words: str) -> int | None:
    total = 0
    for word in re.split("[ -]", words):
        if word not in _ENGLISH:
            return None
        total = (total or 1) * 100 if word == "hundred" else total + _ENGLISH[word]
    return total


def amount_fen(words: str) -> Fen | None:
    """An amount in fen: "500块", "¥1,204.10", "1.2万", "3万5", "五百来块", "1w", "2k", "一千五"; what is said to be a
    little more counts as the figure told. None where no figure is told ("几百块")."""
    for match in _AMOUNT.finditer(words):
        if match.start() and words[match.start() - 1] in "几数好第":
            continue
        found = _amount(match)
        if found:
            return found
    return None


def amount_words(words: str) -> str | None:
    """An amount that is told without a figure, as it is written: "几百块", "十几万"."""
    found = _VAGUE.search(words)
    return found[0] if found is not None and amount_fen(words) is None else None


def _amount(match: re.Match[str]) -> Fen | None:
    unit = _TIMES.get(match["unit"] or "", 1)
    digits = match["sign"] or match["number"] or match["plain"] or match["owed"]
    if not digits[0].isdigit():
        number = whole_number(digits)
        if number is None:
            return None
        if match["unit"] is None and len(digits) > 2 and digits[-2] in "百千" and digits[-1] in _DIGITS:
            number += _DIGITS[digits[-1]] * (_UNITS[digits[-2]] // 10 - 1)  # "一千五" is 1,500
        digits = str(number)
    try:
        fen = parse_yuan(digits) * unit
    except ValueError:
        return None
    rest = match["rest"]
    return fen + (whole_number(rest) or 0) * unit // 10 * 100 if rest else fen


def year_asked(words: str, on: date) -> int | None:
    """The year a question is about: "2022", "22年", "二零二二年", "去年", "三年前", "last year"; None where none is."""
    for found in _YEAR.finditer(words):
        if int(found[1]) <= on.year + 1 and not re.match(r"[-./年]\d{1,2}[-./月]\d", words[found.end() :]):
            return int(found[1])
    for spelt in _SPELT_YEAR.finditer(words):
        tens, ones = (spelt[1], spelt[2]) if spelt[1] else (spelt[3], spelt[4])
        year = 2000 + 10 * _DIGITS[tens] + _DIGITS[ones]
        if year <= on.year and not _LATENESS.search(words[max(0, spelt.start() - 3) : spelt.start()]):
            return year
    short = _SHORT_YEAR.search(words)
    if (
        short
        and 2000 + int(short[1]) <= on.year
        and not _LATENESS.search(words[max(0, short.start() - 3) : short.start()])
    ):
        return 2000 + int(short[1])
    ago = _YEARS_AGO.search(words)
    if ago and not _LATENESS.search(words) and (back := whole_number(ago[1] or ago[2])) is not None:
        return on.year - back
    for pattern, back in _BACK:
        if re.search(pattern, words):
            return on.year - back
    return None
