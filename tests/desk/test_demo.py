"""The made-up borrower: every rung, four years, the same each time, whatever the day."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from duewatch.config.schema import Settings
from duewatch.desk.demo import borrower, fill
from duewatch.desk.demo_many import fill_many
from duewatch.desk.desk import Desk
from duewatch.model.loan import LoanKind
from duewatch.model.loan_event import Paid
from tests.desk.conftest import NOW, TODAY

STAGES = {
    "upcoming", "reminder", "due-today", "grace", "early-overdue", "formal-collection", "outside-agency", "legal",
    "paused", "settled",
}  # fmt: skip


def test_there_are_at_least_twelve_loans_and_every_stage_is_taken(demo: Desk) -> None:
    rows = demo.loan_rows(NOW)
    assert len(rows) >= 12
    assert {row.stage for row in rows} == STAGES


def test_the_history_goes_back_four_years_and_has_late_payments_in_it(demo: Desk) -> None:
    accounts = borrower(TODAY)
    first = min(event.on for account in accounts for event in account.events)
    assert first < TODAY - timedelta(days=4 * 365 - 60)
    details = [demo.loan(account.loan.id, NOW) for account in accounts]
    due = {(d.loan.id, line.bill.id): line.bill.due_on for d in details for line in d.bills}
    late = [
        payment
        for d in details
        for payment in d.payments
        for part in payment.allocation
        if part.bill_id and payment.event.on > due[(d.loan.id, part.bill_id)]
    ]
    assert late and len(late) < sum(len(d.payments) for d in details) / 2


def test_every_kind_of_loan_of_this_version_is_there() -> None:
    kinds = {account.loan.terms.kind for account in borrower(TODAY)}
    assert kinds == set(LoanKind) - {LoanKind.UNKNOWN}


def test_the_loan_of_the_design_comes_out_to_the_fen(demo: Desk) -> None:
    detail = demo.loan("xiaohua", NOW)
    assert (detail.row.days_past_due, detail.row.stage) == (21, "early-overdue")
    assert (detail.principal_overdue_fen, detail.interest_overdue_fen) == (70_000, 9_100)
    assert (detail.row.overdue_fen, detail.row.charges_fen) == (79_100, 1_470)
    (charge,) = detail.charges
    assert (charge.base_fen, charge.days, str(charge.daily_pct)) == (70_000, 21, "0.1")


def test_the_credit_line_of_the_design_is_due_in_two_days(demo: Desk) -> None:
    row = demo.loan("huabei", NOW).row
    assert (row.next_due_on, row.next_due_fen, row.stage) == (date(2026, 11, 25), 120_410, "reminder")


def test_it_is_the_same_every_time_and_another_seed_is_another_life() -> None:
    assert borrower(TODAY) == borrower(TODAY)
    assert borrower(TODAY, seed=2) != borrower(TODAY)


def test_nothing_in_it_lies_in_the_future() -> None:
    assert all(event.on <= TODAY for account in borrower(TODAY) for event in account.events)


@pytest.mark.parametrize("day", ["2026-01-31", "2026-02-28", "2026-03-01", "2028-02-29", "2026-12-31"])
def test_on_any_day_every_stage_is_taken_and_nothing_is_overpaid(tmp_path: Path, day: str) -> None:
    now = datetime.fromisoformat(f"{day}T12:00+08:00")
    desk = Desk(Settings(), tmp_path)
    fill(desk, now)
    rows = desk.loan_rows(now)
    assert {row.stage for row in rows} == STAGES
    paid_too_much = [
        (row.loan_id, payment.event)
        for row in rows
        for payment in desk.loan(row.loan_id, now).payments
        for part in payment.allocation
        if part.bill_id is None
    ]
    assert paid_too_much == []
    desk.close()


def test_it_can_be_taken_back_whole(demo: Desk) -> None:
    demo.undo(NOW)
    assert demo.loan_count(NOW) == 0


def test_thousands_of_loans_are_there_at_once_some_of_them_late(desk: Desk) -> None:
    fill_many(desk, 1_000, NOW)
    totals = desk.today(NOW).totals
    assert totals.loans == 1_000
    assert 20 < totals.late_loans < 200
    with_payments = [event for event in desk.session.ledger.events("xiaohua-1") if isinstance(event, Paid)]
    assert desk.loan("xiaohua-1", NOW).loan.terms.instalments == 12
    assert all(event.on <= TODAY for event in with_payments)


def test_a_copied_store_is_read_without_deriving_anything(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "copy")
    desk = Desk(Settings(), tmp_path / "copy")
    desk.today(NOW)
    assert "platforms" not in desk.session.__dict__
    desk.close()
