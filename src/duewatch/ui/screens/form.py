"""What forms have in common: letters are text, Esc leaves without half-saving, a changed form asks once."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from duewatch.model.problem import AskFirst, InputProblem
from duewatch.model.text import Text, text
from duewatch.ui import keys
from duewatch.ui.screens.base import relabel
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.fields import Field
from duewatch.ui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from textual.types import CSSPathType

    from duewatch.desk.desk import Desk
    from duewatch.ui.program import Program

T = TypeVar("T")


class FormScreen(ModalScreen[None]):
    """A form. title, lead, fields(): what it shows; submit(values): called with what was read once
    everything can be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("save", "back"),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    CSS_PATH: ClassVar["CSSPathType | None"] = "../styles/form.tcss"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._asked = False
        self._saving = False
        self.asked_first = False
        """Whether the borrower said that somebody was asked about the old debt, or that it is done already."""

    @property
    def program(self) -> "Program":
        """The application."""
        return cast("Program", self.app)

    def title_words(self) -> Text:
        """What the form is for."""
        return text("duewatch")

    def lead_words(self) -> Text | None:
        """A sentence above the fields."""
        return None

    def fields(self) -> Iterable[Widget]:
        """The fields, in order."""
        return ()

    def submit(self, values: Mapping[str, Any]) -> None:
        """Everything could be read."""

    def compose(self) -> Iterable[Widget]:
        """Title, lead, fields, a line for problems, keys."""
        yield Said(self.title_words(), classes="title form-title")
        if (lead := self.lead_words()) is not None:
            yield Said(lead, classes="lead")
        with VerticalScroll(id="fields", can_focus=False):
            yield from self.fields()
        yield Said("", id="form-problem")
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the cursor where one begins."""
        self.begin()

    def begin(self) -> None:
        """Begin with the first field."""
        for field in self.query(Field):
            field.focus_editor()
            break

    def relabel(self) -> None:
        """Another language."""
        relabel(self)

    # --- saving and leaving --------------------------------------------------------------------------

    def action_save(self) -> None:
        """Read every field that is shown; save if all is well, else go to the first that is not."""
        if self._saving:
            return
        self.say_problem(None)
        values: dict[str, Any] = {}
        wrong: Field | None = None
        for field in self.query(Field):
            if not self.asks(field):
                continue
            fine, values[field.entry_name] = field.checked()
            if not fine and wrong is None:
                wrong = field
        if wrong is not None:
            self.lead_to(wrong)
        else:
            self.submit(values)

    def asks(self, field: Field) -> bool:
        """Whether what stands in the field counts."""
        return bool(field.display)

    def lead_to(self, field: Field) -> None:
        """Put the cursor where something is wrong."""
        field.focus_editor()

    def write(self, work: "Callable[[Desk], T]", done: Callable[[T], None]) -> None:
        """Write on the desk's thread; a problem stays in the form, where it can be mended."""

        async def go() -> None:
            self._saving = True
            try:
                answer = await self.program.ask_desk(work)
            except AskFirst as ask:
                self._ask_first(ask)
            except InputProblem as problem:
                mend = "" if problem.mend is None else " " + self.program.say(problem.mend)
                self.say_problem(self.program.say(problem.what) + mend)
            else:
                done(answer)
                self.program.changed()
            finally:
                self._saving = False

        self.run_worker(go(), group="write")

    def _ask_first(self, ask: AskFirst) -> None:
        """Old debts are asked about before anything is noted; the form is saved again once that is answered."""

        def go_on() -> None:
            self.asked_first = True
            self.action_save()

        self.program.ask_first(ask, go_on)

    def say_problem(self, words: Text | str | None) -> None:
        """What stands in the way, under the fields."""
        line = self.query_one("#form-problem", Said)
        line.show(words or "")
        line.set_class(bool(words), "-wrong")

    def action_back(self) -> None:
        """Leave; a changed form asks once."""
        if not self._asked and any(field.changed for field in self.query(Field)):
            self._asked = True
            self.say_problem(text("This is not saved yet. Esc again leaves it, Ctrl+S saves it."))
            return
        self.dismiss()

    @on(Input.Changed)
    def _asked_anew(self) -> None:
        self._asked = False

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        """Enter goes on; in the last field it saves."""
        lines = [line for field in self.query(Field) if field.display for line in field.query(Input) if line.focusable]
        if lines and event.input is lines[-1]:
            self.action_save()
        else:
            self.focus_next()
