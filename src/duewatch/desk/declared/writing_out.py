"""A loan as the [loans.<id>] table that would declare it: for `config export`, and to show what differs."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from duewatch.desk.declared.bills import bill_tables
from duewatch.desk.declared.reading import CLAUSES, PLAIN
from duewatch.model.loan import Loan, Terms
from duewatch.model.loan_event import LoanEvent, ParticularNoted, PartyNamed, PartyRole, Settled
from duewatch.model.money import Fen, format_yuan
from duewatch.model.platform import Particular
from duewatch.servicing.replay import replay
from duewatch.wording import Wording

_AMOUNTS = frozenset({"principal", "instalment", "credit_limit"})
_ROLES = (PartyRole.GUARANTOR, PartyRole.CREDITOR, PartyRole.AGENCY)
_ENGLISH = Wording("en")
"""Clauses are written in English words, which read back the same whatever the language spoken."""


def table_of(
    loan: Loan,
    events: Iterable[LoanEvent] = (),
    particulars: Iterable[Particular] = (),
    today: date | None = None,
) -> dict[str, Any]:
    """The table that declares the loan: only what differs from what is assumed without it, but always the kind.

    particulars: those of its platform, of which the events say what was noted. today: the day for which it is said up
    to when bills are paid; None: it is not said.
    """
    table: dict[str, Any] = {"platform": loan.platform_id, "name": loan.name}
    for key, value in (
        ("lender", loan.lender),
        ("account_tail", loan.account_tail),
        ("debit_account", loan.debit_account),
        ("debit_at", loan.debit_at),
        ("note", loan.note),
    ):
        if value:
            table[key] = value
    if loan.muted:
        table["muted"] = True
    table["kind"] = str(loan.terms.kind)
    table |= terms_table(loan.terms)
    noted = tuple(events)
    if today is not None:
        stood = happened(loan, noted, today)
        table |= stood
        bills = bill_tables(loan, noted, today, stood.get("paid_to"))
        if bills:
            table["bills"] = bills
    kinds = {each.id: each for each in particulars}
    parties = parties_noted(noted)
    if parties:
        table["parties"] = parties
    values = {key: _words(kinds[key], value) for key, value in particulars_noted(noted).items() if key in kinds}
    if values:
        table["particulars"] = values
    return table


def happened(loan: Loan, events: Sequence[LoanEvent], today: date) -> dict[str, date]:
    """Up to which day every bill was paid, and when the loan was settled, as far as they are so."""
    settled = [event.on for event in events if isinstance(event, Settled)]
    if settled:
        return {"settled_on": max(settled)}
    paid_to: date | None = None
    for line in sorted(replay(loan, events, today).bills, key=lambda line: line.bill.due_on):
        if line.state != "paid" or line.bill.due_on > today:
            break
        paid_to = line.bill.due_on
    return {} if paid_to is None else {"paid_to": paid_to}


def parties_noted(events: Iterable[LoanEvent]) -> dict[str, str]:
    """Who is in which role beside the lender, as noted last."""
    latest: dict[str, PartyNamed] = {}
    for event in sorted(events, key=lambda event: (event.on, event.id)):
        if isinstance(event, PartyNamed) and event.role in _ROLES:
            latest[str(event.role)] = event
    return {role: event.name for role, event in latest.items() if event.name}


def particulars_noted(events: Iterable[LoanEvent]) -> dict[str, str]:
    """What was noted last of each particular, as events keep it."""
    latest: dict[str, ParticularNoted] = {}
    for event in sorted(events, key=lambda event: (event.on, event.id)):
        if isinstance(event, ParticularNoted):
            latest[event.key] = event
    return {key: event.value for key, event in latest.items() if event.value}


def terms_table(terms: Terms) -> dict[str, Any]:
    """The terms as keys of the table, but for the kind."""
    usual = Terms(kind=terms.kind)
    table: dict[str, Any] = {}
    for key, field in PLAIN.items():
        value = getattr(terms, field)
        if value != getattr(usual, field):
            table[key] = _yuan(value) if key in _AMOUNTS else _plain(value)
    for key, line in CLAUSES.items():
        words = line.words(terms)
        if words is not None:
            said = _ENGLISH.say(words)
            table[key] = said.split("; ") if line.several else said
    return table


def _plain(value: Any) -> Any:
    """A value as TOML has it. Decimals stay: the writer keeps their digits."""
    return str(value) if isinstance(value, str) else value


def _yuan(fen: Fen) -> Decimal:
    return Decimal(fen).scaleb(-2)


def _words(particular: Particular, stored: str) -> str:
    """What an event keeps as the file says it: amounts in yuan."""
    return format_yuan(int(stored)).replace(",", "") if particular.kind == "amount" and stored.isdigit() else stored
