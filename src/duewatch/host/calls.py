"""Guarded calls: a plugin that raises, hangs, prints or exits cannot take the program down.

Each call runs in a daemon thread with a time limit; what it prints is caught; Exception and SystemExit
become a `Failure`. What one process cannot contain (os._exit, a crash in native code, a held interpreter
lock) is documented, not promised.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice
from typing import Any, NamedTuple, TextIO, TypeVar, cast

T = TypeVar("T")
CHUNK = 2_000
"""Records asked for in one guarded call: a thread's start is then nothing beside the reading."""
PRINT_LIMIT = 20_000
"""Characters of a plugin's output that are kept."""


class Failure(NamedTuple):
    """Why a call gave nothing. hung: it is still running somewhere, so the plugin is not called again."""

    why: str
    hung: bool = False


class _Split:
    """Stands for sys.stdout or sys.stderr: what guarded threads write goes to their own buffer."""

    def __init__(self, real: TextIO) -> None:
        self.real = real
        self.caught: dict[int, StringIO] = {}

    def write(self, words: str) -> int:
        """Write to the thread's buffer, or to the real stream."""
        buffer = self.caught.get(threading.get_ident())
        if buffer is None:
            return self.real.write(words)
        if buffer.tell() < PRINT_LIMIT:
            buffer.write(words[:PRINT_LIMIT])
        return len(words)

    def flush(self) -> None:
        """Flush the real stream, unless the caller is caught."""
        if threading.get_ident() not in self.caught:
            self.real.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


_streams = threading.Lock()
_running = 0


def _catch(buffer: StringIO) -> None:
    """Send the present thread's output to the buffer. The streams stay split while any guarded call runs."""
    global _running
    with _streams:
        _running += 1
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if not isinstance(stream, _Split):
                stream = _Split(stream)
                setattr(sys, name, stream)
            stream.caught[threading.get_ident()] = buffer


def _release() -> None:
    global _running
    with _streams:
        _running -= 1
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if isinstance(stream, _Split):
                stream.caught.pop(threading.get_ident(), None)
                if _running == 0:
                    setattr(sys, name, stream.real)


def guard(function: Callable[[], T], seconds: float, heard: Callable[[str], None] | None = None) -> T | Failure:
    """Call it in a thread of its own; its result, or why there is none. heard: gets what it printed."""
    answer: list[Any] = []
    buffer = StringIO()

    def call() -> None:
        _catch(buffer)
        try:
            answer.append(function())
        except SystemExit as stop:
            answer.append(Failure(f"it tried to end the program (SystemExit {stop.code})"))
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything
            answer.append(Failure(described(error)))
        finally:
            _release()

    thread = threading.Thread(target=call, daemon=True, name="duewatch-plugin")
    thread.start()
    thread.join(seconds)
    if heard is not None and buffer.tell():
        heard(buffer.getvalue())
    if not answer:
        return Failure(f"no answer within {seconds:g} s", hung=True)
    return cast("T | Failure", answer[0])


def guard_iterator(
    start: Callable[[], Iterator[T]], seconds: float, heard: Callable[[str], None] | None = None
) -> Iterator[T | Failure]:
    """Draw from a plugin's iterator in guarded chunks; a failure comes last and ends it."""
    iterator = guard(lambda: iter(start()), seconds, heard)
    if isinstance(iterator, Failure):
        yield iterator
        return
    source = iterator
    while True:
        chunk: list[T] | Failure = guard(lambda: list(islice(source, CHUNK)), seconds, heard)
        if isinstance(chunk, Failure):
            yield chunk
            return
        yield from chunk
        if len(chunk) < CHUNK:
            return


def described(error: BaseException) -> str:
    """An error in one line: its type and its words."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:200]}" if words else type(error).__name__
