"""The engine: terms and dated events in, what the loan owes on any day out."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from duewatch.model.bill import Bill, Part
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, Lent, LoanEvent
from duewatch.model.money import Fen
from duewatch.servicing.allocation import OpenBill
from duewatch.servicing.charges import charges_known
from duewatch.servicing.replaying.bills import bills_of, expected_bill
from duewatch.servicing.replaying.history import seen
from duewatch.servicing.replaying.reading_off import accrual
from duewatch.servicing.replaying.run import CLOSING, Run
from duewatch.servicing.standing import ArrangementLine, BillLine, ChargeLine, Standing

DAY = timedelta(days=1)


def replay(loan: Loan, events: Sequence[LoanEvent], on: date) -> Standing:
    """What the loan owes at the end of the day, by all events up to it.

    Events may come in any order; those of one day give the same whatever the order in which they were entered. What
    has not happened yet may be among them: replay(loan, [*events, *supposed], on) is the standing under a
    supposition. Raises InputProblem for impossible terms (schedule.check_terms).
    """
    past = seen(events, on)
    if loan.terms.kind is LoanKind.DAILY and loan.terms.instalments is None:
        # A loan without a plan: interest runs on what is drawn.
        from duewatch.servicing.replaying.open_ended import known, standing

        if known(loan.terms, past):
            return standing(loan.terms, past, on, _next_event_on(events, on))
    broken: list[ArrangementLine] = []
    while True:
        run = _run(loan, past, on)
        lapsed = min(
            ((day, force) for force in run.arrangements if (day := force.broken_on(on)) is not None),
            key=lambda each: each[0],
            default=None,
        )
        if lapsed is None:
            return _standing(run, on, _next_event_on(events, on), broken)
        day, force = lapsed
        broken.append(force.line(day))
        past = [event for event in past if event is not force.event]


def _run(loan: Loan, past: Sequence[LoanEvent], on: date) -> Run:
    stated = [event for event in past if isinstance(event, BillIssued)]
    lent = [event for event in past if isinstance(event, Lent)]
    run = Run(loan.terms, bills_of(loan.terms, stated, _seen_last(past, stated, on), lent, loan.lpr))
    for event in past:
        run.apply(event)
    run.carry_over(on)
    return run


def _seen_last(past: Sequence[LoanEvent], stated: Sequence[BillIssued], on: date) -> date:
    """The last day on which a bill was still to be expected: that of the settling, unless one was stated since."""
    closed_on = max((event.on for event in past if isinstance(event, CLOSING)), default=None)
    return on if closed_on is None or any(event.on > closed_on for event in stated) else closed_on


def _next_event_on(events: Sequence[LoanEvent], on: date) -> date | None:
    """The next day on which a stored event counts."""
    days = [event.on if event.entered_on is None else max(event.on, event.entered_on) for event in events]
    return min([day for day in days if day > on], default=None)


def _standing(run: Run, on: date, next_event_on: date | None, broken: Sequence[ArrangementLine]) -> Standing:
    """The state reached, as values."""
    terms = run.terms
    settled = run.settled()
    if settled and run.settled_on is not None:  # what never came due is no part of the loan's history
        settled_on = run.settled_on
        run.bills = [bill for bill in run.bills if bill.due_on <= settled_on or bill.paid_fen]
    lines = [run.line(bill, on) for bill in run.bills]
    late = [bill for bill, line in zip(run.bills, lines, strict=True) if line.state == "late"]
    following = None if settled else _following(terms, lines, on)
    if following is not None:
        lines.append(BillLine(following, 0, None, 0, "unknown"))
    charges: list[ChargeLine] = []
    charges_fen: Fen | None = None
    if run.charging or terms.late_daily_pct is not None:
        charges, charges_fen = _charges(run, late, on)
    overdue_since = min((bill.due_on for bill in late), default=None)
    next_bill = next((line for line in lines if _ahead(line, on)), None)
    paused = 0 if overdue_since is None or not run.pauses else run.paused_days(overdue_since, on)
    days = 0 if overdue_since is None else (on - overdue_since).days - paused
    accrued = accrual(terms, run.bills, on, own_fen=charges_fen or 0)
    return Standing(
        on=on,
        outstanding_fen=0 if settled else _outstanding(lines),
        overdue_fen=sum(bill.remaining_fen for bill in late),
        principal_overdue_fen=sum(bill.owed[Part.PRINCIPAL] for bill in late),
        interest_overdue_fen=sum(bill.owed[Part.INTEREST] for bill in late),
        fees_overdue_fen=sum(bill.owed[Part.FEE] + bill.owed[Part.CHARGE] for bill in late),
        charges_fen=charges_fen,
        bills=tuple(lines),
        payments=tuple(run.payments),
        charges=tuple(charges),
        next_bill=next_bill,
        overdue_since_on=overdue_since,
        days_past_due=days,
        overpaid_fen=run.overpaid_fen if run.all_known() else 0,
        settled=settled,
        next_change_on=min(_changes(run, on, lines, late, next_event_on, settled=settled), default=None),
        arrears_since_on=None if overdue_since is None else _arrears_since(run, overdue_since + DAY),
        principal_outstanding_fen=accrued.principal_fen if accrued.known else None,
        interest_accrued_fen=accrued.interest_fen if accrued.known else None,
        fees_due_fen=accrued.fees_fen + accrued.stated_fen,
        charges_by_kind=_by_kind(charges, accrued.stated_fen),
        days_in_grace=min(days, max(terms.grace_days, terms.card.grace_days if terms.card is not None else 0)),
        days_paused=paused,
        arrangements=(*broken, *(force.line(None) for force in run.arrangements)),
        sums=accrued.sums if accrued.known else None,
    )


def _charges(run: Run, late: Sequence[OpenBill], on: date) -> tuple[list[ChargeLine], Fen | None]:
    """The late charges by the contract's clauses, and what is unpaid of them; None where the clauses do not tell, or a
    late bill does not say what they are taken on."""
    bills = late
    if run.terms.allocation is not None:  # by the contract's order a bill may be paid and its charge not
        paid = [bill for bill in run.bills if bill.known and bill.remaining_fen == 0 and not bill.closed]
        bills = [*late, *paid]
    lines: list[ChargeLine] = []
    unpaid: Fen = 0
    for bill in bills:
        made = run.charges(bill, on)
        lines += made
        unpaid += max(0, sum(line.amount_fen for line in made) - bill.own_paid_fen)
    if late and not lines and not any(charges_known(bill.history(), run.terms) for bill in late):
        return lines, None
    return lines, unpaid


def _by_kind(charges: Sequence[ChargeLine], stated_fen: Fen) -> tuple[tuple[str, Fen], ...]:
    found: dict[str, Fen] = {"stated": stated_fen} if stated_fen else {}
    for line in charges:
        found[line.kind.value] = found.get(line.kind.value, 0) + line.amount_fen
    return tuple(found.items())


def _following(terms: Terms, lines: Sequence[BillLine], on: date) -> Bill | None:
    """The credit line's bill after the coming one, where that is paid already."""
    if terms.kind is not LoanKind.REVOLVING or any(_ahead(line, on) for line in lines):
        return None
    paid_until = max((line.bill.due_on for line in lines if line.bill.due_on >= on), default=None)
    return None if paid_until is None else expected_bill(terms, [x.bill for x in lines], paid_until + DAY)


