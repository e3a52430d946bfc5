"""Composes card statements by e-mail, one a bank, with the labels and signs that public parsers name. Synthetic.

招商: limit, due and minimum follow the period; rows are MMDD without a year, repayments negative.
建设: figures per card. 工商: amounts are marked (支出) or (存入), the body is an HTML attachment.
交通: two sections, no signs. 农业: spending is negative. 民生: nested base64 in GBK.
浦发: a summary without rows, links between label and value.
"""

from collections.abc import Sequence
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

Cells = Sequence[str]


def table(rows: Sequence[Cells]) -> str:
    """Rows in a table in a table, as statements lay everything out."""
    inner = "".join("<tr>" + "".join(f"<td><font>{cell}</font></td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr><td>&nbsp;<table>{inner}</table></td></tr></table>"


def page(*parts: str) -> str:
    """A page with a style sheet that is no text."""
    return f"<html><head><style>td {{ width: 20311231px }}</style></head><body>{''.join(parts)}</body></html>"


def mail(sender: str, subject: str, body: str, charset: str = "utf-8") -> bytes:
    """A mail with an HTML body."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "a@example.com", subject
    message.set_content("请用网页方式查看")
    message.add_alternative(body, subtype="html", charset=charset, cte="base64")
    return message.as_bytes()


CMB = page(
    "<p>招商银行信用卡对账单</p><div>2025/12/09-2026/01/08 ￥ 50,000.00 ￥ 1,204.10 ￥ 60.21 2026/01/26</div>",
    table(
        [
            ["还款"], ["", "1229", "掌上生活还款", "￥ -300.00", "1234", "", "-300.00"],
            ["1230", "1231", "掌上生活还款回馈金", "￥ -3.63", "1234", "CN", "-3.63"],
            ["消费"], ["0103", "0104", "支付宝-某店", "￥ 1,026.00", "1234", "CN", "1,026.00"],
        ]
    ),
)  # fmt: skip
CCB = page(
    "<p>龙卡信用卡电子账单 本期账单日 2026-05-14 本期到期还款日 2026/06/03</p>",
    table([["62270000****1234", "人民币(CNY)", "900.00", "45.00"]]),
    table(
        [
            ["2026-05-01", "2026-05-02", "1234", "某超市", "CNY", "88.00", "CNY", "88.00"],
            ["2026-05-04", "2026-05-04", "1234", "银联还款", "CNY", "-500.00", "CNY", "-500.00"],
            ["2026-05-05", "2026-05-06", "1234", "SHOP", "USD", "10.00", "CNY", "72.10"],
        ]
    ),
)
ICBC = page(
    "<p>中国工商银行客户对账单 对账单生成日 2026年05月10日 贷记卡到期还款日 2026年06月04日</p>",
    table([["1234(牡丹贷记卡)", "人民币(本位币)", "800.00/RMB", "80.00/RMB"]]),
    table(
        [
            ["1234", "2026-05-01", "2026-05-02", "消费", "某商店", "20.00/CNY", "20.00/CNY(支出)"],
            ["1234", "2026-05-03", "2026-05-03", "人民币自动转帐还款", "卡中心", "500.00/CNY", "500.00/CNY(存入)"],
        ]
    ),
)
BOCOM = page(
    "<p>感谢您使用交通银行信用卡，以下是您2026年05月份的信用卡电子账单。</p>",
    "<p>卡号： 622260******1234 账单周期： 2026/04/11-2026/05/10</p>",
    "<p>到期还款日 2026-06-04 本期应还款额 ¥ 812.00 $12.50 最低还款额 ¥ 40.60</p>",
    table(
        [
            ["以下是您的还款、退货及费用返还明细"],
            ["2026-04-20", "2026-04-20", "信用卡还款 转账还款-张三", "CNY 300.00", "CNY 300.00"],
            ["2026-04-21", "2026-04-21", "退货 某平台", "CNY 9.90", "CNY 9.90"],
            ["以下是您的消费、取现及其他费用明细"],
            ["2026-04-22", "2026-04-23", "消费 某店", "JPY 1000.00", "CNY 49.85"],
        ]
    ),
)
ABC = page(
    "<p>金穗信用卡电子对账单 账单周期 20260411-20260510 到期还款日 20260604</p>",
    "<p>本期应还款额(New Balance) 640.00 最低还款额 64.00</p>",
    table(
        [
            ["260420", "260421", "1234", "消费", "某店", "-20.00/CNY", "-20.00/CNY"],
            ["20260422", "20260422", "1234", "还款", "银联还款", "300.00/CNY", "300.00/CNY"],
        ]
    ),
)
CMBC = page(
    "<p>民生信用卡电子对账单 本期账单日 2026/05/12 本期最后还款日 2026/06/01</p>",
    "<p>本期应还款额 RMB 700.00 USD 0.00 本期最低还款额 RMB 70.00 USD 0.00</p>",
    table([["05/01", "05/02", "某店", "66.00", "1234"], ["05/03", "05/03", "云闪付还款", "-400.00", "1234"]]),
)
SPDB = page(
    "<p>浦发银行信用卡电子账单 账单日 2026/05/13 到期还款日：2026/06/02</p>",
    '<p>本期应还款总额：<a href="https://example.com">还款</a> ￥ 530.00 ＄0.00 '
    "本期最低还款额：<a>分期</a> ￥26.50</p>",
)

SENDERS = {
    "bank-cmb": ("招商银行信用卡 <ccsvc@message.cmbchina.com>", "招商银行信用卡电子账单", CMB),
    "bank-ccb": ("service@vip.ccb.com", "中国建设银行信用卡电子账单", CCB),
    "bank-icbc": ("webmaster@icbc.com.cn", "中国工商银行客户对账单", ICBC),
    "bank-bocom": ("pccc@bocomcc.com", "交通银行沃尔玛信用卡电子账单", BOCOM),
    "bank-abc": ("e-statement@creditcard.abchina.com", "中国农业银行金穗信用卡电子对账单", ABC),
    "bank-cmbc": ("master@creditcard.cmbc.com.cn", "民生信用卡2026年05月电子对账单", CMBC),
    "bank-spdb": ("estmtservice@eb.spdb.com.cn", "浦发银行-信用卡电子账单", SPDB),
}
"""Sender, subject and page of each bank."""


def statement(bank: str, charset: str = "utf-8") -> bytes:
    """A bank's mail."""
    sender, subject, body = SENDERS[bank]
    return mail(sender, subject, body, charset)


def attached(bank: str, *, pdf: bool = False) -> bytes:
    """The statement as an attachment in a mail in a mail's part: HTML, or a PDF that is not read here."""
    sender, subject, body = SENDERS[bank]
    outer, inner = MIMEMultipart("mixed"), MIMEMultipart("related")
    outer["From"], outer["Subject"] = sender, f"=?gb18030?B?{_base64(subject)}?="
    inner.attach(MIMEText("<p>请看附件</p>", "html", "gb18030"))
    outer.attach(inner)
    part = MIMEApplication(b"%PDF-1.4" if pdf else body.encode("gb18030"))
    part.add_header("Content-Disposition", "attachment", filename="statement.pdf" if pdf else "statement.html")
    outer.attach(part)
    return outer.as_bytes()


def _base64(words: str) -> str:
    from base64 import b64encode

    return b64encode(words.encode("gb18030")).decode()
