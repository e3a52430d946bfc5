"""watch: stays and sends reminders when they are due; or lets the system do it."""

import signal
import sys
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from duewatch.cli.call import DONE, NEEDS_EYE, Call, Command
from duewatch.cli.parser import Parser
from duewatch.cli.reminding import TROUBLE, delivery_document, show_deliveries
from duewatch.model.problem import InputProblem, StoreProblem
from duewatch.model.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

SLICE = 20.0
"""Seconds slept at a time: after each the clock is looked at, since it may have been set or the machine suspended."""
STORE_WAIT = timedelta(minutes=1)
"""How long to wait before trying again where the store cannot be used."""


def _watch_arguments(parser: Parser) -> None:
    parser.argument("--once", action="store_true", help=text("Look once and end; failed deliveries wait their time"))
    parser.argument("--install", action="store_true", help=text(
        "Write the files that let the system do it, show them, and say how to switch it on and off"))  # fmt: skip


def watch(call: Call) -> int:
    """Send what is due, sleep until the next thing is, until told to stop."""
    options = call.options
    if options.install:
        if options.once:
            raise InputProblem(text("--install and --once do not go together."), text("Give one of them."))
        return _install(call)
    if options.once or options.today:  # a fixed moment does not go on
        return _once(call)
    with _stopping() as stopped:
        return stay(call, stopped)


def stay(call: Call, stopped: "Event", sleep: Callable[["Event", float], object] | None = None) -> int:
    """Go on until stopped. sleep: waits for the event at most so many seconds; None: really."""
    wait = sleep or (lambda event, seconds: event.wait(seconds))
    call.out.aside(text("duewatch watches. ctrl+c stops it."))
    while not stopped.is_set():
        now = call.clock()
        try:
            _run(call, now)
            until = call.desk.next_reminder_at(now)
        except StoreProblem as problem:
            # Full disk, locked or unplugged store: it may come back, and nothing is lost meanwhile.
            call.out.aside(problem.what)
            until = now + STORE_WAIT
        while not stopped.is_set():
            left = (until - call.clock()).total_seconds()
            # A clock set back by more than was to be slept is no reason to sleep longer.
            if left <= 0 or left > (until - now).total_seconds() + 1:
                break
            wait(stopped, min(left, SLICE))
    return DONE


def _run(call: Call, now: datetime) -> bool:
    """One look; answers whether a delivery failed."""
    result = call.desk.remind(now, by_hand=False)
    if result.deliveries:
        show_deliveries(call, list(result.deliveries), ())
    if result.ping_problem is not None:
        call.out.aside(result.ping_problem)
    return any(line.outcome in TROUBLE for line in result.deliveries)


def _once(call: Call) -> int:
    if not call.out.json:
        return NEEDS_EYE if _run(call, call.now) else DONE
    result = call.desk.remind(call.now, by_hand=False)
    deliveries = [delivery_document(line) for line in result.deliveries]
    call.out.document(
        "watch",
        deliveries=deliveries,
        next_at=call.desk.next_reminder_at(call.now),
        files=[],
        switch_on=[],
        switch_off=[],
    )
    return NEEDS_EYE if any(line.outcome in TROUBLE for line in result.deliveries) else DONE


@contextmanager
def _stopping() -> "Iterator[Event]":
    """An event that is set when the process is asked to end; what is being sent is finished first."""
    from threading import Event

    stopped = Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield stopped
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _install(call: Call) -> int:
    command = [sys.executable, "-m", "duewatch", "watch", "--once"]
    for option, place in (("--config", call.options.config), ("--data", call.options.data)):
        if place:
            command += [option, str(Path(place).expanduser().resolve())]
    home = Path(call.environ.get("HOME") or Path.home())
    made = call.desk.install_timer(command, home, call.environ)
    if call.out.json:
        call.out.document(
            "watch",
            deliveries=[],
            next_at=None,
            files=[{"path": str(file.path), "words": file.words} for file in made.files],
            enable=list(made.switch_on),
            disable=list(made.switch_off),
        )
        return DONE
    out = call.out
    for file in made.files:
        out.heading(text("Written: {file}", file=str(file.path)))
        for line in file.words.splitlines():
            out.words(line, indent=2)
        out.blank()
    out.say(text("Switch it on with:"))
    for line in made.switch_on:
        out.words(line, indent=2)
    out.say(text("Switch it off and remove it with:"))
    for line in made.switch_off:
        out.words(line, indent=2)
    for file in made.files:
        out.say(text("delete {file}", file=str(file.path)), indent=2)
    out.say(
        text(
            "Passwords by environment variable are not known to the system's own runs; use keyring or command for them."
        ),
        style="quiet",
    )
    return DONE


COMMANDS = {"watch": Command(_watch_arguments, watch)}
