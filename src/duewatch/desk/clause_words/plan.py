"""Clauses of the plan: the distance of bills, what an instalment is rounded to, fees, rates that change."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from duewatch.desk.clause_words.phrases import (
    DATE,
    MONEY,
    NUMBER,
    PCT,
    NotUnderstood,
    Phrase,
    fen,
    first,
    groups,
    one,
    read,
    says,
    tidy,
)
from duewatch.model.clauses import (
    DayCount,
    FeeBase,
    FeeClause,
    FeeTiming,
    FirstPeriod,
    Interval,
    LprTerm,
    RateChange,
    Repricing,
)
from duewatch.model.money import Fen
from duewatch.model.text import Literal, Money, Text, ntext, text

# --- how far apart the bills are ---------------------------------------------------------------------------

_UNITS = {
    "d": (Interval.DAYS, 1), "天": (Interval.DAYS, 1), "日": (Interval.DAYS, 1),
    "w": (Interval.WEEKS, 1), "周": (Interval.WEEKS, 1), "星": (Interval.WEEKS, 1),
    "m": (Interval.MONTHS, 1), "月": (Interval.MONTHS, 1),
    "q": (Interval.MONTHS, 3), "季": (Interval.MONTHS, 3),
    "y": (Interval.MONTHS, 12), "年": (Interval.MONTHS, 12),
}  # fmt: skip
_EVERY = (
    r"(?:every|each|每)? ?([0-9]{1,4})? ?个?(d|days?|w|weeks?|m|months?|q|quarters?|y|years?|天|日|周|星期|月|季度?|年)"
)
_ADVERBS = {"weekly": (1, Interval.WEEKS), "monthly": (1, Interval.MONTHS), "quarterly": (3, Interval.MONTHS),
            "yearly": (12, Interval.MONTHS), "半年": (6, Interval.MONTHS), "每半年": (6, Interval.MONTHS)}  # fmt: skip


def read_every(words: str) -> tuple[int, Interval]:
    """How far apart due days are: "1m", "2 weeks", "14天", "季"."""
    if tidy(words) in _ADVERBS:
        return _ADVERBS[tidy(words)]
    found = one(_EVERY, words)
    number = 0 if found is None else int(found[1] or 1)
    if found is None or number == 0:
        raise NotUnderstood(text("“{words}” is not a distance of due days", words=words))
    unit, times = _UNITS[found[2][0]]
    return number * times, unit


def every_words(number: int, unit: Interval) -> Text:
    """The distance of due days."""
    if unit is Interval.DAYS:
        return ntext("every {count} day", "every {count} days", number)
    if unit is Interval.WEEKS:
        return ntext("every {count} week", "every {count} weeks", number)
    return ntext("every {count} month", "every {count} months", number)


# --- day count, step -----------------------------------------------------------------------------------------

_ACTUAL = r"(?:actual|act|实际(?:天数)?)"
_DAY_COUNTS = (
    (r"30 ?/ ?360", DayCount.THIRTY_360),
    (rf"{_ACTUAL} ?/ ?360(?:天)?", DayCount.ACTUAL_360),
    (rf"{_ACTUAL} ?/ ?365(?:天)?", DayCount.ACTUAL_365),
    (rf"{_ACTUAL} ?/ ?{_ACTUAL}", DayCount.ACTUAL_ACTUAL),
)


def read_day_count(words: str) -> DayCount:
    """How days are counted: "actual/365", "实际/360"."""
    for pattern, counted in _DAY_COUNTS:
        if one(pattern, words) is not None:
            return counted
    known = ", ".join(counted.value for counted in DayCount)
    raise NotUnderstood(text("“{words}” is not one of {choices}", words=words, choices=known))


_FIRST_PERIODS = (
    (r"whole|like any other|整期|按整期", FirstPeriod.WHOLE),
    (r"share|by (?:its )?days|按天(?:数)?折算|按天", FirstPeriod.SHARE),
    (rf"{_ACTUAL} ?/ ?360(?:天)?", FirstPeriod.ACTUAL_360),
    (rf"{_ACTUAL} ?/ ?365(?:天)?", FirstPeriod.ACTUAL_365),
)


def read_first_period(words: str) -> FirstPeriod:
    """What an irregular first period bears: "whole", "share", "按天折算", "actual/365"."""
    for pattern, period in _FIRST_PERIODS:
        if one(pattern, words) is not None:
            return period
    known = ", ".join(period.value for period in FirstPeriod)
    raise NotUnderstood(text("“{words}” is not one of {choices}", words=words, choices=known))


def first_period_words(period: FirstPeriod) -> Text:
    """What an irregular first period bears."""
    if period is FirstPeriod.WHOLE:
        return text("like any other")
    if period is FirstPeriod.SHARE:
        return text("by its days")
    return Literal(period.value, period.value)


_STEPS: dict[str, Fen] = {
    "fen": 1,
    "分": 1,
    "jiao": 10,
    "角": 10,
    "yuan": 100,
    "元": 100,
    "ten yuan": 1000,
    "十元": 1000,
}


def read_step(words: str) -> Fen:
    """What the level instalment is rounded to: "fen", "yuan", "10 yuan", "角", "十元"; in fen."""
    plain = one(r"(?:whole |full |整|到|to the )*(.+?)", words)
    known = None if plain is None else _STEPS.get(plain[1])
    if known is not None:
        return known
    amount = one(MONEY, words)
    if amount is None:
        raise NotUnderstood(text("“{words}” is nothing that an instalment is rounded to", words=words))
    return fen(amount[1])


def step_words(step_fen: Fen) -> Text:
    """What the level instalment is rounded to."""
    names = {1: text("fen"), 10: text("jiao"), 100: text("yuan"), 1000: text("ten yuan")}
    return names.get(step_fen) or text("{amount}", amount=Money(step_fen))


# --- fees ------------------------------------------------------------------------------------------------------

_FEE: tuple[Phrase, ...] = (
    says(r"(?:a )?(?:service |handling |guarantee |management )?fees?(?: of)?"
         r"|(?:服务|手续|担保|管理|咨询|保险)?费(?:用|率)?(?:为|:)?|(?:一次性)?(?:收取?|共|合计)"),
    Phrase(MONEY, lambda m: {"amount_fen": fen(m[1])}),
    Phrase(PCT, lambda m: {"pct": Decimal(m[1])}),
    says(r"(?:of |on )?(?:the )?(?:principal|amount lent)|(?:按|贷款|借款)*本金的?", base=FeeBase.PRINCIPAL),
    says(
        r"(?:of |on )?(?:the )?(?:outstanding(?: principal)?|remaining principal)|按?(?:剩余|待还|未还)本金的?",
        base=FeeBase.OUTSTANDING,
    ),
    says(r"(?:of |on )(?:the |each |every )?(?:instalment|bill)|按?(?:月供|每期应还(?:金额|款额?)?)的?",
         base=FeeBase.INSTALMENT),
    says(r"deducted(?: up ?front)?|up ?front|(?:放款时|一次性|预先|直接)*(?:扣除|预扣|扣收)|砍头(?:息|费)?",
         timing=FeeTiming.DEDUCTED),
    says(r"financed|added(?: to the (?:loan|principal))?|(?:计入|并入|加入)(?:贷款|借款)?(?:本金)?",
         timing=FeeTiming.FINANCED),
    says(r"(?:per|each|with every|with each|every) (?:bill|instalment)|/ ?(?:bill|instalment|期)"
         r"|(?:随)?每期(?:收取?|付)?|按期收取?",
         timing=FeeTiming.INSTALMENT),
)  # fmt: skip


def read_fee(words: str) -> FeeClause:
    """A fee: "300 deducted", "0.5% of the principal per bill", "放款时扣除300元"."""
    given = read(words, _FEE)
    if ("amount_fen" in given) == ("pct" in given):
        raise NotUnderstood(text("Give either an amount or a percentage"))
    if "timing" not in given:
        raise NotUnderstood(text("Say when it is paid: deducted, financed or per bill"))
    if "base" in given and "amount_fen" in given:
        raise NotUnderstood(text("An amount is not taken on anything: leave out what it is taken on"))
    return FeeClause(**given)


def fee_words(fee: FeeClause) -> Text:
    """A fee, as `read_fee` reads it."""
    timing = {
        FeeTiming.DEDUCTED: text("deducted up front"),
        FeeTiming.FINANCED: text("added to the loan"),
        FeeTiming.INSTALMENT: text("with every bill"),
    }[fee.timing]
    return text("{what}, {when}", what=_share(fee), when=timing)


def _share(fee: FeeClause) -> Text:
    if fee.pct is None:
        return text("{amount}", amount=Money(fee.amount_fen or 0))
    if fee.base is FeeBase.PRINCIPAL:
        return text("{pct}% of the principal", pct=fee.pct)
    if fee.base is FeeBase.OUTSTANDING:
        return text("{pct}% of the outstanding principal", pct=fee.pct)
    return text("{pct}% of the instalment", pct=fee.pct)


# --- rates that change ----------------------------------------------------------------------------------------

_RATE_CHANGE: tuple[Phrase, ...] = (
    Phrase(rf"(?:from |on |since |自|从)?{DATE}(?: ?(?:起|on))?[:为]?", lambda m: {"from_on": a_day(m[1], m[2], m[3])}),
    Phrase(rf"(?:年利率|利率)?(?:为|:)? ?({NUMBER}) ?%?(?: (?:a|per) year)?", lambda m: {"pct": Decimal(m[1])}),
)


def read_rate_change(words: str) -> RateChange:
    """From when which rate a year: "2027-01-01 3.1", "2027年1月1日起 3.1%"."""
    given = read(words, _RATE_CHANGE)
    if len(given) < len(_RATE_CHANGE):
        raise NotUnderstood(text("Give the day and the rate a year"))
    return RateChange(from_on=given["from_on"], annual_rate_pct=given["pct"])


def rate_change_words(change: RateChange) -> Text:
    """A change of rate, as `read_rate_change` reads it."""
    return text("from {on} {pct}% a year", on=change.from_on, pct=change.annual_rate_pct)


def a_day(year: str, month: str, day: str) -> date:
    """The day of three numbers. Raises NotUnderstood for one that no calendar has."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NotUnderstood(text("“{words}” is not a day", words=f"{year}-{month}-{day}")) from None


