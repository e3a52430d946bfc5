"""Days, amounts, currencies and reasons as the report prints them."""

import re
from datetime import date

from duewatch.api import Fen, add_months

DAY = r"(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|\.\d{1,2}\.\d{1,2}|-\d{2}-\d{2})"
MONTH = r"(?:19|20)\d{2}(?:年\d{1,2}月|\.\d{1,2})"
MONEY = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?"
REASONS = {
    "贷款审批": "loan-approval",
    "信用卡审批": "card-approval",
    "保前审查": "guarantee-check",
    "担保资格审查": "guarantee-check",
    "贷后管理": "post-loan",
    "保后管理": "post-loan",
    "异议处理": "dispute",
    "异议查询": "dispute",
    "本人查询": "own",
    "融资审批": "loan-approval",
    "法人代表、负责人、高管等资信审查": "other",
    "资信审查": "other",
    "客户准入资格审查": "other",
    "特约商户实名审查": "other",
    "司法调查": "other",
    "公积金提取复核查询": "other",
    "公积金提取复核": "other",
}
"""A reason as printed → the inquiry's reason."""
_CURRENCIES = {
    "人民币": "CNY", "人民币元": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "港元": "HKD", "日元": "JPY",
    "英镑": "GBP",
}  # fmt: skip
FOOT = re.compile(r"第\s*\d+\s*页\s*[,，/]?\s*共\s*\d+\s*页")


def day_of(words: str) -> date | None:
    """A whole day; None where there is none."""
    found = re.search(r"(\d{4})\D(\d{1,2})\D(\d{1,2})", words)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def month_end(words: str) -> date | None:
    """The last day of a month "2031年04月"; the day itself where it names one."""
    whole = day_of(words)
    found = re.search(r"(\d{4})\D(\d{1,2})", words)
    if whole is not None or found is None or not 1 <= int(found[2]) <= 12:
        return whole
    return date.fromordinal(add_months(date(int(found[1]), int(found[2]), 1), 1).toordinal() - 1)


def fen_in(words: str) -> Fen | None:
    """An amount in whole yuan, with or without commas, in fen; None for "--" and anything else."""
    found = re.fullmatch(rf"[¥￥]?({MONEY})元?", words.strip())
    if found is None:
        return None
    yuan, _, rest = found[1].replace(",", "").partition(".")
    return int(yuan) * 100 + int(rest.ljust(2, "0") or 0)


def count_in(words: str) -> int | None:
    """A whole number, None for "--"."""
    return int(words) if re.fullmatch(r"\d{1,4}", words.strip()) else None


def currency_of(words: str) -> str:
    """The code of a currency; its own words where it is none of the usual ones."""
    return _CURRENCIES.get(words.strip(), words.strip() or "CNY")


def reason_in(words: str) -> tuple[str, str] | None:
    """The printed reason that words end with, and what it means here; None where they end with none."""
    bare = re.sub(r"[(（].*?[)）]$", "", words)  # 本人查询(互联网个人信用信息服务平台)
    for each in sorted(REASONS, key=len, reverse=True):
        if bare.endswith(each):
            return each, REASONS[each]
    return None
