"""Late charges by the daily rate that the borrower read in the contract. Without one, nothing is reckoned.

They are the borrower's own figure, shown apart from what the lender states; the contract counts.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from duewatch.model.clauses import LateBase
from duewatch.model.loan import Terms
from duewatch.model.money import Fen, round_half_up
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.standing import ChargeLine

DAY = timedelta(days=1)


def late_charge(bill: OpenBill, terms: Terms, on: date) -> tuple[ChargeLine, ...]:
    """How the late charge of a bill has grown by the end of the day: base × percent a day × days.

    One line for each stretch of days with the same base; the day of a payment still counts on the old base, so that
    a bill due on the 2nd and paid on the 23rd was 21 days late. The bill's sum is rounded half up to the fen once,
    and the lines add up to it. Empty where no rate was entered, within the contract's own grace days (after them
    every day since the due date counts), and where the base is the principal and the bill does not tell it. Days up
    to a charge that the lender stated are covered by that charge.
    """
    pct = terms.late_daily_pct
    if not pct or not bill.known or (on - bill.bill.due_on).days <= terms.grace_days:
        return ()
    of_principal = terms.late_base is LateBase.PRINCIPAL
    if of_principal and bill.bill.principal_fen is None:
        return ()
    first_on = bill.bill.due_on + DAY
    if bill.charged_on is not None:
        first_on = max(first_on, bill.charged_on + DAY)
    lines: list[ChargeLine] = []
    exact = Decimal(0)
    told: Fen = 0
    for start, last_on, base in _stretches(bill, first_on, on, of_principal=of_principal):
        days = (last_on - start).days + 1
        exact += base * pct / 100 * days
        amount = round_half_up(exact) - told
        told += amount
        lines.append(ChargeLine(bill.bill.id, base, pct, start, last_on, days, amount))
    return tuple(lines)


def _stretches(
    bill: OpenBill, first_on: date, last_on: date, *, of_principal: bool
) -> Sequence[tuple[date, date, Fen]]:
    """(first day, last day, base) for each run of days with one base; runs without a base are left out."""
    runs: list[tuple[date, date, Fen]] = []
    steps = [(since, principal if of_principal else whole) for since, principal, whole in bill.course]
    for index, (since, base) in enumerate(steps):
        # A change counts from the day after it.
        start = first_on if since == date.min else max(first_on, since + DAY)
        end = min(last_on, steps[index + 1][0]) if index + 1 < len(steps) else last_on
        if base <= 0 or end < start:
            continue
        if runs and runs[-1][2] == base and runs[-1][1] + DAY == start:
            runs[-1] = (runs[-1][0], end, base)
        else:
            runs.append((start, end, base))
    return runs