def _lpr(match: re.Match[str]) -> dict[str, Any]:
    return {"term": LprTerm.OVER_FIVE_YEARS if first(match) in {"5", "五"} else LprTerm.ONE_YEAR}


def _spread(match: re.Match[str]) -> dict[str, Any]:
    sign, number, unit = match[1], Decimal(match[2]), match[3] or ""
    if unit.startswith(("b", "基", "个基")):
        number /= 100
    return {"spread_pct": -number if sign in {"-", "减", "minus", "下浮"} else number}


def _day_of_year(match: re.Match[str]) -> dict[str, Any]:
    month, day = groups(match)
    a_day("2024", month, day)  # a leap year: refuses only what no year has
    return {"month": int(month), "day": int(day)}


_REPRICING: tuple[Phrase, ...] = (
    says(r"lpr|重定价|every year|yearly|每年(?![0-9 ]*[-/.月0-9])"),
    Phrase(r"lpr ?-?([15]) ?(?:y|years?|年期?(?:以上)?)|([15一五]) ?年期?(?:以上)?的? ?lpr|([15])y ?lpr", _lpr),
    Phrase(rf"(\+|-|plus|minus|加|减) ?({NUMBER}) ?(%|pp|bps?|个?百分点|个?基点)?", _spread),
    # "上浮10%" would be a tenth of the LPR, so 上浮 and 下浮 are read with points only.
    Phrase(rf"(上浮|下浮) ?({NUMBER}) ?(bps?|个?百分点|个?基点)", _spread),
    Phrase(r"(?:on |every year |每年|重定价日:?)+ ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})日?", _day_of_year),
    says(r"(?:on (?:the )?)?anniversary|(?:每年)?(?:放款日?)?(?:对应|对月对|对|周年)日?", anniversary=True),
    Phrase(r"every ([0-9]{1,3}) months?|每 ?([0-9]{1,3}) ?个?月", lambda m: {"every_months": int(first(m))}),
)


