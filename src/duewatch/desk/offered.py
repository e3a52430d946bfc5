"""What lenders offered in place of the plan: noted with its terms, answered, and, once accepted, an arrangement."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from duewatch.desk.looking import find_loan
from duewatch.desk.noting import ArrangeResult, Noted, arrange, stored
from duewatch.desk.writing import FURTHEST, check_amount, past_day
from duewatch.model.loan_event import LoanEvent, Undone
from duewatch.model.offer import LoanOffer
from duewatch.model.offer_event import OfferAnswered, Offered
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, Text, text
from duewatch.servicing.offered import Missing, arrangement_of, contradiction, missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duewatch.desk.session import Session
    from duewatch.model.contact import Contact

MOST_INSTALMENTS = 600
LONGEST_SHIFT = timedelta(days=3660)
NEEDED: dict[Missing, Text] = {
    Missing.PLAN: text("when how much is to be paid"),
    Missing.SETTLE_BY: text("by when the sum is to be paid"),
    Missing.INSTALMENTS: text("how many instalments"),
    Missing.EACH: text("how much each instalment is"),
    Missing.FIRST_DUE: text("when the first instalment is due"),
}
"""What an offer may leave untold, in words."""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer as it stands on a day. accepted None: not answered. missing: what it does not tell and an arrangement
    needs. days_left: until it runs out; below zero: it has; None: no such day was told."""

    loan_id: str
    event: Offered
    accepted: bool | None
    missing: tuple[Missing, ...]
    days_left: int | None

    @property
    def offer(self) -> LoanOffer:
        """Its terms."""
        return self.event.offer


def offers_of(events: "Sequence[LoanEvent]", on: date) -> tuple[OfferLine, ...]:
    """The offers among a loan's events, by day."""
    undone = {event.target_id for event in events if isinstance(event, Undone)}
    answers = {event.target_id: event.accepted for event in events if isinstance(event, OfferAnswered)}
    return tuple(
        OfferLine(
            event.loan_id,
            event,
            answers.get(event.id),
            missing(event.offer),
            None if event.offer.expires_on is None else (event.offer.expires_on - on).days,
        )
        for event in events
        if isinstance(event, Offered) and event.id not in undone
    )


def offers_noted(session: "Session", words: str | None, now: datetime) -> tuple[OfferLine, ...]:
    """Those of a loan, or of every loan, by day."""
    on = now.date()
    ids = session.ledger.loans_offered() if words is None else (find_loan(session, words, on).id,)
    found = [line for loan_id in ids for line in offers_of(session.ledger.events(loan_id), on)]
    return tuple(sorted(found, key=lambda line: (line.event.on, line.event.id)))


def told_in_a_call(session: "Session", loan_id: str) -> "Contact | None":
    """The latest contact about the loan in which something was offered."""
    contacts = session.ledger.contacts(loan_id=loan_id, newest_first=True)
    return next((contact for contact in contacts if contact.offered), None)


def note_offer(session: "Session", words: str, offer: LoanOffer, now: datetime, *, on: date | None, note: str) -> Noted:
    """Note what was offered, as far as it was told. Raises InputProblem naming what cannot be."""
    loan = find_loan(session, words, now.date())
    day = past_day(on, now, text("the day of the offer"))
    _check(session, loan.id, offer, day)
    return stored(session, loan, "offer", Offered(loan_id=loan.id, on=day, offer=offer, note=note), now)


def decline_offer(session: "Session", words: str, number: int, now: datetime, *, note: str) -> Noted:
    """Note that the offer was not taken up."""
    loan = find_loan(session, words, now.date())
    line = _open_offer(session, loan.id, number, now.date())
    event = OfferAnswered(loan_id=loan.id, on=now.date(), target_id=line.event.id, accepted=False, note=note)
    return stored(session, loan, "offer", event, now)


