"""What else happens to a loan, noted by the borrower: charges, waivers, refunds, more money lent, a payment that
bounced, and what was agreed in place of the plan. Each is one event in one batch, and can be undone."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from duewatch.desk.limiting import ask_first, gate
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.desk.writing import check_amount, past_day
from duewatch.model.arrangement import Arrangement
from duewatch.model.bill import Part
from duewatch.model.loan import Loan
from duewatch.model.loan_event import Arranged, Charged, Lent, LoanEvent, Paid, Refunded, Undone, Waived
from duewatch.model.money import Fen
from duewatch.model.offer_event import OfferAnswered
from duewatch.model.problem import InputProblem
from duewatch.model.projection import LoanRow
from duewatch.model.text import Text, text
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import ArrangementLine, Standing

_ABOUT_BILLS: dict[str, type[Charged | Waived | Refunded]] = {
    "charged": Charged,
    "waived": Waived,
    "refunded": Refunded,
}
NOTES = (*_ABOUT_BILLS, "lent")
"""What can be noted with an amount."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted and where the loan stands with it."""

    batch_id: int
    event: LoanEvent
    row: LoanRow


@dataclass(frozen=True, slots=True)
class ArrangeResult:
    """An arrangement with the plan before and after. batch_id None: only looked at. caution: what to ask first."""

    batch_id: int | None
    line: ArrangementLine
    row: LoanRow
    caution: Text | None


def note(
    session: Session,
    words: str,
    what: str,
    amount_fen: Fen,
    now: datetime,
    *,
    on: date | None,
    bill_id: str | None,
    part: Part | None,
    note: str,
) -> Noted:
    """Note a charge, a waiver, a refund or more money lent. bill_id: the bill it is about; not for money lent. part:
    what a waiver gives up, where it was said; only for waivers."""
    if what not in NOTES:
        raise InputProblem(
            text("“{what}” cannot be noted.", what=what), text("One of: {choices}", choices=", ".join(NOTES))
        )
    loan = find_loan(session, words, now.date())
    check_amount(text("the entry"), amount_fen, least=1)
    day = past_day(on, now, text("the day of the entry"))
    if what == "lent":
        return stored(session, loan, "note", Lent(loan_id=loan.id, on=day, amount_fen=amount_fen, note=note), now)
    if bill_id is not None:
        standing = replay(loan, session.ledger.events(loan.id), now.date())
        if all(line.bill.id != bill_id for line in standing.bills):
            raise InputProblem(
                text("The loan has no bill “{bill}”.", bill=bill_id),
                text("Leave the bill out, or name one that “duewatch loan show” lists."),
            )
    event = _ABOUT_BILLS[what](loan_id=loan.id, on=day, amount_fen=amount_fen, note=note, bill_id=bill_id)
    if part is not None:
        if not isinstance(event, Waived):
            raise InputProblem(
                text("Only a waiver names the part that it gives up."), text("Leave the part out, or note a waiver.")
            )
        event = replace(event, part=part)
    return stored(session, loan, "note", event, now)


def bounce(session: Session, words: str, payment_id: int, now: datetime, *, on: date | None, note: str) -> Noted:
    """A payment that was noted did not arrive: from that day on it counts as never made."""
    loan = find_loan(session, words, now.date())
    events = session.ledger.events(loan.id)
    paid = next((event for event in events if event.id == payment_id and isinstance(event, Paid)), None)
    if paid is None:
        numbers = ", ".join(str(event.id) for event in events if isinstance(event, Paid)) or "-"
        raise InputProblem(
            text("The loan has no payment {number}.", number=payment_id),
            text("Its payments are: {numbers}", numbers=numbers),
        )
    if any(isinstance(event, Undone) and event.target_id == payment_id for event in events):
        raise InputProblem(text("Payment {number} is noted as bounced already.", number=payment_id))
    day = past_day(on, now, text("the day on which it bounced"))
    if day < paid.on:
        raise InputProblem(
            text("The payment was made on {paid}; it cannot bounce on {on}.", paid=paid.on, on=day),
            text("Correct the day."),
        )
    return stored(session, loan, "bounce", Undone(loan_id=loan.id, on=day, target_id=payment_id, note=note), now)


