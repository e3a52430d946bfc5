"""A PDF statement on its way into the ledger."""

from dataclasses import replace

from tests.builders import archives, card_mail, card_pdf
from tests.intake.borrower import Borrower, document


def test_the_same_statement_by_mail_and_as_pdf_is_one_bill_and_one_payment(borrower: Borrower) -> None:
    borrower.brings(card_mail.statement("bank-cmb"))
    result = borrower.brings(card_pdf.build(card_pdf.CMB))
    assert [(row.state, row.amount_fen) for row in result.rows] == [("known", 120410), ("known", 30000)]
    assert result.batch_id is None or result.files[0].new_payments == 0


def test_a_protected_pdf_needs_its_password(borrower: Borrower) -> None:
    locked = document(card_pdf.build(card_pdf.CMB, password=archives.PASSWORD))
    (report,) = borrower.brings(replace(locked, passwords=(archives.PASSWORD,))).files
    assert (report.reader, report.new_bills, report.new_payments) == ("card-pdf", 1, 1)
