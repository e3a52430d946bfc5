"""Queries of the credit report: noted by the borrower from the report, listed and counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from duewatch.config.rules import rulebook
from duewatch.credit.inquiries import RULE, InquiryCount, count_inquiries, is_hard, stays_until
from duewatch.desk.session import Session
from duewatch.model.inquiry import REASONS, Inquiry
from duewatch.model.problem import InputProblem
from duewatch.model.rulebook import Rule
from duewatch.model.text import text

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """A query with whether the trade calls it hard, and the day from which on it need no longer be shown."""

    inquiry: Inquiry
    hard: bool
    stays_until: date | None


@dataclass(frozen=True, slots=True)
class InquiryView:
    """All queries that were noted, the latest first, and how many there were in the last months."""

    lines: tuple[InquiryLine, ...]
    counts: tuple[InquiryCount, ...]
    rule: Rule


def inquiries(session: Session, now: datetime) -> InquiryView:
    """What was noted up to now."""
    rule, on = rulebook().rules[RULE], now.date()
    noted = session.ledger.inquiries()
    lines = tuple(InquiryLine(each, is_hard(each.reason, rule), stays_until(each, rule)) for each in reversed(noted))
    return InquiryView(lines, count_inquiries(noted, rule, on), rule)


def note_inquiry(session: Session, by: str, reason: str, now: datetime, *, on: date) -> Inquiry:
    """Note a query. Raises InputProblem for a day to come, a reason that is none, and a name that is empty or too
    long."""
    if on > now.date() + timedelta(days=1):
        raise InputProblem(
            text("{on} is still to come; a query is noted once it stands on the report.", on=on),
            text("Give the day that the report shows."),
        )
    if reason not in REASONS:
        raise InputProblem(
            text("“{reason}” is no reason for a query.", reason=reason),
            text("One of: {reasons}", reasons=", ".join(REASONS)),
        )
    name = " ".join(by.split())
    if not name or len(name) > _LONGEST_NAME:
        raise InputProblem(
            text("Who made the query is empty or longer than {count} characters.", count=_LONGEST_NAME),
            text("Write it as the report does."),
        )
    with session.ledger.writing("inquiry", name, now) as writer:
        inquiry = Inquiry(on, name, reason)
        inquiry_id = writer.add_inquiry(inquiry)
        return Inquiry(on, name, reason, inquiry_id, writer.batch_id)
