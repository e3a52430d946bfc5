"""Handing messages to channels, and what becomes of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from duewatch.config.schema import ChannelSettings, ReminderPolicy
from duewatch.host.host import Host
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import AgendaEntry, DeliveryState, Discretion, Failed, Message, Outcome, Sent, Skipped
from duewatch.wording import Wording, choose_language

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_ASKED = timedelta(days=1)
"""How long another side's wish not to be tried again is heeded."""


def language_of(channel: ChannelSettings, configured: str) -> str:
    """The language a channel speaks: its own, else the program's."""
    return choose_language(channel.language, configured)


def discretion_of(channel: ChannelSettings, host: Host) -> Discretion:
    """How much the channel may say: as configured; else nothing where its messages cross other people's servers."""
    if channel.discretion is not None:
        return channel.discretion
    local = any(kind.id == channel.plugin and not kind.passes_through_others for kind in host.channel_types())
    return Discretion.FULL if local else Discretion.SILENT


def deliver(host: Host, channel: ChannelSettings, message: Message) -> Outcome:
    """Send a message; a channel that cannot be set up is a failure that trying again does not mend."""
    try:
        return host.open_channel(channel).send(message)
    except InputProblem as problem:
        return _unusable(problem, message.language)


def publish(
    host: Host, channel: ChannelSettings, entries: Sequence[AgendaEntry], now: datetime, language: str
) -> Outcome:
    """Let a calendar show all that is coming."""
    try:
        return host.open_channel(channel).publish(entries, now, language)
    except InputProblem as problem:
        return _unusable(problem, language)


def _unusable(problem: InputProblem, language: str) -> Failed:
    wording = Wording(language)
    parts = [problem.what] if problem.mend is None else [problem.what, problem.mend]
    return Failed(" ".join(wording.say(part) for part in parts), retry=False)


def settled(
    outcome: Outcome, tries: int, policy: ReminderPolicy, now: datetime
) -> tuple[DeliveryState, str, datetime | None]:
    """What an item becomes by an outcome: state, why, and when it is tried again.

    A failure that trying again does not mend waits, without a time, until someone runs the reminders by hand. Given up
    after the policy's number of tries.
    """
    if isinstance(outcome, Sent):
        return DeliveryState.SENT, outcome.detail, None
    if isinstance(outcome, Skipped):
        return DeliveryState.SKIPPED, outcome.why, None
    if tries >= policy.tries:
        return DeliveryState.GIVEN_UP, outcome.why, None
    if not outcome.retry:
        return DeliveryState.FAILED, outcome.why, None
    asked = timedelta(seconds=max(outcome.after_seconds or 0, 0))
    return DeliveryState.FAILED, outcome.why, now + max(wait_after(tries), min(asked, LONGEST_ASKED))


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries: five minutes, doubled each time, up to six hours."""
    return min(FIRST_WAIT * (1 << min(max(tries - 1, 0), 10)), LONGEST_WAIT)
