"""Checking: a yearly cost against the ceilings, and the lender's figures against ours."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from duewatch.config.rules import lender_kind, lpr_history, rulebook
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.desk.writing import EARLIEST, FURTHEST
from duewatch.model.bill import BillOrigin, Part
from duewatch.model.loan import Loan, Terms
from duewatch.model.loan_event import BillIssued, LoanEvent, Paid
from duewatch.model.lpr import LprHistory
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing import schedule
from duewatch.servicing.audit import Audit, Stated, audit
from duewatch.servicing.audits.audit_causes import NotedPayment, Ours
from duewatch.servicing.audits.working import WorkingLine, of_charges, of_interest
from duewatch.servicing.ceilings import Ceiling, against
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import BillLine, ChargeLine, Standing

RECENT_PAYMENTS = 24
"""A payment further back is not looked for: the lender has long credited it or never will."""


@dataclass(frozen=True, slots=True)
class AuditView:
    """The lender's figures beside ours. bills: the ids looked at, with their due days; whole: all that is due was
    looked at, not one bill. working: how our interest and late charges are made up."""

    loan: Loan
    on: date
    bills: tuple[tuple[str, date], ...]
    whole: bool
    result: Audit
    working: tuple[WorkingLine, ...]


def ceilings(session: Session, words: str, now: datetime, *, pct: Decimal | None) -> tuple[Ceiling, ...]:
    """A loan's yearly cost held against the rules of the day of signing, for the kind of lender that its lender's name
    tells. pct: percent a year, all costs included; None: the contract's rate alone.

    The day of lending stands for that of signing. The borrower's own LPR entries count. Raises InputProblem where the
    loan is not known, or the rate or the day is not.
    """
    loan = find_loan(session, words, now.date())
    cost, signed_on = pct if pct is not None else loan.terms.annual_rate_pct, loan.terms.disbursed_on
    if cost is None or signed_on is None:
        raise InputProblem(
            text("The rate or the day of lending of this loan is not known, so no rule can be looked up for it."),
            text("Enter both from the contract with “duewatch loan edit”."),
        )
    kind = lender_kind(loan.lender) if loan.lender else None
    return against(cost, signed_on, kind, rulebook().rules, lpr_history(session.settings.lpr))


def audit_bill(
    session: Session, words: str, now: datetime, stated: Stated, *, bill_id: str | None, on: date | None
) -> AuditView:
    """What the lender states to be paid, held against ours at the end of the day.

    bill_id: the bill it is about. None: all that is due by then; where nothing is, the next bill. Raises InputProblem
    for an unknown loan or bill, an impossible day, and where there is no bill at all.
    """
    day = on or now.date()
    if not EARLIEST <= day <= now.date() + FURTHEST:
        raise InputProblem(text("The day {on} of the lender's figures cannot be.", on=day), text("Check the year."))
    loan = find_loan(session, words, now.date())
    events = [event for event in session.ledger.events(loan.id) if event.on <= day]
    standing = replay(loan, events, day)
    lines = _looked_at(standing, bill_id, day)
    ours = _ours(loan, events, standing, lines, lpr_history(session.settings.lpr))
    bills = tuple((line.bill.id, line.bill.due_on) for line in lines)
    return AuditView(loan, day, bills, bill_id is None and len(lines) > 1, audit(ours, stated), tuple(ours.working))


def _looked_at(standing: Standing, bill_id: str | None, on: date) -> list[BillLine]:
    """The bills that the lender's figure is about."""
    if bill_id is not None:
        named = [line for line in standing.bills if line.bill.id == bill_id]
        if not named:
            raise InputProblem(
                text("The loan has no bill “{bill}”.", bill=bill_id),
                text("Leave the bill out, or name one that “duewatch loan show” lists."),
            )
        return named
    due = [line for line in standing.bills if line.state in {"late", "open"} and line.bill.due_on <= on]
    found = due or ([standing.next_bill] if standing.next_bill is not None else [])
    if not found:
        raise InputProblem(
            text("No bill of this loan is due or to come, so there is nothing to compare."),
            text("Name a bill with --bill, or enter one with “duewatch loan bill”."),
        )
    return found


def _ours(loan: Loan, events: list[LoanEvent], standing: Standing, lines: list[BillLine], lpr: LprHistory) -> Ours:
    ids = {line.bill.id for line in lines}
    charges = [line for line in standing.charges if line.bill_id in ids]
    late = [line for line in lines if line.state == "late"]
    plain = {line.bill.id: _plain_fee(loan.terms, events, line) for line in lines}
    stated = {line.bill.id: max(0, (line.bill.fee_fen or 0) - plain[line.bill.id]) for line in lines}
    own_charge = _own_charge(standing, charges, lines, stated)
    each = [_left(line, standing, stated[line.bill.id]) for line in lines]
    parts: dict[Part, Fen | None] = {}
    for part in (Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.CHARGE):
        amounts = [left[part] for left in each if left is not None]
        parts[part] = sum(amounts) if len(amounts) == len(each) else None
    noted = parts[Part.CHARGE] or 0
    # A late charge that the lender stated is ours too: it was noted. Beside it stands what the contract adds.
    known = own_charge is not None or noted > 0
    parts[Part.CHARGE] = noted + (own_charge or 0) if known else None
    remaining = [line.remaining_fen for line in lines]
    total = None if any(fen is None for fen in remaining) else sum(fen or 0 for fen in remaining) + (own_charge or 0)
    return Ours(
        parts=parts,
        total_fen=total,
        working=(*_interest_working(loan.terms, standing, lines, lpr), *of_charges(charges)),
        payments=_payments(standing, ids),
        fees=_named_fees(loan.terms),
        late_base_fen=sum(line.bill.principal_fen or line.remaining_fen or 0 for line in late),
        late_days=max((line.days_past_due for line in late), default=0),
    )


