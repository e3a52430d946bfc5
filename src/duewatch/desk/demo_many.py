"""Thousands of made-up loans at once, for measuring and for tests: plain lives, varied by number alone."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from duewatch.desk.desk import Desk
from duewatch.model.dates import add_months
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, LoanEvent, Paid
from duewatch.servicing.replaying.bills import month_id
from duewatch.servicing.schedule import bills

PLATFORMS = (
    ("xiaohua", "小花钱包"),
    ("huabei", "花呗"),
    ("jiebei", "借呗"),
    ("jd-baitiao", "京东白条"),
    ("credit-card", "信用卡"),
)
LATE_ONE_IN = 20
"""One loan in so many has its latest bill unpaid."""
DAY = timedelta(days=1)


def fill_many(desk: Desk, count: int, now: datetime) -> None:
    """Put that many loans into a store, in one transaction."""
    today = now.date()
    with desk.session.ledger.writing("demo", str(count), now) as writer:
        for number in range(count):
            loan, events = _one(number, today)
            writer.add_loan(loan)
            for event in events:
                writer.add_event(event)


def _one(number: int, today: date) -> tuple[Loan, Iterator[LoanEvent]]:
    platform_id, name = PLATFORMS[number % len(PLATFORMS)]
    if number % 2:
        terms = Terms(kind=LoanKind.REVOLVING, due_day=number % 28 + 1, statement_day=(number + 18) % 28 + 1)
    else:
        first_due_on = add_months(today, -(number % 11)) + DAY * (number % 28)
        terms = Terms(
            kind=LoanKind.EQUAL_INSTALMENT,
            principal_fen=100_000 * (number % 50 + 1),
            annual_rate_pct=Decimal(number % 24),
            instalments=12,
            disbursed_on=first_due_on - 31 * DAY,
            first_due_on=first_due_on,
        )
    loan = Loan(id=f"{platform_id}-{number + 1}", platform_id=platform_id, name=f"{name} {number + 1}", terms=terms)
    return loan, _life(loan, number, today)


def _life(loan: Loan, number: int, today: date) -> Iterator[LoanEvent]:
    """Bills and payments up to the day; the last due one is left open now and then."""
    late = number % LATE_ONE_IN == 0
    if loan.terms.kind is LoanKind.REVOLVING:
        due_on = add_months(today, 0, loan.terms.due_day)
        total = 1_000 * (number % 300 + 5)
        yield BillIssued(
            loan_id=loan.id, on=due_on - 12 * DAY, bill_id=month_id(due_on), due_on=due_on, total_fen=total
        )
        if due_on <= today and number % LATE_ONE_IN != 1:
            yield Paid(loan_id=loan.id, on=due_on, amount_fen=total, bill_id=month_id(due_on))
        return
    due = [bill for bill in bills(loan.terms) if bill.due_on < today]
    for bill in due[:-1] if late else due:
        if bill.total_fen is not None:
            yield Paid(loan_id=loan.id, on=bill.due_on, amount_fen=bill.total_fen)
