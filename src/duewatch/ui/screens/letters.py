"""Letters about a loan: choose one, give what the record does not know, read and change it, save it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from duewatch.desk.limiting import OLD_DEBT
from duewatch.desk.papers import LetterList as Letters
from duewatch.desk.papers import LetterOffer, LetterView, PaperFile, cautions
from duewatch.model.problem import InputProblem
from duewatch.model.text import Name, Text, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.paper import PaperScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.fields import ChoiceField, TypedField
from duewatch.ui.widgets.letter_views import LetterList, LetterPaper

if TYPE_CHECKING:
    from textual.types import CSSPathType

    from duewatch.desk.desk import Desk
    from duewatch.ui.program import Program

_ASKED = "asked-first"


class LettersScreen(WatchScreen[None]):
    """Which letters are for a loan."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("open", "own_words", "back")

    CSS_PATH = "../styles/paper.tcss"

    def __init__(self, loan_id: str) -> None:
        super().__init__()
        self._loan_id = loan_id
        self._letters: Letters | None = None

    def body(self) -> Iterable[Widget]:
        """The list, and the letter at its cursor."""
        yield Said("", classes="title", id="letters-title")
        with VerticalScroll(id="letter-list-box", can_focus=False):
            yield LetterList()
        with VerticalScroll(id="letter-box", can_focus=False):
            yield LetterPaper()

    def selected_loan(self) -> str | None:
        """The loan that they are about."""
        return self._loan_id

    def reload(self) -> None:
        """The letters anew."""
        loan_id, now, language = self._loan_id, self.program.now(), self.program.words.language
        self.call(lambda desk: desk.letters(loan_id, now, language=language), self._show)

    def _show(self, letters: Letters) -> None:
        self._letters = letters
        name = Name(letters.loan.name, letters.loan.name)
        self.query_one("#letters-title", Said).show(text("Letters on {loan}", loan=name))
        self.query_one(LetterList).show(letters.letters)
        if self.focused is None:
            self.query_one(LetterList).focus()

    @on(LetterList.Highlighted)
    def _look_at(self, event: LetterList.Highlighted) -> None:
        self.query_one(LetterPaper).show(event.offer)
        self.query_one("#letter-box").scroll_home(animate=False)

    @on(LetterList.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Write the letter at the cursor, if it is for the loan: first what is missing, then the letter."""
        offer, letters = self.query_one(LetterList).current, self._letters
        if offer is None or letters is None:
            return
        if offer.why_not is not None:
            self.program.tell_problem(
                InputProblem(text("“{letter}” is not for this loan.", letter=offer.kind.name), offer.why_not)
            )
            return
        asks = letters.old and offer.kind.acknowledges
        if offer.missing or asks:
            self.program.show_screen(FactsForm(self._loan_id, offer, asks_first=asks))
        else:
            loan_id, now, language = self._loan_id, self.program.now(), self.program.words.language
            program, kind = self.program, offer.kind.id

            def made(desk: "Desk") -> tuple[LetterView, Path]:
                return desk.letter(kind, loan_id, now, language=language, facts={}), desk.papers_folder()

            self.call(made, lambda got: program.show_screen(letter_paper(program, *got, {}, asked_first=False)))

    def action_own_words(self) -> None:
        """A copy of the letter's text, for the borrower to change."""
        offer = self.query_one(LetterList).current
        if offer is None:
            return
        loan_id, now, language, kind = self._loan_id, self.program.now(), self.program.words.language, offer.kind.id
        self.call(
            lambda desk: desk.own_letter(kind, loan_id, now, language=language),
            lambda path: self.program.tell(
                text("Your own text of this letter is {file}: change it there; remove it to go back.", file=str(path))
            ),
            group="own",
        )

    def action_back(self) -> None:
        """Back."""
        self.dismiss()


class FactsForm(FormScreen):
    """What the record does not know and the letter needs. asks_first: the debt is old, and the letter may count as
    agreeing to pay."""

    CSS_PATH: ClassVar["CSSPathType | None"] = ["../styles/form.tcss", "../styles/paper.tcss"]

    def __init__(self, loan_id: str, offer: LetterOffer, *, asks_first: bool) -> None:
        super().__init__()
        self._loan_id = loan_id
        self._offer = offer
        self._asks_first = asks_first

    def title_words(self) -> Text:
        """Which letter."""
        return self._offer.kind.name

    def lead_words(self) -> Text:
        """Only what is so."""
        if self._asks_first:
            return OLD_DEBT
        return text("The record does not know this. Write it only as it is true; nothing is made up for you.")

    def fields(self) -> Iterable[Widget]:
        """A line for each missing fact."""
        if self._asks_first:
            asked = [("no", text("not yet")), ("yes", text("asked; I want the letter"))]
            yield ChoiceField(_ASKED, text("Asked first"), asked, "no", text("← → to choose"))
        for blank in self._offer.missing:
            hint = _HINTS.get(blank.shape.value)
            yield TypedField(blank.id, blank.name, str, hint=hint, private=True, required=text("Write it, as it is."))

    def submit(self, values: Mapping[str, Any]) -> None:
        """The letter, to be read."""
        loan_id, now, language = self._loan_id, self.program.now(), self.program.words.language
        asked = values.get(_ASKED) == "yes"
        if self._asks_first and not asked:
            self.say_problem(text("Ask first: a lawyer, or 12348. The letter can wait until then."))
            return
        facts = {blank.id: str(values[blank.id]) for blank in self._offer.missing}
        kind, program = self._offer.kind.id, self.program

        def made(desk: "Desk") -> tuple[LetterView, Path]:
            view = desk.letter(kind, loan_id, now, language=language, facts=facts, asked_first=asked)
            return view, desk.papers_folder()

        def done(got: tuple[LetterView, Path]) -> None:
            self.dismiss()
            program.show_screen(letter_paper(program, *got, facts, asked_first=asked))

        self.write(made, done)


def letter_paper(
    program: "Program", view: LetterView, folder: Path, facts: Mapping[str, str], *, asked_first: bool
) -> PaperScreen:
    """A finished letter, with what to know before it goes out."""
    now, language = program.now(), program.words.language
    kind, loan_id = view.letter.kind, view.loan.id

    def save(desk: "Desk", words: str, out: Path, sent: bool) -> tuple[PaperFile, ...]:
        instead = None if words == view.letter.words else words
        return desk.letter(
            kind.id, loan_id, now, language=language, facts=facts, asked_first=asked_first, out=out, sent=sent,
            words_instead=instead,
        ).files  # fmt: skip

    return PaperScreen(kind.name, view.letter.words, cautions(view), folder, save, can_go_out=True)


_HINTS: Mapping[str, Text] = {
    "amount": text("yuan, like 805.70"),
    "day": text("a day like 2026-11-23"),
    "whole": text("a whole number"),
}
