"""The day's picture: read from the projection by index, whatever the number of loans."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from duewatch.desk.picture import Today, ToDo
from duewatch.desk.session import Session
from duewatch.desk.todo import to_do
from duewatch.reminding.hours import missed_since

if TYPE_CHECKING:
    from duewatch.store.projection import View


def today(session: Session, now: datetime, late_limit: int) -> Today:
    """What is due next, what is late, the cash needed within the configured days, what to do."""
    on = now.date()
    view = session.ledger.projected(on)
    totals = view.totals()
    coming = view.bills(since=on, limit=1)
    until = on + timedelta(days=session.settings.horizon_days)
    bills, cash_fen, unknown = view.due_between(on, until)
    in_window = bool(coming) and coming[0].due_on <= until
    checked = session.ledger.setting("last-check-at")
    last = None if checked is None else datetime.fromisoformat(checked)
    return Today(
        on=on,
        next=coming[0] if coming else None,
        next_in_days=(coming[0].due_on - on).days if coming else None,
        late=tuple(view.loan_rows(sort="late", descending=True, only_late=True, limit=late_limit)),
        totals=totals,
        cash_until=until,
        cash_fen=cash_fen,
        cash_bills=bills - unknown,
        cash_unknown=unknown,
        cash_first_on=coming[0].due_on if in_window else None,
        do=to_do(view, on, *_duties(session, view, now), _particulars(session, view, now)),
        last_check_at=last,
        missed_at=None if last is None else missed_since(session.settings.reminders, last, now),
    )


def _particulars(session: Session, view: "View", now: datetime) -> list[ToDo]:
    """Days of contracts that are near. Nothing is imported where no loan has any."""
    if not session.ledger.loans_with_particulars():
        return []
    from duewatch.desk.particulars import particulars_today

    return list(particulars_today(session, view, now.date()))


def _duties(session: Session, view: "View", now: datetime) -> tuple[list[ToDo], list[ToDo]]:
    """What courts asked for; what was promised, or is awaited. Nothing is imported where there is neither."""
    papers, promises, letters = session.ledger.duties()
    court: list[ToDo] = []
    promised: list[ToDo] = []
    if papers:
        from duewatch.desk.courts import court_today

        court += court_today(session, view, now)
    if promises:
        from duewatch.desk.promising import promised_today

        promised += promised_today(session, view, now)
    if letters:
        from duewatch.desk.answering import awaited_today

        promised += awaited_today(session, view, now)
    arranged = session.ledger.loans_arranged()
    if arranged:
        from duewatch.desk.confirming import unconfirmed_today

        promised += unconfirmed_today(session, view, arranged)
    return court, promised
