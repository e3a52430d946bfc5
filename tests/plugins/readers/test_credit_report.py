"""The personal credit report: brief and detailed, of both generations; never a word about the person."""

import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import ReadProblem, Record, ReportedAccount, ReportedInquiry, ReportHead
from duewatch_plugins.readers.card_pdf.reader import READER as CARD_PDF
from duewatch_plugins.readers.credit_report.reader import READER
from tests.builders import archives, card_pdf, credit_report
from tests.plugins.readers.reading import document, problems

BRIEF, DETAILED = credit_report.brief(), credit_report.detailed()


def read(data: bytes, kind: type) -> list:  # type: ignore[type-arg]
    return [thing for thing in READER.read(document(data)) if isinstance(thing, kind)]


def test_a_brief_report_gives_its_head_and_every_account() -> None:
    claim = READER.claim(document(BRIEF))
    assert claim is not None and claim.certain
    (head,) = read(BRIEF, ReportHead)
    assert head == ReportHead("2026112010111200000012", "2026-11-20 10:11:12", "brief", 2, 5)
    found: list[ReportedAccount] = read(BRIEF, ReportedAccount)
    assert [(a.place, a.kind, a.lender, a.state) for a in found] == [
        (1, "card", "招商银行股份有限公司信用卡中心", "open"), (2, "card", "某某银行股份有限公司上海市分行", "closed"),
        (3, "loan", "怀化邦昇小额贷款有限公司", "overdue"), (4, "line", "重庆蚂蚁消费金融有限公司", "open"),
        (5, "loan", "某某消费金融有限公司", "settled"), (6, "duty", "某某银行股份有限公司虹口支行", "open"),
    ]  # fmt: skip
    card, closed, loan, line, settled, duty = found
    assert (card.tail, card.limit_fen, card.balance_fen, card.as_of) == ("1234", 5400000, 2093200, date(2026, 10, 31))
    assert (closed.currency, closed.closed_on) == ("USD", date(2024, 10, 31))
    assert (loan.opened_on, loan.matures_on, loan.amount_fen) == (date(2026, 2, 6), date(2027, 2, 6), 800000)
    assert (loan.balance_fen, loan.overdue_fen, loan.late_months, loan.late_90_months) == (521000, 41000, 3, 1)
    assert (line.limit_fen, line.balance_fen, line.overdue_fen) == (300000, 120000, 0)
    assert line.business == "其他个人消费贷款"
    assert (settled.closed_on, settled.is_over) == (date(2026, 1, 31), True)
    assert (duty.amount_fen, duty.balance_fen) == (5000000, 3000000)


def test_a_brief_report_gives_its_queries() -> None:
    found: list[ReportedInquiry] = read(BRIEF, ReportedInquiry)
    assert [(i.on, i.by, i.reason) for i in found] == [
        (date(2026, 11, 2), "某某消费金融有限公司", "loan-approval"),
        (date(2026, 10, 9), "招商银行股份有限公司信用卡中心", "post-loan"),
        (date(2026, 9, 1), "某某银行股份有限公司", "card-approval"), (date(2026, 11, 20), "本人", "own"),
    ]  # fmt: skip


def test_a_sentence_that_is_not_understood_is_kept_and_other_counts_are_told() -> None:
    (lost,) = [record for record in read(BRIEF, Record) if record.problem]
    assert "这一句的写法没有见过" in lost.raw
    assert problems(READER, BRIEF) == []
    (told,) = problems(READER, credit_report.brief(counts=("3", "--", "3", "--")))
    assert not told.fatal and "6" in str(told.what)


def test_the_wordings_before_2020_are_read_too() -> None:
    old = credit_report.brief(
        sentences=(
            "发生过逾期的贷记卡账户明细如下：",
            "1.2012年7月17日某某银行辽宁省分行发放的贷记卡（人民币账户）。截至2017年11月，信用额度30,000，已使用额度9,951。"
            "最近5年内有1个月处于逾期状态，没有发生过90天以上逾期。",
            "从未逾期过的账户明细如下：",
            "2.2013年10月31日某某银行丹东市分行发放的520,000元（人民币）个人住房贷款，2033年10月31日到期。截至2017年11月，余额4,203。",
        ),
        old=True, counts=("1", "1", "--"),
    )  # fmt: skip
    found: list[ReportedAccount] = read(old, ReportedAccount)
    assert [(a.kind, a.balance_fen, a.late_months, a.late_90_months) for a in found] == [
        ("card", 995100, 1, 0), ("loan", 420300, None, None),
    ]  # fmt: skip


def test_a_card_with_its_month_of_expiry_and_no_day_of_report_is_read() -> None:
    (card,) = read(
        credit_report.brief(
            sentences=(
                "从未逾期过的贷记卡及透支未超过60天的准贷记卡账户明细如下：",
                "1. 2017年03月11日某某银行股份有限公司发放的贷记卡（美元账户，卡片尾号：5244），2027年07月到期，"
                "信用额度折合人民币14,000，已使用额度0。",
            )
        ),
        ReportedAccount,
    )
    assert (card.tail, card.currency, card.matures_on, card.limit_fen, card.balance_fen) == (
        "5244", "USD", date(2027, 7, 31), 1400000, 0,
    )  # fmt: skip


