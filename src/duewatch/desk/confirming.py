"""The written confirmation of what was agreed: not asked for, asked for, or filed with its checksum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.desk.filing import filed_paper
from duewatch.desk.looking import find_loan
from duewatch.desk.noting import Noted, stored
from duewatch.desk.picture import ToDo
from duewatch.desk.writing import past_day
from duewatch.model.loan_event import Arranged, LoanEvent, Undone
from duewatch.model.offer import FiledPaper
from duewatch.model.offer_event import Confirmation
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

if TYPE_CHECKING:
    from duewatch.desk.session import Session
    from duewatch.model.projection_view import ProjectionView


@dataclass(frozen=True, slots=True)
class ConfirmationLine:
    """An agreement and its confirmation in writing. asked_on, filed_on None: not yet."""

    loan_id: str
    event: Arranged
    asked_on: date | None
    filed_on: date | None
    paper: FiledPaper | None

    @property
    def words(self) -> Text:
        """Where it stands."""
        if self.filed_on is not None and self.paper is not None:
            return text("written confirmation filed on {on}", on=self.filed_on)
        if self.asked_on is not None:
            return text("written confirmation asked for on {on}", on=self.asked_on)
        return text("written confirmation not asked for")


def confirmations_of(events: Sequence[LoanEvent]) -> tuple[ConfirmationLine, ...]:
    """Every agreement among a loan's events that was not taken back, by day."""
    undone = {event.target_id for event in events if isinstance(event, Undone)}
    found = []
    for event in events:
        if not isinstance(event, Arranged) or event.id in undone:
            continue
        about = [each for each in events if isinstance(each, Confirmation) and each.target_id == event.id]
        asked = [each.on for each in about if each.paper is None]
        filed = max((each for each in about if each.paper is not None), key=lambda e: (e.on, e.id), default=None)
        found.append(
            ConfirmationLine(
                event.loan_id,
                event,
                min(asked, default=None),
                None if filed is None else filed.on,
                None if filed is None else filed.paper,
            )
        )
    return tuple(found)


def confirmations(session: "Session", words: str | None, now: datetime) -> tuple[ConfirmationLine, ...]:
    """Those of a loan, or of every loan."""
    ids = session.ledger.loans_arranged() if words is None else (find_loan(session, words, now.date()).id,)
    return tuple(line for loan_id in ids for line in confirmations_of(session.ledger.events(loan_id)))


def confirmation_asked(session: "Session", words: str, now: datetime, *, on: date | None, note: str) -> Noted:
    """Note that the written confirmation of the latest agreement was asked for."""
    return _noted(session, words, now, on=on, note=note, file=None)


def confirmation_filed(
    session: "Session", words: str, file: Path, now: datetime, *, on: date | None, note: str
) -> Noted:
    """Note that the written confirmation of the latest agreement came: its name and checksum are kept, the file stays
    where it is and goes into the evidence bundle. Raises InputProblem where it cannot be read."""
    return _noted(session, words, now, on=on, note=note, file=file)


def unconfirmed_today(session: "Session", view: "ProjectionView", loan_ids: Sequence[str]) -> Iterator[ToDo]:
    """Agreements without a written confirmation. A muted or settled loan's are left alone."""
    from duewatch.desk.todo import loan_name

    for loan_id in loan_ids:
        row = view.loan_row(loan_id)
        if row is None or row.muted or row.stage == "settled":
            continue
        for line in confirmations_of(session.ledger.events(loan_id))[-1:]:
            if line.filed_on is None:
                yield ToDo(
                    loan_id,
                    text("{loan}: {state}", loan=loan_name(row), state=line.words),
                    text("Ask for days, sums and how it is reported in writing: key 8, or duewatch letter "
                        "confirmation. Once it is there, file it."
                    ),
                )  # fmt: skip


def _noted(session: "Session", words: str, now: datetime, *, on: date | None, note: str, file: Path | None) -> Noted:
    loan = find_loan(session, words, now.date())
    lines = confirmations_of(session.ledger.events(loan.id))
    if not lines:
        raise InputProblem(
            text("No agreement is noted for this loan."),
            text("Note it first: duewatch arrange {loan}, or accept an offer.", loan=loan.id),
        )
    agreed = lines[-1].event
    day = past_day(on, now, text("the day of the confirmation"))
    if day < agreed.on:
        raise InputProblem(
            text("The agreement was made on {agreed}; {on} lies before it.", agreed=agreed.on, on=day),
            text("Correct the day."),
        )
    paper = None if file is None else filed_paper(file)
    event = Confirmation(loan_id=loan.id, on=day, target_id=agreed.id, paper=paper, note=note)
    return stored(session, loan, "confirmation", event, now)
