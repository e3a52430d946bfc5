"""Who stands in which role to a loan on a day, and since when.

The platform is where the borrower borrowed. The original lender stands on the contract and on the credit report. A
guarantor may have paid in the borrower's place: what it paid is then owed to it (recourse within what it paid, Civil
Code art. 700). The lender may have passed the claim on. An agency collects for whoever the creditor is; nothing is
owed to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duewatch.model.loan import Loan
from duewatch.model.loan_event import GuarantorPaid, LoanEvent, PartyNamed, PartyRole
from duewatch.model.money import Fen


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a role. since_on None: from the beginning, or the day is not known. until_on: the day from which it
    is another; None: still so on the day asked about. paid_fen: of a creditor that became one as a guarantor, what it
    paid; more than that is not owed to it."""

    role: PartyRole
    name: str
    since_on: date | None = None
    until_on: date | None = None
    paid_fen: Fen | None = None


def parties(loan: Loan, events: Iterable[LoanEvent], on: date) -> tuple[Party, ...]:
    """Who they are on the day, in the order of PartyRole. The lender is the creditor until the claim goes over."""
    return tuple(party for party in party_history(loan, events, on) if party.until_on is None)


def party_history(loan: Loan, events: Iterable[LoanEvent], on: date) -> tuple[Party, ...]:
    """Everybody who was or is in a role up to the day, by role and then by time.

    A new lender, creditor or agency takes the place of the one before; guarantors stand beside each other. Whoever is
    named as creditor takes the place of all creditors before; a guarantor that pays takes that of the lender, beside
    other guarantors that paid.
    """
    told = [
        event
        for event in sorted(events, key=lambda event: (event.on, event.id))
        if event.on <= on and isinstance(event, (PartyNamed, GuarantorPaid))
    ]
    lenders = _lenders(loan, told)
    return (*lenders, *_guarantors(told), *_creditors(lenders, told), *_agencies(told))


def lender_named(loan: Loan, events: Iterable[LoanEvent], on: date) -> str | None:
    """The original lender on the day; None where the borrower has not read it in the contract."""
    return next((one.name for one in parties(loan, events, on) if one.role is PartyRole.LENDER), None)


def _named(role: PartyRole, told: Iterable[LoanEvent]) -> list[PartyNamed]:
    return [event for event in told if isinstance(event, PartyNamed) and event.role is role]


def lenders_named(events: Iterable[LoanEvent]) -> list[PartyNamed]:
    """The lenders that were noted by day, in the order of the events."""
    return _named(PartyRole.LENDER, events)


def lender_renamed(old: Loan, new: Loan, events: Iterable[LoanEvent], on: date) -> PartyNamed | None:
    """What keeps the dated lenders in step with a loan whose lender was changed by hand; None: nothing is needed,
    for a loan without dated lenders tells of its one lender itself."""
    if old.lender == new.lender or not lenders_named(events):
        return None
    return PartyNamed(loan_id=new.id, on=on, role=PartyRole.LENDER, name=new.lender or "")


def _lenders(loan: Loan, told: Sequence[LoanEvent]) -> list[Party]:
    named = _named(PartyRole.LENDER, told)
    first = [] if named or loan.lender is None else [Party(PartyRole.LENDER, loan.lender, loan.terms.disbursed_on)]
    return _one_after_the_other(first, named)


def _agencies(told: Sequence[LoanEvent]) -> list[Party]:
    return _one_after_the_other([], _named(PartyRole.AGENCY, told))


def _one_after_the_other(before: list[Party], named: Iterable[PartyNamed]) -> list[Party]:
    found = list(before)
    for event in named:
        if found and found[-1].until_on is None:
            if found[-1].name == event.name:
                continue
            found[-1] = replace(found[-1], until_on=event.on)
        if event.name:
            found.append(Party(event.role, event.name, event.on))
    return found


def _guarantors(told: Sequence[LoanEvent]) -> list[Party]:
    found: list[Party] = []
    for event in told:
        if not isinstance(event, GuarantorPaid) and not _is(event, PartyRole.GUARANTOR):
            continue
        name = _name(event)
        if not name:
            found = _ended(found, event.on)
        elif name not in _names(found):
            found.append(Party(PartyRole.GUARANTOR, name, event.on))
    return found


def _creditors(lenders: Sequence[Party], told: Sequence[LoanEvent]) -> list[Party]:
    begun = [] if _named(PartyRole.LENDER, told) else list(lenders)
    found = [replace(one, role=PartyRole.CREDITOR) for one in begun]
    lender, with_lender = begun[0].name if begun else "", True
    for event in told:
        if isinstance(event, GuarantorPaid):
            found, with_lender = _with_recourse(found, event), False
            continue
        name = _name(event)
        if _is(event, PartyRole.LENDER):
            lender = name
        elif _is(event, PartyRole.CREDITOR):
            with_lender = not name
        if _is(event, PartyRole.CREDITOR) or (with_lender and _is(event, PartyRole.LENDER)):
            holder = lender if with_lender else name
            if _names(found) != [holder]:
                found = _ended(found, event.on)
                if holder:
                    found.append(Party(PartyRole.CREDITOR, holder, event.on))
    return found


def _is(event: LoanEvent, role: PartyRole) -> bool:
    return isinstance(event, PartyNamed) and event.role is role


def _name(event: LoanEvent) -> str:
    return event.name if isinstance(event, (PartyNamed, GuarantorPaid)) else ""


def _names(found: Iterable[Party]) -> list[str]:
    return [one.name for one in found if one.until_on is None]


def _with_recourse(creditors: list[Party], event: GuarantorPaid) -> list[Party]:
    """The guarantor as creditor for what it paid in all, beside other guarantors that paid."""
    before = sum(one.paid_fen or 0 for one in creditors if one.name == event.name and one.until_on is None)
    since = next((one.since_on for one in creditors if one.name == event.name and one.paid_fen), event.on)
    others = [
        one if one.until_on is not None or one.paid_fen is not None else replace(one, until_on=event.on)
        for one in creditors
        if one.until_on is not None or one.name != event.name
    ]
    return [*others, Party(PartyRole.CREDITOR, event.name, since, paid_fen=before + event.amount_fen)]


def _ended(found: Iterable[Party], on: date) -> list[Party]:
    return [one if one.until_on is not None else replace(one, until_on=on) for one in found]
