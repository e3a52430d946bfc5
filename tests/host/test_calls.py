"""The guard around one call, whatever runs inside."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import chain, count, islice

import pytest

from duewatch.host.calls import CHUNK, Failure, described, guard, guard_chunks
from duewatch.wording import Wording

SECONDS = 20


def said(failure: object) -> str:
    assert isinstance(failure, Failure)
    return Wording("en").say(failure.why)


def raising(error: BaseException) -> None:
    raise error


def test_an_answer_comes_through_none_too() -> None:
    assert guard(lambda: 41 + 1, SECONDS) == 42
    assert guard(lambda: None, SECONDS) is None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("two\n  lines"), "it raised ValueError: two lines"),
        (KeyError(), "it raised KeyError"),
        (SystemExit(2), "it tried to end the program (SystemExit: 2)"),
        (KeyboardInterrupt(), "it raised KeyboardInterrupt"),
        (GeneratorExit(), "it raised GeneratorExit"),
        (RecursionError("too deep"), "it raised RecursionError: too deep"),
    ],
)
def test_whatever_is_raised_becomes_a_reason(error: BaseException, words: str) -> None:
    assert said(guard(lambda: raising(error), SECONDS)) == words


def test_an_error_that_cannot_even_be_printed_has_its_type_as_reason() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no words")

    assert said(guard(lambda: raising(Mute()), SECONDS)) == "it raised Mute"


def test_a_long_story_is_cut() -> None:
    assert len(described(ValueError("x" * 100_000))) < 300


def test_one_that_hangs_is_left_behind_and_goes_on_unheard(capsys: pytest.CaptureFixture[str]) -> None:
    go, done = threading.Event(), threading.Event()

    def slow() -> None:
        go.wait()
        print("much later")  # noqa: T201
        done.set()

    real, others = sys.stdout, set(threading.enumerate())
    failure = guard(slow, 1)
    assert isinstance(failure, Failure)
    assert failure.hung
    print("the program goes on")  # noqa: T201
    go.set()
    assert done.wait(SECONDS)
    for thread in set(threading.enumerate()) - others:
        if thread.name == "duewatch-plugin":
            thread.join(SECONDS)
    assert sys.stdout is real, "the screens get their stream back once nothing runs any more"
    assert capsys.readouterr().out == "the program goes on\n"


def test_only_the_plugins_own_thread_is_caught(capsys: pytest.CaptureFixture[str]) -> None:
    heard: list[str] = []
    inside, outside = threading.Event(), threading.Event()

    def noisy() -> None:
        print("from the plugin")  # noqa: T201
        sys.stdout.writelines(["and ", "more\n"])
        inside.set()
        outside.wait(SECONDS)

    def program() -> None:
        inside.wait(SECONDS)
        print("from the program")  # noqa: T201
        outside.set()

    beside = threading.Thread(target=program)
    beside.start()
    guard(noisy, SECONDS, heard.append)
    beside.join()
    assert capsys.readouterr().out == "from the program\n"
    assert heard == ["from the plugin\nand more\n"]


def test_endless_printing_fills_no_memory() -> None:
    heard: list[str] = []
    guard(lambda: [print("x" * 1000) for _ in range(1000)], SECONDS, heard.append)  # noqa: T201
    assert len(heard[0]) < 50_000


def drawn_from(start: Callable[[], Iterator[int]], seconds: float) -> Iterator[int | Failure]:
    return chain.from_iterable(guard_chunks(start, seconds))


def test_a_long_stream_comes_through_whole_and_in_order() -> None:
    assert list(drawn_from(lambda: iter(range(3 * CHUNK + 7)), SECONDS)) == list(range(3 * CHUNK + 7))


def test_a_stream_is_drawn_no_further_than_it_is_wanted() -> None:
    drawn = 0

    def numbers() -> Iterator[int]:
        nonlocal drawn
        for drawn in count(1):  # noqa: UP028 - drawn is read from outside
            yield drawn

    assert list(islice(drawn_from(numbers, SECONDS), 5)) == [1, 2, 3, 4, 5]
    assert drawn == CHUNK


def test_what_came_before_a_failure_is_kept() -> None:
    def torn() -> Iterator[int]:
        yield from range(CHUNK + 3)
        raise OSError("torn")

    *numbers, failure = drawn_from(torn, SECONDS)
    assert numbers == list(range(CHUNK + 3))
    assert said(failure) == "it raised OSError: torn"


def test_a_stream_that_is_no_longer_wanted_is_closed() -> None:
    closed = threading.Event()

    def numbers() -> Iterator[int]:
        try:
            yield from range(10 * CHUNK)
        finally:
            closed.set()

    stream = guard_chunks(numbers, SECONDS)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert closed.is_set()


def test_one_who_gives_no_iterator_is_told_so() -> None:
    (failure,) = drawn_from(lambda: 7, SECONDS)  # type: ignore[arg-type, return-value]
    assert said(failure) == "it raised TypeError: 'int' object is not iterable"


@pytest.fixture
def ctrl_c_counts() -> Iterator[None]:
    """Ctrl-C as in a program of its own: a worker of a parallel test run lets it pass."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_counts")
def test_ctrl_c_reaches_the_program_while_a_plugin_works() -> None:
    import _thread

    stop = threading.Event()

    def interrupted() -> None:
        _thread.interrupt_main()
        stop.wait(SECONDS)

    with pytest.raises(KeyboardInterrupt):
        guard(interrupted, SECONDS)
    stop.set()
