"""A table of the borrower's own on its way into the ledger."""

from tests.builders import own_table
from tests.intake.borrower import Borrower


def test_its_rows_are_what_they_say_they_are(borrower: Borrower) -> None:
    result = borrower.brings(own_table.build())
    (report,) = result.files
    assert (report.reader, report.new_loans, report.new_bills, report.new_payments) == ("own-table", 2, 1, 2)
    assert [(row.state, row.amount_fen) for row in result.rows] == [("new", 26040), ("new", 26040), ("new", 30000)]
    (card,) = borrower.ledger.loans("credit-card")
    assert (card.lender, card.account_tail) == ("招商银行", "1234")
    assert borrower.brings(own_table.build(encoding="gb18030")).batch_id is None, "a second time adds nothing"


def test_a_platform_that_is_not_known_is_listed_and_not_booked(borrower: Borrower) -> None:
    (row,) = borrower.looks_at(own_table.build(rows=["瓜瓜贷,还款,2026-05-01,5.00,,,,,"])).rows
    assert row.state == "not-understood"
    assert "瓜瓜贷" in str(row.why)


def test_a_bill_without_a_due_day_is_doubtful(borrower: Borrower) -> None:
    (row,) = borrower.looks_at(own_table.build(rows=["花呗,账单,2026-05-01,5.00,,,,,"])).rows
    assert row.state == "doubtful"
