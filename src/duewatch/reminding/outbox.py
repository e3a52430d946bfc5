"""What is taken out of the outbox to be sent now: planned once, leased by one run, withdrawn where it is moot."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from duewatch.model.ledger import LedgerWriter
from duewatch.model.projection import BillRow
from duewatch.model.reminder import DeliveryState, ReminderItem
from duewatch.model.text import Text, text
from duewatch.reminding.agenda import is_snoozed, still_stands
from duewatch.reminding.occasions import Occasion

LEASE = timedelta(minutes=10)
"""How long a run may take to send what it leased; after that the items are free for another one. Far longer than a
channel's time limit, since an expired lease may mean a second copy."""


class Withdrawn(NamedTuple):
    """An item that is not said any more, and why."""

    item: ReminderItem
    why: Text


class Leased(NamedTuple):
    """What a run took of one channel: items to send, with the figures of the day, and those withdrawn."""

    items: tuple[ReminderItem, ...]
    withdrawn: tuple[Withdrawn, ...]


def plan(writer: LedgerWriter, items: Iterable[ReminderItem], now: datetime) -> None:
    """Put in what is not there yet; a key that was there once never comes back."""
    for item in items:
        writer.plan_item(item, now)


def lease(
    writer: LedgerWriter,
    channel: str,
    now: datetime,
    *,
    retry_early: bool,
    occasions: Sequence[Occasion] = (),
) -> Leased:
    """Take a channel's waiting items, within the writer's transaction.

    Withdrawn are items whose bill was paid meanwhile, whose loan was muted or bill snoozed, promises kept, courts
    answered, and earlier items of a bill that a later one speaks of.
    """
    on = now.date()
    waiting = writer.lease(channel, now, now + LEASE, retry_early=retry_early)
    unpaid = _unpaid(writer, waiting, on)
    open_now = {(each.loan_id, each.id): each for each in occasions}
    latest: dict[tuple[str, str], tuple[date, str]] = {}
    for item in waiting:
        thing = item.loan_id, item.bill_id
        latest[thing] = max(latest.get(thing, (date.min, "")), (item.fired_on, item.key))
    kept: list[ReminderItem] = []
    withdrawn: list[Withdrawn] = []
    for item in waiting:
        thing = item.loan_id, item.bill_id
        standing = still_stands(item, unpaid.get(thing), open_now.get(thing), on)
        if standing is None or is_snoozed(writer, item, on):
            withdrawn.append(Withdrawn(item, text("nothing to remind of any more: paid, changed or put to rest")))
        elif latest[thing] != (item.fired_on, item.key):
            withdrawn.append(Withdrawn(item, text("a later reminder of the same bill took its place")))
        else:
            kept.append(standing)
    return Leased(tuple(sorted(kept, key=lambda item: (item.due_on, item.key))), tuple(withdrawn))


def bundles(items: Sequence[ReminderItem], *, digest: bool) -> list[tuple[ReminderItem, ...]]:
    """Which items go into one message: what cannot wait goes alone and first, the rest together, or each alone where
    no digest is wanted."""
    alone = [item for item in items if item.urgent]
    rest = tuple(item for item in items if not item.urgent)
    found: list[tuple[ReminderItem, ...]] = [
        (item,) for item in sorted(alone, key=lambda item: (item.subject == "bill", item.due_on, item.key))
    ]
    if digest:
        return [*found, rest] if rest else found
    return [*found, *((item,) for item in rest)]


def tries_of(writer: LedgerWriter) -> dict[str, int]:
    """How often each leased item has been tried, this time counted."""
    leased = writer.deliveries(states=[DeliveryState.LEASED], limit=1_000_000)
    return {delivery.key: delivery.tries for delivery in leased}


def _unpaid(writer: LedgerWriter, waiting: Sequence[ReminderItem], on: date) -> Mapping[tuple[str, str], BillRow]:
    """The bills that items are about, as they stand. The due days of the items bound what has to be looked up."""
    days = {item.due_on for item in waiting if item.subject == "bill"}
    view = writer.projected(on)
    return {(bill.loan_id, bill.bill_id): bill for day in sorted(days) for bill in view.bills(since=day, until=day)}
