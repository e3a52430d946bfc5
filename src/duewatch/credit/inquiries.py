"""How many queries of the credit report were made in the last months, and which of them the trade calls hard.

Which reasons are hard and how long a query stays is the rule "inquiry-records"; how many are too many, no rule says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duewatch.model.dates import add_months
from duewatch.model.inquiry import Inquiry
from duewatch.model.rulebook import Rule

RULE = "inquiry-records"
SPANS = (1, 3, 6, 24)
"""Months looked back over, as lenders do."""

_IN_THE_RULE = {
    "loan-approval": "loan_approval",
    "card-approval": "card_approval",
    "guarantee-check": "guarantor_review",
    "post-loan": "post_loan_management",
    "own": "self",
    "dispute": "dispute",
}
"""A reason → how the rule's figures name it."""


@dataclass(frozen=True, slots=True)
class InquiryCount:
    """Queries of the last so many months up to a day; hard: those among them that the trade calls so."""

    months: int
    all: int
    hard: int


def is_hard(reason: str, rule: Rule) -> bool:
    """Whether the trade calls a query for this reason hard."""
    hard = (rule.parameters or {}).get("hard", ())
    return rule.usable and isinstance(hard, (list, tuple)) and _IN_THE_RULE.get(reason) in hard


def stays_until(inquiry: Inquiry, rule: Rule) -> date | None:
    """The day from which on the query need no longer stand on the report; None where the rule does not tell."""
    years = rule.number("retention_years")
    return None if years is None else add_months(inquiry.on, int(years * 12))


def count_inquiries(inquiries: Iterable[Inquiry], rule: Rule, on: date) -> tuple[InquiryCount, ...]:
    """The counts over each of SPANS up to the day."""
    known = [each for each in inquiries if each.on <= on]
    counts = []
    for months in SPANS:
        inside = [each for each in known if each.on > add_months(on, -months)]
        counts.append(InquiryCount(months, len(inside), sum(is_hard(each.reason, rule) for each in inside)))
    return tuple(counts)
