"""What a lender's own changes of plan do to a loan's bills: charges put on, instalments moved, spread or aged anew.

Re-ageing takes the unpaid principal of all bills and shares it evenly among new ones; re-amortising takes that of
bills past due and adds it evenly to those to come. A reschedule moves the bills from one due date on, and makes them
anew where their number, grace or rate changes. Shares are rounded down to the fen, the last takes the rest.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from duewatch.model.bill import Bill, BillOrigin, Part
from duewatch.model.clauses import FeeTiming
from duewatch.model.loan import Terms
from duewatch.model.loan_event import ChargeAgreed, ChargeBase, ChargeTiming, ReAged, Rescheduled
from duewatch.model.money import Fen
from duewatch.servicing import schedule
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.books.contract import later

Placed = tuple[OpenBill, Part, Fen]
"""A charge, or the piece of it, that stands on a bill."""


def put_charge(terms: Terms, bills: Sequence[OpenBill], event: ChargeAgreed) -> list[Placed]:
    """Which bills a charge falls on: that of its due day (the next one on or after it), or every one to come.

    Empty where it was kept back from the money lent, or no bill is there to hold it.
    """
    part = Part.CHARGE if event.penalty else Part.FEE
    known = [bill for bill in bills if bill.known and not bill.closed]
    if event.timing is ChargeTiming.AT_LENDING:
        return []
    if event.timing is ChargeTiming.PER_INSTALMENT:
        chosen = [bill for bill in known if bill.due_on >= event.on]
        return [(bill, part, _amount(terms, event, [bill])) for bill in chosen]
    due_on = event.due_on or event.on
    bill = next((bill for bill in known if bill.due_on >= due_on), None)
    return [] if bill is None else [(bill, part, _amount(terms, event, known))]


def _amount(terms: Terms, event: ChargeAgreed, bills: Sequence[OpenBill]) -> Fen:
    if event.amount_fen is not None:
        return event.amount_fen
    principal = sum(bill.issued[Part.PRINCIPAL] for bill in bills)
    interest = sum(bill.issued[Part.INTEREST] for bill in bills)
    base = {
        ChargeBase.PRINCIPAL: principal,
        ChargeBase.INTEREST: interest,
        ChargeBase.PRINCIPAL_AND_INTEREST: principal + interest,
    }[event.base]
    return terms.rounding.fen(base * (event.pct or Decimal(0)) / 100)


def re_age(bills: Sequence[OpenBill], event: ReAged, number: int) -> list[OpenBill]:
    """The bills with all unpaid principal on new ones; number: the how manieth such change it is, for their ids."""
    moved = _take_off([bill for bill in bills if not bill.closed], event.on)
    made = []
    for index, share in enumerate(_shares(moved, event.instalments)):
        due_on = later(event.first_due_on, index * event.every, event.unit)
        bill = Bill(f"r{number}-{index + 1}", due_on, share, share, 0, origin=BillOrigin.STATED)
        made.append(OpenBill(bill, stated_on=event.on))
    kept = [bill for bill in bills if bill.remaining_fen or bill.paid_fen or not bill.known or bill.due_on <= event.on]
    return _sorted([*kept, *made])


def re_amortise(bills: Sequence[OpenBill], on: date) -> None:
    """Put the principal past due on the bills to come."""
    coming = [bill for bill in bills if bill.known and not bill.closed and bill.due_on >= on]
    if coming:
        moved = _take_off([bill for bill in bills if not bill.closed and bill.due_on < on], on)
        for bill, share in zip(coming, _shares(moved, len(coming)), strict=True):
            if share:
                bill.put(Part.PRINCIPAL, share, on)


def reschedule(terms: Terms, bills: Sequence[OpenBill], event: Rescheduled) -> list[OpenBill]:
    """The bills with those from a due date on moved, or made anew where more than the days changes."""
    chosen = [bill for bill in bills if bill.known and not bill.closed and bill.due_on >= event.from_due_on]
    if not chosen:
        return list(bills)
    first_on = event.new_due_on or chosen[0].due_on
    anew = event.extra_instalments or event.grace_principal or event.grace_interest or event.annual_rate_pct is not None
    if not anew:
        for index, bill in enumerate(chosen):
            bill.due_on = later(first_on, index * terms.every, terms.unit)
            bill.bill = bill.bill._replace(due_on=bill.due_on)
        return _sorted(bills)
    before = [bill.due_on for bill in bills if bill.due_on < chosen[0].due_on]
    rest = replace(
        terms,
        principal_fen=sum(bill.owed[Part.PRINCIPAL] for bill in chosen),
        annual_rate_pct=terms.annual_rate_pct if event.annual_rate_pct is None else event.annual_rate_pct,
        instalments=len(chosen) + event.extra_instalments,
        instalment_fen=None,
        disbursed_on=max(before, default=terms.disbursed_on),
        first_due_on=first_on,
        due_day=first_on.day if event.new_due_on else terms.due_day,
        grace_principal=event.grace_principal,
        grace_interest=event.grace_interest,
        fees=tuple(fee for fee in terms.fees if fee.timing is FeeTiming.INSTALMENT),
    )
    made = [
        OpenBill(bill._replace(id=chosen[index].bill.id if index < len(chosen) else f"{bill.id}+"))
        for index, bill in enumerate(schedule.bills(rest))
    ]
    gone = {id(bill) for bill in chosen if not bill.paid_fen}
    for bill in chosen:
        if bill.paid_fen:  # what was paid ahead on it stays in the history
            for part, amount in list(bill.owed.items()):
                bill.issued[part] -= amount
                bill.lower(part, amount, event.on)
    return _sorted([*(bill for bill in bills if id(bill) not in gone), *made])


def _take_off(bills: Sequence[OpenBill], on: date) -> Fen:
    """Take the unpaid principal off the bills, as if they had never asked for it; answers how much it was."""
    moved: Fen = 0
    for bill in bills:
        left = bill.owed[Part.PRINCIPAL]
        if bill.known and left > 0:
            bill.lower(Part.PRINCIPAL, left, on)
            bill.issued[Part.PRINCIPAL] -= left
            moved += left
    return moved


def _shares(amount_fen: Fen, count: int) -> list[Fen]:
    share = amount_fen // count
    return [share] * (count - 1) + [amount_fen - share * (count - 1)]


def _sorted(bills: Sequence[OpenBill]) -> list[OpenBill]:
    return sorted(bills, key=lambda bill: (bill.due_on, bill.bill.id))
