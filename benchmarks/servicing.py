"""Loan arithmetic at large, each figure beside the least that could do it. Processor time, so that what else the
machine does counts little.

Values are made beforehand: terms, events and flows are in memory when a clock starts, nothing is kept from one run to
the next, and every result is taken in full.
"""

import gc
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from statistics import median

import pyxirr

from benchmarks.measure import Row, Sample, compare
from duewatch.model.dates import add_months
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import LoanEvent, Paid
from duewatch.model.projection import Derived
from duewatch.servicing import schedule
from duewatch.servicing.flows.internal_rate import xirr
from duewatch.servicing.replay import replay
from duewatch.store.ledger import open_ledger
from duewatch.store.rows import LOANS, event_of, event_values, loan_of, loan_values
from duewatch.store.writer import ADD_EVENT, ADD_LOAN

ON = date(2026, 11, 23)
LOANS_IN_ALL = 100_000
INSTALMENTS = 24
FLOWS = 100_000
LATE_ONE_IN = 20
"""One loan in so many has its last two bills unpaid, one in as many has paid half of the last one."""
DAY = timedelta(days=1)


def servicing(folder: Path, runs: int) -> Iterator[Row]:
    """Plans, standings, yearly costs."""
    few = max(3, runs // 2)
    yield from _plans(few)
    yield from _standings(folder, few)
    yield from _rates(few)


def _timed(work: Callable[[], object]) -> Sample:
    """Processor time of this process; garbage of what ran before is not collected on its account."""
    gc.collect()
    started = time.process_time()
    work()
    return Sample(time.process_time() - started)


def terms_of(number: int) -> Terms:
    """Equal instalments, the most usual plan; a tenth to nine tenths of it are behind on the day."""
    first_due_on = add_months(ON, -(number % 20) - 1, number % 28 + 1)
    return Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=100_000 * (number % 50 + 1),
        annual_rate_pct=Decimal(number % 23 + 1) + Decimal("0.35"),
        instalments=INSTALMENTS,
        disbursed_on=first_due_on - 31 * DAY,
        first_due_on=first_due_on,
    )


def _plans(runs: int) -> Iterator[Row]:
    """Plans as a caller gets them, against the loop with the same multiplications and roundings."""
    many = [terms_of(number) for number in range(LOANS_IN_ALL)]
    bare = [_bare(terms) for terms in many]

    def sums() -> int:
        return sum(schedule.plan(terms).total_interest_fen or 0 for terms in many)

    def bare_sums() -> int:
        return sum(sum(_loop(*numbers)[1]) for numbers in bare)

    def bills() -> int:
        return sum(bill.interest_fen or 0 for terms in many for bill in schedule.bills(terms))

    def bare_bills() -> int:
        return sum(line[2] for numbers, terms in zip(bare, many, strict=True) for line in _dated(numbers, terms))

    if not sums() == bare_sums() == bills() == bare_bills():
        raise RuntimeError("the loop and the plan differ")
    name = f"{LOANS_IN_ALL:,} plans of {INSTALMENTS}"
    yield compare(
        f"{name}, sums / bare integer loop", 1.5, lambda: _timed(sums), lambda: _timed(bare_sums), runs
    )  # fmt: skip
    yield compare(
        f"{name}, bills / loop with dates", 1.5, lambda: _timed(bills), lambda: _timed(bare_bills), runs
    )  # fmt: skip


def _bare(terms: Terms) -> tuple[int, int, int]:
    """Principal, and the rate of a month as a ratio of whole numbers."""
    parts, of = (terms.annual_rate_pct or Decimal(0)).as_integer_ratio()
    return terms.principal_fen or 0, parts, of * 1200


