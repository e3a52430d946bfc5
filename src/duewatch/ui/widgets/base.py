"""What widgets that speak have in common: words are chosen at the moment of drawing."""

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widget import Widget

from duewatch.model.text import Text

if TYPE_CHECKING:
    from duewatch.ui.app import DuewatchApp
    from duewatch.wording import Wording


class Spoken(Widget):
    """A widget whose words follow the language and the hiding of the moment, never parsed as markup."""

    @property
    def words(self) -> "Wording":
        """The words of now."""
        return cast("DuewatchApp", self.app).words

    def say(self, text: Text) -> str:
        """A Text in words."""
        return self.words.say(text)


class Said(Spoken):
    """One Text (or plain words from a person), wrapped."""

    def __init__(self, text: Text | str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text

    def show(self, text: Text | str) -> None:
        """Say something else."""
        self._text = text
        self.refresh(layout=True)

    def render(self) -> Content:
        """The words."""
        return Content(self._text if isinstance(self._text, str) else self.say(self._text))