def test_a_detailed_report_gives_accounts_months_and_special_transactions() -> None:
    (head,) = read(DETAILED, ReportHead)
    assert (head.edition, head.generation, head.at) == ("detailed", 2, "2026-11-20 10:11:12")
    assert problems(READER, DETAILED) == []
    found: list[ReportedAccount] = read(DETAILED, ReportedAccount)
    assert [(a.kind, a.lender, a.state, a.grade) for a in found] == [
        ("loan", "怀化邦昇小额贷款有限公司", "overdue", "special_mention"),
        ("line", "重庆蚂蚁消费金融有限公司", "open", "normal"), ("card", "招商银行股份有限公司", "open", None),
        ("card", "某某银行", "closed", None),
    ]  # fmt: skip
    loan, line, card, closed = found
    assert (loan.amount_fen, loan.balance_fen, loan.instalments, loan.instalments_left) == (800000, 521000, 12, 4)
    assert (loan.due_on, loan.due_fen, loan.paid_fen, loan.paid_on) == (
        date(2026, 10, 6), 41000, 0, date(2026, 8, 6),
    )  # fmt: skip
    assert (loan.overdue_terms, loan.overdue_fen, loan.as_of) == (1, 41000, date(2026, 10, 31))
    codes = {each.month: (each.code, each.amount_fen) for each in loan.months}
    assert "".join(code for code, _ in codes.values()) == "NNNNNNNNNNNN12NNN**N"
    assert codes["2026-03"] == ("1", 41000) and codes["2026-04"] == ("2", 82000) and codes["2025-03"] == ("N", 0)
    (special,) = loan.specials
    assert (special.kind, special.on, special.months, special.amount_fen) == ("展期", date(2026, 5, 6), 3, 100000)
    assert [(each.month, each.code) for each in line.months] == [("2026-09", "N"), ("2026-10", "N")]
    assert (card.limit_fen, card.balance_fen) == (5400000, 2093200)
    assert (closed.closed_on, closed.currency) == (date(2024, 10, 31), "USD")
    assert [i.by for i in read(DETAILED, ReportedInquiry)] == [by for _, _, by, _ in credit_report.INQUIRIES]


def test_the_first_generations_24_codes_and_late_months_are_read() -> None:
    (head,) = read(credit_report.first_generation(), ReportHead)
    (account,) = read(credit_report.first_generation(), ReportedAccount)
    assert (head.generation, account.lender, account.amount_fen) == (1, "某某银行股份有限公司", 44500000)
    assert (account.balance_fen, account.instalments_left, account.business) == (40560700, 205, "个人住房贷款")
    codes = {each.month: each.code for each in account.months}
    assert len(codes) == 26 and codes["2018-01"] == "*" and codes["2019-09"] == "N"
    assert (codes["2017-02"], codes["2017-03"]) == ("1", "2")


@pytest.mark.parametrize("data", [BRIEF, DETAILED])
def test_nothing_tells_who_the_person_is(data: bytes) -> None:
    told = repr(list(READER.read(document(data))))
    assert credit_report.NAME not in told and credit_report.IDENTITY not in told and "李四" not in told
    assert "110101199001010099" not in told


def test_a_protected_report_opens_with_its_password() -> None:
    locked = credit_report.brief(password=archives.PASSWORD)
    assert READER.claim(document(locked)) is None  # the reader of card statements says what is wrong with it
    (problem,) = problems(CARD_PDF, locked)
    assert "--password-file" in str(problem.mend)
    opened = replace(document(locked), passwords=("wrong", archives.PASSWORD))
    claim = READER.claim(opened)
    assert claim is not None and claim.certain
    assert list(READER.read(opened)) == list(READER.read(document(BRIEF)))


def test_what_cannot_be_read_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    other = card_pdf.build(
        [(95, 785, "个人信用报告"), (95, 700, "报告编号：2040010110111200000012"), (95, 600, "新版")]
    )
    claim = READER.claim(document(other))
    assert claim is not None
    (problem,) = problems(READER, other)
    assert problem.fatal and "Looked for" in str(problem.what)
    for data in (card_pdf.build([]), BRIEF[:300]):
        (problem,) = problems(READER, data)
        assert problem.fatal and READER.claim(document(data)) is None
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (problem,) = problems(READER, BRIEF)
    assert "duewatch[pdf]" in str(problem.mend)


@given(st.binary(max_size=40), st.integers(0, 6000))
def test_no_bytes_make_it_raise(junk: bytes, place: int) -> None:
    data = BRIEF[:place] + junk + BRIEF[place + len(junk) :]
    READER.claim(document(data))
    assert all(
        isinstance(thing, (Record, ReadProblem, ReportHead, ReportedAccount, ReportedInquiry))
        for thing in READER.read(document(data))
    )
