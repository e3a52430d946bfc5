"""The dates that matter for the limitation of action, as far as they are known; never whether a debt has lapsed.

Source: Civil Code art. 188, 189, 192, 193, 195 (rule "limitation-188-195"): the period runs from the last instalment's
due date, and anew from a demand, an acknowledgement, a suit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duewatch.model.contact import Contact, CourtPaper, Direction
from duewatch.model.dates import add_months
from duewatch.model.loan_event import Accelerated, Arranged, Demanded, LoanEvent, Paid
from duewatch.model.rulebook import Rule
from duewatch.model.text import Text, text

EARLY_MONTHS = 12
"""From how long before the counted end something that may restart the period is asked about: a year early, because the
day it runs from is not surely known (an acceleration may move it)."""
ASK_FIRST = text(
    "This may count as agreeing to pay and start the limitation period anew: ask a lawyer or 12348 (legal aid) first."
)
"""这可能构成同意履行，先咨询律师或 12348."""
OLD_DEBT = text(
    "This debt is old. A payment, a promise or a request for time may count as agreeing to pay and start the "
    "limitation period anew: ask a lawyer or 12348 (legal aid) first."
)
"""The same as a sentence of its own, beside a loan and before a letter."""


@dataclass(frozen=True, slots=True)
class Restart:
    """Something that may have started the period anew. what: "due", "demand", "promise", "payment", "agreement",
    "court"."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Limitation:
    """What is known of the period. starts: every known day from which it may run, the first the last bill's due date.
    counted_to: its end as counted from the latest of them, which is no statement about the debt. ask: what to ask
    first before anything that may restart it, None while that end is far."""

    starts: tuple[Restart, ...]
    counted_to: date
    ask: Text | None


def limitation(
    last_due_on: date | None,
    events: Sequence[LoanEvent],
    contacts: Sequence[Contact],
    papers: Sequence[CourtPaper],
    rule: Rule,
    on: date,
) -> Limitation | None:
    """The dates on a day; None while the last due date is not known or has not passed, or the rule has no figure."""
    years = rule.number("years")
    if last_due_on is None or last_due_on > on or years is None:
        return None
    starts = [Restart(last_due_on, "due")]
    for event in events:
        if isinstance(event, Demanded):
            starts.append(Restart(event.on, "court" if event.stage == "legal" else "demand"))
        elif isinstance(event, Accelerated):
            starts.append(Restart(event.on, "demand"))
        elif isinstance(event, Paid):
            starts.append(Restart(event.on, "payment"))
        elif isinstance(event, Arranged):
            starts.append(Restart(event.on, "agreement"))
    for contact in contacts:
        if contact.promises:
            starts.append(Restart(contact.at.date(), "promise"))
        elif contact.direction is Direction.IN:
            starts.append(Restart(contact.at.date(), "demand"))
    starts += [Restart(paper.at.date(), "court") for paper in papers]
    known = sorted({each for each in starts if last_due_on <= each.on <= on}, key=lambda each: (each.on, each.what))
    counted_to = add_months(known[-1].on, int(years) * 12)
    return Limitation(tuple(known), counted_to, ASK_FIRST if on >= add_months(counted_to, -EARLY_MONTHS) else None)
