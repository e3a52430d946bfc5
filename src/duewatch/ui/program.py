"""What screens and widgets may ask of the application they run in.

Apart from the application itself, which knows every screen, so that no screen need know it.
"""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.screen import Screen

from duewatch.model.problem import AskFirst, InputProblem
from duewatch.model.text import Text, text
from duewatch.ui import keys
from duewatch.ui.desk_thread import DeskThread
from duewatch.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from textual.notifications import SeverityLevel

    from duewatch.config.schema import Settings
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import LoanDetail

T = TypeVar("T")
WAITING_AFTER = 0.5
"""Seconds after which it is said that the desk is still at work."""


class Program(App[None]):
    """The desk, the words and the moment; telling, writing, and being handed on to other screens."""

    def __init__(self, desk: "Desk", settings: "Settings", words: Wording) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.words = words
        self.thread = DeskThread()
        self.in_demo = False
        self._config_path: Path | None = None
        self._asked = 0
        self.waiting = False
        """Whether the desk has been at work for long on something that a screen waits for."""
        self.actions = keys.with_shortcuts(settings.keys)
        """Every action with the keys that it has now, by id."""
        self.first_picture: Future[Any] | None = None
        """What home shows at the start, if it has been asked for already."""

    @abstractmethod
    def now(self) -> datetime:
        """The moment to judge by, in the configured zone."""

    @property
    def config_path(self) -> "Path | None":
        """The config file to which something may be added; None: there is none in use, or this is the demo."""
        return None if self.in_demo else self._config_path

    def config_written(self) -> None:
        """Something was added to the config file from here, and is in use already."""

    def say(self, words: Text) -> str:
        """Words in the language spoken now, with names and amounts hidden where they are to be."""
        return self.words.say(words)

    async def ask_desk(self, work: "Callable[[Desk], T]") -> T:
        """Call the desk on its own thread. Raises what the desk raises (InputProblem)."""
        self._asked += 1
        later = asyncio.get_running_loop().call_later(WAITING_AFTER, self._say_waiting, True)
        try:
            return await self.thread.run(lambda: work(self.desk))
        finally:
            later.cancel()
            self._asked -= 1
            if self.waiting and not self._asked:
                self._say_waiting(False)

    def _say_waiting(self, waiting: bool) -> None:
        """The head line says so: a screen that has nothing to show yet must not look like one that is broken."""
        self.waiting = waiting
        for head in self.screen.query("Head"):
            head.refresh()

    # --- telling -------------------------------------------------------------------------------------

    def tell(self, words: Text) -> None:
        """A short notice at the edge of the screen."""
        self.notify(self.say(words), timeout=8, markup=False)

    def tell_lines(self, lines: Sequence[Text], *, warning: bool = False) -> None:
        """Several sentences in one notice."""
        severity: SeverityLevel = "warning" if warning else "information"
        self.notify("\n".join(map(self.say, lines)), severity=severity, timeout=15, markup=False)

    def tell_problem(self, problem: InputProblem) -> None:
        """What is wrong and how to mend it."""
        mend = f"\n{self.say(problem.mend)}" if problem.mend is not None else ""
        self.notify(self.say(problem.what) + mend, severity="warning", timeout=15, markup=False)

    # --- writing -------------------------------------------------------------------------------------

    def write(self, work: "Callable[[Desk], T]", done: "Callable[[T], Text]") -> None:
        """Write something on the desk's thread, say what was done, and have every list ask again."""

        async def go() -> None:
            try:
                answer = await self.ask_desk(work)
            except InputProblem as problem:
                self.tell_problem(problem)
            else:
                self.changed()
                self.tell(done(answer))

        self.run_worker(go(), group="write")

    def undo_batch(self, batch_id: int | None) -> None:
        """Take back a batch whole; None: the latest."""
        now = self.now()
        self.write(
            lambda desk: desk.undo(now, batch_id),
            lambda removed: text(
                "Taken back ({loans} loans, {events} entries).", loans=removed.loans, events=removed.events
            ),
        )

    def changed(self) -> None:
        """Something was written: every screen asks the desk again when it is next seen."""
        self.on_every_screen("outdated")

    def on_every_screen(self, method: str) -> None:
        """Call a method on the screens that have it, seen or not."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                call = getattr(screen, method, None)
                if call is not None:
                    call()

    # --- to other screens ----------------------------------------------------------------------------

    def show_screen(self, screen: "Screen[None]") -> None:
        """Put a screen on top of the one that is seen."""
        self.push_screen(screen)

    async def run_offered(self, action: str) -> None:
        """Run an action of the key table on the screen that offers it, or here."""
        namespace = self.screen if hasattr(self.screen, f"action_{action}") else self
        await self.run_action(action, namespace)

    @abstractmethod
    def open_loan(self, loan_id: str) -> None:
        """One loan whole."""

    @abstractmethod
    def about_a_loan(self, form: "Callable[[LoanDetail], Screen[None]]") -> None:
        """Open a form about the loan at hand."""

    @abstractmethod
    def ask_first(self, ask: AskFirst, go_on: "Callable[[], None]") -> None:
        """Ask about an old debt before something is noted; go_on: called where that is answered."""

    @abstractmethod
    def action_demo(self) -> None:
        """A made-up borrower in a throwaway store, until the program is left."""
