"""A loan's bills, and under each how payments were allocated to it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, cast

from duewatch.desk.names import part_name
from duewatch.desk.views import Allocated, BillLine, LoanDetail, PaymentLine
from duewatch.model.money import Fen
from duewatch.model.text import Sentence, text
from duewatch.ui.signs import bill_sign
from duewatch.ui.widgets.loan_table import short_day
from duewatch.ui.widgets.table import Cell, Column, Table

if TYPE_CHECKING:
    from duewatch.ui.app import DuewatchApp


class BillEntry(NamedTuple):
    """A line: a bill, or a payment's share in it (bill_id None: more was paid than is owed)."""

    bill: BillLine | None
    payment: PaymentLine | None = None
    shares: tuple[Allocated, ...] = ()


def entries(detail: LoanDetail) -> Iterable[BillEntry]:
    """Bills by due day, each followed by the payments that went into it; what is over stands at the end."""
    for bill in detail.bills:
        yield BillEntry(bill)
        yield from _shares(detail.payments, bill, bill.bill.id)
    yield from _shares(detail.payments, None, None)


def _shares(payments: Iterable[PaymentLine], bill: BillLine | None, bill_id: str | None) -> Iterable[BillEntry]:
    for payment in payments:
        shares = tuple(share for share in payment.allocation if share.bill_id == bill_id)
        if shares:
            yield BillEntry(bill, payment, shares)


def bill_state(state: str) -> Sentence:
    """A BillLine state in words."""
    match state:
        case "paid":
            return text("paid off")
        case "late":
            return text("unpaid, late")
        case "unknown":
            return text("amount missing")
    return text("to be paid")


class BillTable(Table[BillEntry]):
    """Plan and bills."""

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, _identity, id="bill-table")

    @property
    def program(self) -> "DuewatchApp":
        """The application."""
        return cast("DuewatchApp", self.app)

    def show_bills(self, detail: LoanDetail) -> None:
        """A loan's bills; the cursor begins at the first that is not paid."""
        first = self.count == 0
        lines = list(entries(detail))
        self.show(len(lines), lines)
        if first:
            unpaid = (index for index, line in enumerate(lines) if line.bill is not None and line.bill.state != "paid")
            self.move_to(next(unpaid, 0))

    @property
    def current_bill(self) -> BillLine | None:
        """The bill under the cursor."""
        return None if self.current is None else self.current.bill

    def _make_columns(self) -> list[Column]:
        say = self.program.say
        return [
            Column("due", say(text("Due day")), 10),
            Column("total", say(text("Bill")), 12, right=True),
            Column("paid", say(text("Paid so far")), 12, right=True),
            Column("rest", say(text("To pay")), 12, right=True),
            Column("state", say(text("State")), 16, grow=3),
            Column("parts", say(text("Made up of")), 30, grow=1, from_width=110),
        ]

    def _make_cells(self, entry: BillEntry) -> list[Cell]:
        words, today = self.program.words, self.program.now().date()
        if entry.payment is not None:
            parts = [f"{words.say(part_name(share.part))} {words.money(share.amount_fen)}" for share in entry.shares]
            if entry.bill is None:
                parts = [words.say(text("more than was owed"))]
            return [
                Cell(f"  {short_day(entry.payment.event.on, today)}", "muted"),
                Cell(words.say(text("payment")), "muted"),
                Cell(words.money(sum(share.amount_fen for share in entry.shares)), "muted"),
                Cell(""),
                Cell("→ " + "  ".join(parts), "muted"),
                Cell(""),
            ]
        line = entry.bill
        assert line is not None
        bill, sign = line.bill, bill_sign(line.state)
        unknown = words.say(text("not known"))
        state = words.say(bill_state(line.state))
        if line.state == "late":
            state = words.say(text("{state}, {days} days", state=state, days=line.days_past_due))
        return [
            Cell(short_day(bill.due_on, today)),
            Cell(words.money(bill.total_fen, unknown)),
            Cell(words.money(line.paid_fen) if line.paid_fen else "-"),
            Cell(words.money(line.remaining_fen, unknown), sign.tone if line.state == "late" else ""),
            Cell(f"{sign.symbol} {state}", sign.tone),
            Cell(self._made_up(bill.principal_fen, bill.interest_fen, bill.fee_fen, bill.minimum_fen), "muted"),
        ]

    def _made_up(self, principal: Fen | None, interest: Fen | None, fee: Fen | None, minimum: Fen | None) -> str:
        words = self.program.words
        parts = [
            f"{words.say(name)} {words.money(fen)}"
            for name, fen in (
                (part_name("principal"), principal),
                (part_name("interest"), interest),
                (part_name("fee"), fee),
                (text("minimum payment"), minimum),
            )
            if fen
        ]
        return " ".join(parts)


def _identity(entry: BillEntry) -> str:
    bill = "" if entry.bill is None else entry.bill.bill.id
    return f"{bill} {entry.payment.event.id}" if entry.payment is not None else bill
