"""Who decided to remind of this: which rule fires for which bill, promise or court paper on which day, over which
channels.

Nothing is said of paid bills, muted loans, and bills that were acknowledged or are snoozed; what courts ask for is
always said.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from duewatch.config.schema import ReminderPolicy
from duewatch.model.ledger import LedgerReader
from duewatch.model.projection import BillRow
from duewatch.model.reminder import ReminderItem
from duewatch.model.text import Literal
from duewatch.reminding.candidates import bills_firing, furthest
from duewatch.reminding.firing import DAILY, STATEMENT, Firing, firings, latest
from duewatch.reminding.hours import DAY, at_hour, moment
from duewatch.reminding.occasions import ANNOUNCED, Occasion
from duewatch.reminding.result import AgendaItem

SETTLED, PAUSED = "settled", "paused"


def _no_hour(_platform_id: str) -> time | None:
    return None


class Known(NamedTuple):
    """What beside the bills decides. occasions: what is open today. cut_off: the hour at which a platform (by its id)
    ends a due day, None where no source tells."""

    occasions: tuple[Occasion, ...] = ()
    cut_off: Callable[[str], time | None] = _no_hour


NOTHING = Known()


def due_now(
    ledger: LedgerReader,
    policy: ReminderPolicy,
    channels: Sequence[str],
    now: datetime,
    known: Known = NOTHING,
    among: Iterable[BillRow] | None = None,
) -> list[ReminderItem]:
    """The items to be said by now, one for each thing and channel: of several rules that fired, the latest one only,
    so that a machine that was off does not make up for it with a flood. among: the bills to look at; None: all."""
    items: list[ReminderItem] = []
    today = now.date()
    if among is None:
        among = ledger.projected(today).bills(until=today + furthest(policy))
    for bill in _not_quiet(ledger, among, today):
        own = policy.of(bill.loan_id, bill.platform_id)
        firing = latest(list(_firings(bill, own, known)), own, now)
        if firing is not None and not _is_at_rest(bill, today):
            item = _item(bill, firing, today, now)
            items += [_over(item, channel) for channel in in_use(ledger, own, channels, item, now)]
    for occasion in known.occasions:
        own = occasion.policy(policy)
        firing = latest(list(occasion.firings(own)), own, now)
        if firing is not None and not _is_left_alone(ledger, occasion, today):
            item = _about(occasion, firing, today)
            items += [_over(item, channel) for channel in in_use(ledger, own, channels, item, now)]
    return items


def ahead(
    ledger: LedgerReader,
    policy: ReminderPolicy,
    channels: Sequence[str],
    now: datetime,
    days: int,
    known: Known = NOTHING,
) -> list[AgendaItem]:
    """What will be said from now on until so many days ahead, if nothing is paid and no stage changes meanwhile, by
    time. Of channels that are used one after the other the first is named."""
    last = now.date() + DAY * days
    coming: list[AgendaItem] = []
    for bill in _not_quiet(ledger, bills_firing(ledger, policy, now.date(), last, now.date()), now.date()):
        own = policy.of(bill.loan_id, bill.platform_id)
        for firing in _and_daily(list(_firings(bill, own, known)), own, last):
            if not _is_at_rest(bill, firing.on):
                coming += _later(_item(bill, firing, firing.on, now), firing, own, channels, now, last)
    for occasion in known.occasions:
        own = occasion.policy(policy)
        if not _is_left_alone(ledger, occasion, now.date()):
            for firing in _and_daily(list(occasion.firings(own)), own, last):
                coming += _later(_about(occasion, firing, firing.on), firing, own, channels, now, last)
    return sorted(coming, key=lambda each: (each.at, each.item.due_on, each.item.key))


def in_use(
    ledger: LedgerReader, policy: ReminderPolicy, channels: Sequence[str], item: ReminderItem, now: datetime
) -> Iterator[str]:
    """The channels that an item goes over now: all, or with escalation the first and each further one once the one
    before has told of it so many hours ago and there was no answer.

    What cannot wait goes over all at once. A reminder earlier than the day before, and what comes
    round by itself, is no alarm and does not climb.
    """
    chain = _chain(policy, channels)
    if not policy.escalate_hours or item.urgent:
        yield from chain
        return
    yield from chain[:1]
    first = item.due_on - DAY
    if item.rule == STATEMENT or item.subject in ANNOUNCED or item.fired_on < first:
        return
    for before, channel in pairwise(chain):
        told = ledger.told_since(item.loan_id, item.bill_id, before, first)
        if told is None or told + timedelta(hours=policy.escalate_hours) > now:
            return
        yield channel


def still_stands(item: ReminderItem, bill: BillRow | None, occasion: Occasion | None, on: date) -> ReminderItem | None:
    """The item with the present figures; None if the bill is paid, the loan muted or settled or its chase paused by
    agreement, the promise kept, the court answered, or its day moved."""
    late = max((on - item.due_on).days, 0)
    if item.subject != "bill":
        if occasion is None or occasion.on != item.due_on or (occasion.muted and not occasion.never_muted):
            return None
        return replace(item, remaining_fen=occasion.amount_fen, days_past_due=late)
    if bill is None or bill.muted or bill.due_on != item.due_on or _is_at_rest(bill, on):
        return None
    return replace(item, remaining_fen=bill.remaining_fen, minimum_fen=bill.minimum_fen, days_past_due=late)


def is_snoozed(ledger: LedgerReader, item: ReminderItem, on: date) -> bool:
    """Whether the borrower asked for quiet about it on that day; a court cannot be silenced."""
    if item.subject in ("court", "hearing", "court-undated"):
        return False
    return _snoozed(ledger, item.loan_id, item.bill_id, on)


def _snoozed(ledger: LedgerReader, loan_id: str, bill_id: str, on: date) -> bool:
    until = ledger.snoozed_until(loan_id, bill_id)
    return until is not None and on < until


def _not_quiet(ledger: LedgerReader, bills: Iterable[BillRow], on: date) -> Iterator[BillRow]:
    """Without those of muted loans, and those that were acknowledged or are snoozed."""
    seen: set[tuple[str, str]] = set()
    for bill in bills:
        if (bill.loan_id, bill.bill_id) in seen:
            continue
        seen.add((bill.loan_id, bill.bill_id))
        if not bill.muted and not _snoozed(ledger, bill.loan_id, bill.bill_id, on):
            yield bill


def _firings(bill: BillRow, policy: ReminderPolicy, known: Known) -> Iterator[Firing]:
    return firings(bill, policy, bill.statement_on, policy.cut_off or known.cut_off(bill.platform_id))


def _and_daily(fired: list[Firing], policy: ReminderPolicy, last: date) -> Iterator[Firing]:
    """What fires, and with the daily repeat every other day from the first one on."""
    yield from fired
    if policy.daily and fired:
        days = {each.on for each in fired}
        day = min(days)
        while day < last:
            day += DAY
            if day not in days:
                yield Firing(day, DAILY)


def _later(
    item: ReminderItem,
    firing: Firing,
    policy: ReminderPolicy,
    channels: Sequence[str],
    now: datetime,
    last: date,
) -> Iterable[AgendaItem]:
    """The item over its channels, if it fires after now and by the last day."""
    if firing.at(policy, now) <= now or firing.on > last:
        return
    chain = _chain(policy, channels)
    at = moment(policy, firing.on, now, firing.hour)
    for channel in chain if item.urgent or not policy.escalate_hours else chain[:1]:
        yield AgendaItem(at, _over(item, channel))


def _chain(policy: ReminderPolicy, channels: Sequence[str]) -> tuple[str, ...]:
    """The channels a policy uses, in its order; all where it names none."""
    return tuple(name for name in policy.channels if name in channels) or tuple(channels)


def _is_at_rest(bill: BillRow, on: date) -> bool:
    """Whether nothing is to be said of a bill that day: its loan is settled, or the bill is late, but the lender agreed
    to stop collecting."""
    return bill.stage == SETTLED or (bill.stage == PAUSED and bill.due_on < on)


def _is_left_alone(ledger: LedgerReader, occasion: Occasion, on: date) -> bool:
    if occasion.never_muted:
        return False
    return occasion.muted or _snoozed(ledger, occasion.loan_id, occasion.id, on)


def _item(bill: BillRow, firing: Firing, on: date, now: datetime) -> ReminderItem:
    return ReminderItem(
        key=f"{bill.loan_id}/{bill.bill_id}/{firing.rule}",
        channel="",
        loan_id=bill.loan_id,
        bill_id=bill.bill_id,
        rule=firing.rule,
        fired_on=firing.on,
        platform_id=bill.platform_id,
        platform_name=Literal(bill.platform_zh, bill.platform_en),
        loan_name=bill.loan_name,
        due_on=bill.due_on,
        remaining_fen=bill.remaining_fen,
        days_past_due=max((on - bill.due_on).days, 0),
        minimum_fen=bill.minimum_fen,
        at=None if firing.ends is None else at_hour(firing.on, firing.ends, now),
    )


def _about(occasion: Occasion, firing: Firing, on: date) -> ReminderItem:
    return ReminderItem(
        key=f"{occasion.loan_id}/{occasion.id}/{firing.rule}",
        channel="",
        loan_id=occasion.loan_id,
        bill_id=occasion.id,
        rule=firing.rule,
        fired_on=firing.on,
        platform_id=occasion.platform_id,
        platform_name=occasion.platform_name,
        loan_name=occasion.loan_name,
        due_on=occasion.on,
        remaining_fen=occasion.amount_fen,
        days_past_due=max((on - occasion.on).days, 0),
        subject=occasion.subject,
        label=occasion.label,
        at=occasion.at,
    )


def _over(item: ReminderItem, channel: str) -> ReminderItem:
    """The item over a channel, under the key that cannot repeat."""
    return replace(item, channel=channel, key=f"{item.key}/{channel}/{item.fired_on}")
