"""What borrowed money costs a year, from a file of dated amounts, beside the measures of the rules. Needs no store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.config.rules import lender_kind, lpr_history, rulebook
from duewatch.model.cells import clean_cell, csv_rows, encoding_of, moment_of
from duewatch.model.money import Fen, parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.rulebook import LenderKind
from duewatch.model.text import Text, text
from duewatch.servicing.annual_cost import AnnualCost, Flow, dated_pct, of_flows, periods_of
from duewatch.servicing.ceilings import Ceiling, against

if TYPE_CHECKING:
    from duewatch.desk.session import Session

DATE_NAMES = ("date", "day", "on", "日期", "时间")
AMOUNT_NAMES = ("amount", "金额")
EARLIEST = date(1990, 1, 1)
FURTHEST = timedelta(days=366 * 60)
_MINUS = str.maketrans("−－–", "---")


@dataclass(frozen=True, slots=True)
class Held:
    """The cost beside one measure. Which of the two rates a measure means is not settled everywhere, so both are
    held against it: exceeded is None where they fall on different sides, or where it cannot be told."""

    ceiling: Ceiling
    simple_exceeds: bool | None
    compound_exceeds: bool | None

    @property
    def exceeded(self) -> bool | None:
        """Whether both rates are above the measure (True), or neither (False)."""
        return self.compound_exceeds if self.simple_exceeds is self.compound_exceeds else None


@dataclass(frozen=True, slots=True)
class Costing:
    """The flows in the order of their days, their yearly cost, and what the rules of the day of signing say of it.

    dated_pct: the compound rate by days alone (XIRR), whatever the distances. lender: the kind of lender, None where
    it is not known. held: empty where there is no one cost to hold against anything.
    """

    flows: tuple[Flow, ...]
    cost: AnnualCost
    dated_pct: Decimal | None
    signed_on: date
    lender: LenderKind | None
    held: tuple[Held, ...]


def cost_of_flows(
    session: "Session", flows: Sequence[Flow], now: datetime, *, signed_on: date | None, lender: str | None
) -> Costing:
    """The yearly cost of flows. signed_on None: the day the first money came. lender: a kind of lender or a
    registered name. Raises InputProblem for no flows, impossible days or an unknown lender."""
    ordered = tuple(sorted(flows, key=lambda flow: flow[0]))
    if not ordered:
        raise InputProblem(
            text("There are no amounts to reckon with."), text("Give at least one received and one paid amount.")
        )
    for on, _ in ordered:
        if not EARLIEST <= on <= now.date() + FURTHEST:
            raise InputProblem(
                text(
                    "The day {on} is not between {first} and {last}.", on=on, first=EARLIEST, last=now.date() + FURTHEST
                ),
                text("Correct the date."),
            )
    if signed_on is not None and not EARLIEST <= signed_on <= now.date() + FURTHEST:
        what = text(
            "The day {on} is not between {first} and {last}.", on=signed_on, first=EARLIEST, last=now.date() + FURTHEST
        )
        raise InputProblem(text("{place}: {what}", place="--signed", what=what), text("Correct the date."))
    kind = _kind(lender)
    signed = signed_on or next((on for on, amount in ordered if amount > 0), ordered[0][0])
    cost = of_flows(ordered, periods_per_year=periods_of(ordered))
    return Costing(ordered, cost, dated_pct(ordered), signed, kind, held_against(session, cost, signed, kind))


def held_against(session: "Session", cost: AnnualCost, signed_on: date, lender: LenderKind | None) -> tuple[Held, ...]:
    """A cost beside every measure that may apply to a contract signed that day; none where there is no one cost."""
    if cost.simple_pct is None or cost.compound_pct is None or cost.other_pcts:
        return ()
    rules, lpr = rulebook().rules, lpr_history(session.settings.lpr)
    simple = against(cost.simple_pct, signed_on, lender, rules, lpr)
    compound = against(cost.compound_pct, signed_on, lender, rules, lpr)
    return tuple(Held(both, one.exceeded, both.exceeded) for one, both in zip(simple, compound, strict=True))


def _kind(lender: str | None) -> LenderKind | None:
    if lender is None:
        return None
    if lender in tuple(LenderKind):
        return LenderKind(lender)
    found = lender_kind(lender)
    if found is None:
        raise InputProblem(
            text("“{lender}” does not tell what kind of lender it is.", lender=lender),
            text("Give the registered name from the contract, or one of: {kinds}", kinds=", ".join(LenderKind)),
        )
    return found


def read_flow_file(path: Path) -> tuple[Flow, ...]:
    """The flows of a CSV file. Raises InputProblem naming file, line and field."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise InputProblem(
            text("The file {path} cannot be read: {why}.", path=str(path), why=fault.strerror or str(fault)),
            text("Check the path."),
        ) from fault
    return read_flows(data, path.name)


