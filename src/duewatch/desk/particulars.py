"""Days of contracts that are near, on which something happens of itself: a rental renewed, interest added."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duewatch.desk.picture import ToDo
from duewatch.desk.todo import loan_name
from duewatch.model.text import Text, text
from duewatch.servicing.particulars import particular_lines

if TYPE_CHECKING:
    from duewatch.desk.session import Session
    from duewatch.model.projection_view import ProjectionView

NEAR = timedelta(days=14)
"""From how many days before its day a particular is told: a phone must be sent back by post, a renewal be refused."""


def particulars_today(session: "Session", view: "ProjectionView", on: date) -> Iterator[ToDo]:
    """Days that are near on which something happens of itself, by day. A muted or settled loan's are left alone."""
    found: list[tuple[date, ToDo]] = []
    for loan_id in session.ledger.loans_with_particulars():
        row = view.loan_row(loan_id)
        platform = None if row is None else session.platforms.known(row.platform_id).platform
        if row is None or platform is None or row.muted or row.stage == "settled":
            continue
        for line in particular_lines(platform.particulars, session.ledger.events(loan_id), on):
            day = line.value
            if not line.particular.remind or not isinstance(day, date) or not on <= day <= on + NEAR:
                continue
            what = text("{loan}, {on}: {particular}", loan=loan_name(row), on=f"{day:%m-%d}",
                        particular=line.particular.name)  # fmt: skip
            found.append((day, ToDo(loan_id, what, _why())))
    for _, line_to_do in sorted(found, key=lambda each: (each[0], each[1].loan_id)):
        yield line_to_do


def _why() -> Text:
    return text(
        "By the day you noted from the contract. See in the contract or the app what has to be done before it, and "
        "keep a proof of having done it."
    )
