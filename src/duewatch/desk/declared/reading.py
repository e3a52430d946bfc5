"""A [loans.<id>] table, whose shape is right, as a loan; what its words mean together is checked here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from duewatch.desk.clause_words.lines import LINES, Line
from duewatch.desk.clause_words.phrases import NotUnderstood
from duewatch.desk.declared.bills import wrong_bill
from duewatch.desk.particular_noting import particular_of, stored_value
from duewatch.desk.platforms import Platforms
from duewatch.desk.writing import can_be
from duewatch.model.clauses import LateBase
from duewatch.model.debit import read_account, read_debit_time
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.schedule import check_terms

PLAIN = {
    "principal": "principal_fen",
    "annual_rate_pct": "annual_rate_pct",
    "instalments": "instalments",
    "disbursed_on": "disbursed_on",
    "first_due_on": "first_due_on",
    "due_day": "due_day",
    "statement_day": "statement_day",
    "instalment": "instalment_fen",
    "credit_limit": "credit_limit_fen",
    "late_daily_pct": "late_daily_pct",
    "late_base": "late_base",
    "grace_days": "grace_days",
}
"""Terms that are plain values: key → field."""
CLAUSES: dict[str, Line] = {line.name.replace("-", "_"): line for line in LINES}
"""Terms that are clauses in words: key → line."""
OWN = ("name", "lender", "account_tail", "debit_account", "debit_at", "note", "muted")
"""Keys beside platform, terms, parties and particulars."""


HAPPENED = ("paid_to", "settled_on")
"""Keys of what happened before the file was written; they become events."""


class TableProblem(Exception):
    """Something is wrong with a table. key: the dotted key it is about, or the table's own name."""

    def __init__(self, key: str, problem: InputProblem) -> None:
        super().__init__(key, problem)
        self.key = key
        self.problem = problem


def loan_of(loan_id: str, table: Mapping[str, Any], platforms: Platforms, today: date) -> Loan:
    """The loan that a table declares. Raises TableProblem naming the key that is wrong."""
    where = f"loans.{loan_id}"
    try:
        platform = platforms.find(table["platform"])
    except InputProblem as problem:
        raise _at(f"{where}.platform", problem) from None
    kind = table.get("kind") or next(iter(platform.loan_kinds), LoanKind.UNKNOWN)
    loan = Loan(
        id=loan_id,
        platform_id=platform.id,
        name=table.get("name") or platform.name.zh,
        terms=_terms(where, LoanKind(kind), table),
        lender=table.get("lender"),
        account_tail=table.get("account_tail"),
        debit_account=_read(where, table, "debit_account", read_account),
        debit_at=_read(where, table, "debit_at", read_debit_time),
        note=table.get("note", ""),
        muted=table.get("muted", False),
    )
    for key in HAPPENED:
        if key in table and table[key] > today:
            raise _at(f"{where}.{key}", InputProblem(
                text("{day} is still to come; today is {today}.", day=table[key], today=today),
                text("Give a day that has passed."),
            ))  # fmt: skip
    wrong = wrong_bill(table, today)
    if wrong is not None:
        raise _at(f"{where}.{wrong[0]}", wrong[1])
    particulars_of(loan, table, platforms, today)
    return loan


def _read(where: str, table: Mapping[str, Any], key: str, read: Callable[[str], str]) -> str | None:
    """A key that is read like an entry; None where the table has none. Raises TableProblem."""
    if key not in table:
        return None
    try:
        return read(table[key])
    except InputProblem as problem:
        raise _at(f"{where}.{key}", problem) from None


def particulars_of(loan: Loan, table: Mapping[str, Any], platforms: Platforms, today: date) -> dict[str, str]:
    """What the table says beyond bills, as events keep it. Raises TableProblem."""
    known = platforms.known(loan.platform_id)
    found: dict[str, str] = {}
    for key, words in table.get("particulars", {}).items():
        try:
            particular = particular_of(known.platform, known.name_for(loan), key)
            found[particular.id] = stored_value(particular, words, today)
        except InputProblem as problem:
            raise _at(f"loans.{loan.id}.particulars.{key}", problem) from None
    return found


def _terms(where: str, kind: LoanKind, table: Mapping[str, Any]) -> Terms:
    plain = {field: table[key] for key, field in PLAIN.items() if key in table}
    if "late_base" in plain:
        plain["late_base"] = LateBase(plain["late_base"])
    terms = Terms(kind=kind, **plain)
    for key, line in CLAUSES.items():
        if key not in table:
            continue
        words = table[key]
        try:
            value = sum(map(line.read, words), ()) if line.several else line.read(words)
        except NotUnderstood as problem:
            raise _at(f"{where}.{key}", InputProblem(
                text("{what}.", what=problem.what), text("Write it like: {example}", example=line.example)
            )) from None  # fmt: skip
        terms = line.put(terms, value)
    try:
        check_terms(terms)
    except InputProblem as problem:
        raise _at(_culprit(where, terms, table), problem) from None
    return terms


def _culprit(where: str, terms: Terms, table: Mapping[str, Any]) -> str:
    """The key that terms cannot be with, found by leaving out one after another; the table where none alone is."""
    blank = Terms(kind=terms.kind)
    for key, line in CLAUSES.items():
        if key in table and can_be(line.clear(terms)):
            return f"{where}.{key}"
    for key, field in reversed(PLAIN.items()):  # of two that do not go together, the more particular one
        without: dict[str, Any] = {field: getattr(blank, field)}
        if key in table and can_be(replace(terms, **without)):
            return f"{where}.{key}"
    return where


def _at(key: str, problem: InputProblem) -> TableProblem:
    """The problem with the key before it."""
    return TableProblem(key, InputProblem(text("{key}: {what}", key=key, what=problem.what), problem.mend))