def accept_offer(
    session: "Session",
    words: str,
    number: int,
    now: datetime,
    *,
    on: date | None,
    lapse_after_days: int | None,
    still_holds: bool,
    dry_run: bool,
    asked_first: bool,
) -> ArrangeResult:
    """Make the arrangement that was offered. still_holds: the lender said so of an offer that has run out. Raises
    InputProblem where something is not told or the offer has run out, AskFirst for an old debt."""
    loan = find_loan(session, words, now.date())
    line = _open_offer(session, loan.id, number, now.date())
    day = past_day(on, now, text("the day of the agreement"))
    expired = line.offer.expires_on
    if expired is not None and day > expired and not still_holds:
        raise InputProblem(
            text("Offer {number} could be accepted until {on}; it has run out.", number=number, on=expired),
            text("Ask the lender whether it still holds. If it does, say so with --still-holds; if there is another "
                 "one, note that."),
        )  # fmt: skip
    agreed = arrangement_of(line.offer, lapse_after_days)
    if agreed is None:
        raise InputProblem(
            text("Offer {number} does not tell {what}.", number=number, what=listed(line.missing)),
            text("Ask the lender, in writing if you can, and note the offer anew with it."),
        )
    return arrange(
        session,
        loan.id,
        agreed,
        now,
        on=day,
        note=line.offer.conditions,
        dry_run=dry_run,
        asked_first=asked_first,
        answers=line.event.id,
    )


def listed(needed: "Sequence[Missing]") -> Text:
    """What is missing, in words."""
    first, *others = [NEEDED[each] for each in needed]
    for each in others:
        first = text("{first}, {second}", first=first, second=each)
    return first


def _open_offer(session: "Session", loan_id: str, number: int, on: date) -> OfferLine:
    lines = offers_of(session.ledger.events(loan_id), on)
    line = next((each for each in lines if each.event.id == number), None)
    if line is None:
        numbers = ", ".join(str(each.event.id) for each in lines) or "-"
        raise InputProblem(
            text("The loan has no offer {number}.", number=number), text("Its offers are: {numbers}", numbers=numbers)
        )
    if line.accepted:
        raise InputProblem(
            text("Offer {number} is noted as accepted already.", number=number),
            text("To take that back: duewatch undo"),
        )
    return line


def _check(session: "Session", loan_id: str, offer: LoanOffer, day: date) -> None:
    if offer == LoanOffer():
        raise InputProblem(
            text("Nothing of the offer was given."), text("Give at least one of its terms, or its conditions.")
        )
    plan = offer.bills or offer.instalments is not None or offer.each_fen is not None
    if offer.settle_fen is not None and (plan or offer.total_fen is not None):
        raise InputProblem(
            text("An offer is either one sum that settles everything, or a plan."),
            text("Note them as two offers; they are held side by side."),
        )
    for what, fen in (
        (text("the settling sum"), offer.settle_fen),
        (text("an instalment"), offer.each_fen),
        (text("the sum in all"), offer.total_fen),
        (text("what is given up"), offer.waived_fen),
        *((text("a bill of the plan"), bill.total_fen) for bill in offer.bills),
    ):
        check_amount(what, fen, least=1)
    if offer.instalments is not None and not 1 <= offer.instalments <= MOST_INSTALMENTS:
        raise InputProblem(
            text("{count} instalments cannot be.", count=offer.instalments),
            text("Give at most {most}.", most=MOST_INSTALMENTS),
        )
    if offer.shift_days is not None and not 1 <= offer.shift_days <= LONGEST_SHIFT.days:
        raise InputProblem(
            text("A delay of {days} days cannot be.", days=offer.shift_days), text("Give whole days, at least one.")
        )
    if contradiction(offer):
        raise InputProblem(
            text("{count} instalments of {each} come to more than {total}.", count=offer.instalments or 0,
                 each=Money(offer.each_fen or 0), total=Money(offer.total_fen or 0)),
            text("Ask which of the figures holds, and leave out the one that is not known."),
        )  # fmt: skip
    for named in (offer.settle_by_on, offer.first_due_on, offer.stop_interest_on, offer.expires_on,
                  *(bill.due_on for bill in offer.bills)):  # fmt: skip
        if named is not None and not day <= named <= day + FURTHEST:
            raise InputProblem(
                text("{named} cannot be in an offer made on {on}.", named=named, on=day), text("Correct the day.")
            )
    if [bill.due_on for bill in offer.bills] != sorted(bill.due_on for bill in offer.bills):
        raise InputProblem(
            text("The bills of the new plan are not in order of their days."), text("Put them in order.")
        )
    told_in = None if offer.contact_id is None else session.ledger.contact(offer.contact_id)
    if offer.contact_id is not None and (told_in is None or told_in.loan_id not in {None, loan_id}):
        raise InputProblem(
            text("There is no entry {entry} about this loan in the contact log.", entry=offer.contact_id),
            text("`duewatch call list` shows their numbers."),
        )
