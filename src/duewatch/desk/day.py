"""The day's picture: read from the projection by index, whatever the number of loans."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from duewatch.desk.picture import Today, ToDo
from duewatch.desk.session import Session
from duewatch.desk.todo import to_do

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
        do=to_do(view, on, _first(session, view, now)),
        last_check_at=None if checked is None else datetime.fromisoformat(checked),
    )


def _first(session: Session, view: "View", now: datetime) -> list[ToDo]:
    """What courts asked for, then what was promised. Nothing is imported where there is neither."""
    papers, promised = session.ledger.duties()
    first: list[ToDo] = []
    if papers:
        from duewatch.desk.courts import court_today

        first += court_today(session, view, now)
    if promised:
        from duewatch.desk.promising import promised_today

        first += promised_today(session, view, now)
    return first
