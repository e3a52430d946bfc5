"""A loan's bills, and under each how payments were allocated to it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, cast

from duewatch.desk.names import part_name
from duewatch.desk.views import Allocated, BillLine, LoanDetail, PaymentLine
from duewatch.model.bill import Bill
from duewatch.model.money import Fen
from duewatch.model.text import Sentence, Text, ntext, text
from duewatch.ui.signs import bill_sign
from duewatch.ui.widgets.loan_table import short_day
from duewatch.ui.widgets.table import Cell, Column, Table

if TYPE_CHECKING:
    from duewatch.ui.program import Program

_PARTS_FROM = 100
"""Width from which the parts of a bill stand beside it."""


class BillEntry(NamedTuple):
    """A line: a bill, or one share of a payment in it (bill None: more was paid than is owed). first: the
    payment's first share, which names its day."""

    bill: BillLine | None
    payment: PaymentLine | None = None
    share: Allocated | None = None
    first: bool = False


def entries(detail: LoanDetail) -> Iterable[BillEntry]:
    """Bills by due day, each followed by the payments that went into it; what is over stands at the end."""
    for bill in detail.bills:
        yield BillEntry(bill)
        yield from _shares(detail.payments, bill, bill.bill.id)
    yield from _shares(detail.payments, None, None)


def _shares(payments: Iterable[PaymentLine], bill: BillLine | None, bill_id: str | None) -> Iterable[BillEntry]:
    for payment in payments:
        shares = [share for share in payment.allocation if share.bill_id == bill_id]
        for number, share in enumerate(shares):
            yield BillEntry(bill, payment, share, number == 0)


def bill_state(line: BillLine) -> Sentence:
    """A BillLine's state in words."""
    match line.state:
        case "paid":
            return text("paid off")
        case "late":
            return ntext("{count} day late", "{count} days late", line.days_past_due)
        case "unknown":
            return text("amount missing")
    return text("to be paid")


class BillTable(Table[BillEntry]):
    """Plan and bills."""

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, _identity, id="bill-table")
        self._parts: tuple[str, ...] = ()

    @property
    def program(self) -> "Program":
        """The application."""
        return cast("Program", self.app)

    def show_bills(self, detail: LoanDetail) -> None:
        """A loan's bills; the cursor begins at the first that is not paid."""
        first = self.count == 0
        lines = list(entries(detail))
        named = [_parts_of(line.bill) for line in detail.bills]
        self._parts = tuple(part for part in _PART_NAMES if any(parts[part] for parts in named))
        self.show(len(lines), lines)
        if first:
            unpaid = (index for index, line in enumerate(lines) if line.bill is not None and line.bill.state != "paid")
            self.move_to(next(unpaid, 0), near_top=True)

    @property
    def current_bill(self) -> BillLine | None:
        """The bill under the cursor."""
        return None if self.current is None else self.current.bill

    def _make_columns(self) -> list[Column]:
        say = self.program.say
        return [
            Column("due", say(text("Due day")), 10),
            Column("total", say(text("Bill")), 14, right=True),
            Column("paid", say(text("Paid so far")), 14, right=True),
            Column("rest", say(text("To pay")), 14, right=True),
            Column("state", say(text("State")), 16, grow=1),
            *(Column(part, say(_PART_NAMES[part]), 14, right=True, from_width=_PARTS_FROM) for part in self._parts),
        ]

    def _make_cells(self, entry: BillEntry) -> list[Cell]:
        words, today = self.program.words, self.program.now().date()
        empty = [Cell("") for _ in self._parts]
        if entry.payment is not None and entry.share is not None:
            what = text("more than was owed") if entry.bill is None else part_name(entry.share.part)
            when = text("paid {day}", day=short_day(entry.payment.event.on, today))
            return [
                Cell(""),
                Cell(words.say(what), "muted"),
                Cell(words.money(entry.share.amount_fen), "muted"),
                Cell(""),
                Cell(f"  {words.say(when)}" if entry.first else "", "muted"),
                *empty,
            ]
        line = entry.bill
        assert line is not None
        bill, sign = line.bill, bill_sign(line.state)
        unknown = words.say(text("not known"))
        state = words.say(bill_state(line))
        parts = _parts_of(bill)
        return [
            Cell(short_day(bill.due_on, today)),
            Cell(words.money(bill.total_fen, unknown)),
            Cell(words.money(line.paid_fen) if line.paid_fen else "-"),
            Cell(words.money(line.remaining_fen, unknown), sign.tone if line.state == "late" else ""),
            Cell(f"{sign.symbol} {state}", sign.tone),
            *(Cell(words.money(parts[part], "-"), "muted") for part in self._parts),
        ]


_PART_NAMES: dict[str, Text] = {
    "principal": part_name("principal"),
    "interest": part_name("interest"),
    "fee": part_name("fee"),
    "minimum": text("minimum payment"),
}


def _parts_of(bill: Bill) -> dict[str, Fen | None]:
    return {
        "principal": bill.principal_fen,
        "interest": bill.interest_fen,
        "fee": bill.fee_fen,
        "minimum": bill.minimum_fen,
    }


def _identity(entry: BillEntry) -> str:
    bill = "" if entry.bill is None else entry.bill.bill.id
    if entry.payment is None or entry.share is None:
        return bill
    return f"{bill} {entry.payment.event.id} {entry.share.part}"
