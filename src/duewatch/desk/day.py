"""The day's picture: read from the projection by index, whatever the number of loans."""

from datetime import datetime, timedelta

from duewatch.desk.picture import Today
from duewatch.desk.session import Session
from duewatch.desk.todo import to_do


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
        do=to_do(view, on),
        last_check_at=None if checked is None else datetime.fromisoformat(checked),
    )
