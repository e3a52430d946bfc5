"""Guarded calls: a plugin that raises, hangs, prints or exits cannot take the program down.

Each call runs in a daemon thread with a time limit; what it prints is caught; whatever it raises becomes a
`Failure`. What one process cannot contain (os._exit, a crash in native code, a held interpreter lock, writing
to the file descriptors themselves) is documented, not promised.
"""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import StringIO
from itertools import islice
from typing import Any, NamedTuple, TextIO, TypeVar, cast

from duewatch.model.text import Text, text

T = TypeVar("T")
CHUNK = 2_000
"""Records asked for in one guarded call: a thread's start is then nothing beside the reading."""
PRINT_LIMIT = 20_000
"""Characters of a plugin's output that are kept."""
WORDS_LIMIT = 200
"""Characters of an error's own words that are shown."""


class Failure(NamedTuple):
    """Why a call gave nothing, as the end of a sentence. hung: it is still running somewhere, so the plugin
    is not called again."""

    why: Text
    hung: bool = False


class Unfit(Exception):
    """What a plugin is or answers cannot be used; the words say why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


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

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Flush the real stream, unless the caller is caught."""
        if threading.get_ident() not in self.caught:
            self.real.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


_streams = threading.Lock()


def _catch(buffer: StringIO) -> None:
    """Send the present thread's output to the buffer. A stream stays split while a guarded call has it."""
    with _streams:
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if not isinstance(stream, _Split):
                stream = _Split(stream)
                setattr(sys, name, stream)
            stream.caught[threading.get_ident()] = buffer


def _release() -> None:
    with _streams:
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if isinstance(stream, _Split):
                stream.caught.pop(threading.get_ident(), None)
                if not stream.caught:
                    setattr(sys, name, stream.real)


def guard(function: Callable[[], T], seconds: float, heard: Callable[[str], None] | None = None) -> T | Failure:
    """Call it in a thread of its own; its result, or why there is none. heard: gets what it printed, and where
    in its code it failed: for the log, never for the screen.

    ctrl+c reaches the caller as ever: only the plugin's own thread is fenced in.
    """
    answer: list[Any] = []
    buffer = StringIO()

    def call() -> None:
        _catch(buffer)
        try:
            answer.append(function())
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything, SystemExit too
            if not isinstance(error, Unfit):
                _note_place(error, buffer)
            answer.append(Failure(raised(error)))
        finally:
            _release()

    thread = threading.Thread(target=call, daemon=True, name="duewatch-plugin")
    thread.start()
    thread.join(seconds)
    if heard is not None and buffer.tell():
        heard(buffer.getvalue())
    if not answer:
        return Failure(text("it gave no answer within {seconds} s", seconds=f"{seconds:g}"), hung=True)
    return cast("T | Failure", answer[0])


def guard_chunks(
    start: Callable[[], Iterator[T]], seconds: float, heard: Callable[[str], None] | None = None
) -> "Iterator[tuple[T | Failure, ...]]":
    """Draw from a plugin's iterator in guarded chunks; a failure comes last and ends it. seconds: for a chunk."""
    source = guard(lambda: iter(start()), seconds, heard)
    if isinstance(source, Failure):
        yield (source,)
        return
    ended = False
    try:
        while not ended:
            chunk: list[T] = []
            # Extending keeps what came before a failure; a hanging thread may still be adding, hence the copy.
            failure = guard(partial(chunk.extend, islice(source, CHUNK)), seconds, heard)
            ended = isinstance(failure, Failure) or len(chunk) < CHUNK
            yield tuple(chunk)
            if isinstance(failure, Failure):
                yield (failure,)
    finally:
        if not ended and hasattr(source, "close"):
            # Nobody wants the rest: let the reader close its file.
            guard(source.close, seconds, heard)


def _note_place(error: BaseException, buffer: StringIO) -> None:
    """Where it failed, for the plugin's author."""
    from contextlib import suppress
    from traceback import print_exception

    with suppress(Exception):  # an exception's own words may be broken
        print_exception(error, file=buffer)


def raised(error: BaseException) -> Text:
    """What a plugin raised, as the end of a sentence."""
    if isinstance(error, Unfit):
        return error.why
    if isinstance(error, SystemExit):
        return text("it tried to end the program ({error})", error=described(error))
    return text("it raised {error}", error=described(error))


def wrong_answer(method: str, answer: object, wanted: str) -> Failure:
    """A plugin's method answered something of another type."""
    kind = type(answer).__name__
    return Failure(text("{method} answered a {kind}, not a {wanted}", method=method, kind=kind, wanted=wanted))


def described(error: BaseException) -> str:
    """An error in one line: its type and the beginning of its words."""
    name = type(error).__name__
    try:
        words = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - an exception's own __str__ may be broken too
        return name
    return f"{name}: {words[:WORDS_LIMIT]}" if words else name
