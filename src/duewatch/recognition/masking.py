"""Masking: a message or a text export without what is personal, its shape kept so that a pattern can be made for it.

Digits become other digits (the same number the same way, so that two rows of one order stay two rows of one order),
days become one made-up month, names of people and mailboxes become 某某. Words about credit stay; in a table every
other word goes. What a free sentence gives away besides cannot be known: it is to be read before it is shared.
"""

import re
from hashlib import blake2b

KEPT_WORDS = re.compile(
    r"还款|放款|借款|贷款|账单|逾期|消费金融|小额贷款|信托|信用|花呗|借呗|备用金|白条|金条|月付|分付|微粒贷|放心借|信用卡|储蓄卡|银行|退款"
    r"|支付宝|微信|京东|美团|抖音|零钱|余额|交易|支付|成功|失败|关闭|收入|支出|不计收支|提现|转账"
)
"""A table's cell that holds one of these is about the money or the platform, not about the person."""
HEADER_WORDS = re.compile(r"交易时间|交易日|记账日|收/支|金额|摘要|交易类型|支付方式|交易状态|对方")
MADE_YEAR, MADE_MONTH = "2031", "05"
SOMEBODY = "某某"

_DAY = re.compile(r"(?<!\d)(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})(日?)")
_SHORT_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})(?=日)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s，。；,;）)】\"'<>]+|(?<![\w/])(?:[a-z0-9-]+\.)+(?:com|cn|net|cc|top|vip|ly)(?:/[^\s，。；,;\"'<>]*)?"
)
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TITLED = re.compile(r"(?:尊敬的|亲爱的)?[\u4e00-\u9fff*＊]{1,4}(先生|女士|小姐)")
_LABELLED = re.compile(
    r"((?:姓名|户名|真实姓名|微信昵称|京东账号名|美团用户名|支付宝账户|支付宝账号|账号名|持卡人|收货人|地址|借款人|联系人)\s*[:：]\s*\[?)"
    r"([^\]\s,，;；【\"]+)"
)
_MASKED = re.compile(r"[A-Za-z0-9]*[*＊xX]{2,}[A-Za-z0-9]*")
_DIGITS = re.compile(r"\d+")


def masked(words: str) -> str:
    """The words without what is personal. Line ends, commas and quotation marks stay where they are."""
    lines = words.split("\n")
    header = next((place for place, line in enumerate(lines) if _is_header(line)), None)
    done = []
    for place, line in enumerate(lines):
        if header is not None and place > header:
            done.append(_table_line(line))
        elif place == header:
            done.append(line)
        else:
            done.append(masked_sentence(line))
    return "\n".join(done)


def masked_sentence(words: str) -> str:
    """One line of a message."""
    kept: list[str] = []

    def keep(made: str) -> str:
        kept.append(made)
        return f"\x00{chr(0xE000 + len(kept) - 1)}\x00"

    words = words.replace("\x00", "")
    words = _MAILBOX.sub(lambda _: keep("a@example.com"), words)
    words = _LINK.sub(lambda _: keep("https://example.com"), words)
    words = _LABELLED.sub(lambda found: found[0] if KEPT_WORDS.search(found[2]) else found[1] + SOMEBODY, words)
    words = _TITLED.sub(lambda found: SOMEBODY + found[1], words)
    words = _DAY.sub(lambda found: keep(_day(found)), words)
    words = _SHORT_DAY.sub(lambda found: keep(f"{MADE_MONTH if len(found[1]) == 2 else '5'}月{found[2]}"), words)
    words = _CLOCK.sub(lambda found: keep("10:11" if found[3] is None else "10:11:12"), words)
    words = _MASKED.sub("***", words)
    words = _DIGITS.sub(lambda found: _number(found[0]), words)
    return re.sub("\x00([\ue000-\uf8ff])\x00", lambda found: kept[ord(found[1]) - 0xE000], words)


def _is_header(line: str) -> bool:
    return len(set(HEADER_WORDS.findall(line))) >= 3 and line.count(",") + line.count("\t") >= 3


def _table_line(line: str) -> str:
    """A row: cells about money or platforms stay, masked; cells of letters are replaced, whatever they say."""
    parts = re.split(r"([,\t])", line)
    return "".join(part if part in {",", "\t"} else _cell(part) for part in parts)


def _cell(cell: str) -> str:
    made = masked_sentence(cell)
    bare = cell.strip(' "\r\t')
    if not re.search(r"[^\W\d_]", bare) or KEPT_WORDS.search(bare):
        return made
    return cell.replace(bare, SOMEBODY)


def _day(found: re.Match[str]) -> str:
    """The same day of a made-up month, with the same signs between."""
    month = MADE_MONTH if len(found[3]) == 2 else "5"
    return f"{MADE_YEAR}{found[2]}{month}{found[4]}{found[5]}{found[6]}"


def _number(digits: str) -> str:
    """As many other digits; a zero at the beginning and a number of zeros stay, they are part of the shape."""
    if not digits.strip("0"):
        return digits
    mark = int.from_bytes(blake2b(digits.encode(), digest_size=16).digest(), "big")
    lead = len(digits) - len(digits.lstrip("0"))
    made = str(mark % 9 + 1)
    while len(made) < len(digits) - lead:
        mark //= 9
        made += str(mark % 10)
        if not mark:
            mark = int.from_bytes(blake2b(made.encode(), digest_size=16).digest(), "big")
    return "0" * lead + made