def read_typed(data: bytes) -> tuple[Flow, ...]:
    """The flows of what was typed or piped in, read like a file."""
    return read_flows(data, text("standard input"))


def read_flows(data: bytes, name: str | Text) -> tuple[Flow, ...]:
    """The flows of a CSV document with the columns date and amount (yuan; received positive, paid negative), in any
    order, with or without other columns; without a header line the first two columns. name: what to call it."""
    encoding = encoding_of(data)
    if encoding is None or not data.strip():
        raise InputProblem(
            text("{file} holds no text.", file=name) if data.strip() else text("{file} is empty.", file=name),
            text("It must be a CSV file with the columns date,amount."),
        )
    rows = [
        (line, [clean_cell(cell) for cell in cells])
        for line, cells, _ in csv_rows(BytesIO(_with_commas(data)), encoding)
        if any(clean_cell(cell) for cell in cells)
    ]
    date_at, amount_at, has_header = _columns(rows[0][1] if rows else [], name)
    flows = tuple(_flow(cells, date_at, amount_at, line, name) for line, cells in rows[1 if has_header else 0 :])
    if not flows:
        raise InputProblem(
            text("{file} has no rows below its header.", file=name),
            text("Add a row for each amount, such as 2026-01-15,10000.00"),
        )
    return flows


def _with_commas(data: bytes) -> bytes:
    """A document whose first line parts its cells by tabs or semicolons, as spreadsheets do, parted by commas."""
    head = data.lstrip().partition(b"\n")[0]
    for mark in (b"\t", b";"):
        if mark in head and b"," not in head:
            return data.replace(mark, b",")
    return data


def _columns(first: Sequence[str], name: str | Text) -> tuple[int, int, bool]:
    """Where date and amount stand, and whether the first row is a header."""
    if len(first) > 1 and moment_of(first[0]):
        return 0, 1, False
    names = [cell.lower() for cell in first]
    date_at = next((names.index(word) for word in DATE_NAMES if word in names), None)
    amount_at = next((names.index(word) for word in AMOUNT_NAMES if word in names), None)
    if date_at is None or amount_at is None:
        missing = "date" if date_at is None else "amount"
        raise InputProblem(
            text("{file}, line 1: there is no column “{column}”.", file=name, column=missing),
            text("The first line must name the columns: date,amount"),
        )
    return date_at, amount_at, True


def _flow(cells: Sequence[str], date_at: int, amount_at: int, line: int, name: str | Text) -> Flow:
    day_words = cells[date_at] if date_at < len(cells) else ""
    amount_words = cells[amount_at] if amount_at < len(cells) else ""
    moment = moment_of(day_words)
    if not moment:
        raise InputProblem(
            text("{file}, line {line}: “{value}” in the column date is no day.", file=name, line=line, value=day_words),
            text("Write it as 2026-01-15."),
        )
    try:
        amount: Fen = parse_yuan(amount_words.translate(_MINUS))
    except ValueError:
        raise InputProblem(
            text(
                "{file}, line {line}: “{value}” in the column amount is no amount.",
                file=name, line=line, value=amount_words,
            ),
            text("Write it in yuan as 10000.00 for money received, -913.94 for money paid."),
        ) from None  # fmt: skip
    return date.fromisoformat(moment[:10]), amount
