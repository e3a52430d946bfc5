"""Spending with 花呗 or 白条 is an amount of the coming statement, never a payment."""

from datetime import date
from pathlib import Path

from duewatch.model.loan_event import BillIssued
from duewatch.servicing.replay import replay
from duewatch.servicing.spending import Spending, spending
from tests.builders import alipay, jd
from tests.intake.borrower import NOW, Borrower, states

BOUGHT = {"method": "花呗&红包", "amount": "20.00", "text": "很私密的东西"}


def spent(*days: str, **cells: str) -> bytes:
    return alipay.build([alipay.row(f"2026-11-{day} 10:00:00", **(BOUGHT | cells)) for day in days])


def found(borrower: Borrower, loan_id: str = "huabei-1") -> Spending | None:
    return spending(borrower.ledger.events(loan_id), NOW.date())


def test_it_counts_for_the_coming_statement_and_changes_nothing_that_is_owed(borrower: Borrower) -> None:
    result = borrower.brings(spent("03", "04", "04"))
    assert (states(result), result.files[0].new_payments, result.files[0].repayments_count) == (["new"] * 3, 0, 0)
    assert found(borrower) == Spending(3, 6000, 0, None)
    loan = borrower.ledger.loan("huabei-1")
    assert loan is not None
    standing = replay(loan, borrower.ledger.events("huabei-1"), NOW.date())
    assert (standing.outstanding_fen, standing.payments, standing.bills) == (None, (), ())
    assert borrower.brings(spent("04", "03", "04")).batch_id is None, "another order adds nothing"


def test_once_a_statement_is_known_only_what_came_after_it_counts(borrower: Borrower) -> None:
    bill = BillIssued(
        loan_id="huabei-1", on=date(2026, 11, 5), bill_id="2026-11", due_on=date(2026, 11, 15), total_fen=1
    )
    borrower.has_loan("huabei-1", bill)
    refund = alipay.row("2026-11-07 10:00:00", kind="退款", method="花呗", status="退款成功", amount="5.00")
    borrower.brings(spent("03", "06"), alipay.build([refund]))
    assert found(borrower) == Spending(1, 2000, 500, date(2026, 11, 5))


def test_what_did_not_go_through_does_not_count(borrower: Borrower) -> None:
    for status in ("交易关闭", "等待付款", "已关闭"):
        assert borrower.brings(spent("03", status=status)).rows == ()
    assert borrower.brings(spent("04", method="余额宝")).rows == ()


def test_what_was_bought_is_not_kept(borrower: Borrower, tmp_path: Path) -> None:
    borrower.brings(spent("03"))
    borrower.ledger.close()
    assert "私密".encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_spending_with_baitiao_is_the_same(borrower: Borrower) -> None:
    borrower.brings(jd.build([jd.row(method="京东白条")]))
    assert found(borrower, "jd-baitiao-1") is not None