def arrange(
    session: Session,
    words: str,
    arrangement: Arrangement,
    now: datetime,
    *,
    on: date | None,
    note: str,
    dry_run: bool,
    asked_first: bool = False,
    answers: int | None = None,
) -> ArrangeResult:
    """Note what lender and borrower agreed on, and show the plan before and after. dry_run: only look. answers: the
    offer that is accepted by it. Raises AskFirst for an old debt about which nobody was asked first."""
    loan = find_loan(session, words, now.date())
    day = past_day(on, now, text("the day of the agreement"))
    _check_arrangement(arrangement, day)
    events = session.ledger.events(loan.id)
    before = replay(loan, events, day)
    known = {line.bill.id for line in before.bills if line.state != "paid"}
    for moved in arrangement.moved:
        if moved.bill_id not in known:
            raise InputProblem(
                text("The loan has no open bill “{bill}”.", bill=moved.bill_id),
                text("Its open bills are: {bills}", bills=", ".join(sorted(known)) or "-"),
            )
    event = Arranged(loan_id=loan.id, on=day, arrangement=arrangement, note=note)
    caution = ask_first(session, loan.id, now)
    if not dry_run:
        gate(session, loan.id, now, asked_first=asked_first)
        with session.ledger.writing("arrange", loan.id, now) as writer:
            event = replace(event, id=writer.add_event(event))
            if answers is not None:
                writer.add_event(OfferAnswered(loan_id=loan.id, on=day, target_id=answers, accepted=True))
            batch_id, together = writer.batch_id, list(writer.events(loan.id))
    else:
        event = replace(event, id=-1)
        batch_id, together = None, [*events, event]
    standing = replay(loan, together, now.date())
    line = _line_of(standing, event.id)
    row = session.platforms.derive(loan, together, now.date(), standing).row
    return ArrangeResult(batch_id, line, row, caution)


def _line_of(standing: Standing, event_id: int) -> ArrangementLine:
    for line in standing.arrangements:
        if line.event.id == event_id:
            return line
    raise InputProblem(
        text("The agreement changes nothing: no bill of it is open."),
        text("Enter the bills first, or leave the agreement out."),
    )


def _check_arrangement(arrangement: Arrangement, on: date) -> None:
    if arrangement == Arrangement(lapse_after_days=arrangement.lapse_after_days):
        raise InputProblem(
            text("Nothing was agreed: give new due days, a new plan, or a sum that settles it."),
            text("See: {command} --help", command="duewatch arrange"),
        )
    days = [bill.due_on for bill in arrangement.bills] + [moved.due_on for moved in arrangement.moved]
    if arrangement.settle_by_on is not None:
        days.append(arrangement.settle_by_on)
    early = next((day for day in sorted(days) if day < on), None)
    if early is not None:
        raise InputProblem(
            text("{day} lies before the day of the agreement {on}.", day=early, on=on), text("Correct the day.")
        )
    if (arrangement.settle_fen is None) is not (arrangement.settle_by_on is None):
        raise InputProblem(
            text("A sum that settles the loan needs the day by which it is paid, and the other way round."),
            text("Give both, or neither: --settle and --by."),
        )
    if sorted(bill.due_on for bill in arrangement.bills) != [bill.due_on for bill in arrangement.bills]:
        raise InputProblem(
            text("The bills of the new plan are not in order of their days."), text("Put them in order.")
        )


def stored(session: Session, loan: Loan, what: str, event: LoanEvent, now: datetime) -> Noted:
    """Store one event as a batch of its own; answers where the loan stands with it."""
    with session.ledger.writing(what, loan.id, now) as writer:
        event = replace(event, id=writer.add_event(event))
        events = writer.events(loan.id)
    row = session.platforms.derive(loan, events, now.date(), replay(loan, events, now.date())).row
    return Noted(writer.batch_id, event, row)
