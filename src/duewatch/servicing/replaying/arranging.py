"""What an arrangement does to the bills of a loan, and whether it is kept.

Old and new plan stand side by side. A condition that is broken lets the arrangement lapse: then the replay goes
through the history once more without it, so that the old claim is back, less what was paid.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from duewatch.model.bill import Bill, BillOrigin, Part
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import Arranged
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.plans.periods import start_of
from duewatch.servicing.replaying.reading_off import interest_share
from duewatch.servicing.standing import ArrangementLine, ArrangementState

DAY = timedelta(days=1)


class InForce:
    """An arrangement during a replay. watched: the bills it stands or falls with."""

    __slots__ = ("after", "before", "event", "watched")

    def __init__(self, event: Arranged, before: Sequence[OpenBill], after: Sequence[OpenBill]) -> None:
        self.event = event
        self.before = tuple(as_open(bill) for bill in before)
        self.after: tuple[Bill, ...] = ()
        self.watched: Sequence[OpenBill] = after

    def broken_on(self, on: date) -> date | None:
        """The day on which its condition was broken, by the end of that day; None while it is not."""
        days = self.event.arrangement.lapse_after_days
        if days is None:
            return None
        broken = None
        for bill in self.watched:
            last_on = bill.due_on + DAY * days
            met = not bill.known or bill.closed or (bill.cleared_on is not None and bill.cleared_on <= last_on)
            if last_on < on and not met:
                broken = min(broken or date.max, last_on + DAY)
        return broken

    def next_break_on(self, on: date) -> date | None:
        """The first later day on which it would lapse if nothing were paid."""
        days = self.event.arrangement.lapse_after_days
        if days is None:
            return None
        coming = (bill.due_on + DAY * (days + 1) for bill in self.watched if not bill.closed and bill.remaining_fen > 0)
        return min((day for day in coming if day > on), default=None)

    def line(self, broken_on: date | None) -> ArrangementLine:
        """Its state as a value."""
        asked = sum(bill.total_fen or 0 for bill in self.after) - sum(bill.total_fen or 0 for bill in self.before)
        state, since_on = ArrangementState.KEPT, self.event.on
        if broken_on is not None:
            state, since_on = ArrangementState.BROKEN, broken_on
        elif self.watched and all(bill.known and bill.remaining_fen == 0 for bill in self.watched):
            cleared = (bill.cleared_on for bill in self.watched if bill.cleared_on is not None)
            state, since_on = ArrangementState.FULFILLED, max(cleared, default=self.event.on)
        return ArrangementLine(self.event, self.before, self.after, asked, state, since_on)


def as_open(bill: OpenBill) -> Bill:
    """The bill with what is unpaid of it as its amounts."""
    if not bill.known:
        return bill.bill._replace(due_on=bill.due_on)
    owed = bill.owed
    return bill.bill._replace(
        due_on=bill.due_on,
        total_fen=bill.remaining_fen,
        principal_fen=owed[Part.PRINCIPAL],
        interest_fen=owed[Part.INTEREST],
        fee_fen=owed[Part.FEE] + owed[Part.CHARGE],
    )


def apply(terms: Terms, event: Arranged, bills: list[OpenBill], number: int) -> tuple[list[OpenBill], InForce]:
    """The bills as the arrangement leaves them, by due date, and the arrangement to be watched. number: the how
    manieth of the loan it is, for the ids of its bills ("a1-1", "a1-2", …)."""
    agreed, on = event.arrangement, event.on
    open_bills = [
        bill
        for bill in bills
        if not bill.closed and (bill.remaining_fen > 0 if bill.known else not _only_expected(terms, bill))
    ]
    force = InForce(event, open_bills, ())
    if agreed.capitalise:
        for bill in open_bills:
            if bill.due_on <= on:
                _capitalise(bill, on)
    if agreed.bills or agreed.settle_fen is not None:
        made = _new_bills(event, number)
        for bill in open_bills:
            bill.closed = True
        bills = sorted([*bills, *made], key=lambda each: (each.due_on, each.bill.id))
        force.watched = made
    else:
        if agreed.stop_interest_on is not None:
            stop_interest(terms, bills, agreed.stop_interest_on, on)
        moved = {each.bill_id: each.due_on for each in agreed.moved}
        for bill in open_bills:
            due_on = next((moved[name] for name in bill.names if name in moved), None)
            if due_on is None and agreed.shift_days and bill.due_on >= on:
                due_on = bill.due_on + DAY * agreed.shift_days
            if due_on is not None:
                bill.due_on = due_on
                bill.bill = bill.bill._replace(due_on=due_on)
        bills = sorted(bills, key=lambda each: (each.due_on, each.bill.id))
        force.watched = [bill for bill in open_bills if bill.due_on > on or any(name in moved for name in bill.names)]
    after = force.watched if agreed.bills or agreed.settle_fen is not None else open_bills
    force.after = tuple(as_open(bill) for bill in after)
    return bills, force


def _only_expected(terms: Terms, bill: OpenBill) -> bool:
    """Whether a credit line's bill is only known to come: there is nothing yet that could have been agreed on."""
    return terms.kind is LoanKind.REVOLVING and bill.stated_on is None


def _capitalise(bill: OpenBill, on: date) -> None:
    """Interest, fees and charges of the bill become principal; what was issued under them moves along."""
    for part in (Part.CHARGE, Part.FEE, Part.INTEREST):
        amount = bill.owed[part]
        if amount:
            bill.lower(part, amount, on)
            bill.issued[part] -= amount
            bill.put(Part.PRINCIPAL, amount, on)


def stop_interest(terms: Terms, bills: Sequence[OpenBill], stopped_on: date, on: date) -> None:
    """From the day on no interest comes up: a bill to come keeps what came up by then. bills: by due date."""
    from_on: date | None = None
    for bill in bills:
        begin, from_on = from_on, bill.due_on
        if bill.closed or not bill.known or bill.due_on <= stopped_on or not bill.owed[Part.INTEREST]:
            continue
        asked, owed = bill.issued[Part.INTEREST], bill.owed[Part.INTEREST]
        came = interest_share(terms, asked, begin or start_of(terms, bill.due_on), bill.due_on, stopped_on)
        dropped = min(owed, asked - came)
        if dropped > 0:
            bill.lower(Part.INTEREST, dropped, on)
            bill.issued[Part.INTEREST] -= dropped
            bill.accrues_to = stopped_on


def _new_bills(event: Arranged, number: int) -> list[OpenBill]:
    """The bills of the new plan, or the one that settles the claim."""
    agreed = event.arrangement
    made: list[Bill] = []
    if agreed.settle_fen is not None:
        due_on = agreed.settle_by_on or event.on
        made.append(Bill(id=f"a{number}-1", due_on=due_on, total_fen=agreed.settle_fen, origin=BillOrigin.STATED))
    else:
        for index, bill in enumerate(sorted(agreed.bills, key=lambda each: each.due_on), start=1):
            fee, interest = bill.fee_fen or 0, bill.interest_fen or 0
            made.append(
                Bill(
                    id=f"a{number}-{index}",
                    due_on=bill.due_on,
                    total_fen=bill.total_fen,
                    principal_fen=bill.total_fen - fee - interest,
                    interest_fen=interest,
                    fee_fen=bill.fee_fen,
                    origin=BillOrigin.STATED,
                )
            )
    return [OpenBill(bill, stated_on=event.on) for bill in made]
