"""A supposition: events that have not happened, and the words for them."""

from dataclasses import dataclass

from duewatch.model.loan_event import LoanEvent
from duewatch.model.text import Text


@dataclass(frozen=True, slots=True)
class Supposition:
    """What a forecast rests on. words: as it is shown ("812.00 is paid on 2026-12-20"). events: what is supposed to
    happen, on days of its own; none for "nothing is paid"."""

    words: Text
    events: tuple[LoanEvent, ...] = ()
