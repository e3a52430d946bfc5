"""Where a payment goes: within a bill by the statutory order, among bills the oldest first.

Within a bill: what the lender charged and fees, then interest, then principal (Civil Code art. 561, rule
"allocation-561"; the contract may say otherwise). Among bills: the one the payment names, else in the order of due
dates; what is left pays coming bills in advance.
"""

from collections.abc import Callable, Sequence
from datetime import date

from duewatch.model.bill import Bill, Part
from duewatch.model.money import Fen
from duewatch.servicing.charges import Course, Step
from duewatch.servicing.standing import Allocated

ORDER = (Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL)


class OpenBill:
    """A bill during a replay: what is still owed on it, part by part (owed) and in all (remaining_fen).

    names: the ids it is known by: a stated bill also answers to that of the planned one it stands for. known False:
    the amount is not known; such a bill takes payments without knowing what remains. course: what was owed from
    which day on, for late charges. charged_on: last day on which the lender
    stated a charge; charged_fen: what it stated in all. starts_on: for revolving loans the statement's day, since
    earlier payments are in the statement already. stated_on: when the lender first stated it; None: by the plan.
    closed: takes nothing any more, settled or carried over. cleared_on: the day on which it was paid off.
    """

    __slots__ = (
        "bill",
        "charged_fen",
        "charged_on",
        "cleared_on",
        "closed",
        "course",
        "known",
        "names",
        "owed",
        "paid_fen",
        "remaining_fen",
        "starts_on",
        "stated_on",
    )

    def __init__(self, bill: Bill, *, starts_on: date | None = None, stated_on: date | None = None) -> None:
        self.bill = bill
        self.names = {bill.id}
        self.starts_on = starts_on
        self.stated_on = stated_on
        self.known = bill.total_fen is not None
        self.owed = parts_of(bill)
        self.remaining_fen: Fen = bill.total_fen or 0
        self.paid_fen: Fen = 0
        self.closed = False
        self.cleared_on: date | None = None
        self.charged_fen: Fen = 0
        self.charged_on: date | None = None
        self.course = [self._step(date.min)]

    def begun(self, on: date) -> bool:
        """Whether the bill exists already that day, as far as unnamed events are concerned."""
        return self.starts_on is None or self.starts_on <= on

    def history(self) -> Course:
        """How it was paid down, for late charges."""
        bill = self.bill
        return Course(bill.id, bill.due_on, bill.principal_fen, bill.interest_fen, self.course, self.charged_on)

    def _step(self, on: date) -> Step:
        owed = self.owed
        return Step(on, owed[Part.PRINCIPAL], owed[Part.INTEREST], self.remaining_fen - owed[Part.CHARGE])

    def take(self, amount_fen: Fen, on: date) -> list[tuple[Part, Fen]]:
        """Lower what is owed by up to the amount, in the statutory order; answers what went where."""
        taken = []
        for part in ORDER:
            piece = min(amount_fen, self.owed[part])
            if piece > 0:
                self.owed[part] -= piece
                self.remaining_fen -= piece
                amount_fen -= piece
                taken.append((part, piece))
        if taken:
            self.cleared_on = None if self.remaining_fen else on
            self.course.append(self._step(on))
        return taken

    def charge(self, amount_fen: Fen, on: date) -> None:
        """Add a charge that the lender stated."""
        self.owed[Part.CHARGE] += amount_fen
        self.remaining_fen += amount_fen
        self.charged_fen += amount_fen
        self.cleared_on = None
        self.charged_on = on
        self.course.append(self._step(on))


def parts_of(bill: Bill) -> dict[Part, Fen]:
    """A bill's amount by parts. The total counts: parts that exceed it are cut, what no part names is principal."""
    rest = bill.total_fen or 0
    parts = dict.fromkeys(ORDER, 0)
    for part, amount in ((Part.FEE, bill.fee_fen), (Part.INTEREST, bill.interest_fen)):
        parts[part] = min(amount or 0, rest)
        rest -= parts[part]
    parts[Part.PRINCIPAL] = rest
    return parts


def allocate(
    amount_fen: Fen,
    on: date,
    bills: Sequence[OpenBill],
    *,
    bill_id: str | None = None,
    own_charge: Callable[[OpenBill], Fen] = lambda _: 0,
) -> tuple[Allocated, ...]:
    """Take a payment of that day to the bills (in order of due date); answers where each part of it went.

    bill_id: the bill it is meant for. own_charge: the late charge by the borrower's own rate that a bill has gathered
    by that day: what is left after every due bill covers it, for the bills this payment clears, before coming bills
    are paid in advance (otherwise the next bill would look smaller than it is). Parts of the answer sum to the amount;
    bill_id None in it: more was paid than is owed.
    """
    went: list[Allocated] = []
    open_bills = [bill for bill in bills if not bill.closed and (bill.remaining_fen > 0 or not bill.known)]
    gathered = [(bill, own_charge(bill)) for bill in open_bills if bill.known and bill.bill.due_on < on]

    def pay(bill: OpenBill) -> None:
        nonlocal amount_fen
        if amount_fen <= 0:
            return
        if not bill.known:
            went.append(Allocated(bill.bill.id, Part.PRINCIPAL, amount_fen))
            bill.paid_fen += amount_fen
            amount_fen = 0
            return
        for part, piece in bill.take(amount_fen, on):
            went.append(Allocated(bill.bill.id, part, piece))
            bill.paid_fen += piece
            amount_fen -= piece

    for bill in open_bills:
        if bill_id in bill.names:
            pay(bill)
    for bill in open_bills:
        if bill.bill.due_on <= on and _takes(bill, on):
            pay(bill)
    for bill, charge_fen in gathered:
        piece = min(amount_fen, charge_fen) if bill.remaining_fen == 0 else 0
        if piece > 0:
            went.append(Allocated(bill.bill.id, Part.CHARGE, piece))
            amount_fen -= piece
    for bill in open_bills:
        if bill.bill.due_on > on and _takes(bill, on):
            pay(bill)
    if amount_fen > 0:
        went.append(Allocated(None, Part.PRINCIPAL, amount_fen))
    return tuple(went)


def _takes(bill: OpenBill, on: date) -> bool:
    """Whether an unnamed payment of that day may go to the bill.

    A bill of unknown amount takes payments until its due date; after that only if none came before, since there is
    no telling whether it is paid.
    """
    return bill.begun(on) and (bill.known or on <= bill.bill.due_on or bill.paid_fen == 0)
