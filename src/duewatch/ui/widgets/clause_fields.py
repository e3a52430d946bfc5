"""A contract's clauses in a form: a line of words each, or a choice, below a fold that is closed until opened."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from duewatch.desk.clause_words.lines import LINES, Line
from duewatch.desk.clause_words.phrases import NotUnderstood
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.text import Text, ntext, text
from duewatch.ui.cells import cell_len
from duewatch.ui.entries import EntryProblem
from duewatch.ui.widgets.base import Said, Spoken
from duewatch.ui.widgets.fields import ChoiceField, TypedField
from duewatch.wording import Wording

_LEVEL = frozenset({LoanKind.EQUAL_INSTALMENT, LoanKind.EQUAL_PRINCIPAL, LoanKind.FLAT})
_OUTSTANDING = frozenset({LoanKind.EQUAL_INSTALMENT, LoanKind.EQUAL_PRINCIPAL, LoanKind.INTEREST_FIRST})
"""Kinds of several bills with interest on what is still owed."""
_PLANNED = _LEVEL | _OUTSTANDING | {LoanKind.BULLET, LoanKind.DAILY}
_BY_DAYS = _OUTSTANDING | {LoanKind.BULLET, LoanKind.DAILY}
_FITS = {
    "every": _LEVEL | _OUTSTANDING | {LoanKind.DAILY},
    "day-count": _BY_DAYS,
    "first-period": _OUTSTANDING,
    "principal-share": frozenset({LoanKind.EQUAL_PRINCIPAL}),
    "grace-principal": _LEVEL,
    "grace-interest": _OUTSTANDING,
    "step": _LEVEL | {LoanKind.DAILY},
    "rounding": _PLANNED,
    "fee": _PLANNED,
    "rate-change": _BY_DAYS,
    "repricing": _BY_DAYS,
    "prepayment": _PLANNED,
}
"""Kinds of loan that a clause belongs to; the card's belong to credit lines, the others to all."""


def _fits(line: Line, kind: LoanKind) -> bool:
    if line.name.startswith("card-"):
        return kind is LoanKind.REVOLVING
    return kind in _FITS.get(line.name, LoanKind)


class Fold(Spoken, can_focus=True):
    """A line that opens and closes what stands below it: enter, space, the arrows, or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "turn", show=False),
        Binding("right", "turn(True)", show=False),
        Binding("left", "turn(False)", show=False),
    ]

    class Turned(Message):
        """It was opened or closed."""

        def __init__(self, fold: "Fold") -> None:
            super().__init__()
            self.fold = fold

    def __init__(self, known: int) -> None:
        super().__init__(id="fold")
        self.open = False
        self._known = known

    def render(self) -> Content:
        """What there is below it, and how much of it is filled in."""
        return Content.assemble(("▾ " if self.open else "▸ ", "dim"), self._words())

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """On one line."""
        return 2 + cell_len(self._words())

    def _words(self) -> str:
        words = self.say(text("More of the contract: fees, late charges, order of payment"))
        if not self._known:
            return words
        return words + self.say(ntext(" ({count} entered)", " ({count} entered)", self._known))

    def relabel(self) -> None:
        """Its width is that of its words."""
        self.refresh(layout=True)

    def action_turn(self, wanted: bool | None = None) -> None:
        """Open what is closed, close what is open; or as wanted."""
        self.open = not self.open if wanted is None else wanted
        self.refresh()
        self.post_message(self.Turned(self))

    def on_click(self, event: events.Click) -> None:
        """A click turns it."""
        event.stop()
        self.focus()
        self.action_turn()


class ClauseLine(TypedField[str]):
    """A clause as a line of words, as wide as there is room; what is wrong stands below it."""

    def __init__(self, line: Line, terms: Terms, wording: Wording) -> None:
        known = line.words(terms)
        super().__init__(line.name, line.label, self._understood, initial=_said(known, wording), private=True)
        self.line = line
        self.add_class("clause")

    def compose(self) -> Iterable[Widget]:
        """Label; below the editor, what is wrong with it."""
        yield Said(self.label, classes="label")
        with Vertical(classes="clause-editor"):
            yield self.editor()
            yield Said("", classes="remark")

    def on_mount(self) -> None:
        """An example stands in it until something is typed."""
        super().on_mount()
        self.relabel_example()

    def relabel_example(self) -> None:
        """The example in the words of now."""
        program = self.query_one(".remark", Said).program
        self.query_one(Input).placeholder = program.say(text("such as {example}", example=self.line.example))

    def _understood(self, words: str) -> str:
        try:
            self.line.read(words)
        except NotUnderstood as problem:
            raise EntryProblem(
                text("{what}. Such as: {example}", what=problem.what, example=self.line.example)
            ) from None
        return words


class ClauseChoice(ChoiceField):
    """A clause that is one of a few."""

    def __init__(self, line: Line, terms: Terms) -> None:
        chosen = next(words for words, _ in line.choices if line.entered(terms, words) == terms)
        super().__init__(line.name, line.label, line.choices, chosen, text("← → to choose"))
        self.line = line


ClauseField = ClauseLine | ClauseChoice


def clause_fields(terms: Terms, language: str) -> Iterator[ClauseField]:
    """A field for every clause. Its words are in the language of now; both are understood whatever comes later."""
    wording = Wording(language)
    for line in LINES:
        yield ClauseChoice(line, terms) if line.choices else ClauseLine(line, terms, wording)


def fits(field: ClauseField, kind: LoanKind, terms: Terms) -> bool:
    """Whether the clause belongs to that kind of loan; one that is known already is shown all the same."""
    return _fits(field.line, kind) or field.line.words(terms) is not None


def _said(words: Text | None, wording: Wording) -> str:
    return "" if words is None else wording.say(words)
