"""A loan that follows the LPR: its bills are reckoned with the rates that are known, and left open where none is."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from duewatch.desk.desk import Desk
from duewatch.model.clauses import LprTerm, Repricing
from duewatch.model.loan import LoanKind, Terms

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_bills_up_to_the_next_repricing_are_known_and_later_ones_are_not_guessed(desk: Desk) -> None:
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=50_000_000,
        annual_rate_pct=Decimal("3.9"),
        instalments=36,
        disbursed_on=date(2025, 6, 10),
        first_due_on=date(2025, 7, 10),
        repricing=Repricing(term=LprTerm.OVER_FIVE_YEARS, spread_pct=Decimal("0.30"), month=1, day=1),
    )
    loan = desk.add_loan("bank-loan", terms, NOW, name="房贷")
    bills = {line.bill.due_on: line.bill for line in desk.loan(loan.id, NOW).bills}
    assert bills[date(2025, 12, 10)].total_fen != bills[date(2026, 2, 10)].total_fen  # repriced on 1 January 2026
    assert bills[date(2026, 12, 10)].total_fen is not None
    assert bills[date(2027, 2, 10)].total_fen is None  # the rate of 1 January 2027 is not known yet
    assert desk.loan_rows(NOW)[0].next_due_fen is not None
