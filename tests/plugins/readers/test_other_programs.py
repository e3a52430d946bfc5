"""Files of other programs: what they say of loans is read, what they do not say is not made up."""

import sys

import pytest

from duewatch.api import Reader
from duewatch_plugins.readers.calendar_file.reader import READER as CALENDAR
from duewatch_plugins.readers.firefly.reader import READER as FIREFLY
from duewatch_plugins.readers.journal.reader import READER as JOURNAL
from duewatch_plugins.readers.ofx.reader import READER as OFX
from duewatch_plugins.readers.qif.reader import READER as QIF
from tests.builders import alipay, other_programs, own_table, sms
from tests.plugins.readers.reading import document, problems, records, sample

EVERY = {
    JOURNAL: [other_programs.BEANCOUNT.encode(), other_programs.HLEDGER.encode()],
    OFX: [other_programs.ofx(), other_programs.ofx(card=False)],
    QIF: [other_programs.qif("2026-05-09")],
    FIREFLY: [other_programs.FIREFLY.encode()],
    CALENDAR: [other_programs.CALENDAR.encode()],
}


def told(reader: Reader, data: bytes) -> list[tuple[object, ...]]:
    return [(r.at, r.kind, r.counterparty, r.amount_fen) for r in records(reader, data) if r.problem is None]


def test_each_is_known_by_its_content_and_claimed_by_its_own_reader_only() -> None:
    strangers = [alipay.build([alipay.row()]), own_table.build(), sms.HUABEI_BILL.encode(), b"\x00\x01"]
    for reader in EVERY:
        claimed = [data for files in EVERY.values() for data in files if reader.claim(document(data, "x.csv"))]
        assert claimed == EVERY[reader]
        assert not any(reader.claim(document(data)) for data in strangers)


def test_a_beancount_ledger_gives_payments_with_their_interest_and_money_lent() -> None:
    assert told(JOURNAL, other_programs.BEANCOUNT.encode()) == [
        ("2026-05-01", "purchase", "Alipay:花呗", 2000),
        ("2026-05-09", "payment", "Alipay:花呗", 26200),
        ("2026-05-11", "lent", "借呗", 300_000),
    ]
    wrong = [record for record in records(JOURNAL, other_programs.BEANCOUNT.encode()) if record.problem]
    assert [record.line for record in wrong] == [17, 20], "computed amounts and dollars are listed, not guessed"
    (included,) = problems(JOURNAL, other_programs.BEANCOUNT.encode())
    assert (included.line, "other.beancount" in included.what.en) == (2, True)


def test_an_hledger_journal_leaves_out_what_is_only_planned() -> None:
    assert told(JOURNAL, other_programs.HLEDGER.encode()) == [
        ("2026-05-09", "payment", "花呗", 26200),
        ("2026-05-11", "payment", "card:招商银行:1234", 30000),
    ]
    undated = other_programs.HLEDGER.replace("Y2026", "").encode()
    assert "no year" in records(JOURNAL, undated)[0].problem.en  # type: ignore[union-attr]


def test_the_sample_journal_pays_1024_for_a_loan_of_1000() -> None:
    data = b"Y2026\n" + sample("**/borrowing.journal").open().read()
    bank = [row for row in told(JOURNAL, data) if row[2] == "payable:bank"]
    assert [(kind, fen) for _, kind, _, fen in bank] == [
        ("lent", 100_000), ("payment", 10_000), ("payment", 10_000), ("payment", 82_400)
    ]  # fmt: skip


def test_an_ofx_of_a_card_gives_rows_of_that_card() -> None:
    rows = records(OFX, other_programs.ofx())
    assert [(r.at, r.kind, r.amount_fen, r.method, r.order_id) for r in rows] == [
        ("2026-05-03 12:00:00", "信用卡消费", 8800, "招商银行信用卡(1234)", "F1"),
        ("2026-05-09", "信用卡还款", 26040, "招商银行信用卡(1234)", "F2"),
        ("2026-05-10", "信用卡存入", 990, "招商银行信用卡(1234)", "F3"),
    ]
    assert [r.kind for r in records(OFX, other_programs.ofx(card=False))] == ["", "", ""]
    bad = records(
        OFX, other_programs.ofx((("DEBIT", "20261399", "-1.00", "F", "x"), ("DEBIT", "20260501", "x", "F", "x")))
    )
    assert all(record.problem for record in bad)


