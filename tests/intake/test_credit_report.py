"""A credit report on its way into the ledger: loans that were not known, queries, and nothing twice."""

from datetime import date

from duewatch.model.loan import LoanKind, Terms
from tests.builders import credit_report
from tests.intake.borrower import Borrower

BRIEF = credit_report.brief()


def test_a_report_adds_the_loans_that_are_not_known_and_asks_where_the_platform_is_not_told(borrower: Borrower) -> None:
    preview = borrower.looks_at(BRIEF)
    assert list(borrower.ledger.loans()) == [] and borrower.ledger.credit_reports() == ()
    result = borrower.brings(BRIEF)
    assert result.rows == preview.rows
    accounts = [row for row in result.rows if "查询" not in row.raw and "审批" not in row.raw and "管理" not in row.raw]
    assert [row.state for row in accounts] == ["not-understood", *["new"] * 3, "doubtful", "new", "new"]
    (report,) = result.files
    assert (report.new_loans, report.new_inquiries, report.doubtful) == (2, 4, 1)
    card, loan = sorted(borrower.ledger.loans(), key=lambda each: each.platform_id)
    assert (card.lender, card.account_tail, card.terms.credit_limit_fen) == (
        "招商银行股份有限公司信用卡中心", "1234", 5400000,
    )  # fmt: skip
    assert (loan.platform_id, loan.lender) == ("shengbei", "怀化邦昇小额贷款有限公司")
    assert (loan.terms.kind, loan.terms.principal_fen, loan.terms.disbursed_on) == (
        LoanKind.UNKNOWN, 800000, date(2026, 2, 6),
    )  # fmt: skip
    assert borrower.ledger.events(loan.id) == ()  # the report checks, it does not book


def test_a_report_adds_nothing_twice_and_a_later_one_knows_its_accounts(borrower: Borrower) -> None:
    borrower.brings(BRIEF)
    again = borrower.brings(BRIEF)
    assert again.batch_id is None and again.files[0].new_loans == again.files[0].new_inquiries == 0
    later = borrower.brings(credit_report.brief(head="报告编号：2026122010111200000099 报告时间：2026-12-20 10:11:12"))
    assert (later.files[0].new_loans, later.files[0].new_inquiries) == (0, 0)
    assert sum(row.state == "known" for row in later.rows) == 7  # two loans, four queries, one sentence
    assert len(borrower.ledger.credit_reports()) == 2


def test_loans_that_are_known_are_matched_and_the_borrowers_word_decides(borrower: Borrower) -> None:
    borrower.has_loan("huabei-1", lender="重庆蚂蚁消费金融有限公司")
    borrower.has_loan("shengbei-1", terms=Terms(kind=LoanKind.UNKNOWN, disbursed_on=date(2026, 2, 6)))
    borrower.has_loan("credit-card-1", lender="招商银行", account_tail="1234")
    result = borrower.brings(BRIEF)
    assert result.files[0].new_loans == 0
    assert {row.loan_id for row in result.rows if row.state == "known"} == {"huabei-1", "shengbei-1", "credit-card-1"}


def test_two_loans_that_fit_are_a_question(borrower: Borrower) -> None:
    borrower.has_loan("huabei-1")
    borrower.has_loan("jiebei-1")
    result = borrower.looks_at(BRIEF)
    (row,) = [row for row in result.rows if row.state == "doubtful"]
    assert "huabei-1" in str(row.why) and "jiebei-1" in str(row.why)


def test_a_doubtful_account_is_taken_when_the_borrower_says_so_and_dropped_ones_stay_out(borrower: Borrower) -> None:
    rows = borrower.looks_at(BRIEF).rows
    (doubtful,) = [row for row in rows if row.state == "doubtful"]
    new = [row for row in rows if row.state == "new" and row.loan_id]
    result = borrower.brings(BRIEF, take=frozenset({doubtful.key}), drop=frozenset(row.key for row in new))
    assert result.files[0].new_loans == 1
    (loan,) = borrower.ledger.loans()
    assert (loan.platform_id, loan.lender) == ("online-loan", "重庆蚂蚁消费金融有限公司")


def test_undoing_takes_report_loans_and_queries_back(borrower: Borrower) -> None:
    result = borrower.brings(BRIEF)
    assert result.batch_id is not None
    borrower.undoes(result.batch_id)
    assert list(borrower.ledger.loans()) == [] and borrower.ledger.inquiries() == ()
    assert borrower.ledger.credit_reports() == () and borrower.ledger.account_links() == {}
    assert borrower.brings(BRIEF).files[0].new_loans == 2


def test_a_stored_report_is_as_it_was_read_and_names_nobody(borrower: Borrower) -> None:
    borrower.brings(credit_report.detailed())
    (stored,) = borrower.ledger.credit_reports()
    assert [len(each.months) for each in stored.accounts] == [20, 2, 0, 0]
    assert stored.accounts[0].specials[0].on == date(2026, 5, 6)
    whole = "\n".join(borrower.ledger.connection().iterdump())
    assert credit_report.NAME not in whole and credit_report.IDENTITY not in whole
