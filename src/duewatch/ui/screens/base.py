"""What every screen has: head line, key line, calls of the desk that never hold it up, and being told of changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from duewatch.model.problem import InputProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from duewatch.desk.desk import Desk
    from duewatch.ui.program import Program

T = TypeVar("T")
R = TypeVar("R")


def relabel(screen: Screen[Any]) -> None:
    """Have every widget of a screen say its words anew. A widget with a `relabel` of its own knows whether its
    size can change; every other one is laid out again."""
    for widget in screen.walk_children(Widget):
        own = getattr(widget, "relabel", None)
        if own is not None:
            own()
        elif not widget.is_container:
            widget.refresh(layout=True)


class WatchScreen(Screen[R]):
    """A screen of duewatch. Its own keys are its BINDINGS (`keys.bindings(...)`); footer, help and palette
    follow from them.

    body() yields its widgets. reload() asks the desk again; it is called when the screen is first seen, and
    when something was written since it was last seen.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""  # each screen says itself where the keys go

    def __init__(self) -> None:
        super().__init__()
        self._outdated = True

    @property
    def program(self) -> "Program":
        """The application."""
        return cast("Program", self.app)

    def compose(self) -> "ComposeResult":
        """Head line, body, key line."""
        from duewatch.ui.widgets.head import Head
        from duewatch.ui.widgets.keybar import KeyBar

        yield Head()
        yield from self.body()
        yield KeyBar()

    def body(self) -> "Iterable[Widget]":
        """What stands between head and key line."""
        return ()

    def reload(self) -> None:
        """Ask the desk again."""

    def selected_loan(self) -> str | None:
        """The id of the loan that keys like `p` are about."""
        return None

    def call(
        self,
        work: "Callable[[Desk], T]",
        then: Callable[[T], None],
        *,
        failed: Callable[[InputProblem], None] | None = None,
        group: str = "load",
    ) -> None:
        """Ask the desk and go on with its answer; a newer call of the same group takes an older one's place.
        failed: what to do with a problem; by default it is told."""

        async def ask() -> None:
            try:
                answer = await self.program.ask_desk(work)
            except InputProblem as problem:
                (failed or self.program.tell_problem)(problem)
            else:
                then(answer)

        # Handed over unstarted: one that is cancelled before it begins leaves no coroutine behind.
        _asking: Worker[None] = self.run_worker(ask, group=group, exclusive=True)

    # --- being told ----------------------------------------------------------------------------------

    def outdated(self) -> None:
        """Something was written: ask again now if this screen is seen, or when it next is."""
        self._outdated = True
        if self.is_current:
            self.freshen()

    def freshen(self) -> None:
        """Reload if something was written since the last time."""
        if self._outdated:
            self._outdated = False
            self.reload()

    def on_screen_resume(self) -> None:
        """The screen is seen (again)."""
        self.freshen()

    def relabel(self) -> None:
        """Another language, or hiding was switched: everything is drawn anew from what it knows."""
        relabel(self)
