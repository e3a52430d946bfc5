"""The engine: terms and dated events in, what the loan owes on any day out."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date

from duewatch.model.bill import Bill, BillOrigin, Part
from duewatch.model.dates import next_on_day
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import (
    BillIssued,
    Charged,
    Lent,
    LoanEvent,
    Paid,
    Refunded,
    Settled,
    Waived,
)
from duewatch.model.money import Fen
from duewatch.servicing.allocation import OpenBill, allocate
from duewatch.servicing.bills import bills_of, expected_bill
from duewatch.servicing.charges import DAY, charges_known, late_charges, late_clauses, next_change_on
from duewatch.servicing.schedule import SCHEDULED
from duewatch.servicing.standing import BillLine, ChargeLine, PaymentLine, Standing

_RANK = {Lent: 0, BillIssued: 1, Charged: 2, Waived: 3, Refunded: 4, Paid: 5, Settled: 6}
"""Events of one day count in this order: first what is owed, then what lowers it."""


def replay(loan: Loan, events: Sequence[LoanEvent], on: date) -> Standing:
    """What the loan owes at the end of the day, by all events up to it.

    Events may come in any order; those of one day give the same whatever the order in which they were entered.
    Raises InputProblem for impossible terms (schedule.check_terms).
    """
    past = sorted((event for event in events if event.on <= on), key=_order)
    stated = [event for event in past if isinstance(event, BillIssued)]
    run = _Run(loan, bills_of(loan.terms, stated, on))
    for event in past:
        run.apply(event)
    return run.standing(on, min((event.on for event in events if event.on > on), default=None))


def _order(event: LoanEvent) -> tuple[object, ...]:
    """By day, kind, whether a bill is named, and content; never by id or by the order of entry."""
    names = [field.name for field in fields(event) if field.name not in {"id", "on", "note"}]
    content = tuple(_sortable(getattr(event, name)) for name in (*names, "note"))
    return event.on, _RANK.get(type(event), 7), getattr(event, "bill_id", None) is None, event.kind, content


def _sortable(value: object) -> tuple[int, object]:
    """A key that puts None first; values of one field are of one type."""
    return (0, 0) if value is None else (1, value)


class _Run:
    """A replay in progress."""

    def __init__(self, loan: Loan, bills: list[OpenBill]) -> None:
        self.terms = loan.terms
        self.bills = bills
        self.with_minimum = [bill for bill in bills if bill.bill.minimum_fen is not None]
        self.payments: list[PaymentLine] = []
        self.overpaid_fen: Fen = 0
        self.settled_on: date | None = None

    def apply(self, event: LoanEvent) -> None:
        """Let an event do what it does to the bills."""
        self._carry_over(event.on)
        if isinstance(event, Paid):
            went = allocate(
                event.amount_fen,
                event.on,
                self.bills,
                bill_id=event.bill_id,
                own_charge=lambda bill: sum(line.amount_fen for line in self._charges(bill, event.on)),
            )
            self.payments.append(PaymentLine(event, event.amount_fen, went))
            self.overpaid_fen += sum(each.amount_fen for each in went if each.bill_id is None)
        elif isinstance(event, Charged):
            self._charge(event)
        elif isinstance(event, (Waived, Refunded)):
            self._lower(event)
        elif isinstance(event, Settled):
            self.settled_on = event.on
            for bill in self.bills:
                # A bill that is stated after the settling is a new fact and stays open.
                bill.closed = bill.stated_on is None or bill.stated_on <= event.on

    def _carry_over(self, on: date) -> None:
        """Close bills whose minimum was paid in time, once a later statement is out: it holds what was left."""
        for bill in self.with_minimum:
            if bill.closed or not self._minimum_met(bill):
                continue
            bill.closed = any(
                other.known and other.bill.due_on > bill.bill.due_on and other.begun(on) for other in self.bills
            )

    def _charge(self, event: Charged) -> None:
        """On the bill it names; else on the oldest unpaid one due; else on the next; else a bill of its own."""
        open_bills = [bill for bill in self.bills if not bill.closed]
        named = [bill for bill in open_bills if event.bill_id in bill.names]
        owing = [bill for bill in open_bills if bill.known and bill.remaining_fen > 0 and bill.begun(event.on)]
        for bill in named or owing:
            if bill.known:  # an amount that is not known stays so
                bill.charge(event.amount_fen, event.on)
            return
        day = self.terms.due_day
        due_on = event.on if day is None else next_on_day(event.on - DAY, day)
        bill_id = f"charge-{event.on}"
        own = next((bill for bill in self.bills if bill.bill.id == bill_id), None)
        if own is None:
            empty = Bill(id=bill_id, due_on=due_on, total_fen=0, principal_fen=0, origin=BillOrigin.STATED)
            own = OpenBill(empty, starts_on=event.on, stated_on=event.on)
            self.bills.append(own)
            self.bills.sort(key=lambda each: (each.bill.due_on, each.bill.id))
        own.charge(event.amount_fen, event.on)

    def _lower(self, event: Waived | Refunded) -> None:
        """A waiver or a shop's refund lowers the bill it names, else the oldest unpaid ones in turn. What exceeds
        them is not money the borrower paid, and is dropped."""
        rest = event.amount_fen
        for bill in self.bills:
            named = event.bill_id in bill.names
            if bill.closed or not bill.known or (event.bill_id is not None and not named):
                continue
            if named or bill.begun(event.on):
                rest -= sum(piece for _, piece in bill.take(rest, event.on))

    def standing(self, on: date, next_event_on: date | None) -> Standing:
        """The state reached, as values."""
        self._carry_over(on)
        settled = self._settled()
        if settled and self.settled_on is not None:  # what never came due is no part of the loan's history
            settled_on = self.settled_on
            self.bills = [bill for bill in self.bills if bill.bill.due_on <= settled_on or bill.paid_fen]
        lines = [self._line(bill, on) for bill in self.bills]
        late = [bill for bill, line in zip(self.bills, lines, strict=True) if line.state == "late"]
        following = None if settled else self._following(lines, on)
        if following is not None:
            lines.append(BillLine(following, 0, None, 0, "unknown"))
        charges = [charge for bill in late for charge in self._charges(bill, on)]
        overdue_since = min((bill.bill.due_on for bill in late), default=None)
        coming = [line for line in lines if _ahead(line, on)]
        return Standing(
            on=on,
            outstanding_fen=0 if settled else _outstanding(lines),
            overdue_fen=sum(bill.remaining_fen for bill in late),
            principal_overdue_fen=sum(bill.owed[Part.PRINCIPAL] for bill in late),
            interest_overdue_fen=sum(bill.owed[Part.INTEREST] for bill in late),
            fees_overdue_fen=sum(bill.owed[Part.FEE] + bill.owed[Part.CHARGE] for bill in late),
            charges_fen=_charges_sum(late, charges, self.terms),
            bills=tuple(lines),
            payments=tuple(self.payments),
            charges=tuple(charges),
            next_bill=coming[0] if coming else None,
            overdue_since_on=overdue_since,
            days_past_due=0 if overdue_since is None else (on - overdue_since).days,
            overpaid_fen=self.overpaid_fen if self._all_known() else 0,
            settled=settled,
            next_change_on=min(self._changes(on, lines, late, next_event_on), default=None),
            arrears_since_on=None if overdue_since is None else self._arrears_since(overdue_since + DAY),
        )

    def _charges(self, bill: OpenBill, on: date) -> tuple[ChargeLine, ...]:
        return late_charges(bill.history(), self.terms, on) if bill.known else ()

    def _following(self, lines: Sequence[BillLine], on: date) -> Bill | None:
        """The credit line's bill after the coming one, where that is paid already."""
        if self.terms.kind is not LoanKind.REVOLVING or any(_ahead(line, on) for line in lines):
            return None
        paid_until = max((line.bill.due_on for line in lines if line.bill.due_on >= on), default=None)
        return None if paid_until is None else expected_bill(self.terms, [x.bill for x in lines], paid_until + DAY)

    def _changes(
        self, on: date, lines: Sequence[BillLine], late: Sequence[OpenBill], next_event_on: date | None
    ) -> Iterator[date]:
        """Later days on which the standing differs without a new event."""
        if next_event_on is not None:
            yield next_event_on
        if self._settled():
            return
        yield from (line.bill.due_on + DAY for line in lines if _ahead(line, on))
        if self.terms.kind is LoanKind.REVOLVING:  # then the next cycle's bill comes into view
            yield from (line.bill.due_on + DAY for line in lines if line.bill.due_on >= on)
        for bill in late:
            changes_on = next_change_on(bill.history(), self.terms, on) if bill.known else None
            if changes_on is not None:
                yield changes_on

    def _arrears_since(self, since_on: date) -> date:
        """Back from the first day of what is overdue now, over bills that were late without a break before it."""
        for bill in sorted(self.bills, key=lambda each: each.bill.due_on, reverse=True):
            first_on = bill.bill.due_on + DAY
            if bill.cleared_on is not None and bill.cleared_on >= since_on > first_on:
                since_on = first_on
        return since_on

    def _settled(self) -> bool:
        if self.settled_on is not None and all(bill.closed for bill in self.bills):
            return True
        planned = self.terms.kind in SCHEDULED and len(self.bills) > 0
        return planned and all(bill.closed or (bill.known and bill.remaining_fen == 0) for bill in self.bills)

    def _all_known(self) -> bool:
        """Whether it is known what the whole loan comes to, so that a surplus means something."""
        return self.terms.kind not in {LoanKind.REVOLVING, LoanKind.UNKNOWN} and all(bill.known for bill in self.bills)

    def _line(self, open_bill: OpenBill, on: date) -> BillLine:
        bill = _as_lowered(open_bill)
        days = (on - bill.due_on).days
        if open_bill.closed or (open_bill.known and open_bill.remaining_fen == 0):
            return BillLine(bill, open_bill.paid_fen, 0, 0, "paid")
        if not open_bill.known:
            return BillLine(bill, open_bill.paid_fen, None, 0, "unknown")
        remaining = open_bill.remaining_fen
        if days <= 0:
            return BillLine(bill, open_bill.paid_fen, remaining, 0, "open")
        if self._minimum_met(open_bill):  # the rest is carried over into the next statement, not late
            return BillLine(bill, open_bill.paid_fen, remaining, 0, "open")
        return BillLine(bill, open_bill.paid_fen, remaining, days, "late")

    def _minimum_met(self, bill: OpenBill) -> bool:
        """Whether the known minimum was paid by the due date."""
        least = bill.bill.minimum_fen
        return least is not None and least <= sum(
            went.amount_fen
            for line in self.payments
            if line.event.on <= bill.bill.due_on
            for went in line.allocation
            if went.bill_id == bill.bill.id
        )