def _loop(principal: int, parts: int, of: int) -> tuple[list[int], list[int]]:
    """Principal and interest of each bill, halves up."""
    grown = (parts + of) ** INSTALMENTS
    below = of * (grown - of**INSTALMENTS)
    instalment = (2 * principal * parts * grown + below) // (2 * below)
    principals, interests = [], []
    twice, double = 2 * parts, 2 * of
    for _ in range(INSTALMENTS - 1):
        interest = (principal * twice + of) // double
        part = instalment - interest
        principals.append(part)
        interests.append(interest)
        principal -= part
    principals.append(principal)
    interests.append((principal * twice + of) // double)
    return principals, interests


def _dated(numbers: tuple[int, int, int], terms: Terms) -> list[tuple[date, int, int]]:
    """The same with due dates; no due date here is later than the 28th."""
    first = terms.first_due_on or ON
    start = first.year * 12 + first.month - 1
    dues = [date(month // 12, month % 12 + 1, first.day) for month in range(start, start + INSTALMENTS)]
    return list(zip(dues, *_loop(*numbers), strict=True))


def _standings(folder: Path, runs: int) -> Iterator[Row]:
    """Replays of terms and events that are in memory, up to the whole standing (every bill with its state, every
    payment with its allocation, interest to the day, arrears, sums), against reading rows without making values."""
    path = folder / "standings.sqlite3"
    _fill(path)
    loans = _read(path)

    def stand() -> int:
        return sum(replay(loan, events, ON).outstanding_fen or 0 for loan, events in loans)

    def rows(*statements: str) -> Callable[[], int]:
        def read() -> int:
            with closing(sqlite3.connect(path)) as connection:
                return sum(len(connection.execute(statement).fetchall()) for statement in statements)

        return read

    works = (stand, rows(LOANS, EVENTS), rows(BILLS))
    taken = [[_timed(work).seconds * 1e3 for work in works] for _ in range(runs + 1)][1:]
    for floor, read in enumerate(("reading the loans and events", "reading its bills"), start=1):
        yield Row(
            f"standing of {len(loans):,} loans / {read}",
            median(times[0] for times in taken),
            median(times[floor] for times in taken),
            median(times[0] / times[floor] for times in taken),
            3.0,
        )


EVENTS = "SELECT id, loan_id, on_day, kind, amount_fen, note, data FROM event ORDER BY loan_id, on_day, id"
BILLS = """
SELECT loan_id, bill_id, due_on, total_fen, principal_fen, interest_fen, paid_fen, remaining_fen, days_past_due, state
FROM bill ORDER BY loan_id, due_on
"""
BILL_TABLE = """
CREATE TABLE bill (
  loan_id TEXT NOT NULL, bill_id TEXT NOT NULL, due_on TEXT NOT NULL, total_fen INTEGER, principal_fen INTEGER,
  interest_fen INTEGER, paid_fen INTEGER, remaining_fen INTEGER, days_past_due INTEGER, state TEXT,
  PRIMARY KEY (loan_id, due_on)
) WITHOUT ROWID
"""


def _fill(path: Path) -> None:
    """The loans with their payments up to the day, in a store of the program's own; beside them the bills that their
    standings come to, one row each."""
    if path.exists():
        return
    open_ledger(path, _no_projection).close()  # its schema; a million payments go in faster without its writer
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO batch (id, at, what, subject) VALUES (1, ?, 'benchmark', '')", (ON.isoformat(),)
        )
        for number in range(LOANS_IN_ALL):
            loan = Loan(id=f"loan-{number:06}", platform_id="demo", name=f"{number}", terms=terms_of(number))
            connection.execute(ADD_LOAN, (*loan_values(loan).values(), 1))
            connection.executemany(ADD_EVENT, [(*event_values(event), 1, None) for event in _life(loan, number)])
        connection.commit()
    loans = _read(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(BILL_TABLE)
        connection.executemany(
            "INSERT INTO bill VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    loan.id,
                    line.bill.id,
                    line.bill.due_on.isoformat(),
                    line.bill.total_fen,
                    line.bill.principal_fen,
                    line.bill.interest_fen,
                    line.paid_fen,
                    line.remaining_fen,
                    line.days_past_due,
                    line.state,
                )
                for loan, events in loans
                for line in replay(loan, events, ON).bills
            ),
        )
        connection.commit()


def _life(loan: Loan, number: int) -> Iterator[LoanEvent]:
    """Every bill paid when it fell due, but for those who are behind."""
    due = [bill for bill in schedule.bills(loan.terms) if bill.due_on <= ON]
    behind = 2 if number % LATE_ONE_IN == 0 else 0
    for bill in due[: len(due) - behind]:
        part = 2 if number % LATE_ONE_IN == 1 and bill is due[-1] else 1
        yield Paid(loan_id=loan.id, on=bill.due_on, amount_fen=(bill.total_fen or 0) // part)


def _no_projection(*_: object) -> Derived:
    raise AssertionError("nothing is projected here")


def _read(path: Path) -> list[tuple[Loan, tuple[LoanEvent, ...]]]:
    """Every loan with its events, as values."""
    with closing(sqlite3.connect(path)) as connection:
        events = {
            loan_id: tuple(event_of(*row) for row in rows)
            for loan_id, rows in groupby(connection.execute(EVENTS), itemgetter(1))
        }
        return [(loan, events.get(loan.id, ())) for loan in map(loan_of, connection.execute(LOANS))]


def _rates(runs: int) -> Iterator[Row]:
    """The yearly cost of dated flows: the rate that is certain to be the only one, as a Decimal, against the solver
    alone."""
    long = [ON] + [ON + DAY * (number // 10 + 1) for number in range(FLOWS - 1)]
    paid = [100_000_000_00] + [-(1_000_00 + number % 1_000 + 100) for number in range(FLOWS - 1)]
    plans = [schedule.plan(terms_of(number)).flows() or () for number in range(FLOWS // (INSTALMENTS + 1))]
    many = [([day for day, _ in flows], [amount for _, amount in flows]) for flows in plans]

    def check(found: float | None) -> None:
        ours = xirr(long, paid)
        if found is None or ours is None or abs(float(ours) - found) > 1e-9:
            raise RuntimeError("the rates differ")

    check(pyxirr.xirr(long, paid))
    yield compare(
        f"XIRR of {FLOWS:,} flows / bare pyxirr",
        1.5,
        lambda: _timed(lambda: xirr(long, paid)),
        lambda: _timed(lambda: pyxirr.xirr(long, paid)),
        runs * 2,
    )
    yield compare(
        f"XIRR of {len(many):,} plans with {INSTALMENTS + 1} flows / bare pyxirr",
        1.5,
        lambda: _timed(lambda: [xirr(*flows) for flows in many]),
        lambda: _timed(lambda: [pyxirr.xirr(*flows) for flows in many]),
        runs * 2,
    )
