"""What the call screen shows beside the log line: is the number known, the routine as ticks, signs of fraud asked one
by one, what to say."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from duewatch.desk.call_names import origin_name, shape_name, whose
from duewatch.model.text import Name, Text, ntext, text
from duewatch.ui.cells import wrapped
from duewatch.ui.widgets.base import Paragraph, Prose, Said, Spoken
from duewatch.ui.widgets.fields import Choice, ChoiceField

if TYPE_CHECKING:
    from duewatch.desk.calling import CallAdvice, Line, NumberCheck


class NumberPaper(Prose):
    """Known or not known, and the last contacts from it."""

    def __init__(self) -> None:
        super().__init__(id="number-paper")
        self._found: NumberCheck | None = None
        self._payee: Text | None = None
        self.caution: Text | None = None

    def show(self, found: "NumberCheck | None") -> None:
        """Another number; None: none was typed."""
        self._found = found
        self.refresh(layout=True)

    def warn(self, payee: Text | None) -> None:
        """What is to be said about the one who is to be paid."""
        self._payee = payee
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """The first thing first."""
        if self._payee is not None:
            yield Paragraph("▮ " + self.say(self._payee), "warning", bold=True)
        if self.caution is not None:
            yield Paragraph(self.say(self.caution), "warning", bold=True)
        found = self._found
        if found is None:
            yield Paragraph(self.say(text("Type or paste the number; it can be left out. Any number can be forged.")))
            return
        yield self._known(found)
        # The last one, that any number can be forged, stands in the routine too; a published number needs it here.
        for remark in found.remarks if found.published else found.remarks[:-1]:
            yield Paragraph(self.say(remark), "muted")
        if found.contacts:
            latest = found.contacts[0]
            who = whose(latest)
            yield Paragraph(
                self.say(
                    ntext(
                        "{count} earlier contact from it, the last on {on}: {who} {said}",
                        "{count} earlier contacts from it, the last on {on}: {who} {said}",
                        found.contact_count,
                        on=latest.at.astimezone(self.program.now().tzinfo),
                        who=Name(who, who),
                        said=Name(latest.said, latest.said),
                    )
                )
            )

    def _known(self, found: "NumberCheck") -> Paragraph:
        if not found.confirmed:
            shape = shape_name(found.number.shape)
            return Paragraph(
                self.say(text("▯ Not known: you have not confirmed it ({shape}).", shape=shape)), bold=True
            )
        newest = found.confirmed[-1]
        return Paragraph(
            self.say(
                text(
                    "✓ Known: you confirmed it on {on} from {origin}. It can still be forged: call back yourself.",
                    on=newest.at.astimezone(self.program.now().tzinfo).date(),
                    origin=origin_name(newest.origin),
                )
            ),
            bold=True,
        )


class StepList(Spoken, can_focus=True):
    """The routine: up and down, space ticks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("space", "tick", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="steps")
        self._steps: Sequence[Line] = ()
        self._cursor = 0
        self.ticked: set[str] = set()

    def show(self, steps: "Sequence[Line]") -> None:
        """The steps in their order."""
        self._steps = steps
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as they take."""
        return max(1, sum(len(lines) for lines in self._lines(width)))

    def render(self) -> Content:
        """A box each."""
        shown = []
        for place, (step, lines) in enumerate(zip(self._steps, self._lines(self.content_size.width), strict=True)):
            here = place == self._cursor and self.has_focus
            box = "[✓] " if step.id in self.ticked else "[ ] "
            style = "bold $text-accent" if here else "dim" if step.id in self.ticked else ""
            shown += [Content.styled((box if not at else "    ") + line, style) for at, line in enumerate(lines)]
        return Content("\n").join(shown)

    def _lines(self, width: int) -> list[list[str]]:
        return [list(wrapped(self.say(step.text), max(8, width - 4))) for step in self._steps]

    def relabel(self) -> None:
        """Other words, other lines."""
        self.refresh(layout=True)

    def action_step(self, by: int) -> None:
        """Up or down; beyond the ends to the field before or after."""
        if not 0 <= self._cursor + by < len(self._steps):
            self.screen.focus_next() if by > 0 else self.screen.focus_previous()
            return
        self._cursor += by
        self._show_cursor()

    def action_tick(self) -> None:
        """Done, or not; then the next."""
        if not self._steps:
            return
        self.ticked ^= {self._steps[self._cursor].id}
        self._cursor = min(self._cursor + 1, len(self._steps) - 1)
        self._show_cursor()

    def _show_cursor(self) -> None:
        """Keep the step in sight."""
        before = sum(len(lines) for lines in self._lines(self.content_size.width)[: self._cursor])
        self.screen.query_one("#steps-box").scroll_to(y=max(0, before - 1), animate=False)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click ticks the step under it."""
        line = event.y
        for place, lines in enumerate(self._lines(self.content_size.width)):
            if line < len(lines):
                self._cursor = place
                self.action_tick()
                return
            line -= len(lines)


