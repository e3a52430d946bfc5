"""Reminding: plan what is due, send it over each channel once, store what became of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from duewatch.config.schema import ChannelSettings, Settings
from duewatch.host.host import Host
from duewatch.model.ledger import Ledger, LedgerReader, LedgerWriter
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import DeliveryState, Discretion, Message, Outcome, ReminderItem, Skipped
from duewatch.model.text import text
from duewatch.reminding import agenda as agenda_rules
from duewatch.reminding import answers, outbox
from duewatch.reminding import message as words
from duewatch.reminding.agenda import Known
from duewatch.reminding.calendars import Shown, entries
from duewatch.reminding.candidates import bills_to_plan
from duewatch.reminding.delivery import deliver, discretion_of, language_of, publish, settled
from duewatch.reminding.hours import quiet_until
from duewatch.reminding.known import known as what_is_known
from duewatch.reminding.result import AgendaItem, Answered, DeliveryLine, RemindResult
from duewatch.wording import Wording

HOUR = timedelta(hours=1)
TROUBLE = (DeliveryState.FAILED, DeliveryState.GIVEN_UP)


class _Post(NamedTuple):
    """A message ready for its channel, with the items it carries and how often each was tried. number: the place where
    its words are kept. until: how long its items are leased."""

    channel: ChannelSettings
    message: Message
    items: tuple[ReminderItem, ...]
    tries: dict[str, int]
    number: int
    until: datetime


def remind(
    ledger: Ledger,
    host: Host,
    settings: Settings,
    now: datetime,
    *,
    dry_run: bool = False,
    retry_early: bool = True,
    own_guide: Path | None = None,
) -> RemindResult:
    """Send what is due now, once: a digest a channel, and what cannot wait by itself.

    Nothing happens in quiet hours. dry_run: the same up to the exact words, then nothing is kept nor sent.
    retry_early: by hand, so that failed deliveries are tried again at once; a service that stays waits its time.
    Several runs at once send an item once: what one has leased another leaves alone.
    """
    quiet = quiet_until(settings.reminders, now)
    if quiet is not None:
        if not dry_run:
            _note_run(ledger, now, ())
        return RemindResult((), quiet_until=quiet)
    lines: list[DeliveryLine] = []
    posts: list[_Post] = []
    channels, calendars = _by_kind(channels_of(settings, host), host)
    # Plugins are asked before the lock.
    kinds = {channel.name: discretion_of(channel, host) for channel in (*channels, *calendars)}
    known = what_is_known(ledger, host, now, own_guide, settings.reminders)
    names = [channel.name for channel in channels]
    coming = [(each, _coming(ledger, settings, each, kinds[each.name], known, now)) for each in calendars]
    answered: list[Answered] = []
    for channel, shown in coming if not dry_run else ():
        # Calendars first: what was ticked off there is not said over the other channels any more.
        outcome = publish(host, channel, [each.entry for each in shown], now, language_of(channel, settings.language))
        lines += _shown(settings, channel, outcome, now)
        answered += answers.keep(ledger, channel.name, answers.in_calendar(outcome, shown), now)
    with ledger.writing("remind", "", now, batch=False) as writer:
        among = bills_to_plan(writer, settings.reminders, names, now)
        outbox.plan(writer, agenda_rules.due_now(writer, settings.reminders, names, now, known, among), now)
        for channel in channels:
            room = _room(writer, channel, now)
            if not room:
                continue
            language = language_of(channel, settings.language)
            leased = outbox.lease(writer, channel.name, now, retry_early=retry_early, occasions=known.occasions)
            for item, reason in leased.withdrawn:
                why = Wording(language).say(reason)
                writer.settle_delivery([item.key], DeliveryState.WITHDRAWN, why, now, None)
                lines.append(_line(item, DeliveryState.WITHDRAWN, why, None))
            tries = outbox.tries_of(writer) if leased.items else {}
            found = outbox.bundles(leased.items, digest=settings.reminders.digest)
            for items in found[:room]:
                message = words.digest(items, language, kinds[channel.name], now)
                number = writer.keep_message(channel.name, message, [item.key for item in items], now)
                posts.append(_Post(channel, message, items, tries, number, now + outbox.LEASE))
            writer.free([item.key for items in found[room:] for item in items])
        if dry_run:
            writer.discard()
    if dry_run:
        lines += [_line(item, DeliveryState.PLANNED, "", None) for post in posts for item in post.items]
        previews = [(post.channel.name, f"{post.message.subject}\n\n{post.message.body}") for post in posts]
        previews += [
            (each.name, "\n".join(f"{day.entry.on} {day.entry.summary}" for day in shown)) for each, shown in coming
        ]
        return RemindResult(tuple(lines), tuple(previews))
    started = monotonic()
    for post in posts:
        held = _keep_lease(ledger, post, now + timedelta(seconds=monotonic() - started))
        if held is not None:
            outcome = deliver(host, held.channel, held.message)
            lines += _settle(ledger, settings, held, outcome, now)
            answered += answers.keep(ledger, held.channel.name, answers.to_message(outcome, held.items), now)
    _note_run(ledger, now, lines)
    return RemindResult(tuple(lines), answered=tuple(answered))


def agenda(
    ledger: LedgerReader,
    host: Host,
    settings: Settings,
    now: datetime,
    *,
    days: int = 30,
    own_guide: Path | None = None,
) -> list[AgendaItem]:
    """What will be said when over the next days, if nothing is paid meanwhile."""
    names = [channel.name for channel in _by_kind(channels_of(settings, host), host)[0]]
    known: Known = what_is_known(ledger, host, now, own_guide, settings.reminders)
    return agenda_rules.ahead(ledger, settings.reminders, names, now, days, known)


def test_channel(host: Host, settings: Settings, name: str, now: datetime) -> DeliveryLine:
    """Send a real test message over a channel, whatever the hour; nothing is stored.

    Raises InputProblem for a name that no channel has.
    """
    channels = channels_of(settings, host)
    for channel in channels:
        if channel.name == name:
            language = language_of(channel, settings.language)
            message = words.trial(name, language, discretion_of(channel, host), now)
            outcome = deliver(host, channel, message)
            state, why, _ = settled(outcome, 1, settings.reminders, now)
            return DeliveryLine(f"test/{name}", name, "", state, why, None)
    raise InputProblem(
        text("There is no reminder channel named {name}.", name=name),
        text("Channels set up: {names}.", names=", ".join(channel.name for channel in channels) or "-"),
    )


test_channel.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test where it is imported


def channels_of(settings: Settings, host: Host) -> tuple[ChannelSettings, ...]:
    """The channels in use: those configured; without any, the kinds that need no set-up and stay on this machine."""
    if settings.channels:
        return settings.channels
    return tuple(
        ChannelSettings(name=kind.id, plugin=kind.id)
        for kind in host.channel_types()
        if not kind.passes_through_others and not any(option.required for option in kind.options)
    )


def wake_at(
    ledger: LedgerReader, host: Host, settings: Settings, now: datetime, *, own_guide: Path | None = None
) -> datetime:
    """When the reminders should run next: when the next thing is due, is to be tried again or climbs; after an hour at
    the latest, since something may be entered meanwhile."""
    quiet = quiet_until(settings.reminders, now)
    if quiet is not None:
        return min(quiet, now + HOUR)
    soon = agenda(ledger, host, settings, now, days=1, own_guide=own_guide)
    moments = [each.at for each in soon[:1]]
    moments += ledger.next_moments()
    return min([each for each in moments if each > now] + [now + HOUR])


def _by_kind(channels: Iterable[ChannelSettings], host: Host) -> tuple[list[ChannelSettings], list[ChannelSettings]]:
    """Channels that are told of each thing, and those that show all that is coming."""
    calendars = {kind.id for kind in host.channel_types() if kind.holds_agenda}
    told = [channel for channel in channels if channel.plugin not in calendars]
    return told, [channel for channel in channels if channel.plugin in calendars]


def _coming(
    ledger: LedgerReader,
    settings: Settings,
    channel: ChannelSettings,
    discretion: Discretion,
    known: Known,
    now: datetime,
) -> list[Shown]:
    return entries(ledger, settings.reminders, known, now, language_of(channel, settings.language), discretion)


def _shown(settings: Settings, channel: ChannelSettings, outcome: Outcome, now: datetime) -> Iterator[DeliveryLine]:
    """How a calendar was brought in step; nothing is said of one that was so already."""
    if not isinstance(outcome, Skipped):
        state, why, _ = settled(outcome, 1, settings.reminders, now)
        yield DeliveryLine(f"agenda/{channel.name}", channel.name, "", state, why, None)


def _room(writer: LedgerWriter, channel: ChannelSettings, now: datetime) -> int:
    """How many messages the channel may still take within the hour."""
    if channel.per_hour is None:
        return 1_000_000
    return max(channel.per_hour - writer.messages_since(channel.name, now - HOUR), 0)


def _keep_lease(ledger: Ledger, post: _Post, now: datetime) -> _Post | None:
    """The message with its lease made longer where half of it has passed; None where another run has taken it over,
    as after a suspend: it is that one's to send."""
    keys = [item.key for item in post.items]
    if not ledger.holds_lease(keys, post.until):
        return None
    if post.until - now > outbox.LEASE / 2:
        return post
    until = now + outbox.LEASE
    with ledger.writing("remind", "", now, batch=False) as writer:
        if not writer.renew_lease(keys, post.until, until):
            writer.discard()
            return None
    return post._replace(until=until)


