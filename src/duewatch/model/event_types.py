"""Every event type by its stored kind."""

from duewatch.model.loan_event import (
    Accelerated,
    Approved,
    Arranged,
    BillIssued,
    ChargeAgreed,
    Charged,
    ChargedBack,
    ChargedOff,
    ChargeWaived,
    CountPaused,
    CountResumed,
    CreditRefunded,
    Demanded,
    GuarantorPaid,
    Lent,
    LoanEvent,
    Paid,
    PaidOff,
    ParticularNoted,
    PartyNamed,
    Paused,
    ReAged,
    ReAmortised,
    Refunded,
    Rescheduled,
    Settled,
    Spent,
    Undone,
    Waived,
    WrittenOff,
)
from duewatch.model.offer_event import Confirmation, OfferAnswered, Offered

BESIDE = (Offered, OfferAnswered, Confirmation, ParticularNoted, PartyNamed)
"""Events that change nothing in what is owed: with none but these, a loan's life has not begun."""

EVENT_TYPES: dict[str, type[LoanEvent]] = {
    cls.kind: cls
    for cls in (
        *(Lent, BillIssued, Paid, Refunded, Spent, Charged, Waived, Demanded, Paused, Settled),
        *(Approved, ChargeAgreed, ChargeWaived, Undone, ChargedBack, CreditRefunded, PaidOff),
        *(Rescheduled, ReAged, ReAmortised, ChargedOff, WrittenOff, CountPaused, CountResumed),
        *(Arranged, Accelerated, PartyNamed, GuarantorPaid, ParticularNoted),
        *(Offered, OfferAnswered, Confirmation),
    )
}
"""Every event type by its stored kind."""
