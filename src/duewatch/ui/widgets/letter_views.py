"""The letters beside a loan: which are for it, what is missing, when not to send one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from duewatch.model.text import Literal, text
from duewatch.ui.cells import cell_len, fit
from duewatch.ui.widgets.base import Paragraph, Prose, Spoken

if TYPE_CHECKING:
    from duewatch.desk.papers import LetterOffer


class LetterList(Spoken, can_focus=True):
    """One line a letter, those for the loan first: up and down, Enter writes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Highlighted(Message):
        """Another one is looked at."""

        def __init__(self, offer: "LetterOffer") -> None:
            super().__init__()
            self.offer = offer

    class Chosen(Message):
        """It is to be written."""

        def __init__(self, offer: "LetterOffer") -> None:
            super().__init__()
            self.offer = offer

    def __init__(self) -> None:
        super().__init__()
        self._offers: Sequence[LetterOffer] = ()
        self._cursor = 0

    def show(self, offers: "Sequence[LetterOffer]") -> None:
        """The letters; the cursor stays."""
        self._offers = sorted(offers, key=lambda offer: offer.why_not is not None)
        self._cursor = min(self._cursor, max(0, len(offers) - 1))
        self.refresh(layout=True)
        self._tell()

    @property
    def current(self) -> "LetterOffer | None":
        """The one the cursor is on."""
        return self._offers[self._cursor] if self._offers else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """A line each."""
        return max(1, len(self._offers))

    def render(self) -> Content:
        """Sign, name, what is missing."""
        width, lines = self.content_size.width, []
        for place, offer in enumerate(self._offers):
            if offer.why_not is not None:
                sign, state = "—", text("not for this loan")
            elif offer.missing:
                sign, state = "○", text("facts to be given: {count}", count=len(offer.missing))
            else:
                sign, state = "●", text("all there")
            right = self.say(state)
            left = fit(f"{sign} {self.say(offer.kind.name)}", max(8, width - cell_len(right) - 1))
            here = place == self._cursor
            style = "bold $text-accent" if here and self.has_focus else "bold" if here else ""
            lines.append(Content.styled(f"{left} {right}", style or ("dim" if offer.why_not is not None else "")))
        return Content("\n").join(lines)

    def relabel(self) -> None:
        """Other words."""
        self.refresh(layout=True)

    def action_step(self, by: int) -> None:
        """Up or down."""
        if self._offers:
            self._cursor = max(0, min(len(self._offers) - 1, self._cursor + by))
            self.screen.query_one("#letter-list-box").scroll_to(y=max(0, self._cursor - 2), animate=False)
            self.refresh()
            self._tell()

    def action_choose(self) -> None:
        """Write it."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def on_click(self, event: events.Click) -> None:
        """A click goes there; on the line at the cursor it writes."""
        if event.y == self._cursor:
            self.action_choose()
        else:
            self.action_step(event.y - self._cursor)

    def _tell(self) -> None:
        if self.current is not None:
            self.post_message(self.Highlighted(self.current))


class LetterPaper(Prose):
    """The letter at the cursor: why it is not for the loan, or what is missing and when not to send it."""

    def __init__(self) -> None:
        super().__init__()
        self._offer: LetterOffer | None = None

    def show(self, offer: "LetterOffer | None") -> None:
        """Another letter."""
        self._offer = offer
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """First whether it can be written."""
        offer = self._offer
        if offer is None:
            return
        yield Paragraph(self.say(offer.kind.name), bold=True)
        if offer.why_not is not None:
            yield Paragraph(self.say(offer.why_not), "warning")
            return
        if offer.missing:
            names = Literal(
                "、".join(blank.name.zh for blank in offer.missing), ", ".join(blank.name.en for blank in offer.missing)
            )
            yield Paragraph(self.say(text("Still to be given: {names}", names=names)))
        if offer.kind.not_when:
            yield Paragraph(self.say(text("When not to send it")), bold=True)
            for words in offer.kind.not_when:
                yield Paragraph(self.say(words), mark="· ")
