"""What a calendar shows: every coming due day, promise and time limit, as discreet as the channel must be."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from duewatch.config.schema import ReminderPolicy
from duewatch.model.ledger import LedgerReader
from duewatch.model.projection import BillRow
from duewatch.model.reminder import AgendaEntry, Discretion
from duewatch.model.text import Literal, Money, Name, Text, text
from duewatch.reminding.agenda import SETTLED, Known
from duewatch.reminding.message import loan_name
from duewatch.reminding.occasions import PARTICULAR, PROMISE, REPLY, REPORT, REPRICING, UNDATED, Occasion
from duewatch.wording import Wording

AHEAD = timedelta(days=366)


class Shown(NamedTuple):
    """A day that a calendar shows, and the bill, promise or paper of which loan it is about."""

    loan_id: str
    bill_id: str
    entry: AgendaEntry


def entries(
    ledger: LedgerReader, policy: ReminderPolicy, known: Known, now: datetime, language: str, discretion: Discretion
) -> list[Shown]:
    """All days of the year to come and those that are late. Muted loans are left out, but for what courts ask for; what
    was acknowledged or is snoozed is shown without an alarm."""
    wording = Wording(language)
    found = [
        _shown(bill.loan_id, bill.bill_id, bill.due_on, wording.say(_bill_words(bill, discretion)), alarms)
        for bill, alarms in _bills(ledger, policy, now)
    ]
    for each in known.occasions:
        if each.subject in (REPLY, UNDATED) or (each.muted and not each.never_muted):
            continue
        own = policy.of(each.loan_id, each.platform_id)
        days = each.lead_days(own)
        words = wording.say(_occasion_words(each, discretion))
        found.append(_shown(each.loan_id, each.id, each.on, words, _alarms(days, own)))
    return found


def _bills(
    ledger: LedgerReader, policy: ReminderPolicy, now: datetime
) -> Iterator[tuple[BillRow, tuple[timedelta, ...]]]:
    on = now.date()
    for bill in ledger.projected(on).bills(until=on + AHEAD):
        if bill.muted or bill.stage == SETTLED:
            continue
        own = policy.of(bill.loan_id, bill.platform_id)
        until = ledger.snoozed_until(bill.loan_id, bill.bill_id)
        yield bill, () if until is not None and on < until else _alarms(own.lead_days, own)


def _alarms(days: Sequence[int], policy: ReminderPolicy) -> tuple[timedelta, ...]:
    """From midnight of the day: so many days before, at the policy's hour."""
    hour = timedelta(hours=policy.at.hour, minutes=policy.at.minute)
    return tuple(sorted(hour - timedelta(days=each) for each in days))


def _shown(loan_id: str, bill_id: str, on: date, words: str, alarms: tuple[timedelta, ...]) -> Shown:
    """The uid is a digest: the ids themselves may name the lender."""
    uid = sha256(f"{loan_id}/{bill_id}".encode()).hexdigest()[:32]
    return Shown(loan_id, bill_id, AgendaEntry(uid=uid, on=on, summary=words, alarms=alarms))


def _bill_words(bill: BillRow, discretion: Discretion) -> Text:
    if discretion is Discretion.SILENT:
        return text("Look at duewatch")
    name = loan_name(Literal(bill.platform_zh, bill.platform_en), bill.loan_name)
    if discretion is Discretion.NO_AMOUNTS or bill.remaining_fen is None:
        return text("{loan}: due day", loan=name)
    return text("{loan}: due day, {amount} to pay", loan=name, amount=Money(bill.remaining_fen))


def _occasion_words(occasion: Occasion, discretion: Discretion) -> Text:
    if discretion is Discretion.SILENT:
        return text("Look at duewatch")
    if occasion.subject == PROMISE:
        return text("{loan}: promised day", loan=loan_name(occasion.platform_name, occasion.loan_name))
    label = occasion.label or occasion.platform_name
    if occasion.subject == REPORT:
        return text("{what}: a free query", what=label)
    if occasion.subject in (PARTICULAR, REPRICING):
        name = loan_name(occasion.platform_name, occasion.loan_name)
        return text("{loan}: {particular}", loan=name, particular=label)
    return text("Court: {paper}", paper=Name(label.zh, label.en))
