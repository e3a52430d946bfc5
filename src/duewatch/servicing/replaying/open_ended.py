"""The standing of a loan that is drawn and paid back at will (随借随还) and has no plan: interest runs by the day on
what is drawn, and there is no due date but those the lender states.

The daily ledger does the reckoning (daily_ledger); bills that the lender stated say what is due and overdue.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from duewatch.model.bill import Part
from duewatch.model.clauses import DayCount
from duewatch.model.loan import Terms
from duewatch.model.loan_event import (
    BillIssued,
    Charged,
    CreditRefunded,
    Lent,
    LoanEvent,
    Paid,
    PaidOff,
    Refunded,
    Settled,
    Waived,
    WrittenOff,
)
from duewatch.model.money import MAX_FEN, Fen
from duewatch.servicing.allocation import clause_of, order_of
from duewatch.servicing.daily.daily import DailyTerms
from duewatch.servicing.daily.daily_ledger import (
    DailyLedger,
    Split,
    accrue,
    charge,
    hand_back,
    interest_due_fen,
    lend,
    pay,
    waive,
)
from duewatch.servicing.standing import Allocated, PaymentLine, Standing, Sums

DAY = timedelta(days=1)
_YEAR_DAYS = {DayCount.ACTUAL_365: 365, DayCount.ACTUAL_360: 360, DayCount.THIRTY_360: 360}


def known(terms: Terms, past: Sequence[LoanEvent]) -> bool:
    """Whether the daily ledger can tell what is owed: rate and money drawn are known, and no bill was stated (then
    the lender's bills tell)."""
    stated = any(isinstance(event, BillIssued) for event in past)
    drawn = any(isinstance(event, Lent) for event in past)
    drawn = drawn or (terms.principal_fen is not None and terms.disbursed_on is not None)
    return terms.annual_rate_pct is not None and drawn and not stated


def daily_terms(terms: Terms) -> DailyTerms:
    """The terms as the daily ledger takes them; a year has 360 days where no day count is agreed (rule
    "day-count")."""
    actual = terms.day_count is DayCount.ACTUAL_ACTUAL
    return DailyTerms(
        annual_pct=terms.annual_rate_pct,
        year_days=None if actual else _YEAR_DAYS.get(terms.day_count or DayCount.ACTUAL_360),
        rate_changes=terms.rate_changes,
        rounding=terms.rounding,
        order=order_of(clause_of(terms), 0),
    )


def standing(terms: Terms, past: Sequence[LoanEvent], on: date, next_event_on: date | None) -> Standing:
    """What is owed at the end of the day, by the events up to it in the order in which they count."""
    run = _Drawn(daily_terms(terms))
    told = any(isinstance(event, Lent) for event in past)
    lent_on = None if told or terms.disbursed_on is None or terms.disbursed_on > on else terms.disbursed_on
    for event in past:
        if lent_on is not None and event.on >= lent_on:
            run.lend(terms.principal_fen or 0, lent_on)
            lent_on = None
        run.apply(event)
    if lent_on is not None:
        run.lend(terms.principal_fen or 0, lent_on)
    run.go_on(on)
    ledger = run.ledger
    interest = interest_due_fen(ledger, run.terms)
    owed = ledger.principal_fen + interest + ledger.fee_fen + ledger.charge_fen
    settled = owed <= 0 and ledger.lent_fen > 0
    return Standing(
        on=on,
        outstanding_fen=max(owed, 0),
        overdue_fen=0,
        principal_overdue_fen=0,
        interest_overdue_fen=0,
        fees_overdue_fen=0,
        charges_fen=None,
        bills=(),
        payments=tuple(run.payments),
        charges=(),
        next_bill=None,
        overdue_since_on=None,
        days_past_due=0,
        overpaid_fen=max(-owed, 0),
        settled=settled,
        next_change_on=next_event_on if owed == 0 else on + DAY,
        principal_outstanding_fen=ledger.principal_fen,
        interest_accrued_fen=interest,
        fees_due_fen=ledger.fee_fen + ledger.charge_fen,
        charges_by_kind=(("stated", ledger.charge_fen),) if ledger.charge_fen else (),
        sums=Sums(
            ledger.lent_fen,
            owed + ledger.paid_fen + ledger.waived_fen - ledger.lent_fen - ledger.charged_fen,
            0,
            ledger.charged_fen,
            ledger.paid_fen,
            ledger.waived_fen,
            0,
            owed,
        ),
    )


class _Drawn:
    """A daily ledger while the events of a loan go through it."""

    def __init__(self, terms: DailyTerms) -> None:
        self.terms = terms
        self.ledger = DailyLedger(on=date.min)
        self.payments: list[PaymentLine] = []

    def go_on(self, on: date) -> None:
        """Let interest come up to the day."""
        if self.ledger.first_on is None:
            self.ledger = replace(self.ledger, on=on)
        else:
            self.ledger = accrue(self.ledger, self.terms, on)

    def lend(self, amount_fen: Fen, on: date) -> None:
        """Money is drawn."""
        self.go_on(on)
        self.ledger = lend(self.ledger, amount_fen)

    def apply(self, event: LoanEvent) -> None:
        """Let an event do what it does; events that say nothing about money do nothing."""
        self.go_on(event.on)
        if isinstance(event, Lent):
            self.lend(event.amount_fen, event.on)
        elif isinstance(event, Paid):
            self.ledger, split = pay(self.ledger, self.terms, event.amount_fen)
            self.payments.append(_line(event, split))
        elif isinstance(event, Charged):
            self.ledger = charge(self.ledger, event.amount_fen)
        elif isinstance(event, Refunded):
            self._waive(event.amount_fen, (Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.CHARGE))
        elif isinstance(event, Waived):
            self._waive(event.amount_fen, self.terms.order if event.part is None else (event.part,))
        elif isinstance(event, CreditRefunded):
            self.ledger, _ = hand_back(self.ledger, self.terms, event.amount_fen)
        elif isinstance(event, (Settled, PaidOff, WrittenOff)):
            self._waive(MAX_FEN, self.terms.order)

    def _waive(self, amount_fen: Fen, order: Sequence[Part]) -> None:
        """Give up up to that much, part by part; what exceeds what is owed is dropped."""
        for part in order:
            owed = {
                Part.CHARGE: self.ledger.charge_fen,
                Part.FEE: self.ledger.fee_fen,
                Part.INTEREST: interest_due_fen(self.ledger, self.terms),
                Part.PRINCIPAL: self.ledger.principal_fen,
            }[part]
            piece = min(amount_fen, owed)
            if piece > 0:
                self.ledger = waive(self.ledger, self.terms, piece, part)
                amount_fen -= piece


def _line(event: Paid, split: Split) -> PaymentLine:
    parts = (
        (Part.CHARGE, split.charge_fen),
        (Part.FEE, split.fee_fen),
        (Part.INTEREST, split.interest_fen),
        (Part.PRINCIPAL, split.principal_fen),
    )
    return PaymentLine(event, event.amount_fen, tuple(Allocated(None, part, fen) for part, fen in parts if fen))
