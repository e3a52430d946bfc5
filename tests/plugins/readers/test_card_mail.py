"""Statements by mail: day, due day, balance and minimum first, then rows with their direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import ReadProblem, Record
from duewatch_plugins.readers.card_mail.page import Page
from duewatch_plugins.readers.card_mail.reader import READER
from tests.builders import alipay, card_mail, wechat
from tests.plugins.readers.reading import document, problems, records, sample, sums

SUMMARIES = {
    "bank-cmb": ("2026-01-08", "2026-01-26", 120410, "60.21", "1234"),
    "bank-ccb": ("2026-05-14", "2026-06-03", 90000, "45.00", "1234"),
    "bank-icbc": ("2026-05-10", "2026-06-04", 80000, "80.00", "1234"),
    "bank-bocom": ("2026-05-10", "2026-06-04", 81200, "40.60", "1234"),
    "bank-abc": ("2026-05-10", "2026-06-04", 64000, "64.00", "1234"),
    "bank-cmbc": ("2026-05-12", "2026-06-01", 70000, "70.00", "1234"),
    "bank-spdb": ("2026-05-13", "2026-06-02", 53000, "26.50", ""),
}
ROWS = {
    "bank-cmb": [
        ("2025-12-29", "信用卡还款", 30000), ("2025-12-30", "信用卡奖励", 363), ("2026-01-03", "信用卡消费", 102600),
    ],
    "bank-ccb": [
        ("2026-05-01", "信用卡消费", 8800), ("2026-05-04", "信用卡还款", 50000), ("2026-05-05", "信用卡消费", 7210),
    ],
    "bank-icbc": [("2026-05-01", "信用卡消费", 2000), ("2026-05-03", "信用卡还款", 50000)],
    "bank-bocom": [
        ("2026-04-20", "信用卡还款", 30000), ("2026-04-21", "信用卡退款", 990), ("2026-04-22", "信用卡消费", 4985),
    ],
    "bank-abc": [("2026-04-20", "信用卡消费", 2000), ("2026-04-22", "信用卡还款", 30000)],
    "bank-cmbc": [("2026-05-01", "信用卡消费", 6600), ("2026-05-03", "信用卡还款", 40000)],
    "bank-spdb": [],
}  # fmt: skip


def read(data: bytes) -> tuple[Record, list[tuple[str, str, int | None]]]:
    found = records(READER, data)
    rows = [(r.at, r.kind, r.amount_fen) for r in found if r.status == "入账"]
    return found[0], rows


def test_the_sample_page_gives_its_figures() -> None:
    asked = sample("bank-bocom/page.html")
    assert READER.claim(asked) is not None
    summary, *rows = records(READER, asked)
    assert (summary.at, summary.amount_fen) == ("2024-01-31", 666666)
    assert "还款日2024-02-28" in summary.text and "最低还款66.66" in summary.text
    assert sums(rows) == {"in": (68, 762380), "out": (74, 423696)}
    assert (min(r.at for r in rows), max(r.at for r in rows)) == ("2024-01-01", "2024-03-14")
    assert sum(r.kind == "信用卡退款" for r in rows) == 59
    repaid = [r.amount_fen or 0 for r in rows if r.kind == "信用卡还款"]
    assert (len(repaid), sum(repaid)) == (9, 400223)


@pytest.mark.parametrize("bank", card_mail.SENDERS)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_statement_says_when_how_much_and_at_least_what_is_due(bank: str, charset: str) -> None:
    data = card_mail.statement(bank, charset)
    assert READER.claim(document(data)) is not None
    summary, rows = read(data)
    stated, due, balance, minimum, tail = SUMMARIES[bank]
    assert (summary.source, summary.kind, summary.at, summary.amount_fen) == (bank, "信用卡账单", stated, balance)
    assert f"到期还款日{due}" in summary.text
    assert f"最低还款{minimum}元" in summary.text
    assert summary.method.endswith(f"({tail})" if tail else "信用卡")
    assert rows == ROWS[bank]


@pytest.mark.parametrize("bank", ["bank-icbc", "bank-cmbc"])
def test_a_page_attached_deep_in_a_mail_reads_the_same(bank: str) -> None:
    assert read(card_mail.attached(bank)) == read(card_mail.statement(bank))


@pytest.mark.parametrize("bank", card_mail.SENDERS)
def test_a_page_saved_from_the_mail_reads_the_same(bank: str) -> None:
    data = card_mail.SENDERS[bank][2].encode()
    claim = READER.claim(document(data))
    assert claim is not None and claim.why == records(READER, data)[0].counterparty.removesuffix("信用卡")
    assert read(data) == read(card_mail.statement(bank))


def test_dollars_are_a_bill_of_their_own_and_no_yuan() -> None:
    _, dollars, *_ = records(READER, card_mail.statement("bank-bocom"))
    assert (dollars.kind, dollars.amount_fen, "USD 12.50" in dollars.text) == ("信用卡账单（外币）", None, True)


@pytest.mark.parametrize("balance", ["0.00", "-12.30"])
def test_a_credit_balance_is_nothing_to_pay(balance: str) -> None:
    body = card_mail.SPDB.replace("530.00", balance)
    summary = records(READER, card_mail.mail(*card_mail.SENDERS["bank-spdb"][:2], body))[0]
    assert (summary.kind, "到期还款日" in summary.text) == ("信用卡账单（无需还款）", False)


def test_a_due_day_before_the_statements_own_day_is_told_and_not_taken() -> None:
    body = card_mail.SPDB.replace("2026/06/02", "2026/05/01")
    data = card_mail.mail(*card_mail.SENDERS["bank-spdb"][:2], body)
    (warning,) = problems(READER, data)
    assert not warning.fatal and "2026-05-01" in str(warning.what)
    assert "到期还款日" not in records(READER, data)[0].text


def test_adverts_and_daily_digests_of_the_same_sender_are_not_claimed() -> None:
    sender = card_mail.SENDERS["bank-cmb"][0]
    for subject in ("每日信用管家", "【分期优惠】限时费率"):
        assert READER.claim(document(card_mail.mail(sender, subject, card_mail.CMB))) is None
    forged = card_mail.mail("bill@example.com", "招商银行信用卡电子账单", card_mail.CMB)
    assert READER.claim(document(forged)) is None, "the subject alone proves nothing"


def test_a_bill_in_a_pdf_or_on_a_page_that_changed_is_one_sentence() -> None:
    (pdf,) = problems(READER, card_mail.attached("bank-cmb", pdf=True))
    assert pdf.fatal and "PDF" in str(pdf.what)
    changed = card_mail.mail(*card_mail.SENDERS["bank-cmb"][:2], "<html><body>招商银行信用卡账单</body></html>")
    (problem,) = problems(READER, changed)
    assert problem.fatal and "招商银行" in str(problem.what)


def test_other_files_are_not_claimed() -> None:
    for data in (alipay.build([alipay.row()]), wechat.build_xlsx([wechat.row()]), b"<html><body>hi</body></html>", b""):
        assert READER.claim(document(data)) is None
        assert [problem.fatal for problem in problems(READER, data)] == [True]


def test_tags_left_open_and_tables_in_tables_lose_no_cell() -> None:
    page = Page("<table><tr><td>a<td>b<table><tr><td>c<tr><td>d</table><tr><td>e")
    assert sorted(cell for row in page.rows for cell in row if cell) == ["a", "b", "c", "d", "e"]
    assert Page("<table><tr><td>" * 5_000).words == ""


@given(st.binary(max_size=200), st.integers(0, 3000))
def test_no_bytes_make_it_raise(junk: bytes, place: int) -> None:
    for whole in (card_mail.statement("bank-cmb"), card_mail.attached("bank-icbc"), card_mail.ICBC.encode()):
        data = whole[:place] + junk + whole[place:]
        READER.claim(document(data))
        assert all(isinstance(thing, (Record, ReadProblem)) for thing in READER.read(document(data)))
