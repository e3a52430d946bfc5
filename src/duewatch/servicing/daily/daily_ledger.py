"""The ledger of a loan with daily simple interest (随借随还): what is owed on any day, what a payment covered, and the
figure that settles the loan.

Values and functions without state: a DailyLedger is what is owed on a day; accrue, lend, charge, waive, pay and
hand_back answer the ledger after that. Dated events are put through them by daily_replay.py.

Unpaid interest is kept exactly. A payment that covers interest as rounded on its day covers it wholly: the fraction
of a fen that rounding left is dropped for good (rounded_off). What is paid beyond all that is owed lowers the
principal below zero: the lender then owes the borrower.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from duewatch.model.bill import Part
from duewatch.model.clauses import Rounding
from duewatch.model.money import Fen
from duewatch.servicing.daily.daily import DEFAULT_ORDER, DailyTerms, interest_between, interest_cap
from duewatch.servicing.plans.exact import to_fen

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What an amount covered, part by part; the parts sum to the amount. Below zero: flowed the other way."""

    charge_fen: Fen = 0
    fee_fen: Fen = 0
    interest_fen: Fen = 0
    principal_fen: Fen = 0

    @property
    def total_fen(self) -> Fen:
        """The whole amount."""
        return self.charge_fen + self.fee_fen + self.interest_fen + self.principal_fen

    def plus(self, other: "Split") -> "Split":
        """Both together."""
        return Split(
            charge_fen=self.charge_fen + other.charge_fen,
            fee_fen=self.fee_fen + other.fee_fen,
            interest_fen=self.interest_fen + other.interest_fen,
            principal_fen=self.principal_fen + other.principal_fen,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyLedger:
    """What is owed on a day, after all that happened up to it.

    interest: unpaid, exact, in fen with fractions. accrued: all interest that ever came up, exact. rounded_off: of
    that, dropped where a payment covered rounded interest (below zero where rounding went up). lent_fen, paid_fen,
    charged_fen, waived_fen: sums of what happened; paid_fen less what was handed back. first_on: the day of the first
    lending. Always: lent + charged + accrued - rounded_off - waived - paid = principal + charge + fee + interest.
    """

    on: date
    first_on: date | None = None
    principal_fen: Fen = 0
    charge_fen: Fen = 0
    fee_fen: Fen = 0
    interest: Fraction = NOTHING
    accrued: Fraction = NOTHING
    rounded_off: Fraction = NOTHING
    interest_paid_fen: Fen = 0
    lent_fen: Fen = 0
    charged_fen: Fen = 0
    waived_fen: Fen = 0
    paid_fen: Fen = 0


def accrue(ledger: DailyLedger, terms: DailyTerms, on: date) -> DailyLedger:
    """The ledger some days later with the interest of the days between, no more than the contract's cap leaves.
    Raises ValueError for a day before the ledger's."""
    if on < ledger.on:
        raise ValueError(f"{on} is before {ledger.on}")
    if on == ledger.on:
        return ledger
    return gain(ledger, terms, on, interest_between(ledger.principal_fen, terms, ledger.on, on))


def gain(ledger: DailyLedger, terms: DailyTerms, on: date, interest: Fraction) -> DailyLedger:
    """The ledger on a later day with the interest that the days between cost, of which no more counts than the
    contract's cap leaves."""
    cap = interest_cap(terms, ledger.lent_fen)
    if cap is not None and interest > 0:
        interest = min(interest, max(cap - ledger.accrued, NOTHING))
    return replace(ledger, on=on, interest=ledger.interest + interest, accrued=ledger.accrued + interest)


def interest_due_fen(ledger: DailyLedger, terms: DailyTerms) -> Fen:
    """Unpaid interest as it is paid or quoted on the ledger's day; never such that the whole paid exceeds the cap."""
    due = to_fen(ledger.interest, terms.rounding)
    cap = interest_cap(terms, ledger.lent_fen)
    if cap is not None and due > 0:
        due = max(min(due, to_fen(cap, Rounding.DOWN) - ledger.interest_paid_fen), 0)
    return due


def settlement(ledger: DailyLedger, terms: DailyTerms, on: date) -> Split:
    """What settles the loan on a day, part by part: paying its total leaves nothing. Below zero: the borrower gets
    money back. Within the free days interest that is still open is not asked for."""
    then = accrue(ledger, terms, on)
    interest = interest_due_fen(then, terms)
    return Split(
        charge_fen=then.charge_fen,
        fee_fen=then.fee_fen,
        interest_fen=min(interest, 0) if _free(then, terms) else interest,
        principal_fen=then.principal_fen,
    )


def lend(ledger: DailyLedger, amount_fen: Fen) -> DailyLedger:
    """Money drawn on the ledger's day; it bears interest from that day on."""
    return replace(
        ledger,
        first_on=ledger.first_on or ledger.on,
        principal_fen=ledger.principal_fen + amount_fen,
        lent_fen=ledger.lent_fen + amount_fen,
    )


def charge(ledger: DailyLedger, amount_fen: Fen, part: Part = Part.CHARGE) -> DailyLedger:
    """A charge or fee of the ledger's day."""
    charged = ledger.charged_fen + amount_fen
    if part is Part.FEE:
        return replace(ledger, fee_fen=ledger.fee_fen + amount_fen, charged_fen=charged)
    return replace(ledger, charge_fen=ledger.charge_fen + amount_fen, charged_fen=charged)


def waive(ledger: DailyLedger, terms: DailyTerms, amount_fen: Fen, part: Part) -> DailyLedger:
    """The lender gives up to that much of one part, on the ledger's day; more than is owed of it is left out."""
    owed = {Part.CHARGE: ledger.charge_fen, Part.FEE: ledger.fee_fen, Part.PRINCIPAL: ledger.principal_fen}
    due = interest_due_fen(ledger, terms) if part is Part.INTEREST else owed[part]
    given = min(amount_fen, max(due, 0))
    after = _covered(ledger, _split(part, given), whole_interest=part is Part.INTEREST and given == due)
    return replace(after, interest_paid_fen=ledger.interest_paid_fen, waived_fen=ledger.waived_fen + given)


def pay(ledger: DailyLedger, terms: DailyTerms, amount_fen: Fen) -> tuple[DailyLedger, Split]:
    """A payment on the ledger's day: the ledger after it and what it covered, in the contract's order. What is left
    when everything is covered lowers the principal below zero. Within the free days a payment of all but the
    interest settles the loan: the open interest is given up. Accrue to the day first."""
    owed = ledger.principal_fen + ledger.charge_fen + ledger.fee_fen
    if _free(ledger, terms) and ledger.interest > 0 and amount_fen >= owed:
        ledger = replace(ledger, interest=NOTHING, accrued=ledger.accrued - ledger.interest)
    due = {
        Part.CHARGE: ledger.charge_fen,
        Part.FEE: ledger.fee_fen,
        Part.INTEREST: interest_due_fen(ledger, terms),  # below zero (the lender's debt) it goes against the payment
        Part.PRINCIPAL: max(ledger.principal_fen, 0),
    }
    covered, rest = dict.fromkeys(Part, 0), amount_fen
    for part in (*terms.order, *(part for part in DEFAULT_ORDER if part not in terms.order)):
        covered[part] = min(rest, due[part])
        rest -= covered[part]
    split = Split(
        charge_fen=covered[Part.CHARGE],
        fee_fen=covered[Part.FEE],
        interest_fen=covered[Part.INTEREST],
        principal_fen=covered[Part.PRINCIPAL] + rest,
    )
    whole = amount_fen > 0 and split.interest_fen == due[Part.INTEREST]
    return replace(_covered(ledger, split, whole_interest=whole), paid_fen=ledger.paid_fen + amount_fen), split


def hand_back(ledger: DailyLedger, terms: DailyTerms, amount_fen: Fen) -> tuple[DailyLedger, Split]:
    """The lender pays money back on the ledger's day: first interest that it owes, then principal.

    While the borrower owes (the settlement figure is not below zero) it is all principal: it makes no interest paid
    undone, and is owed again from then on.
    """
    owed = settlement(ledger, terms, ledger.on)
    interest = max(-amount_fen, min(owed.interest_fen, 0)) if owed.total_fen < 0 else 0
    split = Split(interest_fen=interest, principal_fen=-amount_fen - interest)
    whole = interest < 0 and interest == owed.interest_fen
    return replace(_covered(ledger, split, whole_interest=whole), paid_fen=ledger.paid_fen - amount_fen), split


def _free(ledger: DailyLedger, terms: DailyTerms) -> bool:
    """Whether settling on the ledger's day costs no interest."""
    return ledger.first_on is not None and (ledger.on - ledger.first_on).days <= terms.free_days


def _covered(ledger: DailyLedger, split: Split, *, whole_interest: bool) -> DailyLedger:
    """The ledger less what was covered. whole_interest: the interest as rounded was covered and leaves no fraction."""
    interest, off = ledger.interest - split.interest_fen, NOTHING
    if whole_interest:
        interest, off = NOTHING, interest
    return replace(
        ledger,
        charge_fen=ledger.charge_fen - split.charge_fen,
        fee_fen=ledger.fee_fen - split.fee_fen,
        principal_fen=ledger.principal_fen - split.principal_fen,
        interest=interest,
        rounded_off=ledger.rounded_off + off,
        interest_paid_fen=ledger.interest_paid_fen + split.interest_fen,
    )


def _split(part: Part, amount_fen: Fen) -> Split:
    match part:
        case Part.CHARGE:
            return Split(charge_fen=amount_fen)
        case Part.FEE:
            return Split(fee_fen=amount_fen)
        case Part.INTEREST:
            return Split(interest_fen=amount_fen)
        case Part.PRINCIPAL:
            return Split(principal_fen=amount_fen)
