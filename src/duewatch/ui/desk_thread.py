"""The thread on which the desk works, so that no screen ever waits for a disk or a plugin."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class DeskThread:
    """Runs calls of the desk one after another on one daemon thread.

    A call that nobody waits for any longer (its screen went away, a newer page was asked for) is skipped if
    it has not begun. Daemon: a call that hangs never keeps the program from ending; the store is
    transactional, so that stopping in the middle leaves nothing half done.
    """

    def __init__(self) -> None:
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._thread: Thread | None = None

    def submit(self, work: Callable[[], T]) -> "Future[T]":
        """Queue a call; its answer or its exception comes through the future."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="desk", daemon=True)
            self._thread.start()
        future: Future[T] = Future()
        self._calls.put((future, work))
        return future

    async def run(self, work: Callable[[], T]) -> T:
        """Queue a call and wait for its answer without holding up the screen."""
        return await asyncio.wrap_future(self.submit(work))

    def stop(self, timeout: float = 1.0) -> bool:
        """Let the queued calls finish and end the thread; False if it is still busy after the seconds."""
        if self._thread is None:
            return True
        self._calls.put(None)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            future, work = call
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work())
            except BaseException as problem:  # noqa: BLE001 - whoever waits gets it, whatever it is
                future.set_exception(problem)
