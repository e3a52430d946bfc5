"""Measuring: whole processes and full-screen programs, always in turn with their floor.

Machines drift, so a figure is the median over pairs of (ours ÷ floor), each pair run back to back.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pyte

PEAK = """
import os, sys
pid = os.fork()
if pid == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Runs a program and prints its peak memory. A program starts with the peak of the process that forks it, so that one
has to be smaller than whatever is measured."""


@dataclass(frozen=True)
class Sample:
    """One run. seconds: what was timed; mib: peak resident memory, where it was measured."""

    seconds: float
    mib: float = 0


@dataclass(frozen=True)
class Row:
    """A line of the table: ours and floor are medians in ms (or MiB), ratio the median of the pairs."""

    figure: str
    ours: float
    floor: float
    ratio: float
    goal: float
    unit: str = "ms"


def compare(figure: str, goal: float, ours: Callable[[], Sample], floor: Callable[[], Sample], runs: int) -> Row:
    """Run both in turn `runs` times after one uncounted pair."""
    pairs: list[tuple[float, float]] = []
    for number in range(runs + 1):
        a, b = ours(), floor()
        if number:
            pairs.append((a.seconds * 1e3, b.seconds * 1e3))
    return Row(
        figure, median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs), goal,
    )  # fmt: skip


def process(command: Sequence[str], environment: dict[str, str]) -> Sample:
    """Wall time of a whole process; its output is thrown away."""
    started = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read() if child.stderr else b""
    child.wait()
    seconds = time.perf_counter() - started
    if child.returncode != 0:
        raise RuntimeError(f"{command}: exit {child.returncode}\n{errors.decode()}")
    return Sample(seconds)


def peak(command: Sequence[str], environment: dict[str, str]) -> float:
    """Peak resident memory of a whole process in MiB."""
    spawner = [sys.executable, "-I", "-S", "-c", PEAK, *command]
    return int(subprocess.run(spawner, env=environment, stdout=subprocess.PIPE, check=True).stdout) / 1024


@dataclass(frozen=True)
class Screen:
    """What a full-screen program is watched for: `painted` is its first complete screen; after a second of
    quiet `key` is pressed, and `answered` must come."""

    command: Sequence[str]
    painted: Sequence[str]
    key: bytes
    answered: Sequence[str]


@dataclass(frozen=True)
class ScreenTimes:
    """Exec to complete paint, settled key to answer, peak memory."""

    paint: Sample
    answer: Sample


def on_terminal(screen: Screen, environment: dict[str, str], columns: int = 120, rows: int = 40) -> ScreenTimes:
    """Run a full-screen program on a pseudo-terminal of its own, read through a terminal emulator."""
    emulator = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(emulator)
    environment = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    started = time.perf_counter()
    pid, handle = pty.fork()
    if pid == 0:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(screen.command[0], list(screen.command), environment)
        finally:
            os._exit(127)

    def until(texts: Sequence[str]) -> float:
        deadline = time.perf_counter() + 60
        while time.perf_counter() < deadline:
            if not select.select([handle], [], [], 1)[0]:
                continue
            try:
                data = os.read(handle, 65536)
            except OSError:
                break
            read_at = time.perf_counter()
            stream.feed(_plain(data))
            shown = "\n".join(emulator.display)
            if all(text in shown for text in texts):
                return read_at
        raise RuntimeError(f"{texts} never came from {screen.command}:\n" + "\n".join(emulator.display))

    try:
        paint = until(screen.painted) - started
        quiet = time.perf_counter() + 1
        while time.perf_counter() < quiet:
            if select.select([handle], [], [], 0.1)[0]:
                stream.feed(_plain(os.read(handle, 65536)))
        pressed = time.perf_counter()
        os.write(handle, screen.key)
        answer = until(screen.answered) - pressed
    finally:
        mib = _peak_mib(pid)
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
        os.close(handle)
    return ScreenTimes(Sample(paint, mib), Sample(answer, mib))


def _peak_mib(pid: int) -> float:
    """Peak resident memory of a program that still runs (its own: what it was before exec does not count)."""
    with open(f"/proc/{pid}/status") as status:  # noqa: PTH123 - no file
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _plain(data: bytes) -> bytes:
    """Without the private sequences that the emulator would print as text."""
    import re

    return re.sub(rb"\x1b\[(?:[<=>][0-9;:]*[ -/]*[@-~]|\?[0-9;]*[ -/]*(?![hl])[@-~])", b"", data)


def python() -> str:
    """The interpreter that runs the benchmarks."""
    return sys.executable


def command(name: str = "duewatch") -> str:
    """An installed command beside this interpreter."""
    return str(Path(sys.executable).parent / name)
