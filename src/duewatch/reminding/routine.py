"""What comes round by itself and is no bill: the day a rate is set anew, the free query of the credit report."""

from collections.abc import Iterator
from datetime import date, timedelta

from duewatch.config.schema import ReminderPolicy
from duewatch.model.dates import on_day
from duewatch.model.ledger import LedgerReader
from duewatch.model.projection_view import ProjectionView
from duewatch.model.text import Literal
from duewatch.reminding.hours import DAY
from duewatch.reminding.occasions import REPORT, REPRICING, Occasion, about_loan
from duewatch.servicing.plans.rates import repricing_days

AHEAD = timedelta(days=62)
"""How far ahead a day is looked for: beyond the agenda's thirty days and the longest lead."""
OPEN = timedelta(days=30)
"""How long the query is still worth bringing to mind after its day, for a machine that was off."""
RECENT = timedelta(days=90)
"""The borrower looked so lately that there is nothing to bring to mind."""
REPORT_NAME = Literal("个人信用报告", "Credit report")


def repricings(ledger: LedgerReader, view: ProjectionView, on: date) -> Iterator[Occasion]:
    """The next day on which the rate of an open loan is set anew by the LPR."""
    for loan_id in ledger.loans_repriced():
        loan, row = ledger.loan(loan_id), view.loan_row(loan_id)
        if loan is None or loan.terms.repricing is None or row is None or row.stage == "settled":
            continue
        start = loan.terms.disbursed_on or on - DAY
        days = repricing_days(loan.terms.repricing, start, on + AHEAD)
        coming = next((day for day in days if day >= on), None)
        if coming is not None:
            label = Literal("利率重新定价", "The rate is set anew")
            yield about_loan("repricing", REPRICING, loan_id, label, view, coming)._replace(label=label)


def report_queries(ledger: LedgerReader, policy: ReminderPolicy, on: date) -> Iterator[Occasion]:
    """The days of the year on which a free query is brought to mind, unless the borrower looked shortly before."""
    looked = max((each.on for each in ledger.inquiries() if each.reason == "own"), default=None)
    if looked is not None and on - looked < RECENT:
        return
    for words in policy.report_days:
        month, day = (int(part) for part in words.split("-"))
        for year in (on.year - 1, on.year, on.year + 1):
            wanted = on_day(year, month, day)
            if on - OPEN <= wanted <= on + AHEAD:
                yield Occasion(f"report-{wanted}", REPORT, "", "", REPORT_NAME, "", wanted, False, REPORT_NAME)
