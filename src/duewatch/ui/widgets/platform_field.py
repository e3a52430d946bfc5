"""Picking a platform by typing a part of its name; the ones that fit are listed below the line."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Input

from duewatch.desk.views import PlatformChoice
from duewatch.model.text import text
from duewatch.ui.entries import EntryProblem
from duewatch.ui.widgets.base import Spoken
from duewatch.ui.widgets.fields import TypedField

if TYPE_CHECKING:
    from duewatch.ui.program import Program

_LISTED = 6


class Suggestions(Spoken):
    """The platforms that fit what was typed, one marked."""

    class Picked(Message):
        """A click on one."""

        def __init__(self, platform: PlatformChoice) -> None:
            super().__init__()
            self.platform = platform

    def __init__(self) -> None:
        super().__init__(id="suggestions")
        self.listed: tuple[PlatformChoice, ...] = ()
        self._at = 0

    def show(self, platforms: Sequence[PlatformChoice]) -> None:
        """Other ones."""
        self.listed = tuple(platforms[:_LISTED])
        self._at = 0
        self.refresh(layout=True)

    @property
    def marked(self) -> PlatformChoice | None:
        """The one enter takes."""
        return self.listed[self._at] if self.listed else None

    def move(self, by: int) -> None:
        """Mark the one before or after."""
        self._at = max(0, min(self._at + by, len(self.listed) - 1))
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """One line each."""
        return max(1, len(self.listed))

    def render(self) -> Content:
        """The names."""
        lines = [
            Content.styled(
                f"{'▸' if index == self._at else ' '} {self.say(platform.name)}", "bold" if index == self._at else ""
            )
            for index, platform in enumerate(self.listed)
        ]
        return Content("\n").join(lines or [Content(self.say(text("No platform of this name is known here.")))])

    def on_click(self, event: events.Click) -> None:
        """Take the one clicked."""
        if event.y < len(self.listed):
            self.post_message(self.Picked(self.listed[event.y]))


class PlatformField(TypedField[str]):
    """A platform's id. The suggestions stand in the form under this line, shown while it is typed in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "mark(1)", show=False),
        Binding("up", "mark(-1)", show=False),
    ]

    class Picked(Message):
        """A platform was picked."""

        def __init__(self, platform: PlatformChoice) -> None:
            super().__init__()
            self.platform = platform

    def __init__(self, suggestions: Suggestions) -> None:
        super().__init__(
            "platform",
            text("Platform"),
            str,
            hint=text("where you borrowed; type a part of the name"),
            required=text("Which platform is it?"),
        )
        self._suggestions = suggestions
        self._platforms: tuple[PlatformChoice, ...] = ()
        self._picked: PlatformChoice | None = None

    def offer(self, platforms: Iterable[PlatformChoice]) -> None:
        """What can be picked."""
        self._platforms = tuple(platforms)
        self._suggest(self.typed)

    def read(self) -> str:
        """The id of what was picked, or of the only one that fits what was typed."""
        if self._picked is not None:
            return self._picked.id
        if not self.typed:
            raise EntryProblem(text("Which platform is it?"))
        fitting = self._fitting(self.typed)
        if len(fitting) == 1:
            return fitting[0].id
        exact = [platform for platform in fitting if self.typed in (platform.id, platform.name.zh, platform.name.en)]
        if exact:
            return exact[0].id
        if fitting:
            raise EntryProblem(text("Several platforms fit: pick one from the list"))
        return self.typed  # the desk knows more names than are listed, and says so if it does not know this one

    def _fitting(self, words: str) -> list[PlatformChoice]:
        wanted = words.casefold()
        found = [
            platform
            for platform in self._platforms
            if wanted in platform.id or wanted in platform.name.zh.casefold() or wanted in platform.name.en.casefold()
        ]
        return sorted(found, key=lambda platform: not platform.name.zh.casefold().startswith(wanted))

    def _suggest(self, words: str) -> None:
        self._suggestions.show(self._fitting(words))
        self._suggestions.display = self._picked is None and self.query_one(Input).has_focus

    @on(Input.Changed)
    def _typed_anew(self, event: Input.Changed) -> None:
        if self._picked is not None and event.value != self.program_name(self._picked):
            self._picked = None
        self._suggest(event.value.strip())

    @on(events.DescendantFocus)
    def _entered(self) -> None:
        self._suggest(self.typed)

    @on(events.DescendantBlur)
    def _left(self) -> None:
        self._suggestions.display = False

    @on(Input.Submitted)
    def _take_marked(self) -> None:
        if self._picked is None and self._suggestions.marked is not None:
            self.pick(self._suggestions.marked)

    def pick(self, platform: PlatformChoice) -> None:
        """Take a platform."""
        self._picked = platform
        self.query_one(Input).value = self.program_name(platform)
        self.complain(None)
        self._suggestions.display = False
        self.post_message(self.Picked(platform))

    def program_name(self, platform: PlatformChoice) -> str:
        """Its name in the language of now; what was just typed is not hidden from its writer."""
        return cast("Program", self.app).say(platform.name)

    def action_mark(self, by: int) -> None:
        """Up and down in the list."""
        if self._suggestions.display:
            self._suggestions.move(by)
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
