"""Bills of a declared loan: what a statement said, and what was paid on it before the file was written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from duewatch.desk.writing import EARLIEST, FURTHEST, bill_id_for
from duewatch.model.ledger import LedgerWriter
from duewatch.model.loan import Loan
from duewatch.model.loan_event import BillIssued, LoanEvent, Paid
from duewatch.model.money import Fen, parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, text
from duewatch.servicing.replay import replay

AMOUNTS = ("total", "principal", "interest", "fee", "minimum")
"""Keys of a bill's figures; the fields of the event are the same with _fen."""


class Figures(NamedTuple):
    """One bill. on: the day the statement was out; None: not said. stated: figures of AMOUNTS, fen. paid: what was paid
    of it, fen. paid_on: the day on which; None: not said. payments: the same one by one, where it was paid at several
    times."""

    on: date | None
    stated: tuple[tuple[str, Fen], ...]
    paid: Fen
    paid_on: date | None = None
    payments: tuple[tuple[date, Fen], ...] = ()


def figures_of(table: Mapping[str, Any]) -> dict[date, Figures]:
    """The bills of a loan's table by due day; days are texts where the table was kept by the store."""
    found: dict[date, Figures] = {}
    for bill in table.get("bills", ()):
        stated = tuple((key, bill[key]) for key in AMOUNTS if key in bill)
        on = _day(bill["on"]) if "on" in bill else None
        payments = tuple(payment_of(line) for line in bill.get("payments", ()))
        paid = sum(fen for _, fen in payments) or bill.get("paid", 0)
        paid_on = _day(bill["paid_on"]) if "paid_on" in bill else None
        found[_day(bill["due"])] = Figures(on, stated, paid, paid_on, payments)
    return found


def payment_of(line: str) -> tuple[date, Fen]:
    """A payment as a line of the file: its day and its sum in yuan. Raises ValueError."""
    day, amount = line.split()
    return date.fromisoformat(day), parse_yuan(amount)


def wrong_bill(table: Mapping[str, Any], today: date) -> tuple[str, InputProblem] | None:
    """The first bill that cannot be: its key below the loan's, and why."""
    seen: set[date] = set()
    for number, bill in enumerate(table.get("bills", ()), 1):
        due, total = bill["due"], bill.get("total")
        if not EARLIEST <= due <= today + FURTHEST:
            return f"bills[{number}].due", InputProblem(
                text("The due day {on} cannot be.", on=due), text("Check the year.")
            )
        if due in seen:
            return f"bills[{number}].due", InputProblem(
                text("Two bills are due on {on}.", on=due), text("Write them as one, or correct a day.")
            )
        for key in ("on", "paid_on"):
            if bill.get(key, today) > today:
                return f"bills[{number}].{key}", InputProblem(
                    text("{day} is still to come; today is {today}.", day=bill[key], today=today),
                    text("Give a day that has passed."),
                )
        wrong = _wrong_payments(bill, today)
        if wrong is not None:
            return f"bills[{number}].payments", wrong
        paid = sum(fen for _, fen in map(payment_of, bill.get("payments", ())))
        if total is not None and paid > total:
            return f"bills[{number}].payments", InputProblem(
                text("{amount} is more than the bill {total}.", amount=Money(paid), total=Money(total)),
                text("Check both in the app."),
            )
        for key in ("minimum", "paid"):
            if total is not None and bill.get(key, 0) > total:
                return f"bills[{number}].{key}", InputProblem(
                    text("{amount} is more than the bill {total}.", amount=Money(bill[key]), total=Money(total)),
                    text("Check both in the app."),
                )
        seen.add(due)
    return None


def _wrong_payments(bill: Mapping[str, Any], today: date) -> InputProblem | None:
    """Why the payments of a bill cannot be."""
    lines = bill.get("payments", ())
    if lines and ("paid" in bill or "paid_on" in bill):
        return InputProblem(
            text("What was paid stands twice: once in all and once by payment."), text("Keep one of the two.")
        )
    for line in lines:
        try:
            day, fen = payment_of(line)
        except ValueError:
            day, fen = today, 0
        if fen <= 0:
            return InputProblem(
                text("“{line}” is no payment.", line=line), text("Write its day and its sum, such as 2026-10-10 50.00.")
            )
        if day > today:
            return InputProblem(
                text("{day} is still to come; today is {today}.", day=day, today=today),
                text("Give a day that has passed."),
            )
    return None


