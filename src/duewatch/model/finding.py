"""A finding: what a record seems to say about a loan."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from duewatch.model.record import Record
from duewatch.model.text import Text


class FindingKind(StrEnum):
    """What a row or message seems to be."""

    PAYMENT = "payment"
    BILL = "bill"
    """A statement or due reminder: an amount due on a date. Never a payment."""
    LENT = "lent"
    REFUND = "refund"
    """A shop's refund onto a credit line lowers its bill."""
    PURCHASE = "purchase"
    """Spending on a credit line: shows that the line exists and is used, changes no bill."""
    FAILED_PAYMENT = "failed-payment"
    OVERDUE_NOTICE = "overdue-notice"
    NOTICE = "notice"
    """About a loan, but nothing to book."""
    IGNORE = "ignore"
    """An advert, a verification code."""


class Confidence(StrEnum):
    """How far a finding may be trusted: doubtful ones are listed, not committed."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Finding(NamedTuple):
    """One understood record. amount_fen: fen, None if the text gives none. on: day it happened. due_on,
    minimum_fen: for bills. paid_fen: the part that went through of a partly failed payment. bill_month:
    "YYYY-MM" where the text names the bill. due_day: monthly due day, where only that is told.
    why: for the preview, which words led here."""

    kind: FindingKind
    platform_id: str
    record: Record
    amount_fen: int | None
    on: date | None
    confidence: Confidence
    why: Text
    due_on: date | None = None
    minimum_fen: int | None = None
    bill_month: str | None = None
    account_tail: str | None = None
    lender: str | None = None
    due_day: int | None = None
    days_past_due: int | None = None
    remaining_fen: int | None = None
    paid_fen: int | None = None
