"""What to do today, the most urgent first, in calm words.

What a court sent outranks everything. Nothing here says that some number of days is safe, and an old debt is never
advised to be paid or talked about before advice was asked: either could start its limitation period anew.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duewatch.desk.names import stage_name
from duewatch.desk.picture import ToDo
from duewatch.model.projection import BillRow, LoanRow
from duewatch.model.text import Money, Name, Text, ntext, text

if TYPE_CHECKING:
    from duewatch.model.projection_view import ProjectionView

MOST = 12
"""Things that are listed by name; a longer list would only weigh on whoever reads it."""
SOON_DAYS = 3
"""From how many days before the due day the account is to be looked at: transfers between banks take a day, and a
weekend may lie between. It orders the list and says nothing about any lender."""
STATEMENT_DAYS = 31
"""No statement comes out longer than a month before its due day."""
OLD_DAYS = 730
"""From here on it is warned of the limitation period (three years, Civil Code art. 188, rule "limitation-188-195"), as
answers about being overdue do: a year early, because the day it runs from is not known here."""
CHASED = ("legal", "outside-agency", "formal-collection", "early-overdue", "grace")
"""Stages in which there is something to do about arrears, the most urgent first."""


def to_do(
    view: "ProjectionView",
    on: date,
    court: Sequence[ToDo] = (),
    promised: Sequence[ToDo] = (),
    contract: Sequence[ToDo] = (),
) -> tuple[ToDo, ...]:
    """At most MOST things: papers from courts, loans before a court, what was promised, other arrears by stage, then
    days of contracts that are near (a rented phone goes back), then bills due soon, then statements without an
    amount."""
    rows = view.loan_rows(sort="stage", descending=True, open_only=True, limit=4 * MOST)
    in_arrears = {row.loan_id for row in rows if row.stage in (*CHASED, "paused")}
    arrears = list(_about_arrears(rows))
    at_court = sum(row.stage == "legal" for row in rows)
    found = [*court, *arrears[:at_court], *promised, *arrears[at_court:], *contract, *_due_soon(view, on)]
    if len(found) < MOST:
        found += _amounts_missing(view, on, in_arrears)
    return tuple(found[:MOST])


def loan_name(row: LoanRow | BillRow) -> Name:
    """What the borrower calls the loan; the platform's name where they gave it none of their own."""
    own = row.loan_name if isinstance(row, BillRow) else row.name
    return Name(row.platform_zh, row.platform_en) if own in {"", row.platform_zh, row.platform_en} else Name(own, own)


def _about_arrears(rows: Sequence[LoanRow]) -> Iterator[ToDo]:
    """Loans that are chased or late. A muted one is left alone, but for what a court sent."""
    chased = [row for row in rows if row.stage in CHASED and (row.stage == "legal" or not row.muted)]
    for row in sorted(chased, key=lambda row: (CHASED.index(row.stage), -row.days_past_due, row.loan_id)):
        yield ToDo(row.loan_id, _standing(row), _advice(row))


def _standing(row: LoanRow) -> Text:
    name, stage = loan_name(row), stage_name(row.stage)
    if not row.days_past_due:
        return text("{loan}: {stage}", loan=name, stage=stage)
    if row.stage == "early-overdue" and row.stage_next is not None and row.stage_next_on is None:
        return ntext(
            "{loan}, {count} day late · {stage}, usually followed by {next} (when is not known)",
            "{loan}, {count} days late · {stage}, usually followed by {next} (when is not known)",
            row.days_past_due,
            loan=name,
            stage=stage,
            next=stage_name(row.stage_next),
        )
    return ntext(
        "{loan}, {count} day late · {stage}",
        "{loan}, {count} days late · {stage}",
        row.days_past_due,
        loan=name,
        stage=stage,
    )


def _advice(row: LoanRow) -> Text:
    if row.stage == "legal":
        return text(
            "Court or arbitration papers come first. Check the case with the court itself or 12368, and keep the "
            "deadlines printed on the papers."
        )
    if row.days_past_due >= OLD_DAYS:
        return text(
            "This debt is old. A payment, a promise or a request for instalments may count as agreeing to pay; ask a "
            "lawyer or 12348 first."
        )
    if row.stage == "outside-agency":
        return text(
            "Ask who calls and for whom, promise nothing. Check what is owed in the app, pay only there, and note the "
            "call."
        )
    if row.stage == "formal-collection":
        return text(
            "You may answer: ask who calls, promise nothing on the phone, note the call. Then check what is owed in "
            "the app and ask for a repayment plan there."
        )
    if row.stage == "grace":
        return text(
            "Check in the app what is owed and whether grace days apply to you. The credit report may count from the "
            "due day all the same."
        )
    return text("Check in the app what is owed. Pay it if you can; if not, ask the platform for a repayment plan.")


def _due_soon(view: "ProjectionView", on: date) -> Iterator[ToDo]:
    for bill in view.bills(since=on, until=on + timedelta(days=SOON_DAYS), limit=4 * MOST):
        if bill.muted or bill.remaining_fen is None:
            continue
        name, amount = loan_name(bill), Money(bill.remaining_fen)
        if bill.due_on == on:
            what = text("{loan} is due today: {amount}", loan=name, amount=amount)
        else:
            what = text("{loan} is due on {on}: {amount}", loan=name, on=f"{bill.due_on:%m-%d}", amount=amount)
        yield ToDo(
            bill.loan_id,
            what,
            text(
                "Check the account before an automatic debit. If the money is not there, talk to the platform before "
                "the due day."
            ),
        )


def _amounts_missing(view: "ProjectionView", on: date, in_arrears: Container[str]) -> Iterator[ToDo]:
    """Bills of which the statement is out, or whose day is near, while nobody has entered the amount. Loans in arrears
    have other things first."""
    for bill in view.bills(since=on, until=on + timedelta(days=STATEMENT_DAYS), limit=8 * MOST):
        if bill.muted or bill.remaining_fen is not None or bill.loan_id in in_arrears:
            continue
        near = bill.due_on <= on + timedelta(days=SOON_DAYS)
        if bill.statement_on is not None and bill.statement_on <= on:
            what = text("{loan}: the statement is out, its amount is to be entered", loan=loan_name(bill))
        elif near:
            what = text("{loan} is due on {on}, its amount is to be entered",
                        loan=loan_name(bill), on=f"{bill.due_on:%m-%d}")  # fmt: skip
        else:
            continue
        yield ToDo(bill.loan_id, what, text("Look it up in the app and enter it, so that the sums here are right."))
