"""Who decided to remind of this: which rule fires for which bill on which day.

A bill is reminded of on the days that the policy names before, on and after its due day, and when its statement is
out but the amount is not known. Nothing for paid bills, muted loans, and bills that were acknowledged or are snoozed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from duewatch.config.schema import ReminderPolicy
from duewatch.model.ledger import LedgerReader, ProjectionView
from duewatch.model.projection import BillRow
from duewatch.model.reminder import ReminderItem
from duewatch.model.text import Literal
from duewatch.reminding.result import AgendaItem
from duewatch.servicing.bills import statement_before

DAY = timedelta(days=1)
DUE_TODAY, STATEMENT = "due-today", "statement"
SETTLED, PAUSED = "settled", "paused"
LONGEST_STATEMENT_DAYS = 31
"""No statement comes out longer than a month before its due day."""


def due_now(ledger: LedgerReader, policy: ReminderPolicy, channels: Sequence[str], now: datetime) -> list[ReminderItem]:
    """The items to be said by now, one for each unpaid bill and channel: of several rules that fired, the latest one
    only, so that a machine that was off does not make up for it with a flood."""
    on = last_fired_on(policy, now)
    items: list[ReminderItem] = []
    for bill in _bills(ledger, ledger.projected(now.date()), policy, now.date(), on):
        fired = [(day, rule) for day, rule in firings(bill, policy, _statement_on(ledger, bill)) if day <= on]
        if fired and not _is_at_rest(bill, now.date()):
            fired_on, rule = max(fired, key=lambda each: (each[0], each[1] != STATEMENT))
            items.extend(_item(bill, rule, fired_on, channel, now.date()) for channel in channels)
    return items


def ahead(
    ledger: LedgerReader, policy: ReminderPolicy, channels: Sequence[str], now: datetime, days: int
) -> list[AgendaItem]:
    """What will be said from now on until so many days ahead, if nothing is paid and no stage changes meanwhile, by
    time."""
    first, last = last_fired_on(policy, now) + DAY, now.date() + DAY * days
    coming = [
        AgendaItem(moment(policy, fired_on, now), _item(bill, rule, fired_on, channel, fired_on))
        for bill in _bills(ledger, ledger.projected(now.date()), policy, now.date(), last)
        for fired_on, rule in firings(bill, policy, _statement_on(ledger, bill))
        if first <= fired_on <= last and not _is_at_rest(bill, fired_on)
        for channel in channels
    ]
    return sorted(coming, key=lambda each: (each.at, each.item.due_on, each.item.key))


def firings(bill: BillRow, policy: ReminderPolicy, statement_on: date | None) -> Iterator[tuple[date, str]]:
    """Every day on which a rule fires for a bill, with the rule."""
    for lead in policy.lead_days:
        yield bill.due_on - DAY * lead, f"lead-{lead}" if lead else DUE_TODAY
    for overdue in policy.overdue_days:
        yield bill.due_on + DAY * overdue, f"overdue-{overdue}"
    if statement_on is not None and bill.total_fen is None:
        yield statement_on, STATEMENT


def quiet_until(policy: ReminderPolicy, now: datetime) -> datetime | None:
    """When the present quiet hours end; None outside them. Equal ends mean that there are none."""
    start, end, hour = policy.quiet_from, policy.quiet_to, now.timetz().replace(tzinfo=None)
    if start == end:
        return None
    inside = start <= hour < end if start < end else hour >= start or hour < end
    if not inside:
        return None
    return _at(now.date() if hour < end else now.date() + DAY, end, now)


def moment(policy: ReminderPolicy, day: date, now: datetime) -> datetime:
    """When a day's reminders go out: at the policy's hour, or when the quiet hours it lies in are over."""
    at = _at(day, policy.at, now)
    return quiet_until(policy, at) or at


def last_fired_on(policy: ReminderPolicy, now: datetime) -> date:
    """The last day whose reminders are due by now: today, or yesterday before the policy's hour."""
    return now.date() if now >= _at(now.date(), policy.at, now) else now.date() - DAY


def still_stands(item: ReminderItem, bill: BillRow | None, on: date) -> ReminderItem | None:
    """The item with the bill's present figures; None if the bill is paid, the loan muted or settled or its chase paused
    by agreement, or its due day moved."""
    if bill is None or bill.muted or bill.due_on != item.due_on or _is_at_rest(bill, on):
        return None
    return replace(
        item,
        remaining_fen=bill.remaining_fen,
        minimum_fen=bill.minimum_fen,
        days_past_due=max((on - bill.due_on).days, 0),
    )


def is_snoozed(ledger: LedgerReader, loan_id: str, bill_id: str, on: date) -> bool:
    """Whether the borrower asked for quiet about the bill on that day."""
    until = ledger.snoozed_until(loan_id, bill_id)
    return until is not None and on < until


def _bills(
    ledger: LedgerReader, view: ProjectionView, policy: ReminderPolicy, on: date, last: date
) -> Iterable[BillRow]:
    """Unpaid bills of which a rule may fire by the day."""
    furthest = max((*policy.lead_days, LONGEST_STATEMENT_DAYS))
    for bill in view.bills(until=last + DAY * furthest):
        if not bill.muted and not is_snoozed(ledger, bill.loan_id, bill.bill_id, on):
            yield bill


def _is_at_rest(bill: BillRow, on: date) -> bool:
    """Whether nothing is to be said of a bill that day: its loan is settled, or the bill is late, but the lender agreed
    to stop collecting."""
    return bill.stage == SETTLED or (bill.stage == PAUSED and bill.due_on < on)


def _statement_on(ledger: LedgerReader, bill: BillRow) -> date | None:
    """When the statement of a bill of unknown amount comes out, where the terms tell."""
    if bill.total_fen is not None:
        return None
    loan = ledger.loan(bill.loan_id)
    if loan is None or loan.terms.statement_day is None:
        return None
    return statement_before(bill.due_on, loan.terms.statement_day)


def _item(bill: BillRow, rule: str, fired_on: date, channel: str, on: date) -> ReminderItem:
    return ReminderItem(
        key=f"{bill.loan_id}/{bill.bill_id}/{rule}/{channel}/{fired_on}",
        channel=channel,
        loan_id=bill.loan_id,
        bill_id=bill.bill_id,
        rule=rule,
        fired_on=fired_on,
        platform_id=bill.platform_id,
        platform_name=Literal(bill.platform_zh, bill.platform_en),
        loan_name=bill.loan_name,
        due_on=bill.due_on,
        remaining_fen=bill.remaining_fen,
        days_past_due=max((on - bill.due_on).days, 0),
        minimum_fen=bill.minimum_fen,
    )


def _at(day: date, hour: time, now: datetime) -> datetime:
    return datetime.combine(day, hour, tzinfo=now.tzinfo)
