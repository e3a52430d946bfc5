"""The engine at work: dated events, one after the other, do what they do to the bills of a loan."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from duewatch.model.bill import Bill, BillOrigin, Part
from duewatch.model.clauses import CardClause, LateKind, Surplus
from duewatch.model.dates import next_on_day
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import (
    Accelerated,
    Arranged,
    ChargeAgreed,
    Charged,
    ChargedBack,
    ChargeTiming,
    ChargeWaived,
    CountPaused,
    CountResumed,
    CreditRefunded,
    LoanEvent,
    Paid,
    PaidOff,
    ReAged,
    ReAmortised,
    Refunded,
    Rescheduled,
    Settled,
    Waived,
    WrittenOff,
)
from duewatch.model.money import Fen
from duewatch.servicing.allocation import OpenBill, allocate, clause_of
from duewatch.servicing.cards.card_posts import in_full, late_fee
from duewatch.servicing.charges import late_charges, late_clauses, next_change_on
from duewatch.servicing.replaying.carrying import carry, statements
from duewatch.servicing.schedule import SCHEDULED
from duewatch.servicing.standing import Allocated, BillLine, ChargeLine, PaymentLine

if TYPE_CHECKING:
    from duewatch.servicing.replaying.amending import Placed
    from duewatch.servicing.replaying.arranging import InForce

DAY = timedelta(days=1)
CLOSING = (Settled, PaidOff, WrittenOff)
"""Events after which nothing more is due."""


class Run:
    """A replay in progress."""

    def __init__(self, terms: Terms, bills: list[OpenBill]) -> None:
        self.terms = terms
        self.bills = bills
        self.clause = clause_of(terms)
        card = terms.card
        self.charging = bool(late_clauses(terms)) or (card is not None and card.late_pct is not None)
        self.payments: list[PaymentLine] = []
        self.overpaid_fen: Fen = 0
        self.settled_on: date | None = None
        self.stopped_on: date | None = None
        self.arrangements: list[InForce] = []
        self.pauses: list[tuple[date, date]] = []
        self.agreed: dict[int, list[Placed]] = {}
        self.changes = 0
        self.to_carry = statements(terms, bills)

    def apply(self, event: LoanEvent) -> None:
        """Let an event do what it does to the bills."""
        handler = _HANDLERS.get(type(event))
        if handler is not None:
            self.carry_over(event.on)
            handler(self, event)

    def charges(self, bill: OpenBill, on: date) -> tuple[ChargeLine, ...]:
        """The late charges by the contract's clauses that the bill gathered by the day."""
        if not (self.charging and bill.known) or bill.due_on >= on:
            return ()
        until_on = on if self.stopped_on is None else min(on, self.stopped_on - DAY)
        lines = late_charges(bill.history(), self.terms, until_on)
        return lines if self.terms.card is None else (*lines, *self._damages(bill, self.terms.card, until_on))

    def _damages(self, bill: OpenBill, card: CardClause, on: date) -> tuple[ChargeLine, ...]:
        """违约金 on what a card's minimum lacked, until a later statement holds it."""
        last_on = bill.due_on + DAY * card.grace_days
        least = bill.bill.minimum_fen
        if least is None or on <= last_on or bill.carried_fen or bill.charged_on is not None:
            return ()
        paid = sum(
            each.amount_fen
            for line in self.payments
            if line.event.on <= last_on
            for each in line.allocation
            if each.bill_id == bill.bill.id
        )
        line = late_fee(card, least, paid, bill.due_on)
        if line is None:
            return ()
        days, rule = card.grace_days + 1, "card-late-fee"
        return (
            ChargeLine(
                bill.bill.id,
                line.base_fen,
                Decimal(0),
                line.first_on,
                line.last_on,
                days,
                line.amount_fen,
                kind=LateKind.FEE,
                rule=rule,
            ),
        )

    def charge_changes_on(self, bill: OpenBill, on: date) -> Iterator[date]:
        """Later days on which the late charges of the bill change by themselves."""
        if not self.charging or not (self.stopped_on is None or on < self.stopped_on - DAY):
            return
        changes_on = next_change_on(bill.history(), self.terms, on)
        if changes_on is not None:
            yield changes_on
        card = self.terms.card
        if card is not None and bill.bill.minimum_fen is not None and bill.due_on + DAY * card.grace_days >= on:
            yield bill.due_on + DAY * (card.grace_days + 1)

    def own_charge(self, bill: OpenBill, on: date) -> Fen:
        """What is unpaid of those charges."""
        return max(0, sum(line.amount_fen for line in self.charges(bill, on)) - bill.own_paid_fen)

    def carry_over(self, on: date) -> None:
        """Let the statements that are out by the day hold what was left of the earlier ones."""
        while self.to_carry and self.to_carry[0].begun(on):
            carry(self.to_carry.pop(0), self.bills, self._met, on)

    def days_late(self, on: date) -> int:
        """Days from the oldest unpaid due date to the day."""
        due = min((bill.due_on for bill in self.bills if self._late(bill, on)), default=on)
        return (on - due).days

    def _late(self, bill: OpenBill, on: date) -> bool:
        return bill.due_on < on and bill.known and not bill.closed and bill.remaining_fen > 0 and not self._met(bill)

    def _met(self, bill: OpenBill) -> bool:
        """Whether the known minimum was paid, or what is left is within the card's tolerance: then the rest is carried
        over into the next statement, not late."""
        least = bill.bill.minimum_fen
        card = self.terms.card
        if least is not None and least <= bill.paid_fen:
            return True
        return (
            card is not None
            and bill.stated_on is not None
            and in_full(card, bill.remaining_fen + bill.paid_fen, bill.paid_fen)
        )

    def line(self, bill: OpenBill, on: date) -> BillLine:
        """The bill as it stands on the day."""
        if not bill.touched and bill.known and bill.due_on >= on and bill.remaining_fen > 0 and not bill.closed:
            return BillLine(bill.bill, 0, bill.remaining_fen, 0, "open")  # to come, as most bills are
        value = _as_lowered(bill)
        if bill.closed or (bill.known and bill.remaining_fen == 0):
            return BillLine(value, bill.paid_fen, 0, 0, "paid")
        if not bill.known:
            return BillLine(value, bill.paid_fen, None, 0, "unknown")
        if self._late(bill, on):
            return BillLine(value, bill.paid_fen, bill.remaining_fen, (on - bill.due_on).days, "late")
        return BillLine(value, bill.paid_fen, bill.remaining_fen, 0, "open")

    def _pay(self, event: Paid) -> None:
        on, clause = event.on, self.clause
        went, rest = allocate(
            event.amount_fen,
            on,
            self.bills,
            clause,
            days_late=0 if clause.late_order is None else self.days_late(on),
            bill_id=event.bill_id,
            own_charge=(lambda bill: self.own_charge(bill, on)) if self.charging else None,
            charges_in_order=self.terms.allocation is not None,
        )
        if rest and clause.surplus is Surplus.PREPAYMENT:
            rest = self._prepay(rest, on, went)
        if rest:
            went.append(Allocated(None, Part.PRINCIPAL, rest))
            self.overpaid_fen += rest
        self.payments.append(PaymentLine(event, event.amount_fen, tuple(went)))

    def _prepay(self, amount_fen: Fen, on: date, went: list[Allocated]) -> Fen:
        """Take money that is more than what is due and the bill under way off the principal; answers what is left."""
        from duewatch.servicing.replaying import prepaying  # few loans need it

        made = prepaying.prepay(self.terms, self.bills, amount_fen, on)
        if made is None:
            coming = [bill for bill in self.bills if bill.due_on > on]
            more, rest = allocate(amount_fen, on, coming)
            went += more
            return rest
        self.bills, early = made
        went += [Allocated(early.bill.id, part, fen) for part, fen in early.issued.items() if fen]
        for part, fen in early.issued.items():
            if fen:
                early.pay(part, fen, on)
        return amount_fen - early.paid_fen

    def _charge(self, event: Charged) -> None:
        """On the bill it names; else on the oldest unpaid one due; else on the next; else a bill of its own."""
        open_bills = [bill for bill in self.bills if not bill.closed]
        named = [bill for bill in open_bills if event.bill_id in bill.names]
        owing = [bill for bill in open_bills if bill.known and bill.remaining_fen > 0 and bill.begun(event.on)]
        for bill in named or owing:
            if bill.known:  # an amount that is not known stays so
                bill.charge(event.amount_fen, event.on)
            return
        self._own_bill(f"charge-{event.on}", event.on).charge(event.amount_fen, event.on)

    def _own_bill(self, bill_id: str, on: date) -> OpenBill:
        """A bill for what no bill of the loan can hold, due on the next due day."""
        own = next((bill for bill in self.bills if bill.bill.id == bill_id), None)
        if own is None:
            day = self.terms.due_day
            due_on = on if day is None else next_on_day(on - DAY, day)
            empty = Bill(id=bill_id, due_on=due_on, total_fen=0, principal_fen=0, origin=BillOrigin.STATED)
            own = OpenBill(empty, starts_on=on, stated_on=on)
            own.apart = True
            self.bills = sorted([*self.bills, own], key=_by_due)
        return own

    def _lower(self, event: Waived | Refunded) -> None:
        """A waiver or a shop's refund lowers the bill it names, else the oldest unpaid ones in turn. What exceeds
        them is not money the borrower paid, and is dropped."""
        rest = event.amount_fen
        part = getattr(event, "part", None)
        for bill in self.bills:
            named = event.bill_id in bill.names
            if bill.closed or not bill.known or (event.bill_id is not None and not named):
                continue
            if named or bill.begun(event.on):
                rest -= bill.take_off(rest, event.on) if part is None else bill.take_off(rest, event.on, (part,))

    def _give_back(self, event: ChargedBack) -> None:
        """A payment that the bank gave back is owed again, as principal, from the next due day on."""
        self._own_bill(f"back-{event.on}", event.on).put(Part.PRINCIPAL, event.amount_fen, event.on)

    def _refund_credit(self, event: CreditRefunded) -> None:
        self.overpaid_fen = max(0, self.overpaid_fen - event.amount_fen)

    def _settle(self, event: LoanEvent) -> None:
        self.settled_on = event.on
        for bill in self.bills:
            # A bill that is stated after the settling is a new fact and stays open.
            bill.closed = bill.closed or bill.stated_on is None or bill.stated_on <= event.on

    def _arrange(self, event: Arranged) -> None:
        from duewatch.servicing.replaying import arranging

        self.bills, made = arranging.apply(self.terms, event, self.bills, len(self.arrangements) + 1)
        self.arrangements.append(made)
        stop = event.arrangement.stop_interest_on
        if stop is not None:
            self.stopped_on = min(stop, self.stopped_on or date.max)

    def _accelerate(self, event: Accelerated) -> None:
        from duewatch.servicing.replaying.accelerating import accelerate

        self.bills = accelerate(self.terms, event, self.bills)

    def _agree_charge(self, event: ChargeAgreed) -> None:
        """On the bills it falls on; one that no bill can hold gets a bill of its own."""
        from duewatch.servicing.replaying import amending

        placed = amending.put_charge(self.terms, self.bills, event)
        if not placed and event.amount_fen is not None and event.timing is ChargeTiming.ON_DAY:
            due_on = event.due_on or event.on
            part = Part.CHARGE if event.penalty else Part.FEE
            placed = [(self._own_bill(f"charge-{due_on}", due_on), part, event.amount_fen)]
        for bill, part, amount_fen in placed:
            bill.charge(amount_fen, event.on, part)
        self.agreed[event.id] = placed

    def _waive_charge(self, event: ChargeWaived) -> None:
        for bill, part, amount_fen in self.agreed.get(event.target_id, ()):
            bill.take_off(amount_fen, event.on, (part,))

    def _change_plan(self, event: ReAged | ReAmortised | Rescheduled) -> None:
        from duewatch.servicing.replaying import amending

        self.changes += 1
        if isinstance(event, ReAged):
            self.bills = amending.re_age(self.bills, event, self.changes)
        elif isinstance(event, ReAmortised):
            amending.re_amortise(self.bills, event.on)
        else:
            self.bills = amending.reschedule(self.terms, self.bills, event)

    def _pause(self, event: CountPaused) -> None:
        self.pauses.append((event.on, event.until_on))

    def _resume(self, event: CountResumed) -> None:
        self.pauses = [(start, min(end, event.on) if start <= event.on else end) for start, end in self.pauses]

    def paused_days(self, since_on: date, on: date) -> int:
        """How many of the days from since_on to the day the count stood still."""
        days = {
            start + DAY * offset
            for first_on, last_on in self.pauses
            for start in (max(first_on, since_on),)
            for offset in range((min(last_on, on) - start).days)
        }
        return len(days)

    def settled(self) -> bool:
        """Whether nothing more is due, as far as is known."""
        if self.settled_on is not None and all(bill.closed for bill in self.bills):
            return True
        planned = self.terms.kind in SCHEDULED and len(self.bills) > 0
        return planned and all(bill.closed or (bill.known and bill.remaining_fen == 0) for bill in self.bills)

    def all_known(self) -> bool:
        """Whether it is known what the whole loan comes to, so that a surplus means something."""
        return self.terms.kind not in {LoanKind.REVOLVING, LoanKind.UNKNOWN} and all(bill.known for bill in self.bills)


