"""Letters that the borrower sent and that a rule asks to be answered by a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from duewatch.desk.picture import ToDo
from duewatch.model.contact import Channel, Contact, Direction
from duewatch.model.text import text

if TYPE_CHECKING:
    from duewatch.desk.session import Session
    from duewatch.model.ledger import ProjectionView

IN_WRITING = (Channel.LETTER, Channel.SMS, Channel.APP)
"""How an answer comes; a call is none."""
TOLD_FOR = timedelta(days=60)
"""So long after its day an answer that did not come is told of."""


def awaited(session: "Session", now: datetime) -> Iterator[Contact]:
    """Letters whose day has come and to which no answer in writing is noted, by time. Such an answer is any message in
    writing about the same loan that is noted after the letter."""
    for loan_id in {one.loan_id for one in session.ledger.contacts(channel=Channel.LETTER)}:
        about = [] if loan_id is None else session.ledger.contacts(loan_id=loan_id)
        answered_at = max(
            (one.at for one in about if one.direction is Direction.IN and one.channel in IN_WRITING), default=None
        )
        for letter in about:
            by_on = letter.answer_by_on
            if (
                letter.direction is Direction.OUT
                and by_on is not None
                and by_on < now.date() <= by_on + TOLD_FOR
                and (answered_at is None or answered_at <= letter.at)
            ):
                yield letter


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
