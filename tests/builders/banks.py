"""Composes the tables of banks: headers and shapes as seen in public examples, every value invented.

ICBC pads its cells and ends them in a tab, with lines before and after the table. CMB's card statement has no years.
BOCOM's card list has no signs. ABC's instalment row is two cells short. CCB's is an Excel file with padded names.
"""

from collections.abc import Sequence
from io import BytesIO

_BOOKED = "交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名"
ICBC_CARD = f"交易日期,记账日期,摘要,交易场所,交易国家或地区简称,{_BOOKED}"
ICBC_DEBIT = f"交易日期,摘要,交易详情,交易场所,交易国家或地区简称,钞/汇,{_BOOKED},对方账户"


def _padded(cells: Sequence[str]) -> str:
    return ",".join(f'"{cell:<12}\t"' for cell in cells) + ","


def icbc(header: str, rows: Sequence[dict[str, str]], tail: str = "5678") -> bytes:
    """明细查询文件下载; cells that a row does not give are blank."""
    lines = ["明细查询文件下载", "", f'卡号: 1234****{tail},"卡别名: "', "", "子账户类别:", "", header]
    lines += [_padded([each.get(name, "") for name in header.split(",")]) for each in rows]
    lines += [" ", '合计金额,,,,,"1.00\t","2.00\t",']
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def icbc_card() -> bytes:
    """A purchase, a purchase in a foreign currency booked in it, a repayment."""
    common = {"交易日期": "2026-05-04", "记账日期": "2026-05-05", "记账币种": "人民币"}
    return icbc(
        ICBC_CARD,
        [
            common | {"摘要": "消费", "交易场所": "支付宝-某店", "记账金额(支出)": "1,026.00", "余额": "xx,yy.zz"},
            common | {"摘要": "消费", "交易场所": "SHOP", "记账金额(支出)": "3.72", "记账币种": "美元"},
            common | {"摘要": "人民币自动转帐还款", "交易场所": "某分行银行卡中心", "记账金额(收入)": "4,621.01"},
        ],
    )


def icbc_debit() -> bytes:
    """自动还款 of the own card, and a salary."""
    return icbc(
        ICBC_DEBIT,
        [
            {"交易日期": "2026-05-25", "摘要": "自动还款", "交易场所": "某分行银行卡中心", "交易金额(支出)": "-",
             "记账金额(支出)": "1,234.56", "记账币种": "人民币", "对方户名": "张三"},
            {"交易日期": "2026-05-10", "摘要": "工资", "记账金额(收入)": "5,000.00", "记账币种": "人民币"},
        ],
        tail="9876",
    )  # fmt: skip


def abc() -> bytes:
    """A purchase, an instalment of a loan two cells short, interest."""
    return (
        "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言\n"
        "20260502,132324,财付通,-10.00,11000.00,微信支付,369,电子商务,UA1微信支付\n"
        "20260503,,正常还款,-2345.89,1943.12,12341234123412341,111222333\n"
        "20260504,,结息,+0.01,123.35,--,000,,个人活期结息\n"
    ).encode()


def boc() -> bytes:
    """A purchase, a shop's refund, interest, money from a person, a purchase in dollars."""
    return (
        "中国银行信用卡账单(2026年05月)\n交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种\n"
        "2026-05-01,2026-05-02,4260,某某商业CHN,,50.00,CNY\n"
        "2026-05-03,2026-05-04,4260,网银在线CHN,70.48,,CNY\n"
        "2026-05-04,2026-05-04,,存款利息,0.01,,CNY\n"
        "2026-05-05,2026-05-05,4260,张三,361.19,,CNY\n"
        "2026-05-06,2026-05-07,4260,SHOP*XJPN,,3.72,USD\n"
    ).encode("utf-8-sig")


def bocom_card() -> bytes:
    """A refund, a repayment with the currency glued to the amount, a purchase in yen booked in yuan."""
    return (
        "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额\n"
        "2026-05-10,2026-05-10,退货 某平台,CNY 123.18,CNY 123.18\n"
        "2026-05-11,2026-05-11,信用卡还款 转账还款-张三,CNY13.50,CNY13.50\n"
        "2026-05-18,2026-05-18,消费 Charge,JPY 1000.00,CNY 49.85\n"
    ).encode()


def bocom_debit() -> bytes:
    """A 白条 repayment and a refund; `--` is none, and Excel spoilt the account numbers."""
    return (
        "交通银行银行卡交易明细查询表,,,,,,,,,,\n银行卡号：622260******1234 姓名：张三,,,,,总收入：139.8元,,,,,\n"
        "记账日期,交易时间,交易地点,交易方式,支出金额,收入金额,余额,对方户名,对方账户,对方开户行,摘要\n"
        "2026-05-11,2026-05-11 11:22:00,网银在线,网上支付,81.4,--,XX,京东白条及金条业务,1.10E+11,网银在线,"
        "网上支付 贷款还款 订单编号1 白条合并还款网银平台\n"
        "2026-05-12,2026-05-12 13:36:00,网络支付,借记卡退货,--,139.8,XX,某商户,8.15E+14,网银在线,\n"
    ).encode("gb18030")


