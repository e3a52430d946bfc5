"""Numbers in a question: days late, an amount, a year. In digits, in Chinese numerals and in English words."""

import re
from datetime import date

from duewatch.model.money import Fen, parse_yuan

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ENGLISH = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}

_CHINESE = "[零〇一二两三四五六七八九十百千]+"
_SPAN = re.compile(
    rf"(?P<number>\d+|{_CHINESE}|半)\s*(?:个)?(?P<half>半)?\s*(?P<unit>天|日(?!\d)|周|星期|礼拜|月|年)(?P<more>半)?(?P<after>.{{0,3}})"
)
_ENGLISH_NUMBER = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_SPAN_EN = re.compile(rf"(?<![a-z])(?P<number>\d+|{_ENGLISH_NUMBER})[\s-]+(?P<unit>day|week|month|year)s?")
_UNIT_DAYS = {
    "天": 1,
    "日": 1,
    "周": 7,
    "星期": 7,
    "礼拜": 7,
    "月": 30,
    "年": 365,
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
}
_LATE = re.compile(
    r"逾期|晚|迟|拖|欠|没还|没有还|未还|不还|超期|过了|late|overdue|past due|behind|missed|not paid|unpaid"
)
_NOT_LATENESS = re.compile(r"(?:宽限|容时|提前|还有|再过|剩|每|第|宽限期.{0,2}|早)$|grace (?:of )?$|in $|every $")
_STILL_TO_COME = re.compile(r"^(?:后到期|后还|之后|以后|内|宽限|前)")
_AMOUNT = re.compile(
    rf"(?:[¥￥]\s*)(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?|{_CHINESE})\s*(?:(万|千|k)?\s*多?(?:块|元|圆|rmb|yuan|cny)|(?P<large>万)(?!卡|一))"
)
_YEAR = re.compile(r"(?<![\d.,¥])(20\d\d)(?![\d.,]\d|\d|\s*(?:块|元|yuan|rmb))")
_SHORT_YEAR = re.compile(r"(?<!\d)(1\d|2\d)年(?!以?[后内]|期|多|半|没)")


def days_overdue(words: str) -> int | None:
    """Days late, where the question tells: "逾期三天", "晚了半个月", "two weeks late". A month counts 30 days, a
    year 365. None where nothing is said of lateness or the span is about something else (grace, days to go).
    """
    if not _LATE.search(words):
        return None
    for match in _SPAN.finditer(words):
        before, after = words[: match.start()], match["after"]
        if _NOT_LATENESS.search(before) and not before.endswith("逾期第"):
            continue
        if _STILL_TO_COME.search(after) or _is_calendar(match):
            continue
        days = _days(match)
        if days is not None:
            return days
    for match in _SPAN_EN.finditer(words):
        if not _NOT_LATENESS.search(words[: match.start()]):
            number = match["number"]
            return (int(number) if number.isdigit() else _ENGLISH[number]) * _UNIT_DAYS[match["unit"]]
    return None


def _is_calendar(match: re.Match[str]) -> bool:
    """ "22年" and "11月20日" are days of the calendar, not spans; "三个月" and "两年" are spans."""
    number, unit, whole = match["number"], match["unit"], match[0]
    if unit == "年":
        return number.isdigit() and (len(number) == 4 or int(number) >= 10)
    if unit == "日":
        return match.string[: match.start()].endswith("月")
    return unit == "月" and "个" not in whole and number != "半"


def _days(match: re.Match[str]) -> int | None:
    unit = _UNIT_DAYS[match["unit"]]
    if match["number"] == "半":
        return unit // 2 if unit > 1 else None
    number = chinese_number(match["number"])
    if number is None:
        return None
    half = unit // 2 if match["half"] or match["more"] else 0
    return number * unit + half


def chinese_number(digits: str) -> int | None:
    """A whole number in digits or Chinese numerals up to 9,999; None where the characters are not one."""
    if digits.isdigit() and digits.isascii():
        return int(digits)
    total = current = 0
    for character in digits:
        if character in _DIGITS:
            current = _DIGITS[character]
        elif character in _UNITS:
            total += (current or 1) * _UNITS[character]
            current = 0
        else:
            return None
    return total + current


def amount_fen(words: str) -> Fen | None:
    """An amount in fen: "500块", "¥1,204.10", "1.2万元", "五百元"; None where none is told ("几百块")."""
    for match in _AMOUNT.finditer(words):
        digits, unit = match[1] or match[2], match[3] or match["large"]
        if match.start() and words[match.start() - 1] in "几数":
            continue
        number = chinese_number(digits)
        if number is not None and not digits[0].isdigit():
            digits = str(number)
        times = {"万": 10_000, "千": 1_000, "k": 1_000}.get(unit or "", 1)
        try:
            return parse_yuan(digits) * times
        except ValueError:
            continue
    return None


def year_asked(words: str, on: date) -> int | None:
    """The year a question is about: "2022", "22年", "去年", "last year"; None where none is named."""
    found = _YEAR.search(words)
    if found and int(found[1]) <= on.year + 1:
        return int(found[1])
    short = _SHORT_YEAR.search(words)
    if short and 2000 + int(short[1]) <= on.year and not _LATE.search(words[max(0, short.start() - 3) : short.start()]):
        return 2000 + int(short[1])
    for pattern, back in ((r"前年", 2), (r"去年|last year", 1), (r"今年|this year", 0)):
        if re.search(pattern, words):
            return on.year - back
    return None
