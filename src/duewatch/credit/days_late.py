"""How many days late a question says that something is: a span ("半个月"), a day ("11月10号到期"), "yesterday"."""

import re
from datetime import date
from decimal import Decimal

from duewatch.credit.numbers import CHINESE, ENGLISH, whole_number

_UNIT_DAYS = {
    "天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365, "day": 1, "week": 7, "month": 30, "year": 365,
}  # fmt: skip
_SPAN = re.compile(
    rf"(?P<number>\d+|{CHINESE}|半)\s*(?P<about>[多几来])?[,，、\s]*(?P<ge>个)?(?P<more>多)?(?P<half>半)?\s*"
    r"(?P<unit>天|日(?!\d)|周|星期|礼拜|月|年)(?P<over>[多几])?(?P<half_over>半)?(?=(?P<after>.{0,3}))"
)
_SPAN_EN = re.compile(
    rf"(?<![a-z])(?P<number>\d+|half an?|{ENGLISH})(?: and (?P<half>a half))?[\s-]+(?P<unit>day|week|month|year)s?"
)
_LATE = re.compile(
    r"逾期|晚|迟|拖|欠|没还|没有还|还没还|未还|不还|没.{0,4}还|忘.{0,4}还|超期|过期|超了|断供|断了|过了|该还|到期"
    r"|late|overdue|past due|behind|missed|not paid|unpaid|forgot"
)
_NOT_LATENESS = re.compile(
    r"(?:宽限|容时|提前|还有|再过|剩|每|第|宽限期.{0,2}|早|还剩|每个|隔)$|grace (?:of )?$|in $|every $"
)
_STILL_TO_COME = re.compile(r"^(?:后到期|后还|之后|以后|内|宽限|前|才)")
_DUE = r".{0,6}(?:到期|该还|要还|应还|还款日|没还|未还|忘.{0,3}还|没.{0,5}还|due)"
_YESTERDAY = (
    (re.compile(rf"大前[天日]{_DUE}"), 3),
    (re.compile(rf"前[天日]{_DUE}"), 2),
    (re.compile(rf"昨[天日]{_DUE}|(?:due|pay|paid).{{0,20}}yesterday|yesterday.{{0,20}}(?:due|pay|paid)"), 1),
)
_NUMBER_OF_DAY = rf"\d{{1,2}}|{CHINESE}"
_DATE = re.compile(
    rf"(?:(?P<year>20\d\d)[年./-])?(?P<month>{_NUMBER_OF_DAY})[月./-](?P<day>{_NUMBER_OF_DAY})[日号]?{_DUE}"
)


def days_overdue(words: str, on: date) -> int | None:
    """Days late, where the question tells: "逾期三天", "晚了半个月", "11月10号到期没还", "two weeks late". A month
    counts 30 days, a year 365; "more than a month" is a day more, "十几天" eleven: the least that it can be. None where
    nothing is said of lateness or the span is about something else (grace, days to go).
    """
    if not _LATE.search(words):
        return None
    spans = _chinese_spans(words)
    if spans is not None:
        return spans
    for match in _SPAN_EN.finditer(words):
        if not _NOT_LATENESS.search(words[: match.start()]):
            return _english_days(match)
    for pattern, days in _YESTERDAY:
        if pattern.search(words):
            return days
    return _since_a_date(words, on)


def _chinese_spans(words: str) -> int | None:
    total, end = None, -1
    for match in _SPAN.finditer(words):
        before, after = words[: match.start()], match["after"]
        if total is not None and not re.fullmatch(r"[零又]?", words[end : match.start()]):
            break
        if _NOT_LATENESS.search(before) and not re.search(r"(?:逾期|晚|迟|拖)了?的?第$", before):
            continue
        if _STILL_TO_COME.search(after) or _is_calendar(match):
            continue
        days = _days(match)
        if days is None:
            continue
        total, end = (total or 0) + days, match.end()
    return total


def _is_calendar(match: re.Match[str]) -> bool:
    """ "22年" and "11月20日" are days of the calendar, not spans; "三个月", "仨月" and "两年" are spans."""
    number, unit = match["number"], match["unit"]
    before = match.string[: match.start()]
    if unit == "年":
        return (number.isdigit() and (len(number) == 4 or int(number) >= 10)) or bool(re.search("[零〇]", number))
    if unit == "日":
        return before.endswith("月")
    return unit == "月" and not match["ge"] and number not in {"半", "仨", "俩"}


def _days(match: re.Match[str]) -> int | None:
    unit = _UNIT_DAYS[match["unit"]]
    before = match.string[: match.start()]
    if match["number"] == "半":
        if before.endswith("大"):
            return unit * 2 // 3 if unit > 1 else None
        if before.endswith("小"):
            return unit // 3 if unit > 1 else None
        return unit // 2 if unit > 1 else None
    number = whole_number(match["number"])
    if number is None:
        return None
    half = unit // 2 if match["half"] or match["half_over"] else 0
    more = 1 if match["about"] in {"多", "几"} or match["more"] or match["over"] else 0
    return number * unit + half + more


def _english_days(match: re.Match[str]) -> int | None:
    unit = _UNIT_DAYS[match["unit"]]
    if match["number"].startswith("half"):
        return unit // 2 if unit > 1 else None
    number = whole_number(match["number"])
    return None if number is None else int(number * unit + (Decimal(unit) / 2 if match["half"] else 0))


def _since_a_date(words: str, on: date) -> int | None:
    """Days since a day that has passed and on which something was due; without a year the last such day."""
    for match in _DATE.finditer(words):
        month, day = whole_number(match["month"]), whole_number(match["day"])
        if re.search(r"每$|每个$", words[: match.start()]) or month is None or day is None:
            continue
        for year in [int(match["year"])] if match["year"] else [on.year, on.year - 1]:
            try:
                since = (on - date(year, month, day)).days
            except ValueError:
                continue
            if since > 0:
                return since
    return None
