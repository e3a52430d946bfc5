"""Reminding: plan what is due, send it over each channel once, store what became of it."""

from datetime import datetime
from typing import NamedTuple

from duewatch.config.schema import ChannelSettings, Settings
from duewatch.host.host import Host
from duewatch.model.ledger import Ledger, LedgerReader
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import DeliveryState, Message, ReminderItem
from duewatch.model.text import text
from duewatch.reminding import agenda as agenda_rules
from duewatch.reminding import message as words
from duewatch.reminding import outbox
from duewatch.reminding.delivery import deliver, discretion_of, language_of, settled
from duewatch.reminding.result import AgendaItem, DeliveryLine, RemindResult
from duewatch.wording import Wording


class _Post(NamedTuple):
    """A message ready for its channel, with the items it carries and how often each was tried."""

    channel: ChannelSettings
    message: Message
    items: tuple[ReminderItem, ...]
    tries: dict[str, int]


def remind(
    ledger: Ledger,
    host: Host,
    settings: Settings,
    now: datetime,
    *,
    dry_run: bool = False,
    retry_early: bool = True,
) -> RemindResult:
    """Send what is due now, once: one message a channel.

    Nothing happens in quiet hours. dry_run: the same up to the exact words, then nothing is kept nor sent.
    retry_early: by hand, so that failed deliveries are tried again at once; a service that stays waits its time.
    Several runs at once send an item once: what one has leased another leaves alone.
    """
    policy = settings.reminders
    quiet_until = agenda_rules.quiet_until(policy, now)
    if quiet_until is not None:
        return RemindResult((), quiet_until=quiet_until)
    lines: list[DeliveryLine] = []
    posts: list[_Post] = []
    channels = channels_of(settings, host)
    discretions = {channel.name: discretion_of(channel, host) for channel in channels}  # asks plugins: before the lock
    with ledger.writing("remind", "", now, batch=False) as writer:
        names = [channel.name for channel in channels]
        writer.set_setting("last-check-at", now.isoformat())
        outbox.plan(writer, agenda_rules.due_now(writer, policy, names, now), now)
        for channel in channels:
            leased = outbox.lease(writer, channel.name, now, retry_early=retry_early)
            language = language_of(channel, settings.language)
            for item, reason in leased.withdrawn:
                why = Wording(language).say(reason)
                writer.settle_delivery([item.key], DeliveryState.WITHDRAWN, why, now, None)
                lines.append(_line(item, DeliveryState.WITHDRAWN, why, None))
            if leased.items:
                message = words.digest(leased.items, language, discretions[channel.name], now)
                posts.append(_Post(channel, message, leased.items, outbox.tries_of(writer)))
        if dry_run:
            writer.discard()
    if dry_run:
        lines += [_line(item, DeliveryState.PLANNED, "", None) for post in posts for item in post.items]
        previews = tuple((post.channel.name, f"{post.message.subject}\n\n{post.message.body}") for post in posts)
        return RemindResult(tuple(lines), previews)
    for post in posts:
        lines += _send(ledger, host, settings, post, now)
    return RemindResult(tuple(lines))


def agenda(ledger: LedgerReader, host: Host, settings: Settings, now: datetime, *, days: int = 30) -> list[AgendaItem]:
    """What will be said when over the next days, if nothing is paid meanwhile."""
    names = [channel.name for channel in channels_of(settings, host)]
    return agenda_rules.ahead(ledger, settings.reminders, names, now, days)


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


def _send(ledger: Ledger, host: Host, settings: Settings, post: _Post, now: datetime) -> list[DeliveryLine]:
    """Send outside any transaction, then store the outcome item by item."""
    outcome = deliver(host, post.channel, post.message)
    lines = []
    with ledger.writing("remind", "", now, batch=False) as writer:
        for item in post.items:
            state, why, retry_at = settled(outcome, post.tries.get(item.key, 1), settings.reminders, now)
            writer.settle_delivery([item.key], state, why, now, retry_at)
            lines.append(_line(item, state, why, retry_at))
    return lines


def _line(item: ReminderItem, outcome: DeliveryState, why: str, retry_at: datetime | None) -> DeliveryLine:
    return DeliveryLine(item.key, item.channel, item.loan_id, outcome, why, retry_at, item)
