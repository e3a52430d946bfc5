"""What widgets that speak have in common: words are chosen at the moment of drawing, never parsed as markup."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from duewatch.model.text import Text
from duewatch.ui.cells import cell_len, wrapped
from duewatch.ui.signs import STYLES

if TYPE_CHECKING:
    from duewatch.ui.program import Program
    from duewatch.wording import Wording


class Spoken(Widget):
    """A widget whose words follow the language and the hiding of the moment."""

    @property
    def program(self) -> "Program":
        """The application."""
        return cast("Program", self.app)

    @property
    def words(self) -> "Wording":
        """The words of now."""
        return self.program.words

    def say(self, text: Text) -> str:
        """A Text in words."""
        return self.words.say(text)

    def relabel(self) -> None:
        """Other words of the same size: drawn anew where it is."""
        self.refresh()


class Paragraph(NamedTuple):
    """Words to be wrapped. tone: see signs.Sign. mark: stands before the first line, the others hang under
    its end."""

    words: str
    tone: str = ""
    bold: bool = False
    mark: str = ""


class Prose(Spoken):
    """Paragraphs, wrapped by cells so that Chinese fills its lines and no line begins with a comma."""

    def paragraphs(self) -> Iterable[Paragraph]:
        """What is to be read, in the words of now."""
        return ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as the width asks for."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def relabel(self) -> None:
        """Other words may need another number of lines."""
        self.refresh(layout=len(self._lines(self.content_size.width)) != self.content_size.height)

    def _lines(self, width: int) -> Sequence[Content]:
        lines: list[Content] = []
        for words, tone, bold, mark in self.paragraphs():
            style = f"{'bold ' if bold else ''}{STYLES[tone]}".strip()
            indent = " " * cell_len(mark)
            for index, line in enumerate(wrapped(words, max(4, width - len(indent)))):
                lines.append(Content.styled((indent if index else mark) + line, style))
        return lines


class Said(Prose):
    """One Text, or plain words from a person."""

    def __init__(self, text: Text | str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text

    def show(self, text: Text | str) -> None:
        """Say something else."""
        self._text = text
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """The words."""
        yield Paragraph(self._text if isinstance(self._text, str) else self.say(self._text))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """On one line, if asked."""
        return max((cell_len(paragraph.words) for paragraph in self.paragraphs()), default=0)
