"""Money off the principal during a replay: the plan is reckoned anew for the bills still to come."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from duewatch.model.bill import Bill, Part
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import Fen
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.plans.periods import start_of
from duewatch.servicing.plans.plan import Instalment
from duewatch.servicing.prepayment import Keep, fee, quote
from duewatch.servicing.schedule import SCHEDULED


def prepay(
    terms: Terms, bills: Sequence[OpenBill], amount_fen: Fen, on: date
) -> tuple[list[OpenBill], OpenBill] | None:
    """Take an amount off the principal on the day; answers the loan's bills, with one for what is paid early among
    them, which is not paid yet.

    It counts from the next due date on: the bill under way keeps its interest. The number of bills stays, each is
    lower; of a flat-rate loan the interest stays unless the contract says that it is given back. None where there is
    no plan to reckon anew, a bill to come was stated by the lender or is paid in part, or nothing would be left for
    the principal after the contract's fee.
    """
    coming = [bill for bill in bills if bill.due_on > on and not bill.closed]
    under_way, later = coming[:1], coming[1:]
    if terms.kind not in SCHEDULED or terms.kind is LoanKind.UNKNOWN or not later:
        return None
    if any(not bill.known or bill.stated_on is not None or bill.paid_fen for bill in later):
        return None
    counts_on = under_way[0].due_on
    owed = sum(bill.owed[Part.PRINCIPAL] for bill in later)
    done = sum(1 for bill in bills if bill.due_on <= counts_on)
    principal, asked = _fitting(terms, amount_fen, owed, done)
    if principal <= 0:
        return None
    lines = _lines(terms, bills)
    reading = quote(terms, lines, counts_on, principal_fen=principal, keep=Keep.TERM).readings[0]
    number = sum(1 for bill in bills if bill.bill.id.startswith("early-")) + 1
    early = OpenBill(
        Bill(
            id=f"early-{number}",
            due_on=on,
            total_fen=principal + asked,
            principal_fen=principal,
            interest_fen=0,
            fee_fen=asked or None,
        )
    )
    after = [
        OpenBill(
            Bill(
                id=old.bill.id,
                due_on=line.due_on,
                total_fen=line.total_fen,
                principal_fen=line.principal_fen,
                interest_fen=line.interest_fen,
                fee_fen=line.fee_fen or None,
            )
        )
        for old, line in zip(later, reading.plan_after, strict=False)
    ]
    gone = {id(bill) for bill in later}
    kept = [bill for bill in bills if id(bill) not in gone]
    return sorted([*kept, early, *after], key=lambda bill: (bill.due_on, bill.bill.id)), early


def _fitting(terms: Terms, amount_fen: Fen, owed_fen: Fen, bills_paid: int) -> tuple[Fen, Fen]:
    """The most principal that the amount pays together with its fee, and that fee."""
    most = min(amount_fen, owed_fen)
    principal = bisect_right(range(most + 1), amount_fen, key=lambda part: part + (fee(terms, part, bills_paid) or 0))
    principal = max(0, principal - 1)
    return principal, (fee(terms, principal, bills_paid) or 0) if principal else 0


def _lines(terms: Terms, bills: Sequence[OpenBill]) -> list[Instalment]:
    """The plan's bills as instalments, with what each asked for."""
    lines: list[Instalment] = []
    planned = [bill for bill in bills if bill.known and not bill.bill.id.startswith("early-")]
    left = sum(bill.issued[Part.PRINCIPAL] for bill in planned)
    from_on = start_of(terms, planned[0].due_on)
    for number, bill in enumerate(planned, start=1):
        left -= bill.issued[Part.PRINCIPAL]
        lines.append(
            Instalment(
                number=number,
                from_on=from_on,
                due_on=bill.due_on,
                principal_fen=bill.issued[Part.PRINCIPAL],
                interest_fen=bill.issued[Part.INTEREST],
                fee_fen=bill.issued[Part.FEE],
                total_fen=sum(bill.issued.values()),
                balance_fen=left,
            )
        )
        from_on = bill.due_on
    return lines
