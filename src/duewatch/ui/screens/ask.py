"""查问: a question in one line; how it was understood, then the answers with their sources."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.answers import AnswersPaper, ReadingLine
from duewatch.ui.widgets.base import Said

if TYPE_CHECKING:
    from duewatch.desk.views import Answers


class AskScreen(WatchScreen[None]):
    """One line to ask in. Up and down scroll the answer while the line keeps the keys; the next question
    takes the place of the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("back"),
        Binding("up", "scroll_answer(-1)", show=False),
        Binding("down", "scroll_answer(1)", show=False),
        Binding("pageup", "page_answer(-1)", show=False),
        Binding("pagedown", "page_answer(1)", show=False),
        Binding("f2", "app.blank", show=False, priority=True),
    ]

    CSS_PATH = "../styles/ask.tcss"

    def body(self) -> Iterable[Widget]:
        """The line, how it was read, the answer."""
        with Horizontal(id="question"):
            yield Said(text("Question: "))
            yield Input(id="question-words", compact=True)
        yield ReadingLine()
        with VerticalScroll(id="answer-box"):
            yield AnswersPaper()

    def on_mount(self) -> None:
        """Ready to be typed into; unseen while names are hidden."""
        line = self.query_one(Input)
        line.cursor_blink = False
        line.password = self.program.words.hide_amounts
        line.focus()

    def relabel(self) -> None:
        """The question itself names a platform."""
        self.query_one(Input).password = self.program.words.hide_amounts
        super().relabel()

    @on(Input.Submitted, "#question-words")
    def _ask(self, event: Input.Submitted) -> None:
        question, now = event.value.strip(), self.program.now()
        if not question:
            return
        self.query_one(AnswersPaper).wait()
        self.call(lambda desk: desk.ask(question, now), self._show, failed=self._problem, group="ask")

    def _show(self, answers: "Answers") -> None:
        self.query_one(ReadingLine).show(answers)
        self.query_one(AnswersPaper).show(answers)
        self.query_one("#answer-box").scroll_home(animate=False)
        self.query_one(Input).select_all()

    def _problem(self, problem: InputProblem) -> None:
        self.query_one(AnswersPaper).show_problem(problem)

    # --- reading on ----------------------------------------------------------------------------------

    def action_scroll_answer(self, lines: int) -> None:
        """A line up or down."""
        self.query_one("#answer-box").scroll_relative(y=lines, animate=False)

    def action_page_answer(self, pages: int) -> None:
        """A page up or down."""
        box = self.query_one("#answer-box")
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)

    def action_back(self) -> None:
        """To where the question came up."""
        self.dismiss()
