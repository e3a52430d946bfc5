"""The evidence bundle: what goes in, what is blacked out; written, sealed, and checked."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from duewatch.model.text import Name, Text, text
from duewatch.ui import keys
from duewatch.ui.entries import read_files, read_words
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.call_views import MarkField
from duewatch.ui.widgets.fields import ChoiceField, TypedField
from duewatch.ui.widgets.loan_table import row_name

if TYPE_CHECKING:
    from textual.types import CSSPathType

    from duewatch.desk.bundling import BundleView, Verified
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import LoanRow

LOANS = 60
HIDE: tuple[tuple[str, Text], ...] = (
    ("names", text("Names")),
    ("numbers", text("Numbers")),
    ("lenders", text("Other lenders")),
)


class Result(Prose):
    """What came of it."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[Paragraph | Text] = []

    def show(self, told: "list[Paragraph | Text]") -> None:
        """Sentences, the first one in bold."""
        self._told = told
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """One below the other."""
        for place, one in enumerate(self._told):
            yield one if isinstance(one, Paragraph) else Paragraph(self.say(one), bold=not place)


class _WithResult(FormScreen):
    """A form that says below its fields what came of it."""

    CSS_PATH: ClassVar["CSSPathType | None"] = ["../styles/form.tcss", "../styles/paper.tcss"]

    def compose(self) -> Iterable[Widget]:
        """The form, with room for the result."""
        for widget in super().compose():
            if widget.id == "form-problem":
                with VerticalScroll(id="result-box", can_focus=False):
                    yield Result()
            yield widget

    def told(self, words: "list[Paragraph | Text]") -> None:
        """Show it; leaving asks nothing any more."""
        self._asked = True
        self.query_one(Result).show(words)


class EvidenceForm(_WithResult):
    """What goes into the bundle. loans: to choose from; chosen: the one at hand; folder: where it goes by default."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("verify")

    def __init__(self, loans: "list[LoanRow]", chosen: str | None, folder: Path) -> None:
        super().__init__()
        self._loans = loans
        self._chosen = chosen
        self._folder = folder

    @classmethod
    def asked(cls, desk: "Desk", now: datetime, loan_id: str | None) -> "EvidenceForm":
        """The form, with what it needs of the desk."""
        return cls(desk.loan_rows(now, limit=LOANS), loan_id, desk.papers_folder())

    def title_words(self) -> Text:
        """What it is."""
        return text("Evidence bundle: one sealed file")

    def lead_words(self) -> Text:
        """What is in it, and what it can prove."""
        return text(
            "Index, timeline, contacts, possible departures, messages, payments, plans, letters, files, with a page to "
            "print. It shows what you noted and since when; it does not prove that an entry was true."
        )

    def fields(self) -> Iterable[Widget]:
        """Loans, what is hidden, files, the name."""
        turn = text("← → to choose")
        loans: list[tuple[str, Text]] = [
            ("", text("not chosen")),
            *((row.loan_id, row_name(row)) for row in self._loans),
        ]
        marked = [self._chosen] if self._chosen in dict(loans) else []
        yield MarkField("loans", text("Loans"), loans, text("← → to choose, Space adds more"), marked)
        for name, label in HIDE:
            shown = [("no", text("shown")), ("yes", text("blacked out"))]
            yield ChoiceField(name, label, shown, "no", turn)
        yield TypedField("words", text("Also black out"), read_words, private=True, hint=text("words; several with ;"))
        yield TypedField("files", text("Files"), read_files, private=True, hint=text("recording, letter; with ;"))
        name = f"{self.program.now():%Y-%m-%d}-evidence.zip"
        yield TypedField("out", text("Write to"), str, initial=str(self._folder / name), required=text("Which file?"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Write it."""
        now, language = self.program.now(), self.program.words.language
        loans: list[str] = [one for one in values["loans"] if one]
        if not loans:
            self.say_problem(text("Choose at least one loan."))
            return
        hide = [name for name, _ in HIDE if values[name] == "yes"]
        out = Path(values["out"]).expanduser()
        self.write(
            lambda desk: desk.evidence(
                loans, out, now, language=language, hide=hide, hide_words=values["words"] or (),
                attach=values["files"] or (),
            ),
            self._written,
        )  # fmt: skip

    def _written(self, view: "BundleView") -> None:
        told: list[Paragraph | Text] = [
            text("Written to {file}, readable by you alone.", file=str(view.file.path)),
            text("Contacts: {contacts}. Possible departures: {departures}.", contacts=view.contacts,
                 departures=view.departures),
        ]  # fmt: skip
        if view.left_out:
            told.append(text("Contacts without a loan are not in it: {count}.", count=view.left_out))
        told += [text("Noted but not put in: {file}", file=Name(name, name)) for name in view.missing]
        told.append(text("Seal: {seal}", seal=view.seal))
        told.append(
            text(
                "Keep the seal somewhere else too, for example in an e-mail to yourself: it shows later since when the "
                "record has been as it is."
            )
        )
        self.told(told)

    def action_verify(self) -> None:
        """Check one that was written before."""
        self.program.show_screen(VerifyForm())


class VerifyForm(_WithResult):
    """Whether a bundle was changed since it was sealed."""

    def title_words(self) -> Text:
        """What it is for."""
        return text("Was an evidence bundle changed?")

    def fields(self) -> Iterable[Widget]:
        """The file, and the seal where it was kept."""
        yield TypedField("file", text("File"), str, required=text("Which file?"))
        yield TypedField("seal", text("Seal"), str, hint=text("as you kept it elsewhere; may be left out"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Check it; nothing is written."""
        path, kept = Path(values["file"]).expanduser(), str(values["seal"] or "").strip().lower()
        self.write(lambda desk: desk.verify_evidence(path, kept or None), self._checked)

    def _checked(self, found: "Verified") -> None:
        if found.problems:
            told: list[Paragraph | Text] = [
                Paragraph(self.program.say(text("Something was changed since it was sealed.")), "warning", bold=True)
            ]
            self.told([*told, *found.problems])
            return
        words: list[Paragraph | Text] = [
            text("Nothing was changed since it was sealed on {at}: {files} files.", at=found.made_at or "",
                 files=found.files)
        ]  # fmt: skip
        if found.entries is None:
            words.append(text("It carries no contact log: something in it is blacked out."))
        else:
            words.append(
                text("The contact log holds: {count} of its {all} entries reckoned anew, the others by their hashes.",
                     count=found.entries[0], all=found.entries[1])
            )  # fmt: skip
        words.append(text("Seal: {seal}", seal=found.seal or ""))
        self.told(words)
