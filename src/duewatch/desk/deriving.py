"""What the projection keeps of one loan on a day: replay, stage and credit-report code put together."""

from collections.abc import Sequence
from datetime import date, timedelta

from duewatch.collection.stage import stage_of
from duewatch.credit.report import code_for, next_code
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.money import Fen
from duewatch.model.platform import Ladder
from duewatch.model.projection import BillRow, Derived, LoanRow
from duewatch.model.rulebook import ReportCode
from duewatch.model.text import Literal
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import Standing

DAY = timedelta(days=1)
REPORTING = frozenset({"yes", "depends-on-lender", "partly"})
"""Values of `Platform.reports` with which a month code may show."""


def derive(
    loan: Loan,
    events: Sequence[LoanEvent],
    on: date,
    *,
    ladder: Ladder,
    codes: Sequence[ReportCode],
    platform_name: Literal,
    reports: str,
    applies_to: str = "loan",
    standing: Standing | None = None,
) -> Derived:
    """A loan's rows for the day, and the days for which they hold without a new event.

    ladder: merged with the generic one. reports: `Platform.reports`. applies_to: which kind of account the report's
    codes are for, "loan" or "credit_card". standing: the replay of these events on this day, where the caller has it
    already. Raises InputProblem for impossible terms.
    """
    standing = standing or replay(loan, events, on)
    stage = stage_of(standing, events, ladder, on, grace_days=loan.terms.grace_days)
    codes = codes if reports in REPORTING else ()
    code = code_for(standing.days_past_due, applies_to, codes)
    coming = standing.next_bill
    row = LoanRow(
        loan_id=loan.id,
        platform_id=loan.platform_id,
        platform_zh=platform_name.zh,
        platform_en=platform_name.en,
        name=loan.name,
        lender=loan.lender,
        kind=loan.terms.kind.value,
        outstanding_fen=standing.outstanding_fen,
        overdue_fen=standing.overdue_fen,
        charges_fen=standing.charges_fen,
        next_due_on=None if coming is None else coming.bill.due_on,
        next_due_fen=None if coming is None else _due_together(standing, coming.bill.due_on),
        overdue_since_on=standing.overdue_since_on,
        days_past_due=standing.days_past_due,
        stage=stage.id,
        stage_since_on=stage.since_on,
        stage_next=stage.next_id,
        stage_next_on=stage.next_on,
        report_code=None if code is None else code.code,
        muted=loan.muted,
        declared=bool(loan.declared),
    )
    changes = (standing.next_change_on, stage.next_change_on, _code_change_on(standing, applies_to, codes))
    change_on = min((day for day in changes if day is not None), default=None)
    return Derived(
        row=row,
        bills=_bill_rows(loan, standing, on, platform_name, stage.id),
        valid_from=on,
        valid_until=None if change_on is None else change_on - DAY,
    )


def _due_together(standing: Standing, due_on: date) -> Fen | None:
    """What is to be paid on a day by all bills that fall due on it, as after an acceleration; None where one of them
    is not known."""
    amounts = [line.remaining_fen for line in standing.bills if line.bill.due_on == due_on and line.state != "paid"]
    known = [fen for fen in amounts if fen is not None]
    return sum(known) if len(known) == len(amounts) else None


def _bill_rows(loan: Loan, standing: Standing, on: date, platform_name: Literal, stage: str) -> tuple[BillRow, ...]:
    """Bills that are still to be paid. One of unknown amount whose day has passed is left out: whether it was paid
    is not known, and neither is it called late."""
    return tuple(
        BillRow(
            loan_id=loan.id,
            platform_id=loan.platform_id,
            platform_zh=platform_name.zh,
            platform_en=platform_name.en,
            loan_name=loan.name,
            bill_id=line.bill.id,
            due_on=line.bill.due_on,
            total_fen=line.bill.total_fen,
            minimum_fen=line.bill.minimum_fen,
            paid_fen=line.paid_fen,
            remaining_fen=line.remaining_fen,
            muted=loan.muted,
            statement_on=line.bill.statement_on,
            stage=stage,
        )
        for line in standing.bills
        if line.state == "late" or (line.state in {"open", "unknown"} and line.bill.due_on >= on)
    )


def _code_change_on(standing: Standing, applies_to: str, codes: Sequence[ReportCode]) -> date | None:
    """The first later day on which the days past due alone bring another code."""
    if standing.overdue_since_on is None:
        return None
    following = next_code(standing.days_past_due, applies_to, codes)
    return None if following is None else standing.overdue_since_on + DAY * (following.days_from or 0)
