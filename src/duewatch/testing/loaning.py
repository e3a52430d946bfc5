"""Samples of a loan: terms as the contracts have them, bills and payments, and what a ledger makes of them."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from duewatch.host.loading import Registered
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.testing.asking import fields_of
from duewatch.testing.clock import START
from duewatch.testing.ledger import temporary_ledger
from duewatch.testing.place import Plugin

_TERMS = ("statement_day", "due_day", "principal_fen", "instalments", "disbursed_on", "first_due_on")
_KNOWN = ("kind", "lender", "bills", *_TERMS)


def loan(plugin: Plugin, things: Registered, file: Path) -> Any:  # noqa: ARG001 - the ledger asks the plugin itself
    """When such a loan falls due next, and the strip that its credit record may show. The sample is TOML: `kind`,
    terms, `lender`, and `bills`, a list of `{ due_on, total_fen, paid_on }`."""
    told = fields_of(file, _KNOWN)
    try:
        terms = Terms(kind=LoanKind(told["kind"]), **{name: told[name] for name in _TERMS if name in told})
        bills = [(each["due_on"], each["total_fen"], each.get("paid_on")) for each in told.get("bills", [])]
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise InputProblem(text("{sample} is no loan: {why}", sample=file.name, why=str(error))) from None
    with temporary_ledger(plugin) as desk:
        made = desk.add_loan(plugin.id, terms, START, lender=told.get("lender", ""))
        for due_on, total_fen, paid_on in bills:
            desk.enter_bill(made.id, due_on, total_fen, _seen(due_on))
            if paid_on is not None:
                desk.pay(made.id, total_fen, START, on=paid_on)
        row = desk.loan(made.id, START).row
        months = desk.strips(made.id, START, ahead=0).strips[0].months if bills else ()
        return {
            "next_due_on": row.next_due_on.isoformat() if row.next_due_on else None,
            "next_due_fen": row.next_due_fen,
            "stage": row.stage,
            "days_past_due": row.days_past_due,
            "strip": {f"{cell.month:%Y-%m}": cell.code.code for cell in months if cell.code is not None},
        }


def _seen(due_on: date) -> datetime:
    """A bill is entered in the month it falls due, and never later than the sample's day."""
    return min(START, datetime(due_on.year, due_on.month, 1, 12, 0, tzinfo=START.tzinfo))
