"""Composes files of other programs: OFX, QIF, journals, Firefly III, calendars. Shapes are real, values invented."""

OFX_ROWS = (
    ("DEBIT", "20260503120000[+8:CST]", "-88.00", "F1", "某商店"),
    ("PAYMENT", "20260509", "260.40", "F2", "跨行还款"),
    ("CREDIT", "20260510", "9.90", "F3", "某人"),
)
BEANCOUNT = """option "operating_currency" "CNY"
include "other.beancount"
2026-01-01 open Liabilities:Alipay:花呗 CNY
2026-05-01 * "某商店" "买菜" #food
  Expenses:Food                  20.00 CNY
  Liabilities:Alipay:花呗
2026-05-09 * "花呗" "还5月账单"
  id: "P1"
  Liabilities:Alipay:花呗       260.40 CNY
  Expenses:Interest               1.60 CNY
  Assets:Bank:1234             -262.00 CNY
2026-05-10 balance Liabilities:Alipay:花呗  0 CNY
2026-05-11 txn "借呗" "放款"
  Assets:Bank:1234             3000.00 CNY
  Liabilities:借呗            -3000.00 CNY
2026-05-12 * "算出来的"
  Liabilities:借呗              (100/3) CNY
  Assets:Bank:1234
2026-05-13 * "外币"
  Liabilities:借呗                10.00 USD
  Assets:Bank:1234              -10.00 USD
"""
HLEDGER = """; 还款记录
Y2026

5/9 * (P1) 还花呗  ; 五月
    liabilities:花呗     ¥260.40 = ¥0
    expenses:interest      ¥1.60
    assets:bank

~ monthly
    liabilities:花呗     ¥1.00
    assets:bank

2026-05-11 银行信用卡
    liabilities:card:招商银行:1234    300.00
    assets:bank            -300.00
"""
FIREFLY = """user_id,group_id,journal_id,type,amount,currency_code,description,date,\
source_name,source_type,destination_name,destination_type
1,1,11,Withdrawal,-260.40,CNY,还5月账单,2026-05-09T08:00:00+08:00,银行,Asset account,花呗,Debt
1,2,12,Deposit,3000.00,CNY,放款,2026-05-11T08:00:00+08:00,借呗,Loan,银行,Asset account
1,3,13,Withdrawal,-20.00,CNY,买菜,2026-05-12T08:00:00+08:00,花呗,Debt,某商店,Expense account
1,4,14,Withdrawal,-10.00,CNY,买菜,2026-05-12T08:00:00+08:00,银行,Asset account,某商店,Expense account
"""
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1@example.com\r
DTSTART;VALUE=DATE:20260510\r
SUMMARY:花呗 还款 260.\r
 40元\r
BEGIN:VALARM\r
TRIGGER:-P1D\r
SUMMARY:别忘了\r
END:VALARM\r
END:VEVENT\r
BEGIN:VTODO\r
DUE;VALUE=DATE:20260520\r
SUMMARY:借呗还款\r
END:VTODO\r
BEGIN:VEVENT\r
DTSTART:20260521T090000Z\r
SUMMARY:牙医\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20260412\r
RRULE:FREQ=MONTHLY\r
SUMMARY:招商银行信用卡 还款 ¥300\r
END:VEVENT\r
END:VCALENDAR\r
"""


def ofx(
    rows: tuple[tuple[str, str, str, str, str], ...] = OFX_ROWS, *, bank: str = "招商银行", card: bool = True
) -> bytes:
    """OFX 1.x: SGML with tags left open, as online banking writes it."""
    list_ = "".join(
        f"<STMTTRN>\n<TRNTYPE>{kind}\n<DTPOSTED>{on}\n<TRNAMT>{amount}\n<FITID>{id_}\n<NAME>{name}\n</STMTTRN>\n"
        for kind, on, amount, id_, name in rows
    )
    around = ("CREDITCARDMSGSRSV1", "CCSTMTTRNRS", "CCSTMTRS", "CCACCTFROM") if card else (
        "BANKMSGSRSV1", "STMTTRNRS", "STMTRS", "BANKACCTFROM")  # fmt: skip
    set_, answer, statement, account = around
    return (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:NONE\nCOMPRESSION:NONE\n"
        "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX>\n<SIGNONMSGSRSV1>\n<SONRS>\n<DTSERVER>20260520\n"
        f"<FI>\n<ORG>{bank}\n<FID>1\n</FI>\n</SONRS>\n</SIGNONMSGSRSV1>\n"
        f"<{set_}>\n<{answer}>\n<TRNUID>1\n<{statement}>\n<CURDEF>CNY\n<{account}>\n<ACCTID>6225000000001234\n</{account}>\n"
        f"<BANKTRANLIST>\n<DTSTART>20260501\n<DTEND>20260520\n{list_}</BANKTRANLIST>\n"
        f"<LEDGERBAL>\n<BALAMT>-500.00\n<DTASOF>20260520\n</LEDGERBAL>\n</{statement}>\n</{answer}>\n</{set_}>\n</OFX>\n"
    ).encode()


def qif(*days: str, account: str = "花呗") -> bytes:
    """A liability's list: a repayment and spending on each day."""
    entries = "".join(f"D{day}\nT260.40\nP还款\nL[银行]\n^\nD{day}\nT-20.00\nP某商店\nL吃饭\n^\n" for day in days)
    return f"!Account\nN{account}\nTOth L\n^\n!Type:Oth L\n{entries}!Type:Cat\nN吃饭\nE\n^\n".encode()