def bocom_marked() -> bytes:
    """The other list of a debit account: English before the names, 借 and 贷, rows shorter than the header."""
    return (
        "Serial Num 序号,Trans Date 交易日期,Trans Time 交易时间,Trading Type 交易类型,Dc Flg 借贷,Trans Amt 交易金额,"
        "Balance 余额,Trading Place 交易地点,Abstract 摘要\n"
        "1,2026-05-11,11:22:00,网上支付,借 Dr,81.40,100.00,某地,还款\n2,2026-05-12,08:00:00,转账,贷 Cr,500.00,600.00\n"
    ).encode()


def cmb_card(month: str = "2026年01月") -> bytes:
    """December's repayment in January's statement, a purchase, a reward."""
    return (
        f"招商银行信用卡对账单（个人消费卡账户 {month}）（补）\n"
        "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
        ',12/29,掌上生活还款,-1.23,1234,-1.23\n01/05,01/07,某某商店,"8,000.00",1234,"8,000.00(CN)"\n'
        "01/03,01/04,手机银行饭票,-3.90,1234,-3.90(CN)\n"
    ).encode("utf-8-sig")


def cmb_debit() -> bytes:
    """The web list: comment lines around it, notes that begin with a tab."""
    return (
        "# 招商银行交易记录\n# 账号: [一卡通:****1234]\n交易日期,交易时间,收入,支出,余额,交易类型,交易备注\n"
        '20260504,10:11:12,,500.00,1.00,信用卡还款,"\t抖音支付-信用卡还款"\n20260505,09:00:00,800.00,,801.00,转账,"\t某某"\n'
        "# 合计\n"
    ).encode("gb18030")


def book(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook with one sheet."""
    import xlsxwriter

    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    workbook.close()
    return out.getvalue()


def ccb() -> bytes:
    """Two rows, a zero in the other column."""
    return book(
        [
            ["China Construction Bank"], ["账　　号：", "6217*********1234"], [""],
            ["记账日          ", "交易日期          ", "交易时间", "支出      ", "收入", "账户余额  ", "币种", "摘要",
             "对方户名", "交易地点"],
            ["20260501", "20260501", "18:53:19", 67.0, 0.0, 10.0, "人民币", "消费", "某公司", "支付宝-某店"],
            ["20260502", "20260502", "09:00:00", 0.0, 100.07, 110.07, "人民币", "转存", "张三", ""],
            ["以上数据仅供参考|具体内容请以柜台为准"],
        ]
    )  # fmt: skip


def citic() -> bytes:
    """A purchase and a repayment; the card's digits are a number, the amount is text."""
    return book(
        [
            ["中信银行信用卡账单"],
            ["交易日期", "入账日期", "交易描述", "卡末四位", "交易币种", "交易金额", "结算币种", "结算金额"],
            ["2026-05-01", "2026-05-02", "支付宝-某店", 123.0, "人民币", "20.00", "人民币", "20.00"],
            ["2026-05-03", "2026-05-03", "银联还款", 123.0, "人民币", "-300.00", "人民币", "-300.00"],
        ]
    )


def spdb() -> bytes:
    """One in, one out; two blanks in the moment."""
    return book(
        [
            ["交易日期", "交易摘要", "存入金额", "取出金额", "余额", "对方户名"],
            ["2026-05-01  10:11:12", "转账", "", "55.50", "1.00", "张三"],
            ["2026-05-02  10:11:12", "汇入", "600.00", "", "601.00", "某某消费金融有限公司"],
        ]
    )


def cmbc_card() -> bytes:
    """Columns of the statement by e-mail: December's repayment in January's statement, a purchase."""
    return (
        "民生信用卡电子对账单,,,,\n本期账单日,2026/01/06,,,\n交易日,记账日,交易摘要,交易金额,卡号末四位\n"
        '12/29,12/29,自动还款,-300.00,1234\n01/03,01/04,支付宝-某店,"1,026.00",1234\n'
    ).encode("gb18030")


def cmbc_debit() -> bytes:
    """A repayment through a wallet, money from a consumer finance company."""
    return book(
        [
            ["中国民生银行个人账户对账单"], ["账号：6226********9876"],
            ["交易日期", "摘要", "支出金额", "收入金额", "账户余额", "对方户名", "对方账号", "备注"],
            ["2026-05-01 10:11:12", "信用卡还款", "500.00", "", "1.00", "支付宝", "", ""],
            ["2026-05-02 10:11:12", "转存", "", "600.00", "601.00", "某某消费金融有限公司", "", ""],
        ]
    )  # fmt: skip
