"""Messages as lenders word them (wording facts from real captures, composed here: synthetic), and the notices that
lie among the samples."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

from duewatch.model.record import Record

CHINA = timezone(timedelta(hours=8))

HUABEI_BILL = "【花呗】本月还款日05月15日，账单260.40元，点链接还款，已还请忽略"
HUABEI_FAILED = "【花呗】您的支付宝abc***因余额不足导致花呗自动还款失败，请用储蓄卡还款，逾期会产生利息"
HUABEI_PAID = "本月花呗账单已还清\n扣款金额 260.40元\n扣款渠道 余额宝"
JIEBEI_PAID = "还款成功￥300.00\n付款方式 某行储蓄卡(1234)\n还款到 借呗"
BAITIAO_DUE = "【京东金融】（还款提醒）您本期白条账单将于5月14日自动扣款88.20元"
BAITIAO_PAID = "京东白条\n还款成功通知\n还款时间：5月15日\n还款金额：20.10元"
UNKNOWN_LENT = "【瓜瓜金融】（借款到账）您申请的瓜瓜借款2000.00元，在尾号1234的银行卡中已到账"
GUANGFA_BILL = "【广发银行】您尾号1234广发信用卡05月人民币账单金额1,200.00元，最低还款60.00元，还款到期06月15日"
GUANGFA_INSTALMENT = (
    "【广发银行】分期已受理，本金人民币2400.00元，分24期，每期应还本金100.00元、每期利息7.20元，年化6.7%"
)
CMB_PAID = "【招商银行】您账户1234于05月26日12:20向尾号5678的信用卡还款人民币500.00元"
CMB_PARTLY = (
    "【招商银行】自动还款失败通知\n应扣金额:人民币900.00元\n还款金额:人民币400.00元\n失败原因:余额不足，未足额扣款"
)
CCB_PAID = "您尾号1234的龙卡信用卡已于05月04日从约定账户成功扣款人民币97.00元。该卡本期人民币账单已还清。【建设银行】"
JIANGSU_PAID = "【江苏银行】您的信用卡1234于5月26日存入800.00元。上期账单已还清。"
FINANCE_IN = "尾号1234卡5月16日收入(他行汇入)600元，余额1,046.44元，对方户名：某某消费金融有…【工商银行】"
ADVERT = "【某平台】确认向您预先申请200,000元待审核 拒收请回复R"
ADVERT_LIMIT = "【某平台】您的额度可提至39000元，最高可贷20万"
CODE = "【支付宝】验证码 482913，您正在还款300.00元，请勿泄露"
XIAOHUA_OVERDUE = "【小花钱包】您的账单已逾期3天，逾期金额980.00元，请今日24点前处理"
COLLECTOR = "【某清收】您有一笔借款已逾期，请尽快还款，否则将采取进一步措施"


def message(words: str, *, at: str = "2025-05-10 09:00:00", sender: str | None = None) -> Record:
    """A record as the reader of pasted messages makes it."""
    from duewatch.model.plugin import Document
    from duewatch_plugins.readers.sms.reader import SmsReader

    data = words.encode()
    record = next(iter(SmsReader().read(Document("-", data, data=data))))
    assert isinstance(record, Record)
    return record._replace(at=at, sender=record.sender if sender is None else sender)


def notice(path: Path) -> Record:
    """A notice of the samples (`{sender, body, t}`, `{title, text, t}` or a public-account card) as a message."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    card = kept.get("mMap", kept)
    moment = card.get("t")
    at = datetime.fromtimestamp(moment / 1000, CHINA).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
    if "body" in card:
        return message(card["body"], at=at)
    words = f"{card['title']}\n{card.get('text') or card.get('description')}"
    return message(words, at=at, sender=card.get("source"))