_HANDLERS: dict[type[LoanEvent], Callable[[Run, Any], None]] = {
    Paid: Run._pay,
    Charged: Run._charge,
    Waived: Run._lower,
    Refunded: Run._lower,
    ChargedBack: Run._give_back,
    CreditRefunded: Run._refund_credit,
    **dict.fromkeys(CLOSING, Run._settle),
    Arranged: Run._arrange,
    Accelerated: Run._accelerate,
    ChargeAgreed: Run._agree_charge,
    ChargeWaived: Run._waive_charge,
    ReAged: Run._change_plan,
    ReAmortised: Run._change_plan,
    Rescheduled: Run._change_plan,
    CountPaused: Run._pause,
    CountResumed: Run._resume,
}
"""What each type of event does; those without an entry (calls, approvals, a lender's bookings) change nothing owed."""


def _as_lowered(open_bill: OpenBill) -> Bill:
    """The bill with its total as refunds, waivers and stated charges left it."""
    bill = open_bill.bill
    total = bill.total_fen
    if total is None or open_bill.closed or open_bill.carried_fen:
        return bill
    now = open_bill.remaining_fen + open_bill.paid_fen
    if now == total:
        return bill
    charged = open_bill.charged_fen
    return bill._replace(total_fen=now, fee_fen=(bill.fee_fen or 0) + charged if charged else bill.fee_fen)


def _by_due(bill: OpenBill) -> tuple[date, str]:
    return bill.due_on, bill.bill.id
