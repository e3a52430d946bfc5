"""Letters that the borrower sent and that a rule asks to be answered by a day."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from duewatch.collection.answers import awaited as unanswered
from duewatch.desk.picture import ToDo
from duewatch.model.contact import Channel, Contact
from duewatch.model.text import text

if TYPE_CHECKING:
    from duewatch.desk.session import Session
    from duewatch.model.projection_view import ProjectionView


def awaited(session: "Session", now: datetime) -> Iterator[Contact]:
    """Letters whose day has come and to which no answer in writing is noted, by time."""
    for loan_id in {one.loan_id for one in session.ledger.contacts(channel=Channel.LETTER)}:
        if loan_id is not None:
            yield from unanswered(session.ledger.contacts(loan_id=loan_id), now.date())


def awaited_today(session: "Session", view: "ProjectionView", now: datetime) -> Iterator[ToDo]:
    """What to do about letters that were not answered in time. A muted loan's are left alone."""
    from duewatch.desk.todo import loan_name

    for letter in sorted(awaited(session, now), key=lambda one: (one.at, one.id)):
        row = view.loan_row(letter.loan_id or "")
        if row is not None and not row.muted:
            yield ToDo(
                row.loan_id,
                text("{loan}: no answer noted to “{letter}”, due by {on}", loan=loan_name(row), letter=letter.said,
                     on=f"{letter.answer_by_on:%m-%d}"),
                text("If one came, note it. If none came, ask after it, or complain with the day you sent it "
                     "(duewatch letter list)."),
            )  # fmt: skip
