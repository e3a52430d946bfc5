"""Banks by their names: 建行, 建设银行 and 中国建设银行股份有限公司信用卡中心 are one."""

import re

SHORT = {
    "工行": "工商", "农行": "农业", "中行": "中国", "建行": "建设", "交行": "交通", "招行": "招商", "邮储": "邮政储蓄",
    "浦发": "浦东发展", "兴业": "兴业", "民生": "民生", "中信": "中信", "光大": "光大", "平安": "平安", "广发": "广发",
    "华夏": "华夏",
}  # fmt: skip
"""Everyday names of the banks with the most cards."""
_FULL = re.compile(r"(?:中国)?([\u4e00-\u9fff]{2,8}?)银行")


def bank_in(words: str) -> str | None:
    """The bank that words name, by the core of its name ("建设"); None where they name none."""
    for short, core in SHORT.items():
        if short in words:
            return core
    found = _FULL.search(words)
    if found is not None:
        return found[1]
    return "中国" if "中国银行" in words else None


def same_bank(lender: str, words: str) -> bool:
    """Whether words name the lender. "我的招商银行卡" and "上海浦东发展银行" carry more than the core."""
    named, wanted = bank_in(words), bank_in(lender) or lender
    return named is not None and (named.endswith(wanted) or wanted.endswith(named))
