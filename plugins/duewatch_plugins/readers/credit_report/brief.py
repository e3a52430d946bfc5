"""The sentences of the brief edition (简版), also those that head an account in the detailed edition of the first
generation. Grammar: docs/importing.md; white space is gone before, since lines break anywhere.

Not checked against a real file: composed sentences only, after wordings that public parsers quote.
"""

import re
from collections.abc import Iterator
from datetime import date

from duewatch.api import GRADES, Literal, Record, ReportedAccount
from duewatch_plugins.readers.credit_report.words import DAY, MONEY, MONTH, currency_of, day_of, fen_in, month_end

SOURCE = "credit-report"
_HEAD = re.compile(
    rf"(?:(?<!\d)\d{{1,3}}[.、])?(?P<on>{DAY})(?P<who>[^。]{{2,60}}?)"
    rf"(?:发放的(?=贷记卡|准贷记卡|{MONEY}|--)|为(?=[^。,]{{2,24}}授信))"
)
_DUTY = re.compile(
    rf"(?:(?<!\d)\d{{1,3}}[.、])?(?P<on>{DAY}),?为[^。]{{1,80}}?在(?P<who>[^。]{{2,60}}?)办理的(?P<what>[^。,]{{1,20}}?)承担相关还款责任"
)
_RECOVERY = re.compile(
    rf"(?:(?<!\d)\d{{1,3}}[.、])?(?P<on>{DAY})(?P<who>[^。]{{2,60}}?)(?:接收债权,金额|累计代偿金额)(?P<money>{MONEY})"
)
_BLOCK = re.compile(r"(?:发生过逾期的|从未(?:发生过)?逾期(?:过)?的|透支超过60天的)[^。:]{0,30}账户明细如下:?")
_END = re.compile(r"非信贷交易记录|公共记录|查询记录|机构查询记录明细")
_TITLE = re.compile(
    r"(?:信用卡|购房贷款|其他贷款|贷款|其他业务|相关还款责任信息|资产处置信息|保证人代偿信息|信贷记录)+"
)
_PERSON = re.compile(r"为[^。,]{1,60}?\((?:证件类型|身份)[^()]*\)")
_LEFT = rf"余额为?({MONEY}|--)"
LOST = Literal("信用报告里的这一句没有读懂。", "This sentence of the credit report was not understood.")


def accounts(text: str, line: int) -> Iterator[ReportedAccount | Record]:
    """The accounts between the first list and the queries, and every sentence that is none. text: without white
    space; line: where the text begins, the page."""
    first = _BLOCK.search(text) or _DUTY.search(text) or _RECOVERY.search(text)
    if first is None:
        return
    end = _END.search(text, first.end())
    region = text[first.start() : end.start() if end else len(text)]
    starts = sorted(
        {found.start(): found for pattern in (_HEAD, _DUTY, _RECOVERY) for found in pattern.finditer(region)}.items()
    )
    upto = 0
    for place, (start, _) in enumerate(starts, 1):
        yield from _lost(region[upto:start], line)
        stop = starts[place][0] if place < len(starts) else len(region)
        words = region[start:stop]
        block = _BLOCK.search(words)
        if block is not None:
            words = words[: block.start()]
        upto = start + _length(words)
        yield account(place, line, region[start:upto])
    yield from _lost(region[upto:], line)


def _length(words: str) -> int:
    """How far an account goes: its first sentence, and those after it that go on about it."""
    found = re.match(r"[^。]*。?(?:(?:截至|最近5年|其中|没有发生|(?:19|20)\d{2}年\d{1,2}月已转出)[^。]*。)*", words)
    return 0 if found is None else found.end()


def _lost(words: str, line: int) -> Iterator[Record]:
    """What stands between two accounts and is no title, sentence by sentence."""
    for sentence in _BLOCK.sub("", words).split("。"):
        rest = _TITLE.sub("", sentence).strip(",;:")
        if len(rest) > 3:
            raw = _PERSON.sub("为某某", rest)
            yield Record(line, SOURCE, "", "", "", "", "", None, "", "", "", "", raw, problem=LOST)


