"""The doctor: whether store, plugins, channels, clock and terminal are well, and how to mend what is not."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

from duewatch.config.schema import ChannelSettings
from duewatch.desk.session import Session
from duewatch.desk.views import CheckLine
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import Delivery, DeliveryState
from duewatch.model.text import Literal, Name, Text, text
from duewatch.reminding.hours import missed_since

GOOD, ATTENTION, BAD = "good", "attention", "bad"
FIRST_YEAR = 2024
"""No clock that is right stands before the year duewatch was begun in."""
COLUMNS, LINES = 80, 24
"""The terminal every screen is made for."""
DELIVERIES = 500


def examine(session: Session, now: datetime) -> list[CheckLine]:
    """One line a check, each with its mend where it is not good. A store that cannot be opened is one bad line, and
    what rests on it is left out."""
    checks = [*_clock(now), *_terminal()]
    try:
        ledger = session.ledger
        checks[:0] = _store(session)
    except InputProblem as problem:
        return [CheckLine("store", BAD, problem.what, problem.mend), *checks]
    latest = [batch.at for batch in ledger.batches(1)]
    if latest and latest[0] > now + timedelta(days=1):
        what = text("The clock says {now}, but something was entered at {at}.", now=now, at=latest[0])
        checks.append(CheckLine("clock", ATTENTION, what, text("Check date and time of this machine.")))
    return [*checks, *_plugins(session), *_channels(session), *_reminders(session, now)]


def _store(session: Session) -> Iterator[CheckLine]:
    health = session.ledger.health()
    place = str(health.path)
    if health.faults:
        yield CheckLine(
            "store",
            BAD,
            text("The store {path} is damaged: {fault}.", path=place, fault=health.faults[0]),
            text("Keep a copy of the file, then put a backup in place: duewatch restore FILE"),
        )
    else:
        what = text(
            "{path}: {loans} loans, {entries} entries, {size} KB, whole",
            path=place, loans=health.loans, entries=health.events, size=-(-health.size_bytes // 1024),
        )  # fmt: skip
        yield CheckLine("store", GOOD, what)
    if health.shared_mode:
        yield CheckLine(
            "store",
            BAD,
            text(
                "Others on this machine may read the store {path} (mode {mode}).", path=place, mode=f"{health.mode:o}"
            ),
            Literal(f"chmod 600 {place}", f"chmod 600 {place}"),
        )
    if session.ledger.read_only:
        yield CheckLine(
            "store",
            ATTENTION,
            text("The store can be read, but nothing can be entered."),
            text("Check the permissions of {path} and its directory.", path=place),
        )
    yield CheckLine("sqlite", GOOD, text("SQLite {version}, schema {schema}",
                                         version=health.sqlite_version, schema=health.schema_version))  # fmt: skip


def _clock(now: datetime) -> Iterator[CheckLine]:
    zone = now.strftime("%z")
    if now.year < FIRST_YEAR:
        what = text("The clock says {now}, which cannot be.", now=now)
        yield CheckLine("clock", BAD, what, text("Set date and time of this machine."))
        return
    own = now.astimezone()
    if own.utcoffset() != now.utcoffset():
        yield CheckLine(
            "clock",
            ATTENTION,
            text("Days are judged by {zone}; this machine's own zone is {own}.", zone=zone, own=own.strftime("%z")),
            text("If that is not meant, set “timezone” in the config."),
        )
        return
    yield CheckLine("clock", GOOD, text("{now} ({zone})", now=now, zone=zone))


def _terminal() -> Iterator[CheckLine]:
    kind = os.environ.get("TERM", "")
    size = shutil.get_terminal_size()
    encoding = (sys.__stdout__.encoding if sys.__stdout__ else "") or ""
    if sys.platform != "win32" and kind in {"", "dumb"}:
        what = text("There is no terminal that screens can be drawn on (TERM is “{kind}”).", kind=kind)
        yield CheckLine("terminal", ATTENTION, what, text("The commands work; the screens need a real terminal."))
    elif encoding.lower().replace("-", "") != "utf8":
        what = text("The terminal's characters are {encoding}, not UTF-8.", encoding=encoding)
        yield CheckLine("terminal", ATTENTION, what, text("Use a UTF-8 locale, such as LANG=zh_CN.UTF-8."))
    elif size.columns < COLUMNS or size.lines < LINES:
        what = text("The terminal has {columns} columns and {lines} lines.", columns=size.columns, lines=size.lines)
        yield CheckLine("terminal", ATTENTION, what, text("From 80 columns and 24 lines on the screens are whole."))
    else:
        yield CheckLine("terminal", GOOD, text("{kind}, {columns} columns, {lines} lines",
                                               kind=kind, columns=size.columns, lines=size.lines))  # fmt: skip


def _plugins(session: Session) -> Iterator[CheckLine]:
    states = session.host.states()
    wrong = [state for state in states if state.state in {"failed", "refused"}]
    for state in wrong:
        what: Text = text("The plugin {id} cannot be used.", id=state.id)
        if state.why is not None:
            what = text("The plugin {id} cannot be used: {why}", id=state.id, why=state.why)
        yield CheckLine("plugins", ATTENTION, what, text("Renew or remove it, or switch it off."))
    for state in states:
        if state.state == "new":
            yield CheckLine(
                "plugins",
                ATTENTION,
                text("The plugin {id} ({origin}) waits for your yes.", id=state.id, origin=state.origin),
                text("“duewatch plugins on {id}” allows it, “duewatch plugins off {id}” refuses it.", id=state.id),
            )
    usable = sum(state.usable for state in states)
    off = sum(state.state == "off" for state in states)
    if off:
        yield CheckLine("plugins", GOOD, text("{count} can be used, {off} switched off", count=usable, off=off))
    else:
        yield CheckLine("plugins", GOOD, text("{count} can be used", count=usable))


def _channels(session: Session) -> Iterator[CheckLine]:
    if not session.settings.channels:
        yield CheckLine(
            "channels",
            ATTENTION,
            text("No channel is set up: reminders are only written where duewatch remind is run."),
            text("For e-mail, add a [channels.…] table to the config; duewatch config init writes an example."),
        )
        return
    deliveries = session.ledger.deliveries(limit=DELIVERIES)
    for channel in session.settings.channels:
        try:
            session.host.open_channel(channel)
        except InputProblem as problem:
            yield CheckLine("channels", BAD, problem.what, problem.mend)
            continue
        yield _last_delivery(channel, [each for each in deliveries if each.channel == channel.name])


def _last_delivery(channel: ChannelSettings, deliveries: list[Delivery]) -> CheckLine:
    """deliveries: of this channel, the newest first."""
    name = Name(channel.name, channel.name)
    for delivery in deliveries:
        if delivery.state is DeliveryState.SENT and delivery.sent_at is not None:
            return CheckLine("channels", GOOD, text("{name}: last sent {at}", name=name, at=delivery.sent_at))
        if delivery.state in {DeliveryState.FAILED, DeliveryState.GIVEN_UP}:
            return CheckLine(
                "channels",
                BAD,
                text("{name}: the last delivery failed: {why}", name=name, why=delivery.why),
                text("After mending it, try: duewatch remind --test {name}", name=channel.name),
            )
    return CheckLine("channels", GOOD, text("{name}: set up, nothing sent so far", name=name))


def _reminders(session: Session, now: datetime) -> Iterator[CheckLine]:
    stored = session.ledger.setting("last-check-at")
    mend = text("Let the system do it: duewatch watch --install, or cron with “duewatch watch --once” every hour.")
    if stored is None:
        yield CheckLine("reminders", ATTENTION, text("Reminders have never been looked at here."), mend)
        return
    checked_at = datetime.fromisoformat(stored)
    missed_at = missed_since(session.settings.reminders, checked_at, now)
    if missed_at is not None:
        what = text("last looked at {at}; the run of {missed} was missed", at=checked_at, missed=missed_at)
        yield CheckLine("reminders", ATTENTION, what, mend)
    else:
        yield CheckLine("reminders", GOOD, text("last looked at {at}", at=checked_at))
