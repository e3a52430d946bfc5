"""How each bank's statement reads: who sends it, where its figures stand, what the signs of its rows mean.

From public parsers and one page (交通银行); templates change every two or three years, so labels are looked for,
not places. A bank's own expressions come first, then those that most banks share.
"""

import re
from typing import NamedTuple

DAY = r"(?:\d{4}\s?[-/年.]\s?\d{1,2}\s?[-/月.]\s?\d{1,2}日?|20\d{6})"
NUMBER = r"-?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?"
_SIGN = r"(?:人民币|RMB|CNY|[¥￥])?\s?"
_BETWEEN = rf"[^\d\-¥￥$＄]{{0,24}}{_SIGN}"

STATED = (
    rf"(?:账单周期|账户变动|统计周期|账单周期为)[^\d]{{0,12}}{DAY}\s?(?:-|–|—|至|~|到)\s?(?P<stated>{DAY})",
    rf"(?:本期账单日|对账单生成日|账单日期?|账单生成日)[^\d]{{0,12}}(?P<stated>{DAY})",
    rf"{DAY}\s?(?:-|–|—|至|~)\s?(?P<stated>{DAY})",
)
DUE = (rf"(?:到期还款日|最后还款日|还款到期日|最迟还款日)(?:期)?[^\d]{{0,20}}(?P<due>{DAY})",)
BALANCE = (
    r"(?:本期应还款总额|本期应还款额|本期应还款|本期还款总额|本期应还金额|应还款额|New Balance)"
    rf"{_BETWEEN}(?P<balance>{NUMBER})",
)
MINIMUM = (rf"(?:本期)?最低(?:应)?还款(?:总)?(?:额|金额)?{_BETWEEN}(?P<minimum>{NUMBER})",)
DOLLARS = rf"(?:本期应还款总额|本期应还款额)[^\d$＄]{{0,24}}{_SIGN}(?:{NUMBER})\s?(?:[$＄]|USD)\s?(?P<dollars>{NUMBER})"


class Bank(NamedTuple):
    """source: of its records. sender, subject: of the mail, both must fit. page: words that only its statement holds,
    for pages without a mail around them. signs: "minus-in" (a negative amount came in), "minus-out" (it went out),
    "sections" (the heading above says it), "marked" ((支出), (存入) beside it). amount: which of a row's amounts is the
    booked one. The rest: expressions of its own, tried before those that most share."""

    source: str
    name: str
    sender: str
    subject: str
    page: str
    signs: str = "minus-in"
    amount: str = "last"
    summary: tuple[str, ...] = ()


BANKS = (
    Bank(
        "bank-cmb",
        "招商银行",
        r"@message\.cmbchina\.com",
        "招商银行信用卡.*账单",
        "招商银行信用卡.{0,10}(?:电子)?(?:对)?账单",
        amount="first",
        summary=(
            rf"{DAY}\s?-\s?(?P<stated>{DAY})\s?(?:\(补\)|（补）)?[^\d]{{0,20}}"
            rf"{NUMBER}"
            rf"[^\d]{{1,12}}(?P<balance>{NUMBER})"
            rf"[^\d]{{1,12}}(?P<minimum>{NUMBER})(?:[^\d]{{1,20}}(?P<due>{DAY}))?",
        ),
    ),
    Bank(
        "bank-citic",
        "中信银行",
        r"@bill\.citiccard\.com",
        "中信银行信用卡.*账单",
        "中信银行信用卡.{0,10}账单",
        summary=(
            rf"\d{{4}}[\d*]+\d{{3,4}}\s?(?:RMB|人民币|CNY)\s?(?:{NUMBER}\s){{4}}"
            rf"(?P<balance>{NUMBER})\s(?P<minimum>{NUMBER})",
        ),
    ),
    Bank(
        "bank-cmbc",
        "民生银行",
        r"@creditcard\.cmbc\.com\.cn",
        "民生信用卡.*账单",
        "民生(?:银行)?信用卡.{0,10}账单",
        amount="first",
    ),
    Bank(
        "bank-ccb",
        "建设银行",
        r"@vip\.ccb\.com",
        "信用卡.*账单",
        "(?:中国建设银行|龙卡).{0,12}信用卡.{0,10}账单",
        summary=(
            rf"\d{{4,8}}\*+\d{{4}}\s?人民币\s?(?:\(CNY\)|（CNY）)\s?(?P<balance>{NUMBER})\s(?P<minimum>{NUMBER})",
        ),
    ),
    Bank(
        "bank-icbc",
        "工商银行",
        r"@icbc\.com\.cn",
        "工商银行.*对账单",
        "中国工商银行.{0,20}对账单",
        signs="marked",
        summary=(rf"人民币\s?(?:\(本位币\)|（本位币）)\s?(?P<balance>{NUMBER})/RMB\s(?P<minimum>{NUMBER})/RMB",),
    ),
    Bank("bank-spdb", "浦发银行", r"@eb\.spdb\.com\.cn", "浦发银行.*信用卡.*账单", "浦发银行.{0,4}信用卡.{0,10}账单"),
    Bank(
        "bank-bocom",
        "交通银行",
        r"@(?:[a-z]+\.)?(?:bocomcc|bankcomm)\.com",
        "交通银行.*账单",
        "交通银行信用卡.{0,40}账单",
        signs="sections",
    ),
    Bank(
        "bank-abc",
        "农业银行",
        r"@creditcard\.abchina\.com",
        "(?:农业银行|金穗).*账单",
        "(?:农业银行|金穗).{0,12}信用卡.{0,10}账单",
        signs="minus-out",
    ),
    Bank("bank-boc", "中国银行", r"@bankofchina\.com", "中国银行.*账单", "中国银行信用卡.{0,10}账单"),
    Bank(
        "bank-ceb",
        "光大银行",
        r"@cardcenter\.cebbank\.com",
        "光大银行.*账单",
        "光大银行信用卡.{0,12}账单",
        signs="marked",
    ),
    Bank("bank-hxb", "华夏银行", r"@creditcardmail\.hxb\.com\.cn", "华夏.*账单", "华夏(?:银行)?信用卡.{0,10}账单"),
    Bank("bank-bob", "北京银行", r"@ebill\.bankofbeijing\.com\.cn", "北京银行.*账单", "北京银行信用卡.{0,10}账单"),
    Bank(
        "bank-psbc",
        "邮储银行",
        r"@cardmail\.psbc\.com",
        "(?:邮储|邮政储蓄).*账单",
        "(?:邮储|邮政储蓄)银行信用卡.{0,10}账单",
    ),
    Bank("bank-cib", "兴业银行", r"@message\.cib\.com\.cn", "兴业银行.*账单", "兴业银行信用卡.{0,10}账单"),
    Bank("bank-cgb", "广发银行", r"@(?:[a-z]+\.)?cgbchina\.com\.cn", "广发.*账单", "广发(?:银行)?信用卡.{0,10}账单"),
    Bank(
        "bank-pab",
        "平安银行",
        r"@(?:[a-z]+\.)?pingan\.com(?:\.cn)?",
        "平安(?:银行)?信用卡.*账单",
        "平安(?:银行)?信用卡.{0,10}账单",
    ),
)
"""Every bank whose sender and labels a public source shows, and two whose labels are the usual ones (广发, 平安)."""


def first(expressions: tuple[str, ...], words: str, group: str) -> str:
    """What the first expression that fits, and has the group, caught; empty where none does."""
    for expression in expressions:
        if f"?P<{group}>" in expression:
            found = re.search(expression, words)
            if found is not None and found[group]:
                return found[group]
    return ""