def account(place: int, line: int, words: str) -> ReportedAccount:
    """One account as its sentences tell it."""
    duty, recovery = _DUTY.match(words), _RECOVERY.match(words)
    head = duty or recovery or _HEAD.match(words)
    assert head is not None
    raw = _PERSON.sub("为某某", words)
    if duty is not None:
        return ReportedAccount(
            place, line, "duty", _name(duty["who"]), raw, opened_on=day_of(duty["on"]), business=duty["what"],
            amount_fen=_money(words, rf"相关还款责任金额({MONEY}|--)"), balance_fen=_money(words, _LEFT),
            as_of=_as_of(words), state="open",
        )  # fmt: skip
    if recovery is not None:
        return ReportedAccount(
            place, line, "recovery", _name(recovery["who"]), raw, opened_on=day_of(recovery["on"]),
            amount_fen=fen_in(recovery["money"]), balance_fen=_money(words, _LEFT), as_of=_as_of(words),
            state="open",
        )  # fmt: skip
    about = words[head.end() :]
    card = re.match(r"(准?贷记卡)", about)
    line_of_credit = re.search(rf"额度有效期至({DAY})", about)
    lent = re.match(rf"({MONEY}|--)元?", about)
    kind = "line" if line_of_credit else "loan"
    if card is not None:
        kind = "semi-card" if card[1] == "准贷记卡" else "card"
    overdue = _money(words, rf"逾期金额为?({MONEY}|--)")
    ended = re.search(rf"({DAY}|{MONTH})(?:已|已经)?(结清|销户)", about)
    return ReportedAccount(
        place,
        line,
        kind,
        _name(head["who"]),
        raw,
        opened_on=day_of(head["on"]),
        matures_on=_day(about, rf"({DAY}|{MONTH})到期")
        or (None if line_of_credit is None else day_of(line_of_credit[1])),
        closed_on=None if ended is None else month_end(ended[1]),
        business=_business(about, kind),
        currency=_currency(about),
        amount_fen=None if card or line_of_credit or lent is None else fen_in(lent[1]),
        limit_fen=_money(about, rf"信用额度(?:折合人民币)?为?({MONEY}|--)"),
        balance_fen=_money(about, rf"(?:已使用额度|透支余额|余额)为?({MONEY}|--)"),
        overdue_fen=0 if overdue is None and "当前无逾期" in about else overdue,
        state=_state(about, overdue, ended is not None),
        grade=next((GRADES[word] for word in re.findall(r"五级分类为?(正常|关注|次级|可疑|损失)", about)), None),
        as_of=_as_of(about),
        tail=next(iter(re.findall(r"尾号:?(\d{4})", about)), ""),
        late_months=_late(about),
        late_90_months=_late_90(about),
    )


def _name(who: str) -> str:
    """A lender's name without the quotation marks and "机构" of the first generation."""
    return re.sub(r"^机构", "", who).strip("\"“”'")


def _day(words: str, pattern: str) -> date | None:
    found = re.search(pattern, words)
    return None if found is None else month_end(found[1])


def _money(words: str, pattern: str) -> int | None:
    found = re.search(pattern, words)
    return None if found is None else fen_in(found[1])


def _as_of(words: str) -> date | None:
    return _day(words, rf"截至({DAY}|{MONTH})")


def _currency(about: str) -> str:
    found = re.search(r"\(([\u4e00-\u9fff]{2,6}?)(?:账户)?[,)]", about)
    return "CNY" if found is None or found[1].startswith("卡片") else currency_of(found[1])


def _business(about: str, kind: str) -> str:
    if kind == "line":
        found = re.match(r"([^,。]{2,24}?)授信", about)
    elif kind == "loan":
        found = re.match(rf"(?:{MONEY}|--)元?(?:\([^)]*\))?([^,。]{{2,30}})", about)
    else:
        found = re.match(r"(准?贷记卡)", about)
    return "" if found is None else found[1]


def _state(about: str, overdue: int | None, ended: bool) -> str:
    if ended:
        return "closed" if "销户" in about else "settled"
    if "尚未激活" in about:
        return "inactive"
    if "已转出" in about:
        return "transferred"
    if "呆账" in about:
        return "bad-debt"
    return "overdue" if overdue else "open"


def _late(about: str) -> int | None:
    found = re.search(r"最近5年内有(\d+)个月(?:处于逾期状态|透支超过60天)", about)
    return None if found is None else int(found[1])


def _late_90(about: str) -> int | None:
    found = re.search(r"其中(\d+)个月(?:逾期|透支)超过90天", about)
    if found is not None:
        return int(found[1])
    return 0 if re.search(r"没有发生过90天以上(?:逾期|透支)", about) else None
