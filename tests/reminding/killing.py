"""A process that sends reminders, killed again and again: what arrived, how often, and nothing lost.

As a command: ``python -m tests.reminding.killing --kills 200`` prints the figures.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from duewatch.config.schema import ChannelSettings, PluginSettings, ReminderPolicy, Settings
from duewatch.model.reminder import Discretion
from tests.plugins.channels.web_server import Hook, web_server
from tests.reminding.borrower import add_loan, at, ledger_at

LEASE = timedelta(seconds=10)
START = at("2026-11-25 09:30")
BILLS_OF_A_LOAN = 10
ROOT = Path(__file__).parents[2]


class Figures(NamedTuple):
    """reminders: how many there were to send. kills: how often the sender was killed. repeats: arrivals beyond one of
    each."""

    reminders: int
    kills: int
    arrived: int
    lost: int
    repeats: int


def store_with(folder: Path, reminders: int) -> None:
    """Loans whose bills are all due within a few days."""
    from duewatch.model.loan_event import BillIssued

    ledger = ledger_at(folder)
    try:
        for number in range(reminders // BILLS_OF_A_LOAN):
            add_loan(ledger, f"huabei-{number}")
        with ledger.writing("import", "", at("2026-11-01 12:00")) as writer:
            for number in range(reminders):
                due = date(2026, 11, 25) + timedelta(days=number % BILLS_OF_A_LOAN)
                loan, bill = f"huabei-{number // BILLS_OF_A_LOAN}", f"bill-{number % BILLS_OF_A_LOAN}"
                writer.add_event(
                    BillIssued(loan_id=loan, on=date(2026, 10, 2), bill_id=bill, due_on=due, total_fen=10_000)
                )
    finally:
        ledger.close()


def settings_for() -> Settings:
    """One message a reminder, over HTTP to the address in the environment."""
    channel = ChannelSettings("hook", "webhook", Discretion.SILENT, "en", options={"url": {"env": "TEST_HOOK"}})
    return Settings(
        channels=(channel,), reminders=ReminderPolicy(lead_days=tuple(range(BILLS_OF_A_LOAN)), digest=False)
    )


def send_all(folder: Path, now: datetime) -> None:
    """What the child does."""
    from duewatch.host.host import Host
    from duewatch.reminding import outbox
    from duewatch.reminding.service import remind

    outbox.LEASE = LEASE
    ledger = ledger_at(folder)
    try:
        remind(ledger, Host(PluginSettings(seconds=60)), settings_for(), now, retry_early=True)
    finally:
        ledger.close()


def child(folder: Path, url: str, now: datetime) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.reminding.killing", "--send", str(folder), "--now", now.isoformat()]
    environ = os.environ | {"TEST_HOOK": url, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(command, cwd=ROOT, env=environ)


def kill_again_and_again(reminders: int, kills: int, seed: int) -> Figures:
    """Send, killing the sender at random points so many times, then once to the end."""
    chance = random.Random(seed)
    hook = Hook()
    killed = 0
    with tempfile.TemporaryDirectory() as name, web_server(hook) as url:
        folder = Path(name)
        store_with(folder, reminders)
        started = time.monotonic()
        # About equal parts, so that there is something left to send until the last kill.
        step = max(reminders // (kills + 1), 1)
        while killed < kills:
            sender = child(folder, url, _moment(started, killed))
            enough = len(hook.got) + chance.randint(0, 2 * step - 1)
            while sender.poll() is None and len(hook.got) <= enough and len(hook.got) < reminders + killed:
                time.sleep(0.001)
            time.sleep(chance.random() * 0.01)
            if sender.poll() is None:
                sender.kill()
            sender.wait()
            killed += 1
            # What it sent last may still be on its way in.
            time.sleep(0.02)
        sender = child(folder, url, _moment(started, killed))
        assert sender.wait() == 0
        arrivals = Counter(got.headers["Idempotency-Key"] for got in hook.got)
    return Figures(reminders, killed, len(arrivals), reminders - len(arrivals), arrivals.total() - len(arrivals))


def side_by_side(reminders: int, processes: int) -> Figures:
    """Several processes on one store at once."""
    hook = Hook()
    with tempfile.TemporaryDirectory() as name, web_server(hook) as url:
        folder = Path(name)
        store_with(folder, reminders)
        senders = [child(folder, url, START) for _ in range(processes)]
        assert [sender.wait() for sender in senders] == [0] * processes
        arrivals = Counter(got.headers["Idempotency-Key"] for got in hook.got)
    return Figures(reminders, 0, len(arrivals), reminders - len(arrivals), arrivals.total() - len(arrivals))


def _moment(started: float, killed: int) -> datetime:
    """Late enough that the leases of whoever was killed are over."""
    return START + timedelta(seconds=time.monotonic() - started) + killed * (LEASE + timedelta(seconds=1))


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reminders", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--send", type=Path)
    parser.add_argument("--now", type=datetime.fromisoformat)
    given = parser.parse_args(arguments)
    if given.send is not None:
        send_all(given.send, given.now)
        return
    figures = kill_again_and_again(given.reminders, given.kills, given.seed)
    sys.stdout.write(f"{figures}\n")
    for processes in (2, 4):
        sys.stdout.write(f"{processes} processes at once: {side_by_side(given.reminders, processes)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