def _settle(ledger: Ledger, settings: Settings, post: _Post, outcome: Outcome, now: datetime) -> list[DeliveryLine]:
    """Store what became of a message, item by item. It was sent outside any transaction."""
    lines = []
    with ledger.writing("remind", "", now, batch=False) as writer:
        for item in post.items:
            state, why, retry_at = settled(outcome, post.tries.get(item.key, 1), settings.reminders, now)
            writer.settle_delivery([item.key], state, why, now, retry_at)
            lines.append(_line(item, state, why, retry_at))
        writer.settle_message(post.number, lines[-1].outcome.value, lines[-1].why)
    return lines


def _note_run(ledger: Ledger, now: datetime, lines: Iterable[DeliveryLine]) -> None:
    """The heartbeat: that the reminders ran, also where nothing was to be said."""
    outcomes = [line.outcome for line in lines]
    with ledger.writing("remind", "", now, batch=False) as writer:
        writer.set_setting("last-check-at", now.isoformat())
        writer.note_run(now, outcomes.count(DeliveryState.SENT), sum(outcomes.count(each) for each in TROUBLE))


def _line(item: ReminderItem, outcome: DeliveryState, why: str, retry_at: datetime | None) -> DeliveryLine:
    return DeliveryLine(item.key, item.channel, item.loan_id, outcome, why, retry_at, item)