def _own_charge(
    standing: Standing, charges: list[ChargeLine], lines: list[BillLine], stated: dict[str, Fen]
) -> Fen | None:
    """The unpaid late charge by the contract's clauses; None where a bill is late and none can be reckoned.

    stated: what the lender stated in late charges, by bill; payments cover that first.
    """
    if not charges:
        known = standing.charges_fen is not None or all(line.state != "late" for line in lines)
        return 0 if known else None
    left = 0
    for line in lines:
        own = sum(charge.amount_fen for charge in charges if charge.bill_id == line.bill.id)
        paid = _paid(standing, line.bill.id).get(Part.CHARGE, 0)
        left += max(0, own - max(0, paid - stated[line.bill.id]))
    return left


def _paid(standing: Standing, bill_id: str) -> dict[Part, Fen]:
    """What was paid on a bill, by part."""
    paid: dict[Part, Fen] = {}
    for payment in standing.payments:
        for went in payment.allocation:
            if went.bill_id == bill_id:
                paid[went.part] = paid.get(went.part, 0) + went.amount_fen
    return paid


def _plain_fee(terms: Terms, events: list[LoanEvent], line: BillLine) -> Fen:
    """The bill's fee without late charges that the lender stated later: they are added to the fee of the bill."""
    if line.bill.origin is BillOrigin.STATED:
        issued = [event for event in events if isinstance(event, BillIssued) and event.bill_id == line.bill.id]
        return max(issued, key=lambda event: event.on).fee_fen or 0 if issued else 0
    return next((bill.fee_fen or 0 for bill in schedule.bills(terms) if bill.id == line.bill.id), 0)


def _left(line: BillLine, standing: Standing, stated_charges: Fen) -> dict[Part, Fen] | None:
    """What is left of each part of a bill; None where the bill does not tell its parts, or they do not come to what
    is left in all (a refund or a waiver took from them)."""
    bill = line.bill
    if bill.principal_fen is None or bill.interest_fen is None or line.remaining_fen is None:
        return None
    left = {
        Part.PRINCIPAL: bill.principal_fen,
        Part.INTEREST: bill.interest_fen,
        Part.FEE: (bill.fee_fen or 0) - stated_charges,
        Part.CHARGE: stated_charges,
    }
    for part, paid in _paid(standing, bill.id).items():
        # What was paid in charges beyond those stated went to charges by the contract's clauses.
        left[part] -= min(paid, stated_charges) if part is Part.CHARGE else paid
    fits = all(fen >= 0 for fen in left.values()) and sum(left.values()) == line.remaining_fen
    return left if fits else None


def _interest_working(terms: Terms, standing: Standing, lines: list[BillLine], lpr: LprHistory) -> list[WorkingLine]:
    """How the interest of the bills is made up, those on which nothing of the interest was paid."""
    touched = {
        went.bill_id
        for payment in standing.payments
        for went in payment.allocation
        if went.part is Part.INTEREST and went.bill_id is not None
    }
    plan = schedule.plan(terms, lpr=lpr)
    planned = {str(line.number): line.interest_fen for line in plan.instalments}
    made: list[WorkingLine] = []
    for line in lines:
        # What the lender stated otherwise than planned follows a working that is not known here.
        if line.bill.id not in touched and planned.get(line.bill.id, -1) == line.bill.interest_fen:
            made += of_interest(terms, plan, line.bill.id, lpr)
    return made


def _payments(standing: Standing, ids: set[str]) -> list[NotedPayment]:
    """The latest payments with what of each went to the bills."""
    noted = []
    for payment in standing.payments[-RECENT_PAYMENTS:]:
        if not isinstance(payment.event, Paid):
            continue
        parts: dict[Part, Fen] = {}
        for went in payment.allocation:
            if went.bill_id in ids:
                parts[went.part] = parts.get(went.part, 0) + went.amount_fen
        noted.append(NotedPayment(payment.event.on, payment.amount_fen, parts))
    return noted


def _named_fees(terms: Terms) -> tuple[Fen, ...]:
    """Fixed fees that the terms name, at whatever occasion."""
    fixed = [fee.amount_fen for fee in terms.fees if fee.amount_fen]
    bands = [band.amount_fen for clause in terms.late_clauses for band in clause.bands if band.amount_fen]
    return tuple(dict.fromkeys([*fixed, *bands]))
