"""A paper before it is written: read it, change it, then save it as text and as a page to print."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import TextArea

from duewatch.model.text import Text, text
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.base import Paragraph, Prose, Said
from duewatch.ui.widgets.fields import ChoiceField, TypedField
from duewatch.ui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from textual.types import CSSPathType

    from duewatch.desk.calling import CallGuide
    from duewatch.desk.desk import Desk
    from duewatch.desk.papers import PaperFile
    from duewatch.ui.program import Program

    Save = Callable[[Desk, str, Path, bool], tuple[PaperFile, ...]]


class Before(Prose):
    """What to know before it goes out."""

    def __init__(self, words: Iterable[Text]) -> None:
        super().__init__(id="before")
        self._words = tuple(words)

    def paragraphs(self) -> Iterable[Paragraph]:
        """A point each."""
        for words in self._words:
            yield Paragraph(self.say(words), mark="· ")


class PaperScreen(FormScreen):
    """A paper. words: its text; before: what to know before it goes out; save: writes the files; can_go_out: whether it
    may be noted as sent today."""

    CSS_PATH: ClassVar["CSSPathType | None"] = ["../styles/form.tcss", "../styles/paper.tcss"]

    def __init__(
        self, title: Text, words: str, before: Iterable[Text], folder: Path, save: "Save", *, can_go_out: bool
    ) -> None:
        super().__init__()
        self._title = title
        self._paper = words
        self._before = tuple(before)
        self._folder = folder
        self._save = save
        self._can_go_out = can_go_out

    def title_words(self) -> Text:
        """What it is."""
        return self._title

    def compose(self) -> Iterable[Widget]:
        """What to know, the text, where it goes."""
        yield Said(self._title, classes="title form-title")
        if self._before:
            with VerticalScroll(id="before-box", can_focus=False):
                yield Before(self._before)
        area = TextArea(self._paper, id="paper-words", soft_wrap=True, tab_behavior="focus")
        area.cursor_blink = False
        yield area
        yield Said(text("Hidden. Press h to show names and amounts again."), id="paper-hidden")
        with VerticalScroll(id="fields", can_focus=False):
            yield from self.fields()
        yield Said("", id="form-problem")
        yield KeyBar()

    def fields(self) -> Iterable[Widget]:
        """The folder, and whether it goes out."""
        yield TypedField(
            "folder",
            text("Folder"),
            str,
            initial=str(self._folder),
            hint=text("as text and as a page"),
            required=text("Which folder?"),
        )
        if self._can_go_out:
            yield ChoiceField(
                "sent",
                text("Sent today"),
                [("no", text("no")), ("yes", text("yes: note it, count the days for an answer"))],
                "no",
                text("← → to choose"),
            )

    def begin(self) -> None:
        """The text first; unseen while names and amounts are hidden."""
        self._hide()
        area = self.query_one(TextArea)
        if area.display:
            area.focus()
        else:
            super().begin()

    def relabel(self) -> None:
        """Hiding may have been switched."""
        self._hide()
        super().relabel()

    def _hide(self) -> None:
        hidden = self.program.words.hide_amounts
        self.query_one(TextArea).display = not hidden
        self.query_one("#paper-hidden").display = hidden

    def action_back(self) -> None:
        """Leave; a changed text asks once."""
        if not self._asked and self.query_one(TextArea).text != self._paper:
            self._asked = True
            self.say_problem(text("This is not saved yet. Esc again leaves it, Ctrl+S saves it."))
            return
        super().action_back()

    def submit(self, values: Mapping[str, Any]) -> None:
        """Write it."""
        words = self.query_one(TextArea).text
        folder = Path(values["folder"]).expanduser()
        sent = values.get("sent") == "yes"

        def done(files: "tuple[PaperFile, ...]") -> None:
            self.program.tell(
                text("Written, readable by you alone: {files}", files=", ".join(str(file.path) for file in files))
            )
            self.dismiss()

        self.write(lambda desk: self._save(desk, words, folder, sent), done)


def sheet_paper(program: "Program", guide: "CallGuide") -> PaperScreen:
    """The page for a relative or an employer who was called."""
    from duewatch.desk.calling import sheet_words

    now, language = program.now(), program.words.language

    def save(desk: "Desk", words: str, folder: Path, sent: bool) -> "tuple[PaperFile, ...]":  # noqa: ARG001
        return desk.write_sheet(folder, now, words=words, language=language)

    return PaperScreen(
        text("For a relative or an employer who was called"),
        sheet_words(guide, program.words),
        [text("It names no loan, no lender and no sum. Give it to whoever was called, on paper if you like.")],
        program.desk.papers_folder(),
        save,
        can_go_out=False,
    )
