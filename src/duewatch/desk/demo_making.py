"""How the lives of the demo borrower's accounts are made up: loans, statements and payments of past months."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from duewatch.model.dates import add_months
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, Lent, LoanEvent, Paid
from duewatch.model.money import Fen
from duewatch.servicing.replaying.bills import month_id, statement_before
from duewatch.servicing.schedule import bills

DAY = timedelta(days=1)


def loan(loan_id: str, name: str, terms: Terms, tail: str | None = None) -> Loan:
    """A loan on the platform that its id names."""
    return Loan(id=loan_id, platform_id=loan_id.rpartition("-")[0], name=name, terms=terms, account_tail=tail)


def line(
    loan_id: str,
    name: str,
    due_on: date,
    *,
    statement_days: int,
    limit_fen: Fen,
    tail: str | None = None,
    grace: int = 0,
) -> Loan:
    """A credit line or card with a bill due that day, its statement so many days before."""
    terms = Terms(
        kind=LoanKind.REVOLVING,
        credit_limit_fen=limit_fen,
        due_day=due_on.day,
        statement_day=(due_on - statement_days * DAY).day,
        grace_days=grace,
    )
    return loan(loan_id, name, terms, tail)


def instalment_loan(
    loan_id: str, name: str, due_on: date, *, paid: int, count: int, principal_fen: Fen, rate: str
) -> Loan:
    """Equal instalments with one due that day, after so many others."""
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=principal_fen,
        annual_rate_pct=Decimal(rate),
        instalments=count,
        disbursed_on=add_months(due_on, -paid - 1),
        first_due_on=add_months(due_on, -paid),
        due_day=due_on.day,
    )
    return loan(loan_id, name, terms)


def lent(loan: Loan) -> Lent:
    """The lending that the terms tell of."""
    terms = loan.terms
    if terms.disbursed_on is None or terms.principal_fen is None:
        raise ValueError(f"{loan.id}: nothing tells when and how much was lent")
    return Lent(loan_id=loan.id, on=terms.disbursed_on, amount_fen=terms.principal_fen)


def instalments_paid(loan: Loan, until: date, random: Random, late_share: int = 5) -> Iterator[LoanEvent]:
    """The lending, and every instalment due by the day paid: most on time, some a few days late.

    late_share: percent of instalments that were paid late.
    """
    yield lent(loan)
    for bill in bills(loan.terms):
        if bill.due_on > until or bill.total_fen is None:
            return
        late = random.randrange(100) < late_share
        paid_on = bill.due_on + random.randint(1, 9) * DAY if late else bill.due_on - random.randint(0, 3) * DAY
        yield Paid(loan_id=loan.id, on=min(paid_on, until), amount_fen=bill.total_fen, note="晚了几天" if late else "")


def statements(loan: Loan, before: date, months: int, random: Random, about_fen: Fen) -> Iterator[LoanEvent]:
    """A statement a month up to (not with) the bill due `before`, each paid: in whole, a few days late now and then."""
    for back in range(months, 0, -1):
        due_on = add_months(before, -back, loan.terms.due_day)
        total = max(about_fen * random.randint(40, 160) // 100 + random.randint(-999, 999), 1_000)
        yield statement(loan, due_on, total)
        late = random.randrange(100) < 6
        paid_on = due_on + random.randint(1, 4) * DAY if late else due_on - random.randint(0, 4) * DAY
        yield Paid(loan_id=loan.id, on=paid_on, amount_fen=total, bill_id=month_id(due_on))


def statement(loan: Loan, due_on: date, total_fen: Fen, minimum_fen: Fen | None = None) -> BillIssued:
    """A statement as it came out that month."""
    day = loan.terms.statement_day
    out_on = due_on - 10 * DAY if day is None else statement_before(due_on, day)
    return BillIssued(
        loan_id=loan.id,
        on=out_on,
        bill_id=month_id(due_on),
        due_on=due_on,
        total_fen=total_fen,
        minimum_fen=minimum_fen,
    )
