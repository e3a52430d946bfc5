"""What is mutated: a composed file of every reader, and the sample files where they lie beside the project."""

from collections.abc import Callable
from pathlib import Path

from tests.builders import (
    alipay,
    archives,
    banks,
    card_mail,
    card_pdf,
    credit_report,
    jd,
    meituan,
    other_programs,
    own_table,
    sms,
    sms_backup,
    wechat,
)

SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"
BIGGEST = 200_000
"""Bytes of a sample worth mutating; a longer one says nothing more and takes longer."""

Seed = tuple[str, bytes]
"""A file's ending and its bytes."""

_NOTICES = "\n\n".join([sms.HUABEI_BILL, sms.BAITIAO_DUE, sms.CMB_PARTLY, sms.XIAOHUA_OVERDUE, sms.FINANCE_IN])

COMPOSED: dict[str, Callable[[], Seed]] = {
    "alipay": lambda: (".csv", alipay.build([alipay.row(), alipay.huabei(), alipay.row("2025-06-01 09:00:00")])),
    "alipay 2021": lambda: (".csv", alipay.build_2021([alipay.row(), alipay.huabei()])),
    "alipay in a zip": lambda: (".zip", archives.plain({"alipay.csv": alipay.build([alipay.huabei()])})),
    "alipay in an encrypted zip": lambda: (".zip", archives.aes({"alipay.csv": alipay.build([alipay.huabei()])})),
    "wechat": lambda: (".csv", wechat.build_csv([wechat.row(), wechat.card()])),
    "wechat as a sheet": lambda: (".xlsx", wechat.build_xlsx([wechat.row(), wechat.card()], numeric=True)),
    "jd": lambda: (".csv", jd.build([jd.row(), jd.baitiao()])),
    "meituan": lambda: (".csv", meituan.build([meituan.row(), meituan.repaid()])),
    "bank_icbc": lambda: (".csv", banks.icbc_card()),
    "bank_icbc debit": lambda: (".csv", banks.icbc_debit()),
    "bank_abc": lambda: (".csv", banks.abc()),
    "bank_boc": lambda: (".csv", banks.boc()),
    "bank_bocom": lambda: (".csv", banks.bocom_card()),
    "bank_bocom debit": lambda: (".csv", banks.bocom_debit()),
    "bank_cmb": lambda: (".csv", banks.cmb_card()),
    "bank_cmb debit": lambda: (".csv", banks.cmb_debit()),
    "bank_cmbc": lambda: (".csv", banks.cmbc_card()),
    "bank_cmbc debit": lambda: (".csv", banks.cmbc_debit()),
    "bank_ccb": lambda: (".xls", banks.ccb()),
    "bank_citic": lambda: (".xls", banks.citic()),
    "bank_spdb": lambda: (".xls", banks.spdb()),
    "card_mail": lambda: (".eml", card_mail.statement("bank-cmb")),
    "card_mail attached": lambda: (".eml", card_mail.attached("bank-icbc")),
    "card_mail in another charset": lambda: (".eml", card_mail.statement("bank-ccb", "gb18030")),
    "card_pdf": lambda: (".pdf", card_pdf.build(card_pdf.CMB)),
    "card_pdf with a password": lambda: (".pdf", card_pdf.build(card_pdf.BOC, password="1234")),
    "credit_report": lambda: (".pdf", credit_report.brief()),
    "credit_report detailed": lambda: (".pdf", credit_report.detailed()),
    "own_table": lambda: (".csv", own_table.build()),
    "alipay web": lambda: (".csv", alipay.build_web([alipay.web_row(), alipay.web_row(text="花呗还款")])),
    "ofx": lambda: (".ofx", other_programs.ofx()),
    "qif": lambda: (".qif", other_programs.qif("25/5/2026")),
    "journal": lambda: (".beancount", other_programs.BEANCOUNT.encode()),
    "journal of hledger": lambda: (".journal", other_programs.HLEDGER.encode()),
    "firefly": lambda: (".csv", other_programs.FIREFLY.encode()),
    "calendar_file": lambda: (".ics", other_programs.CALENDAR.encode()),
    "sms": lambda: (".txt", _NOTICES.encode()),
    "sms_backup": lambda: (".xml", sms_backup.xml([sms_backup.sms(sms.HUABEI_BILL), sms_backup.mms("你好")])),
    "sms_backup of an iphone": lambda: (".html", sms_backup.ios_page([("95188", sms.HUABEI_BILL)], answer="好")),
    "sms_backup of an iphone as a table": lambda: (".csv", sms_backup.imazing([("95188", sms.HUABEI_BILL)])),
    "sms_backup as lines": lambda: (".ndjson", sms_backup.ndjson([sms.HUABEI_BILL, sms.BAITIAO_DUE])),
}


def seeds() -> list[Seed]:
    """All of them, always in the same order."""
    return [made() for made in COMPOSED.values()] + samples()


def samples() -> list[Seed]:
    """The sample files that are here; empty where there are none."""
    if not SAMPLES.is_dir():
        return []
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.name != "README.md")
    return [(path.suffix, path.read_bytes()) for path in files if path.stat().st_size <= BIGGEST]
