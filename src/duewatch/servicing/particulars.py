"""What a contract says beyond bills, as the borrower noted it: a day the rented phone goes back, a policy's value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duewatch.model.loan_event import LoanEvent, ParticularNoted
from duewatch.model.money import Fen
from duewatch.model.platform import Particular


@dataclass(frozen=True, slots=True)
class ParticularLine:
    """One particular of a loan. value: a day, fen or words by its kind; None: not noted. noted_on: when."""

    particular: Particular
    value: date | Fen | str | None
    noted_on: date | None


def particular_lines(
    particulars: Sequence[Particular], events: Iterable[LoanEvent], on: date
) -> tuple[ParticularLine, ...]:
    """Every particular of the platform with what the borrower noted of it up to the day."""
    latest: dict[str, ParticularNoted] = {}
    for event in sorted(events, key=lambda event: (event.on, event.id)):
        if isinstance(event, ParticularNoted) and event.on <= on:
            latest[event.key] = event
    return tuple(_line(each, latest.get(each.id)) for each in particulars)


def _line(particular: "Particular", noted: ParticularNoted | None) -> ParticularLine:
    if noted is None or not noted.value:
        return ParticularLine(particular, None, None)
    return ParticularLine(particular, _value(particular.kind, noted.value), noted.on)


def _value(kind: str, stored: str) -> date | Fen | str:
    """A stored value by its kind; as words where the plugin gave the key another kind since it was noted."""
    try:
        if kind == "day":
            return date.fromisoformat(stored)
        if kind == "amount":
            return int(stored)
    except ValueError:
        return stored
    return stored