class SignLine(Spoken, can_focus=True):
    """Signs of fraud, one question at a time: left no, right yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "answer(0)", show=False),
        Binding("right", "answer(1)", show=False),
        Binding("backspace", "again", show=False),
    ]

    class Seen(Message):
        """A sign was answered with yes."""

    def __init__(self) -> None:
        super().__init__(id="signs")
        self._signs: Sequence[Line] = ()
        self._on_sign: Line | None = None
        self.answers: dict[str, bool] = {}

    def show(self, signs: "Sequence[Line]", on_sign: "Line") -> None:
        """The questions, and what to do where one is answered with yes."""
        self._signs, self._on_sign = signs, on_sign
        self.refresh(layout=True)

    @property
    def seen(self) -> bool:
        """Whether there is a sign of fraud."""
        return any(self.answers.values())

    def _words(self) -> str:
        if self.seen and self._on_sign is not None:
            return "▮ " + self.say(self._on_sign.text)
        asked = next((sign for sign in self._signs if sign.id not in self.answers), None)
        if asked is None:
            return self.say(
                text("None of these signs, as you say. It can be a fraud all the same: pay only in the app.")
            )
        number = len(self.answers) + 1
        return self.say(
            text("{number}/{count} {question}  ← no  → yes", number=number, count=len(self._signs), question=asked.text)
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """One or a few lines."""
        return max(1, len(list(wrapped(self._words(), max(8, width)))))

    def render(self) -> Content:
        """The question, or what to do."""
        style = "bold $text-warning" if self.seen else "bold $text-accent" if self.has_focus else ""
        lines = wrapped(self._words(), max(8, self.content_size.width))
        return Content("\n").join(Content.styled(line, style) for line in lines)

    def relabel(self) -> None:
        """Other words, other lines."""
        self.refresh(layout=True)

    def action_answer(self, yes: int) -> None:
        """Yes or no, then the next question."""
        asked = next((sign for sign in self._signs if sign.id not in self.answers), None)
        if asked is None or self.seen:
            return
        self.answers[asked.id] = bool(yes)
        if yes:
            self.post_message(self.Seen())
        self.refresh(layout=True)

    def action_again(self) -> None:
        """Take the last answer back."""
        if self.answers:
            self.answers.popitem()
            self.refresh(layout=True)


class MarkChoice(Choice, inherit_bindings=False):
    """What happened: left and right choose, space adds it or takes it out again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("space", "mark", show=False),
    ]

    def __init__(self, options: Sequence[tuple[str, Text]], marked: Iterable[str]) -> None:
        super().__init__(options, "")
        self.marked = list(marked)

    def action_mark(self) -> None:
        """Add what is chosen, or take it out."""
        if not self.chosen:
            return
        if self.chosen in self.marked:
            self.marked.remove(self.chosen)
        else:
            self.marked.append(self.chosen)
        self.post_message(self.Changed(self))


class MarkField(ChoiceField):
    """It in a form; what was added stands beside it."""

    def __init__(
        self, name: str, label: Text, options: Sequence[tuple[str, Text]], hint: Text, marked: Sequence[str] = ()
    ) -> None:
        super().__init__(name, label, options, "", hint)
        self._began_with = list(marked)
        self._choice = self._marks = MarkChoice(options, marked)

    def on_mount(self) -> None:
        """What was marked before."""
        if self._began_with:
            self._show_marks()

    @property
    def changed(self) -> bool:
        """Whether anything was chosen or added."""
        return self._marks.marked != self._began_with or super().changed

    def complain(self, what: Text | None) -> None:
        """What was marked stays in sight."""
        super().complain(what)
        if what is None and self._marks.marked:
            self._show_marks()

    def read(self) -> list[str]:  # type: ignore[override]
        """Everything that was added, and what is chosen."""
        chosen = [self._marks.chosen] if self._marks.chosen else []
        return list(dict.fromkeys([*self._marks.marked, *chosen]))

    @on(Choice.Changed)
    def _show_marks(self) -> None:
        names = dict(self._marks.options)
        shown: Text | str = self._hint or ""
        for place, mark in enumerate(self._marks.marked):
            shown = names[mark] if not place or isinstance(shown, str) else _and(shown, names[mark])
        self.query_one(".remark", Said).show(shown)


def _and(first: Text, second: Text) -> Text:
    return text("{first}; {second}", first=first, second=second)


class ScriptPaper(Prose):
    """What to say, what not to say, what to do afterwards."""

    def __init__(self) -> None:
        super().__init__(id="script")
        self._advice: CallAdvice | None = None

    def show(self, advice: "CallAdvice") -> None:
        """For another stage or situation."""
        self._advice = advice
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Short lines, the ones to say first."""
        if self._advice is None:
            return
        script = self._advice.script
        for heading, lines in (
            (text("Say"), script.say),
            (text("Do not say"), script.avoid),
            (text("Afterwards"), script.then),
        ):
            if lines:
                yield Paragraph(self.say(heading), "primary", bold=True)
                for line in lines:
                    yield Paragraph(self.say(line), mark="∙ ")
