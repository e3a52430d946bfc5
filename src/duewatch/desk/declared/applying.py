"""Bringing the store to what the config file declares: one transaction, nothing entered by hand is overwritten.

A loan belongs to the file from when it was applied out of it (`Loan.declared`) until the file has it no more. Then it
stays in the store with everything noted on it, and is edited in the program like any other.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from duewatch.collection.parties import lenders_named
from duewatch.desk.changing import change_loan, lent_by
from duewatch.desk.declared.bills import Figures, figures_of, note_bills, noted_bills
from duewatch.desk.declared.last_applied import DIGEST, SOURCE, digest, kept, source_name
from duewatch.desk.declared.reading import HAPPENED, TableProblem, loan_of, particulars_of
from duewatch.desk.declared.result import Applied, Change, Line
from duewatch.desk.declared.writing_out import happened, particulars_noted, parties_noted, table_of
from duewatch.desk.session import Session
from duewatch.model.ledger import LedgerWriter
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent, Paid, ParticularNoted, PartyNamed, PartyRole, Settled
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.replay import replay


def apply(session: Session, now: datetime, *, adopt: Collection[str] = (), commit: bool = True) -> Applied:
    """Add, change and let go of loans as the file declares them. adopt: ids of loans entered by hand that the file is
    to take over, with its own terms. commit False: look only; it is the same transaction, discarded.

    Where anything cannot be, nothing is written: `Applied.problems` says what.
    """
    run = _Run(session, now, adopt)
    with session.ledger.writing("apply", source_name(session.settings), now) as writer:
        changes = [*run.declared(writer), *run.released(writer)]
        problems = tuple(run.problems)
        if problems or not commit:
            writer.discard()
        else:
            writer.set_setting(DIGEST, digest(session.settings))
            writer.set_setting(SOURCE, str(session.settings.source or ""))
        wrote = any(change.state != "same" for change in changes) and commit and not problems
        return Applied(writer.batch_id if wrote else None, tuple(changes), problems)


class _Run:
    """One comparison of file and store; what it finds it writes."""

    def __init__(self, session: Session, now: datetime, adopt: Collection[str]) -> None:
        self.session = session
        self.tables = session.settings.loans
        self.today = now.date()
        self.adopt = frozenset(self.tables) if "all" in adopt else frozenset(adopt)
        self.problems: list[tuple[str, InputProblem]] = []
        for loan_id in sorted(self.adopt - self.tables.keys()):
            what = text("The file declares no loan “{loan}” that could take one over.", loan=loan_id)
            self.problems.append(
                ("loans", InputProblem(what, text("Write a table [loans.{loan}] first.", loan=loan_id)))
            )

    def declared(self, writer: LedgerWriter) -> Iterator[Change]:
        """Every loan of the file."""
        for loan_id, table in self.tables.items():
            try:
                loan = loan_of(loan_id, table, self.session.platforms, self.today)
                loan = replace(loan, declared=kept(table))
                stored = writer.loan(loan_id)
                if stored is None:
                    yield self._add(writer, loan, table)
                else:
                    yield self._change(writer, stored, loan, table)
            except TableProblem as wrong:
                self.problems.append((wrong.key, wrong.problem))

    def released(self, writer: LedgerWriter) -> Iterator[Change]:
        """Loans that the file has no more: they stay, and are edited in the program from now on."""
        for loan in writer.loans():
            if loan.declared and loan.id not in self.tables:
                writer.change_loan(replace(loan, declared=""))
                yield Change(loan.id, loan.name, "gone", events=len(writer.events(loan.id)))

    def _add(self, writer: LedgerWriter, loan: Loan, table: Mapping[str, Any]) -> Change:
        writer.add_loan(loan)
        lent = lent_by(loan)
        if lent is not None:
            writer.add_event(lent)
        self._note(writer, loan, _Said({}, {}, {}, {}), self._said(loan, table))
        after = self._row(loan, writer.events(loan.id))
        return Change(loan.id, loan.name, "new", _lines({}, self._table(writer, loan)), after=after)

    def _change(self, writer: LedgerWriter, stored: Loan, loan: Loan, table: Mapping[str, Any]) -> Change:
        where, by_hand = f"loans.{loan.id}", not stored.declared
        if loan.platform_id != stored.platform_id:
            raise TableProblem(f"{where}.platform", InputProblem(
                text("{key}: this loan is one of {platform} in the store; another platform is another loan.",
                     key=f"{where}.platform", platform=stored.platform_id),
                text("Give the new one an id of its own."),
            ))  # fmt: skip
        events = writer.events(loan.id)
        # What happened since outranks the file: reminders muted in the program, a lender named with its day.
        loan = replace(loan, muted=stored.muted, lender=stored.lender if lenders_named(events) else loan.lender)
        said = self._said(loan, table)
        noted = _Said(
            parties_noted(events),
            particulars_noted(events),
            {key: str(day) for key, day in happened(self.session.with_lpr(stored), events, self.today).items()},
            noted_bills(self.session.with_lpr(stored), events, self.today, said.bills),
        )
        former = noted if by_hand else self._said(stored, json.loads(stored.declared))
        unchanged = replace(loan, declared=stored.declared) == stored and said == former
        if unchanged and not by_hand:
            return Change(loan.id, loan.name, "same")
        if by_hand and not unchanged and loan.id not in self.adopt:
            raise TableProblem(where, InputProblem(
                text("{key}: there is a loan of this id that was entered in the program; it is left as it is.",
                     key=where),
                text("Choose another id, or let the file take it over: duewatch apply --adopt {loan}", loan=loan.id),
            ))  # fmt: skip
        before, before_table = self._row(stored, events), self._table(writer, stored)
        change_loan(writer, stored, loan, self.today)
        self._note(writer, loan, former, said)
        lines = _lines(before_table, self._table(writer, loan))
        after = self._row(loan, writer.events(loan.id))
        payments = sum(isinstance(event, Paid) for event in events)
        state = "adopted" if by_hand else "changed"
        return Change(loan.id, loan.name, state, lines, payments, len(events), before, after)

    def _said(self, loan: Loan, table: Mapping[str, Any]) -> "_Said":
        happened = {key: str(table[key]) for key in HAPPENED if key in table}
        particulars = particulars_of(loan, table, self.session.platforms, self.today)
        return _Said(dict(table.get("parties", {})), particulars, happened, figures_of(table))

    def _note(self, writer: LedgerWriter, loan: Loan, former: "_Said", said: "_Said") -> None:
        """Parties and particulars that the file says otherwise than when it was last applied; what was noted in the
        program meanwhile stays."""
        begun_on = min(loan.terms.disbursed_on or self.today, self.today)
        for role, name in _differing(former.parties, said.parties):
            on = self.today if former.parties else begun_on
            writer.add_event(PartyNamed(loan_id=loan.id, on=on, role=PartyRole(role), name=name))
        for key, value in _differing(former.particulars, said.particulars):
            writer.add_event(ParticularNoted(loan_id=loan.id, on=self.today, key=key, value=value))
        note_bills(writer, self.session.with_lpr(loan), former.bills, said.bills, self.today)
        for key, day in _differing(former.happened, said.happened):
            if day:
                self._happened(writer, loan, key, date.fromisoformat(day))

    def _happened(self, writer: LedgerWriter, loan: Loan, key: str, day: date) -> None:
        """Payments of what is unpaid of the bills up to the day, each on its due day; or that the loan is settled."""
        events = writer.events(loan.id)
        if key == "settled_on":
            if not any(isinstance(event, Settled) for event in events):
                writer.add_event(Settled(loan_id=loan.id, on=day))
            return
        for line in replay(self.session.with_lpr(loan), events, self.today).bills:
            if line.bill.due_on <= day and line.remaining_fen:
                writer.add_event(Paid(
                    loan_id=loan.id, on=line.bill.due_on, amount_fen=line.remaining_fen, bill_id=line.bill.id
                ))  # fmt: skip

    def _table(self, writer: LedgerWriter, loan: Loan) -> dict[str, Any]:
        platform = self.session.platforms.known(loan.platform_id).platform
        return table_of(
            self.session.with_lpr(loan),
            writer.events(loan.id),
            () if platform is None else platform.particulars,
            self.today,
        )

    def _row(self, loan: Loan, events: tuple[LoanEvent, ...]) -> Any:
        return self.session.platforms.derive(self.session.with_lpr(loan), events, self.today).row


class _Said(NamedTuple):
    """What is said of a loan beyond its terms: role → name, particular → value as events keep it, what happened →
    day, due day → bill."""

    parties: dict[str, str]
    particulars: dict[str, str]
    happened: dict[str, str]
    bills: dict[date, Figures]


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is said otherwise now; empty: no more."""
    for key in dict.fromkeys((*after, *before)):
        if before.get(key, "") != after.get(key, ""):
            yield key, after.get(key, "")


def _lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Line, ...]:
    """What differs between two tables, key by key; what is noted in the program is not the file's."""
    old, new = dict(_flat(before)), dict(_flat(after))
    return tuple(
        Line(key, old.get(key), new.get(key))
        for key in [*new, *(each for each in old if each not in new)]
        if old.get(key) != new.get(key) and not _is_programs(key)
    )


def _is_programs(key: str) -> bool:
    """What is noted in the program, where it is another matter how the terms spread it over bills."""
    return key == "muted" or (key.startswith("bills.") and key.endswith((".paid", ".paid_on", ".payments")))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        elif key == "bills":
            for bill in value:
                rest = {name: each for name, each in bill.items() if name != "due"}
                yield from _flat(rest, f"{prefix}{key}.{bill['due']}.")
        else:
            yield prefix + key, value
