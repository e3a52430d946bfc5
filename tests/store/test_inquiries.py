"""Queries of the credit report are kept, and no longer count once their batch was taken back."""

from datetime import date

from duewatch.model.inquiry import Inquiry
from tests.store.borrower import AT


def test_noted_queries_come_back_by_day(ledger) -> None:
    with ledger.writing("inquiry", "x", AT) as writer:
        writer.add_inquiry(Inquiry(date(2026, 11, 2), "甲银行", "loan-approval"))
        writer.add_inquiry(Inquiry(date(2026, 5, 2), "乙银行", "own"))
    assert [(one.on, one.by, one.reason) for one in ledger.inquiries()] == [
        (date(2026, 5, 2), "乙银行", "own"),
        (date(2026, 11, 2), "甲银行", "loan-approval"),
    ]


def test_a_batch_taken_back_no_longer_counts_and_says_what_it_held(ledger) -> None:
    with ledger.writing("inquiry", "x", AT) as writer:
        writer.add_inquiry(Inquiry(date(2026, 11, 2), "甲银行", "loan-approval"))
    (batch,) = ledger.batches()
    assert (batch.what, batch.events) == ("inquiry", 1)
    with ledger.writing("undo", str(batch.id), AT) as writer:
        removed = writer.undo_batch(batch.id)
    assert removed.events == 1
    assert ledger.inquiries() == ()
