"""A small borrower for the tests of the store, and a derivation that is simple but real."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from duewatch.model.ledger import Removed
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, LoanEvent, Paid
from duewatch.model.projection import BillRow, Derived, LoanRow
from duewatch.store.ledger import SqliteLedger, open_ledger

AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ON = date(2026, 11, 24)
NAMES = {"huabei": ("花呗", "Huabei"), "jiebei": ("借呗", "Jiebei"), "xiaohua": ("小花钱包", "Xiaohua")}


def loan(id_: str = "huabei-1", **given: object) -> Loan:
    fields: dict[str, object] = {
        "platform_id": id_.split("-")[0],
        "name": f"我的 {id_}",
        "terms": Terms(kind=LoanKind.BULLET, principal_fen=100_000, annual_rate_pct=Decimal("14.60")),
        **given,
    }
    return Loan(id=id_, **fields)  # type: ignore[arg-type]


def bill(loan_id: str, due_on: date, total_fen: int | None, bill_id: str = "1", on: date | None = None) -> BillIssued:
    return BillIssued(
        loan_id=loan_id, on=on or due_on - timedelta(days=10), bill_id=bill_id, due_on=due_on, total_fen=total_fen
    )


def paid(loan_id: str, on: date, amount_fen: int) -> Paid:
    return Paid(loan_id=loan_id, on=on, amount_fen=amount_fen)


def derive(loan: Loan, events: Sequence[LoanEvent], on: date) -> Derived:
    """Bills as stated, payments to the oldest first; late from the day after the due day."""
    zh, en = NAMES.get(loan.platform_id, (loan.platform_id, loan.platform_id))
    seen = [event for event in events if event.on <= on]
    stated = {event.bill_id: event for event in seen if isinstance(event, BillIssued)}
    money = sum(event.amount_fen for event in seen if isinstance(event, Paid))
    settled = any(event.kind == "settled" for event in seen)
    bills, late, late_fen, known = [], [], 0, 0
    for one in sorted(stated.values(), key=lambda event: (event.due_on, event.bill_id)):
        used = min(money, one.total_fen or 0)
        money -= used
        remaining = None if one.total_fen is None else one.total_fen - used
        if remaining == 0 or settled:
            continue
        bills.append(
            BillRow(
                *(loan.id, loan.platform_id, zh, en, loan.name, one.bill_id, one.due_on),
                *(one.total_fen, one.minimum_fen, used, remaining, loan.muted),
            )
        )
        known += remaining or 0
        if one.due_on < on:
            late.append(one.due_on)
            late_fen += remaining or 0
    coming = next((one for one in bills if one.due_on >= on), None)
    stage = "settled" if settled else "early-overdue" if late else "upcoming"
    row = LoanRow(
        loan.id, loan.platform_id, zh, en, loan.name, loan.lender, loan.terms.kind.value, known, late_fen, None,
        coming.due_on if coming else None, coming.remaining_fen if coming else None, late[0] if late else None,
        (on - late[0]).days if late else 0, stage, late[0] + timedelta(days=1) if late else None, None, None,
        "1" if late else None, loan.muted,
    )  # fmt: skip
    changes = {event.on for event in events} | {one.due_on + timedelta(days=1) for one in stated.values()}
    return Derived(
        row,
        tuple(each._replace(stage=stage) for each in bills),
        max((day for day in changes if day <= on), default=date.min),
        min((day - timedelta(days=1) for day in changes if day > on), default=None),
    )


def ledger_at(directory: Path, **given: object) -> SqliteLedger:
    return open_ledger(directory / "duewatch.sqlite3", derive, **given)  # type: ignore[arg-type]


def with_loan(ledger: SqliteLedger, id_: str = "huabei-1", *events: LoanEvent, **given: object) -> int:
    """Add a loan in a batch of its own; answers the batch."""
    with ledger.writing("add-loan", id_, AT) as writer:
        writer.add_loan(loan(id_, **given))
        for event in events:
            writer.add_event(event)
        return writer.batch_id


def with_events(ledger: SqliteLedger, *events: LoanEvent, what: str = "pay") -> int:
    with ledger.writing(what, events[0].loan_id, AT) as writer:
        for event in events:
            writer.add_event(event)
        return writer.batch_id


def undo(ledger: SqliteLedger, batch_id: int) -> Removed:
    with ledger.writing("undo", str(batch_id), AT, batch=False) as writer:
        return writer.undo_batch(batch_id)