def test_the_sample_ofx_is_one_row_in_a_foreign_currency() -> None:
    (row,) = records(OFX, sample("**/anzcc.ofx"))
    assert (row.at[:10], row.amount_fen, row.note, row.method[-6:]) == ("2017-05-08", None, "AUD 5.50", "(1234)")


def test_a_bad_ofx_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><OFX>&b;</OFX>'
    for data in (bomb, other_programs.ofx()[:420], b"OFXHEADER:100\n<OFX>", b"<OFX>" * 5_000):
        (problem,) = problems(OFX, data)
        assert problem.mend is not None and not records(OFX, data)
    monkeypatch.setitem(sys.modules, "ofxtools.Parser", None)
    (missing,) = problems(OFX, other_programs.ofx())
    assert missing.fatal and "duewatch[ofx]" in missing.mend.en  # type: ignore[union-attr]


def test_a_qif_whose_days_do_not_tell_their_order_is_not_guessed() -> None:
    assert told(QIF, other_programs.qif("25/05/2026", "3/5'26")) == [
        ("2026-05-25", "payment", "花呗", 26040), ("2026-05-25", "purchase", "花呗", 2000),
        ("2026-05-03", "payment", "花呗", 26040), ("2026-05-03", "purchase", "花呗", 2000),
    ]  # fmt: skip
    assert told(QIF, other_programs.qif("5/25/2026", "5/3/2026"))[2][0] == "2026-05-03"
    for days in (("3/5/2026",), ("25/5/2026", "5/25/2026")):
        assert all("not guessed" in r.problem.en for r in records(QIF, other_programs.qif(*days)) if r.problem)
        assert not any(record.at for record in records(QIF, other_programs.qif(*days)))


def test_the_sample_qif_gives_its_six_bank_rows() -> None:
    rows = records(QIF, sample("**/test.qif"))
    amounts = [(row.amount_fen or 0) * (1 if row.direction == "in" else -1) for row in rows]
    assert (len(rows), sum(amounts)) == (6, -3550)
    assert (min(row.at for row in rows), max(row.at for row in rows)) == ("2020-02-10", "2020-02-14")


def test_firefly_tells_payments_and_money_lent_by_the_kind_of_account() -> None:
    assert told(FIREFLY, other_programs.FIREFLY.encode()) == [
        ("2026-05-09 08:00:00", "payment", "花呗", 26040),
        ("2026-05-11 08:00:00", "lent", "借呗", 300_000),
        ("2026-05-12 08:00:00", "purchase", "花呗", 2000),
        ("2026-05-12 08:00:00", "", "某商店", 1000),
    ]


def test_a_calendar_gives_bills_where_an_entry_names_a_sum() -> None:
    data = other_programs.CALENDAR.encode()
    assert told(CALENDAR, data) == [
        ("2026-05-10", "bill", "花呗", 26040), ("2026-05-21", "", "", None),
        ("2026-04-12", "bill", "招商银行信用卡", 30000)
    ]  # fmt: skip
    assert [r.line for r in records(CALENDAR, data) if r.problem] == [13], "a repayment without a sum is listed"
    assert len(problems(CALENDAR, data)) == 1, "an entry that repeats is told"


def test_an_alarm_alone_is_nothing_to_import() -> None:
    (problem,) = problems(CALENDAR, sample("**/rfc_5545_absolute_alarm_example.ics"))
    assert problem.fatal
    assert told(CALENDAR, sample("**/example.ics").open().read()) == [("2007-05-01", "", "", None)]


def test_blank_lines_below_a_day_are_looked_at_once_each() -> None:
    """It would otherwise take longer than anybody lives: every place where blanks could end, eight lines deep."""
    blanks = ("2026-05-09 x\n" + (" " * 3_000 + "\n") * 14).encode()
    assert JOURNAL.claim(document(blanks)) is None
    assert JOURNAL.claim(document(other_programs.HLEDGER.encode())) is not None