def _changes(
    run: Run,
    on: date,
    lines: Sequence[BillLine],
    late: Sequence[OpenBill],
    next_event_on: date | None,
    *,
    settled: bool,
) -> Iterator[date]:
    """Later days on which the standing differs without a new event."""
    if next_event_on is not None:
        yield next_event_on
    if settled:
        return
    ahead = [line.bill.due_on for line in lines if _ahead(line, on)]
    if ahead:
        yield min(ahead) + DAY
    if run.terms.kind is LoanKind.REVOLVING:  # then the next cycle's bill comes into view
        yield from (line.bill.due_on + DAY for line in lines if line.bill.due_on >= on)
    yield from (bill.starts_on for bill in run.to_carry if bill.starts_on is not None)
    for force in run.arrangements:
        break_on = force.next_break_on(on)
        if break_on is not None:
            yield break_on
    for bill in late:
        yield from run.charge_changes_on(bill, on)


def _arrears_since(run: Run, since_on: date) -> date:
    """Back from the first day of what is overdue now, over bills that were late without a break before it."""
    for bill in sorted(run.bills, key=lambda each: each.due_on, reverse=True):
        first_on = bill.due_on + DAY
        if bill.cleared_on is not None and bill.cleared_on >= since_on > first_on:
            since_on = first_on
    return since_on


def _ahead(line: BillLine, on: date) -> bool:
    return line.bill.due_on >= on and line.state in {"open", "unknown"}


def _outstanding(lines: Sequence[BillLine]) -> Fen | None:
    """All that is known to be owed; None where that is nothing, but no bill is known at all, or one of unknown amount
    is open or expected: "0" would be read as free of debt."""
    known: Fen = 0
    unknown = not lines
    for line in lines:
        if line.remaining_fen is None:
            unknown = True
        else:
            known += line.remaining_fen
    return None if unknown and known == 0 else known