def bill_tables(loan: Loan, events: Sequence[LoanEvent], today: date, paid_to: date | None) -> list[dict[str, Any]]:
    """The bills that the file has to name: those that were stated, and those paid otherwise than paid_to says."""
    stated = {bill.bill_id: bill for bill in sorted(_issued(events), key=lambda bill: (bill.on, bill.id))}
    standing = replay(loan, events, today)
    parts = [(part.bill_id, each.event.on, part.amount_fen) for each in standing.payments for part in each.allocation]
    tables: list[dict[str, Any]] = []
    for line in sorted(standing.bills, key=lambda line: line.bill.due_on):
        event = stated.get(line.bill.id)
        covered = paid_to is not None and line.bill.due_on <= paid_to
        paid = 0 if covered and event is None else line.paid_fen  # of a statement the day of payment matters
        if event is None and not paid:
            continue
        table: dict[str, Any] = {"due": line.bill.due_on}
        if event is not None:
            table["on"] = event.on
            amounts = {key: getattr(event, f"{key}_fen") for key in AMOUNTS}
            table |= {key: _yuan(fen) for key, fen in amounts.items() if fen is not None}
        if paid:
            table |= _paid_as(line.bill.due_on, paid, [(day, fen) for of, day, fen in parts if of == line.bill.id])
        tables.append(table)
    return tables


def _paid_as(due: date, paid: Fen, parts: Sequence[tuple[date, Fen]]) -> dict[str, Any]:
    """What was paid of a bill in the file's words: in one sum where it was one day, else day by day, for a later
    statement holds what was left on its own day."""
    by_day: dict[date, Fen] = {}
    for day, fen in parts:
        by_day[day] = by_day.get(day, 0) + fen
    if len(by_day) > 1 and sum(by_day.values()) == paid:
        return {"payments": [f"{day} {_yuan(fen)}" for day, fen in sorted(by_day.items())]}
    last = max(by_day, default=due)
    return {"paid": _yuan(paid)} | ({} if last == due else {"paid_on": last})


def note_bills(
    writer: LedgerWriter,
    loan: Loan,
    former: Mapping[date, Figures],
    said: Mapping[date, Figures],
    today: date,
) -> None:
    """Statements and payments that the file says otherwise than when it was last applied. A payment that it says no
    more stays: it is taken back in the program."""
    for due in former.keys() - said.keys():
        for event in _issued(writer.events(loan.id)):
            if event.due_on == due and _stated(event) == former[due].stated:
                writer.remove_event(event.id)
    for due, figures in sorted(said.items()):
        before = former.get(due, Figures(None, (), 0))
        bill_id = bill_id_for(loan, writer.events(loan.id), due, today)
        on = figures.on or min(today, due)
        if figures[:2] != before[:2]:
            for event in _issued(writer.events(loan.id)):
                if event.bill_id == bill_id and event.on == on:
                    writer.remove_event(event.id)
            if figures.stated or figures.on is not None:
                amounts = {f"{key}_fen": fen for key, fen in figures.stated}
                writer.add_event(BillIssued(loan_id=loan.id, on=on, bill_id=bill_id, due_on=due, **amounts))  # type: ignore[arg-type]
        for paid_on, fen in _not_yet(figures, before, min(today, due)):
            writer.add_event(Paid(loan_id=loan.id, on=paid_on, amount_fen=fen, bill_id=bill_id))


def _not_yet(figures: Figures, before: Figures, usual_on: date) -> Iterator[tuple[date, Fen]]:
    """The payments that the file says and that were not there when it was last applied, up to what it says in all."""
    more = figures.paid - before.paid
    for paid_on, fen in figures.payments or ((figures.paid_on or usual_on, figures.paid),):
        if more > 0 and (paid_on, fen) not in before.payments:
            yield paid_on, min(fen, more)
            more -= min(fen, more)


def noted_bills(loan: Loan, events: Sequence[LoanEvent], today: date, of: Iterable[date]) -> dict[date, Figures]:
    """What the store says of the bills of these days, as the file would."""
    wanted = set(of)
    paid = {line.bill.due_on: line.paid_fen for line in replay(loan, events, today).bills}
    return {
        event.due_on: Figures(event.on, _stated(event), paid.get(event.due_on, 0))
        for event in sorted(_issued(events), key=lambda event: (event.on, event.id))
        if event.due_on in wanted
    }


def _issued(events: Iterable[LoanEvent]) -> list[BillIssued]:
    return [event for event in events if isinstance(event, BillIssued)]


def _stated(event: BillIssued) -> tuple[tuple[str, Fen], ...]:
    amounts = {key: getattr(event, f"{key}_fen") for key in AMOUNTS}
    return tuple((key, fen) for key, fen in amounts.items() if fen is not None)


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _yuan(fen: Fen) -> Decimal:
    return Decimal(fen).scaleb(-2)
