"""A borrower with loans and a mailbox, for reminders."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from duewatch.config.schema import ChannelSettings, ReminderPolicy, Settings
from duewatch.desk.deriving import derive
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, LoanEvent
from duewatch.model.platform import Ladder
from duewatch.model.projection import Derived
from duewatch.model.reminder import Discretion
from duewatch.model.text import Literal
from duewatch.store.ledger import SqliteLedger, open_ledger
from duewatch.store.schema import PATIENCE_MS

ZONE = ZoneInfo("Asia/Shanghai")
NAMES = {"huabei": Literal("花呗", "Huabei"), "xiaohua": Literal("小花钱包", "Xiaohua Wallet")}
DUE = date(2026, 11, 25)


def at(text: str) -> datetime:
    """A moment in the borrower's zone: "2026-11-23 12:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def _derive(loan: Loan, events: Sequence[LoanEvent], on: date) -> Derived:
    return derive(
        loan, events, on, ladder=Ladder(loan.platform_id, ()), codes=(),
        platform_name=NAMES[loan.platform_id], reports="yes",
    )  # fmt: skip


def ledger_at(folder: Path, *, patience_ms: int = PATIENCE_MS) -> SqliteLedger:
    return open_ledger(folder / "duewatch.db", _derive, patience_ms=patience_ms)


def add_loan(ledger: SqliteLedger, loan_id: str = "huabei-1", *, name: str = "", terms: Terms | None = None) -> None:
    terms = terms or Terms(kind=LoanKind.REVOLVING)
    with ledger.writing("add-loan", loan_id, at("2026-10-01 12:00")) as writer:
        writer.add_loan(Loan(id=loan_id, platform_id=loan_id.rpartition("-")[0], name=name, terms=terms))


def add_bill(
    ledger: SqliteLedger, loan_id: str = "huabei-1", *, due_on: date = DUE, total_fen: int | None = 120_410
) -> None:
    bill = BillIssued(
        loan_id=loan_id, on=date(2026, 10, 2), bill_id=f"{due_on:%Y-%m}", due_on=due_on, total_fen=total_fen
    )
    add_event(ledger, bill)


def add_event(ledger: SqliteLedger, event: LoanEvent) -> None:
    with ledger.writing("pay", event.loan_id, at("2026-11-01 12:00")) as writer:
        writer.add_event(event)


def mailing(port: int, **changes: object) -> Settings:
    """Settings with one e-mail channel to a server of this machine, everything said."""
    options = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "duewatch@example.org",
        "to": ["borrower@example.org"],
    }
    given: dict[str, object] = {"name": "mail", "plugin": "email", "discretion": Discretion.FULL, "language": "zh"}
    policy = changes.pop("policy", ReminderPolicy())
    assert isinstance(policy, ReminderPolicy)
    channel = ChannelSettings(**{**given, "options": options, **changes})  # type: ignore[arg-type]
    return Settings(channels=(channel,), reminders=policy)
