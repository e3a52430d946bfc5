"""What the borrower promised, with what became of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from duewatch.collection.promises import follow
from duewatch.desk.picture import ToDo
from duewatch.model.contact import Promise, PromiseState
from duewatch.model.text import Money, Name, Parameter, text

if TYPE_CHECKING:
    from duewatch.desk.session import Session
    from duewatch.model.projection_view import ProjectionView

SOON = timedelta(days=3)
"""As bills that are due soon, a promise is told of three days before its day."""


def promises(session: "Session", now: datetime) -> tuple[Promise, ...]:
    """Every promise, by the time it was made."""
    made = session.ledger.contacts(promising=True)
    loans = {contact.loan_id for contact in made if contact.loan_id is not None}
    events = {loan_id: session.ledger.events(loan_id) for loan_id in loans}
    zone = now.tzinfo
    return () if zone is None else follow(made, events, now.date(), zone)


def promised_today(session: "Session", view: "ProjectionView", now: datetime) -> Iterator[ToDo]:
    """Open promises whose day is near. A muted loan's are left alone."""
    from duewatch.desk.todo import loan_name

    for promise in promises(session, now):
        if promise.state is not PromiseState.OPEN or promise.by_on is None or promise.loan_id is None:
            continue
        row = view.loan_row(promise.loan_id)
        if row is None or row.muted or promise.by_on > now.date() + SOON:
            continue
        name: Name = loan_name(row)
        amount: Parameter = text("a payment") if promise.amount_fen is None else Money(promise.amount_fen)
        yield ToDo(
            promise.loan_id,
            text("{loan}: {amount} promised by {on}", loan=name, amount=amount, on=f"{promise.by_on:%m-%d}"),
            text(
                "Pay only in the app. If it cannot be done, tell them before that day and ask for another one in "
                "writing."
            ),
        )
