"""Where a payment goes: by the contract's order, else by law.

Without a clause of the contract: costs and charges, fees, then interest, then principal (Civil Code art. 561, rule
"allocation-561"), bill by bill, the oldest first; cards from the 91st day past due on principal first (rule
"allocation-card-90"). A bill that the payment names comes first. What is left pays coming bills in advance.
Part by part, and what is paid in advance, goes by strategy.allocate; what is due, the oldest first, by the short walk
here, for that is what nearly every payment does.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from duewatch.model.bill import Bill, Part
from duewatch.model.clauses import AllocationClause, Surplus
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import MAX_FEN, Fen
from duewatch.servicing import strategy
from duewatch.servicing.charges import Course, Step
from duewatch.servicing.standing import Allocated
from duewatch.servicing.strategy import Future, Strategy, Timing

BY_LAW = AllocationClause()
CARD_ALLOCATION = AllocationClause(
    late_order=(Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.CHARGE),
    late_from_days=91,
)
"""How a payment to a card is used unless the agreement says otherwise: rule "allocation-card-90"."""
_CHARGE, _FEE, _INTEREST, _PRINCIPAL = _ALL = (Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL)
_FUTURE = {Surplus.NEXT: Future.NEXT, Surplus.LAST: Future.LAST, Surplus.PREPAYMENT: Future.NEXT}
DAY = timedelta(days=1)


class OpenBill:
    """A bill during a replay: what is still owed on it, part by part (owed) and in all (remaining_fen).

    names: the ids it is known by: a stated bill also answers to that of the planned one it stands for. known False:
    the amount is not known; such a bill takes payments without knowing what remains. course: what was owed from
    which day on, for late charges. charged_on: last day on which the lender stated a charge; charged_fen: what it
    stated in all. starts_on: for revolving loans the statement's day, since earlier payments are in the statement
    already. stated_on: when the lender first stated it; None: by the plan. apart: no later statement holds it.
    closed: takes nothing any more, settled, carried over or replaced. cleared_on: the day on which it was paid off.
    accrues_to: the day by which all its interest has come up, where that is not the due date.
    own_fen: late charges by the contract's clauses that a payment under way may cover; own_paid_fen: what was paid of
    those so far. issued: by parts, all it ever asked for; carried_fen: what of it a later statement took over.
    """

    names: tuple[str, ...]
    owed: dict[Part, Fen]
    issued: dict[Part, Fen]
    starts_on: date | None = None
    stated_on: date | None = None
    apart = False
    closed = False
    cleared_on: date | None = None
    accrues_to: date | None = None
    charged_fen: Fen = 0
    charged_on: date | None = None
    own_fen: Fen = 0
    own_paid_fen: Fen = 0
    carried_fen: Fen = 0
    paid_fen: Fen = 0
    touched = False
    """Whether anything ever happened to it; most bills of a plan are as they were made, and made by the million."""

    def __init__(self, bill: Bill, *, starts_on: date | None = None, stated_on: date | None = None) -> None:
        total = bill.total_fen
        self.bill = bill
        self.due_on = bill.due_on
        self.known = total is not None
        self.remaining_fen: Fen = total or 0
        if stated_on is not None:
            self.starts_on, self.stated_on = starts_on, stated_on
        elif starts_on is not None:
            self.starts_on = starts_on

    def __getattr__(self, name: str) -> Any:
        """Names and parts are made when they are first asked for: of most bills of a plan they never are."""
        if name == "names":
            self.names = (self.bill.id,)
            return self.names
        if name not in {"owed", "issued"}:
            raise AttributeError(name)
        rest: Fen = self.bill.total_fen or 0
        # The total counts: parts that exceed it are cut, what no part names is principal.
        fee = min(self.bill.fee_fen or 0, rest)
        interest = min(self.bill.interest_fen or 0, rest - fee)
        self.owed = self.issued = {_CHARGE: 0, _FEE: fee, _INTEREST: interest, _PRINCIPAL: rest - fee - interest}
        return self.owed

    @property
    def from_on(self) -> date:
        """A bill has no period of its own here; nothing is paid to the one under way first."""
        return self.due_on

    def _touch(self) -> None:
        """Before the first change: keep what it asked for, and begin its course."""
        self.touched = True
        self.issued = self.owed.copy()
        self._course = [self._step(date.min)]

    def _step(self, on: date) -> tuple[date, Fen, Fen, Fen]:
        """A charges.Step in the making: few are ever read."""
        owed = self.owed
        return on, owed[_PRINCIPAL], owed[_INTEREST], self.remaining_fen - owed[_CHARGE]

    def begun(self, on: date) -> bool:
        """Whether the bill exists already that day, as far as unnamed events are concerned."""
        return self.starts_on is None or self.starts_on <= on

    def history(self) -> Course:
        """How it was paid down, for late charges."""
        if not self.touched:
            self._touch()
        bill = self.bill
        steps = list(map(Step._make, self._course))
        return Course(bill.id, self.due_on, bill.principal_fen, bill.interest_fen, steps, self.charged_on)

    def remaining(self, part: Part) -> Fen:
        """What can be paid on a part; on a bill of unknown amount anything, as principal."""
        if not self.known:
            return MAX_FEN if part is _PRINCIPAL else 0
        return self.owed[part] + self.own_fen if part is _CHARGE else self.owed[part]

    def remaining_charges(self, part: Part, on: date) -> Fen:
        """What is unpaid of charges of a part: those of a bill fall due with it."""
        return self.remaining(part) if self.due_on <= on else 0

    def pay(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Lower what is owed of a part by money the borrower paid."""
        if not self.known:
            self.paid_fen += amount_fen
            return
        stated = min(amount_fen, self.owed[part])
        self.own_fen -= amount_fen - stated
        self.own_paid_fen += amount_fen - stated
        self.paid_fen += stated
        self.lower(part, stated, on)

    def lower(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Lower what is owed of a part, by whatever it was."""
        if not self.touched:
            self._touch()
        self.owed[part] -= amount_fen
        self.remaining_fen -= amount_fen
        if self.remaining_fen == 0:
            self.cleared_on = on
        self._course.append(self._step(on))

    def pay_in_turn(self, order: Sequence[Part], most_fen: Fen, on: date, went: list[Allocated]) -> Fen:
        """Pay one part after the other up to that much, and note where it went; answers what is left."""
        rest = most_fen
        if not self.known or self.own_fen:
            for part in order:
                piece = min(rest, self.remaining(part))
                if piece > 0:
                    self.pay(part, piece, on)
                    went.append(Allocated(self.bill.id, part, piece))
                    rest -= piece
            return rest
        if not self.touched:
            self._touch()
        owed = self.owed
        for part in order:
            left = owed[part]
            if left > 0 and rest > 0:
                piece = left if left < rest else rest
                owed[part] = left - piece
                rest -= piece
                went.append(Allocated(self.bill.id, part, piece))
        self.paid_fen += most_fen - rest
        self.remaining_fen -= most_fen - rest
        if self.remaining_fen == 0:
            self.cleared_on = on
        self._course.append(self._step(on))
        return rest

    def put(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Add to what is owed of a part."""
        if not self.touched:
            self._touch()
        self.issued[part] += amount_fen
        self.lower(part, -amount_fen, on)
        self.cleared_on = None if self.remaining_fen else self.cleared_on

    def charge(self, amount_fen: Fen, on: date, part: Part = Part.CHARGE) -> None:
        """Add a charge that the lender stated."""
        self.charged_fen += amount_fen
        if part is _CHARGE:
            self.charged_on = on
        self.put(part, amount_fen, on)

    def take_off(self, amount_fen: Fen, on: date, order: Sequence[Part] = _ALL) -> Fen:
        """Give up up to that much, part by part; answers how much it was."""
        rest = amount_fen
        for part in order:
            piece = min(rest, self.owed[part])
            if piece > 0:
                self.lower(part, piece, on)
                rest -= piece
        return amount_fen - rest


def clause_of(terms: Terms) -> AllocationClause:
    """The contract's clause, else what holds without one."""
    if terms.allocation is not None:
        return terms.allocation
    return CARD_ALLOCATION if terms.kind is LoanKind.REVOLVING else BY_LAW


def order_of(clause: AllocationClause, days_late: int) -> tuple[Part, ...]:
    """The order of parts so many days past due; parts that the contract leaves out come last."""
    late = clause.late_order is not None and clause.late_from_days is not None and days_late >= clause.late_from_days
    given = (clause.late_order or ()) if late else clause.order
    return given if len(given) == len(_ALL) else (*given, *(part for part in _ALL if part not in given))


_DUE = (Timing.PAST_DUE, Timing.DUE)
_COMING = (Timing.IN_ADVANCE,)


@cache
def _strategy(order: tuple[Part, ...], surplus: Surplus, timings: tuple[Timing, ...], *, by_part: bool) -> Strategy:
    if by_part:
        steps = tuple((timing, part) for part in order for timing in timings)
    else:
        steps = tuple((timing, part) for timing in timings for part in order)
    return Strategy(steps=steps, by_part=by_part, future=_FUTURE[surplus])


def allocate(
    amount_fen: Fen,
    on: date,
    bills: Sequence[OpenBill],
    clause: AllocationClause = BY_LAW,
    *,
    days_late: int = 0,
    bill_id: str | None = None,
    own_charge: Callable[[OpenBill], Fen] | None = None,
    charges_in_order: bool = False,
) -> tuple[list[Allocated], Fen]:
    """Take a payment of that day to the bills (in order of due date); answers where it went, and what is left over.

    bill_id: the bill it is meant for. own_charge: the unpaid late charge by the borrower's own figures that a bill
    has gathered by that day. Where the contract gives the order of parts (charges_in_order), it stands in that order
    beside the charges that the lender stated; else what is left after every due bill covers it, for the bills this
    payment clears, before coming bills are paid in advance (otherwise the next bill would look smaller than it is).
    Parts of the answer and what is left sum to the amount.
    """
    order = order_of(clause, days_late)
    went: list[Allocated] = []
    rest = amount_fen
    late: list[OpenBill] = []
    if own_charge is not None:
        late = [
            bill for bill in bills if bill.due_on < on and bill.known and not bill.closed and bill.remaining_fen > 0
        ]
        if charges_in_order:
            for bill in late:
                bill.own_fen = own_charge(bill)
    elif bill_id is None and not clause.by_part:
        rest = _oldest_first(bills, amount_fen, on, order, went)
        if rest == 0:
            return went, 0
    coming = None if bill_id is None else _coming(bills, on)

    def pay(timings: tuple[Timing, ...], chosen: Sequence[OpenBill], *, by_part: bool = False) -> None:
        nonlocal rest
        if chosen and rest > 0:
            plan = _strategy(order, clause.surplus, timings, by_part=by_part)
            pieces, rest = strategy.allocate(plan, chosen, rest, on)
            went.extend(Allocated(bill.bill.id, part, piece) for bill, part, piece in pieces)

    if bill_id is not None:
        pay(tuple(Timing), [bill for bill in bills if bill_id in bill.names and _open(bill)])
    if clause.by_part:
        pay(_DUE, [bill for bill in bills if bill.due_on <= on and _open(bill) and _takes(bill, on)], by_part=True)
    else:
        rest = _oldest_first(bills, rest, on, order, went)
    for bill in late:
        if own_charge is not None and not charges_in_order and rest > 0 and bill.remaining_fen == 0:
            piece = min(rest, own_charge(bill))
            if piece > 0:
                bill.own_paid_fen += piece
                rest -= piece
                went.append(Allocated(bill.bill.id, _CHARGE, piece))
        bill.own_fen = 0
    if rest > 0:
        takes = [bill for bill in (_coming(bills, on) if coming is None else coming) if _takes(bill, on)]
        pay(_COMING, takes[:1] if clause.surplus is Surplus.PREPAYMENT else takes)
    return went, rest


def _oldest_first(
    bills: Sequence[OpenBill], amount_fen: Fen, on: date, order: Sequence[Part], went: list[Allocated]
) -> Fen:
    """Pay the bills that are due, one after the other; answers what is left."""
    rest = amount_fen
    for bill in bills:
        if rest <= 0:
            break
        if (bill.remaining_fen > 0 or not bill.known) and bill.due_on <= on and not bill.closed and _takes(bill, on):
            rest = bill.pay_in_turn(order, rest, on, went)
    return rest


def _open(bill: OpenBill) -> bool:
    return not bill.closed and (bill.remaining_fen > 0 or not bill.known)


def _coming(bills: Sequence[OpenBill], on: date) -> list[OpenBill]:
    return [bill for bill in bills if bill.due_on > on and _open(bill)]


def _takes(bill: OpenBill, on: date) -> bool:
    """Whether an unnamed payment of that day may go to the bill.

    A bill of unknown amount takes payments until its due date; after that only if none came before, since there is
    no telling whether it is paid.
    """
    return bill.begun(on) and (bill.known or on <= bill.due_on or bill.paid_fen == 0)
