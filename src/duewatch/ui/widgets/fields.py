"""Fields of a form: a label, something to type or choose, and beside it a hint or what is wrong."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from duewatch.model.text import Text
from duewatch.ui.cells import cell_len
from duewatch.ui.entries import EntryProblem
from duewatch.ui.widgets.base import Said, Spoken

if TYPE_CHECKING:
    from duewatch.ui.program import Program

V = TypeVar("V")


class Field(Horizontal):
    """One line of a form. id: the name of what is entered."""

    def __init__(self, name: str, label: Text, hint: Text | None = None) -> None:
        super().__init__(id=f"field-{name}", classes="field")
        self.entry_name = name
        self.label = label
        self._hint = hint

    def compose(self) -> Iterable[Widget]:
        """Label, editor, remark."""
        yield Said(self.label, classes="label")
        yield self.editor()
        yield Said(self._hint or "", classes="remark")

    def editor(self) -> Widget:
        """What is typed into."""
        return Widget()

    @property
    def changed(self) -> bool:
        """Whether something else stands there than at the beginning."""
        return False

    def read(self) -> Any:
        """The value; None where nothing was entered. Raises EntryProblem."""
        return None

    def complain(self, what: Text | None) -> None:
        """Say what is wrong, beside the field; None: nothing is."""
        self.set_class(what is not None, "-wrong")
        self.query_one(".remark", Said).show(what or self._hint or "")

    def advise(self, hint: Text) -> None:
        """Another remark beside it."""
        self._hint = hint
        if not self.has_class("-wrong"):
            self.query_one(".remark", Said).show(hint)

    def checked(self) -> tuple[bool, Any]:
        """Whether the entry can be read, and its value; says beside it what is wrong."""
        try:
            value = self.read()
        except EntryProblem as problem:
            self.complain(problem.what)
            return False, None
        self.complain(None)
        return True, value

    def focus_editor(self) -> None:
        """Put the cursor into it."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return


class TypedField(Field, Generic[V]):
    """A line to type in. parse: reads it; initial: what stands there at the beginning. private: amounts and
    names, typed unseen while they are hidden."""

    def __init__(
        self,
        name: str,
        label: Text,
        parse: Callable[[str], V],
        *,
        initial: str = "",
        hint: Text | None = None,
        required: Text | None = None,
        private: bool = False,
    ) -> None:
        super().__init__(name, label, hint)
        self._parse = parse
        self._initial = initial
        self._required = required
        self._private = private

    def editor(self) -> Widget:
        """A compact input line."""
        line = Input(self._initial, compact=True, select_on_focus=False)
        line.cursor_blink = False
        return line

    def on_mount(self) -> None:
        """Hidden from the start where names and amounts are."""
        self.hide_if_private()

    def hide_if_private(self) -> None:
        """Typed unseen while names and amounts are hidden."""
        self.query_one(Input).password = self._private and cast("Program", self.app).words.hide_amounts

    @property
    def typed(self) -> str:
        """What stands there now."""
        return self.query_one(Input).value.strip()

    @property
    def changed(self) -> bool:
        """Whether something else was typed."""
        return self.typed != self._initial

    def read(self) -> V | None:
        """The value; None where the line is empty."""
        if not self.typed:
            if self._required is not None:
                raise EntryProblem(self._required)
            return None
        return self._parse(self.typed)

    @on(Input.Blurred)
    def _check_when_left(self) -> None:
        if self.typed:
            self.checked()

    @on(Input.Changed)
    def _forgive(self) -> None:
        if self.has_class("-wrong"):
            self.complain(None)


class Choice(Spoken, can_focus=True):
    """One of a few: left and right, or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    class Changed(Message):
        """Another one was chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, options: Sequence[tuple[str, Text]], chosen: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = list(options)
        self.chosen = chosen

    def offer(self, options: Sequence[tuple[str, Text]]) -> None:
        """Other options; what is chosen stays if it is among them."""
        self.options = list(options)
        if self.chosen not in dict(self.options):
            self.choose(self.options[0][0])
        self.refresh()

    def choose(self, value: str) -> None:
        """Choose one."""
        self.chosen = value
        self.refresh()
        self.post_message(self.Changed(self))

    def render(self) -> Content:
        """The chosen one between arrows."""
        words = dict(self.options).get(self.chosen)
        shown = "" if words is None else self.say(words)
        return Content.assemble(("‹ ", "dim"), shown, (" ›", "dim"))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """As wide as its longest words."""
        return 4 + max(cell_len(self.say(words)) for _, words in self.options)

    def relabel(self) -> None:
        """Its width is that of its longest words."""
        self.refresh(layout=True)

    def action_turn(self, by: int) -> None:
        """The one before or after."""
        values = [value for value, _ in self.options]
        self.choose(values[(values.index(self.chosen) + by) % len(values)])

    def on_click(self, event: events.Click) -> None:
        """A click takes the next one."""
        event.stop()
        self.action_turn(1)


class ChoiceField(Field):
    """A choice in a form."""

    def __init__(
        self, name: str, label: Text, options: Sequence[tuple[str, Text]], chosen: str, hint: Text | None = None
    ) -> None:
        super().__init__(name, label, hint)
        self._initial = chosen
        self._choice = Choice(options, chosen)

    def editor(self) -> Widget:
        """The choice."""
        return self._choice

    @property
    def choice(self) -> Choice:
        """What is turned."""
        return self._choice

    def begin_with(self, value: str) -> None:
        """What stands there at the beginning, where it was not known yet."""
        self._initial = value
        self._choice.choose(value)

    @property
    def changed(self) -> bool:
        """Whether another one is chosen."""
        return self._choice.chosen != self._initial

    def read(self) -> str:
        """The chosen value."""
        return self._choice.chosen
