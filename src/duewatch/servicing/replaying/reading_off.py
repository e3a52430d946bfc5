"""What the bills of a loan say on a day: principal, interest that has come up, fees, and where it all comes from."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from duewatch.model.bill import Part
from duewatch.model.loan import Terms
from duewatch.model.money import Fen
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.plans.day_count import days_between
from duewatch.servicing.plans.exact import ratio_to_fen
from duewatch.servicing.plans.periods import start_of
from duewatch.servicing.schedule import SCHEDULED
from duewatch.servicing.standing import Sums

_CHARGE, _FEE, _INTEREST, _PRINCIPAL = Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL


class Accrual(NamedTuple):
    """Unpaid amounts on the day, fen. interest_fen: with the share of the period under way. stated_fen: charges that
    the lender stated. known: at least one bill's amount is."""

    principal_fen: Fen
    interest_fen: Fen
    fees_fen: Fen
    stated_fen: Fen
    sums: Sums
    known: bool


def accrual(terms: Terms, bills: Sequence[OpenBill], on: date, *, own_fen: Fen) -> Accrual:
    """What is unpaid on the day, part by part, and how it comes about. own_fen: late charges by the contract's
    clauses that are unpaid.

    Interest of a bill comes up evenly over the days of its period, as the contract counts days, and is rounded as the
    terms round; that of a stated bill of a loan without a plan has come up when the bill is issued.
    """
    planned = terms.kind in SCHEDULED
    principal = interest = fees = stated = 0
    principal_ever = interest_ever = fees_ever = charges_ever = paid = given_up = carried = 0
    known = False
    from_on: date | None = None
    for bill in bills:
        if not bill.known:
            from_on = bill.due_on
            continue
        known = True
        if bill.due_on > on and planned and not bill.touched and bill.stated_on is None and not bill.closed:
            value = bill.bill  # to come, as most bills are: as the plan has it
            of_interest = value.interest_fen or 0
            of_principal = bill.remaining_fen - of_interest - (value.fee_fen or 0)
            principal_ever += of_principal
            principal += of_principal
            if from_on is None or from_on < on:
                came = interest_share(terms, of_interest, from_on or start_of(terms, bill.due_on), bill.due_on, on)
                interest += came
                interest_ever += came
            from_on = bill.due_on
            continue
        issued, owed = bill.issued, bill.owed
        of_principal = owed[_PRINCIPAL]
        if not bill.remaining_fen and not bill.closed:  # paid, as most others are
            principal_ever += issued[_PRINCIPAL]
            interest_ever += issued[_INTEREST]
            fees_ever += issued[_FEE]
            charges_ever += issued[_CHARGE] + bill.own_paid_fen
            paid += bill.paid_fen + bill.own_paid_fen
            carried += bill.carried_fen
            given_up += sum(issued.values()) - bill.paid_fen - bill.carried_fen
            from_on = bill.due_on
            continue
        of_interest, of_fee, of_charge = owed[_INTEREST], owed[_FEE], owed[_CHARGE]
        principal_ever += issued[_PRINCIPAL]
        charges_ever += issued[_CHARGE] + bill.own_paid_fen
        paid += bill.paid_fen + bill.own_paid_fen
        carried += bill.carried_fen
        came, fee = issued[_INTEREST], issued[_FEE]
        gone_interest, gone_fee = came - of_interest, fee - of_fee
        if bill.closed:
            came, fee = gone_interest, gone_fee
            given_up += of_principal + of_charge
        else:
            if planned and bill.due_on > on and of_interest + of_fee:
                begin = from_on or start_of(terms, bill.due_on)
                until = bill.accrues_to or bill.due_on
                came = max(gone_interest, interest_share(terms, came, begin, until, min(on, until)))
                fee = gone_fee
            principal += of_principal
            stated += of_charge
        interest += came - gone_interest
        fees += fee - gone_fee
        interest_ever += came
        fees_ever += fee
        lowered = issued[_PRINCIPAL] - of_principal + gone_interest + gone_fee + issued[_CHARGE] - of_charge
        given_up += lowered - bill.paid_fen - bill.carried_fen
        from_on = bill.due_on
    owed_fen = principal + interest + fees + stated + own_fen
    sums = Sums(principal_ever, interest_ever, fees_ever, charges_ever + own_fen, paid, given_up, carried, owed_fen)
    return Accrual(principal, interest, fees, stated, sums, known)


def interest_share(terms: Terms, interest_fen: Fen, begin: date, due_on: date, on: date) -> Fen:
    """What of the interest of a period (begin to due_on) has come up by the day, which does not count itself."""
    if begin >= on or not interest_fen:
        return 0
    whole = days_between(begin, due_on, terms.day_count)
    if whole <= 0:
        return interest_fen
    return ratio_to_fen(interest_fen * days_between(begin, on, terms.day_count), whole, terms.rounding)