def read_repricing(words: str) -> Repricing:
    """The rate follows the LPR: "lpr5y -0.2 on 01-01", "5年期LPR减20基点，每年1月1日"."""
    given = read(words, _REPRICING)
    if "term" not in given:
        raise NotUnderstood(text("Say which LPR: lpr1y or lpr5y"))
    if given.pop("anniversary", False) and "day" in given:
        raise NotUnderstood(text("Give either a day of the year or the anniversary"))
    return Repricing(**{"spread_pct": Decimal(0), **given})


def repricing_words(repricing: Repricing) -> Text:
    """Repricing, as `read_repricing` reads it."""
    sign = "-" if repricing.spread_pct < 0 else "+"
    spread = f"{sign}{abs(repricing.spread_pct):f}"
    rate = (
        text("LPR1Y {spread}", spread=spread)
        if repricing.term is LprTerm.ONE_YEAR
        else text("LPR5Y {spread}", spread=spread)
    )
    if repricing.month is None or repricing.day is None:
        when = text("on the anniversary")
    else:
        when = text("on {day}", day=f"{repricing.month:02d}-{repricing.day:02d}")
    if repricing.every_months == 12:
        return text("{what}, {when}", what=rate, when=when)
    often = text("{when}, every {months} months", when=when, months=repricing.every_months)
    return text("{what}, {when}", what=rate, when=often)