def _ahead(line: BillLine, on: date) -> bool:
    return line.state in {"open", "unknown"} and line.bill.due_on >= on


def _as_lowered(open_bill: OpenBill) -> Bill:
    """The bill with its total as refunds, waivers and stated charges left it."""
    bill = open_bill.bill
    if not open_bill.known or open_bill.closed:
        return bill
    total = open_bill.remaining_fen + open_bill.paid_fen
    if total == bill.total_fen:
        return bill
    charged = open_bill.charged_fen
    return replace(bill, total_fen=total, fee_fen=(bill.fee_fen or 0) + charged if charged else bill.fee_fen)


def _outstanding(lines: Sequence[BillLine]) -> Fen | None:
    """All that is known to be owed; None where that is nothing, but no bill is known at all, or one of unknown amount
    is open or expected: "0" would be read as free of debt."""
    known = sum(line.remaining_fen or 0 for line in lines)
    unknown = not lines or any(line.remaining_fen is None for line in lines)
    return None if unknown and known == 0 else known


def _charges_sum(late: list[OpenBill], charges: list[ChargeLine], terms: Terms) -> Fen | None:
    """None where the contract's late clauses were not entered, or a late bill does not tell what they are taken on."""
    if not late_clauses(terms) and terms.late_daily_pct is None:
        return None
    if late and not charges and not any(charges_known(bill.history(), terms) for bill in late):
        return None
    return sum(line.amount_fen for line in charges)
