"""Rows of shops and banks on their way into the ledger."""

import pytest

from tests.builders import banks, card_mail, jd, meituan
from tests.intake.borrower import Borrower, sample


def states(borrower: Borrower, *files: object) -> list[tuple[str, str | None, int | None]]:
    return [(row.state, row.loan_id, row.amount_fen) for row in borrower.looks_at(*files).rows]  # type: ignore[arg-type]


def test_a_repayment_of_baitiao_in_the_shops_own_export_is_a_payment(borrower: Borrower) -> None:
    assert states(borrower, jd.build([jd.row(), jd.baitiao()])) == [("new", "jd-baitiao-1", 8820)]


def test_a_repayment_of_yuefu_is_a_payment_and_spending_on_it_is_for_the_coming_statement(borrower: Borrower) -> None:
    rows = states(borrower, meituan.build([meituan.row(), meituan.repaid()]))
    assert rows == [("new", "meituan-yuefu-1", 2117), ("new", "meituan-yuefu-1", 4812)]
    assert borrower.brings(meituan.build([meituan.row(), meituan.repaid()])).files[0].new_payments == 1


def test_a_repayment_in_a_card_statement_is_a_payment_of_the_card_of_that_bank(borrower: Borrower) -> None:
    borrower.has_loan("credit-card-1", platform_id="credit-card", lender="工商银行", account_tail="5678")
    borrower.has_loan("credit-card-2", platform_id="credit-card", lender="招商银行", account_tail="1234")
    assert states(borrower, banks.icbc_card()) == [("new", "credit-card-1", 462101)]
    assert states(borrower, banks.cmb_card()) == [("new", "credit-card-2", 123)], "neither spending nor a reward"


def test_what_a_bank_list_leaves_open_is_listed_and_not_booked(borrower: Borrower) -> None:
    assert states(borrower, banks.boc()) == [("doubtful", "credit-card-1", 36119)]
    assert states(borrower, banks.icbc_debit()) == [("doubtful", "credit-card-1", 123456)]
    assert states(borrower, banks.abc()) == [("doubtful", "bank-loan-1", 234589)]
    assert states(borrower, banks.bocom_debit()) == [("doubtful", "jd-baitiao-1", 8140)]


def test_the_same_repayment_in_the_shop_and_at_the_bank_is_not_booked_twice(borrower: Borrower) -> None:
    borrower.brings(jd.build([jd.baitiao("2031-05-11 11:22:30", "81.40")]))
    (row,) = borrower.looks_at(banks.bocom_debit()).rows
    assert row.state == "doubtful"


@pytest.mark.parametrize(
    ("pattern", "count", "sum_fen"),
    [
        ("jd/*", 0, 0), ("meituan/*", 1, 4812), ("bank-abc/*", 1, 1234589), ("bank-bocom/*bocm*", 1, 8140),
        ("bank-bocom/*credit*", 2, 68010), ("bank-cmb/*.csv", 3, 37690), ("bank-icbc/*credit*", 1, 462101),
        ("bank-icbc/*debit*", 1, 123456), ("bank-ccb/*.xls", 0, 0),
    ],
)  # fmt: skip
def test_the_samples_repay_what_they_repay(borrower: Borrower, pattern: str, count: int, sum_fen: int) -> None:
    (report,) = borrower.looks_at(sample(pattern)).files
    assert (report.repayments_count, report.repayments_fen) == (count, sum_fen)


def test_a_card_repayment_at_another_bank_is_kept_and_listed(borrower: Borrower) -> None:
    unclear = [row for row in borrower.looks_at(sample("bank-icbc/*debit*")).rows if row.state == "not-understood"]
    assert [row.amount_fen for row in unclear] == [123456]


def test_importing_a_bank_list_twice_adds_nothing(borrower: Borrower) -> None:
    borrower.brings(banks.cmb_card(), banks.icbc_card())
    assert borrower.brings(banks.icbc_card(), banks.cmb_card()).batch_id is None


def test_a_statement_by_mail_is_the_bill_of_the_card_and_its_repayments_are_payments(borrower: Borrower) -> None:
    result = borrower.brings(card_mail.statement("bank-ccb"))
    assert [(row.state, row.loan_id, row.amount_fen) for row in result.rows] == [
        ("new", "credit-card-1", 90000),
        ("new", "credit-card-1", 50000),
    ]
    (report,) = result.files
    assert (report.reader, report.new_loans, report.new_bills, report.new_payments) == ("card-mail", 1, 1, 1)
    assert borrower.brings(card_mail.statement("bank-ccb", "gb18030")).batch_id is None


def test_a_statement_with_another_minimum_changes_the_bill(borrower: Borrower) -> None:
    borrower.brings(card_mail.statement("bank-spdb"))
    again = card_mail.mail(*card_mail.SENDERS["bank-spdb"][:2], card_mail.SPDB.replace("26.50", "53.00"))
    (row,) = borrower.brings(again).rows
    assert (row.state, row.amount_fen) == ("changed", 53000)


def test_nothing_to_pay_and_dollars_book_nothing(borrower: Borrower) -> None:
    nothing = card_mail.mail(*card_mail.SENDERS["bank-spdb"][:2], card_mail.SPDB.replace("530.00", "0.00"))
    (report,) = borrower.brings(nothing).files
    assert (report.new_loans, report.new_bills) == (0, 0)
    (report,) = borrower.brings(card_mail.statement("bank-bocom")).files
    assert (report.new_bills, report.new_payments) == (1, 1)
