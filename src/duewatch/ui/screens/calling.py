"""有人来电: is the number known, the routine as ticks, what to say, and the log line with the time running.

One screen that needs nothing entered. Enter saves the least, tab goes on to the rest; what was typed is text, so that
no letter is a command here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from duewatch.model.contact import Contact
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, ntext, text
from duewatch.ui import keys
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.call_fields import (
    NONE,
    contact_told,
    files_given,
    lasted,
    least_fields,
    other_fields,
    party_fields,
)
from duewatch.ui.widgets.call_views import NumberPaper, ScriptPaper, SignLine, StepList
from duewatch.ui.widgets.fields import Choice, ChoiceField, TypedField
from duewatch.ui.widgets.keybar import KeyBar
from duewatch.ui.widgets.loan_table import row_name

if TYPE_CHECKING:
    from textual.types import CSSPathType

    from duewatch.desk.calling import CallAdvice, NumberCheck
    from duewatch.desk.contact_noting import Noted
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import LoanRow

LOANS = 60
"""So many open loans are offered to choose from, the late ones first."""


class CallScreen(FormScreen):
    """Someone is calling. loan_id: the loan at hand where it was opened, None where there was none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("save", "back", "confirm_number", "agree_hours", "sheet", "own_words"),
        Binding("pageup", "page_script(-1)", show=False),
        Binding("pagedown", "page_script(1)", show=False),
    ]

    CSS_PATH: ClassVar["CSSPathType | None"] = ["../styles/form.tcss", "../styles/call.tcss"]

    def __init__(self, loan_id: str | None, started: datetime) -> None:
        super().__init__()
        self._loan_id = loan_id
        self._started = started
        self._advice: CallAdvice | None = None

    # --- what it shows -------------------------------------------------------------------------------

    def compose(self) -> Iterable[Widget]:
        """Title with the time, the log line, known or not, routine beside script, signs, problems, keys."""
        yield Said(self._title(), classes="title form-title", id="call-title")
        with VerticalScroll(id="fields", can_focus=False):
            yield from self.fields()
        yield NumberPaper()
        with Horizontal(id="call-lists"):
            with VerticalScroll(id="steps-box", can_focus=False):
                yield StepList()
            with VerticalScroll(id="script-box", can_focus=False):
                yield ScriptPaper()
        yield SignLine()
        yield Said("", id="form-problem")
        yield KeyBar()

    def fields(self) -> Iterable[Widget]:
        """The least first: number and words; then who, what was promised, and the rest."""
        today = self.program.now().date()
        turn = text("← → to choose")
        old = Contact(at=self._started)
        yield from least_fields(old, text("Enter saves, Tab goes on"))
        yield ChoiceField("loan", text("Which loan"), [(NONE, text("not known yet"))], NONE, turn)
        yield ChoiceField("situation", text("My situation"), [(NONE, text("not chosen"))], NONE, turn)
        yield TypedField("payee", text("Pay to whom"), str, private=True, hint=text("as the caller says; not noted"))
        yield from party_fields(old, today)
        yield from other_fields(old, text("left out: as this screen was open"))

    def on_mount(self) -> None:
        """The number first; the advice as soon as the desk has it; the time goes on."""
        super().on_mount()
        self.set_interval(1, self._tick)
        now, loan_id = self.program.now(), self._loan_id

        def ask(desk: "Desk") -> "tuple[CallAdvice, list[LoanRow]]":
            return desk.call_advice(now, loan=loan_id), desk.loan_rows(now, open_only=True, limit=LOANS)

        self._ask(ask, self._begin, "begin")

    def _ask(self, work: Any, then: Any, group: str) -> None:
        async def go() -> None:
            try:
                answer = await self.program.ask_desk(work)
            except InputProblem as problem:
                self.say_problem(problem.what)
            else:
                then(answer)

        self.run_worker(go(), group=group, exclusive=True)

    def _begin(self, answer: "tuple[CallAdvice, list[LoanRow]]") -> None:
        advice, loans = answer
        loan_choice, situation = self._choice("loan"), self._choice("situation")
        loan_choice.offer([(NONE, text("not known yet")), *((row.loan_id, row_name(row)) for row in loans)])
        situation.offer([(NONE, text("not chosen")), *((one.id, one.name) for one in advice.guide.situations)])
        if self._loan_id in dict(loan_choice.options):
            self.query_one("#field-loan", ChoiceField).begin_with(self._loan_id or NONE)
        self.query_one(StepList).show(advice.guide.steps)
        self.query_one(SignLine).show(advice.guide.signs, advice.guide.on_sign)
        self._show_advice(advice)

    def _show_advice(self, advice: "CallAdvice") -> None:
        self._advice = advice
        paper = self.query_one(NumberPaper)
        paper.caution = advice.caution
        paper.refresh(layout=True)
        self.query_one(ScriptPaper).show(advice)
        self.query_one("#script-box").scroll_home(animate=False)

    def selected_loan(self) -> str | None:
        """The loan that was chosen for the call."""
        return self._choice("loan").chosen or None

    def _choice(self, name: str) -> Choice:
        return self.query_one(f"#field-{name}", ChoiceField).choice

    # --- time ----------------------------------------------------------------------------------------

    def _title(self) -> Text:
        past = max(0, int((self.program.now() - self._started).total_seconds()))
        return text(
            "Someone is calling · since {start} · {minutes}:{seconds}",
            start=f"{self._started:%H:%M}",
            minutes=f"{past // 60:02d}",
            seconds=f"{past % 60:02d}",
        )

    def _tick(self) -> None:
        self.query_one("#call-title", Said).show(self._title())

    def relabel(self) -> None:
        """What was typed is unseen while names are hidden."""
        for field in self.query(TypedField):
            field.hide_if_private()
        super().relabel()

    # --- following what is typed ---------------------------------------------------------------------

    @on(Input.Changed, "#field-number Input")
    def _number_typed(self) -> None:
        self._check_number()

    def outdated(self) -> None:
        """A number was confirmed, or something else was written over this screen."""
        self._check_number()

    def _check_number(self) -> None:
        """What is known of the number by the borrower's own record at once; of the published ones a moment later."""
        words, now = self._typed("number"), self.program.now()
        if not words:
            self.query_one(NumberPaper).show(None)
            return

        def own(found: "NumberCheck") -> None:
            self._number_found(found)
            self._ask(lambda desk: desk.check_number(words, now), self.query_one(NumberPaper).show, "published")

        self._ask(lambda desk: desk.check_number(words, now, published=False), own, "number")

    def _typed(self, name: str) -> str:
        return self.query_one(f"#field-{name}", TypedField).typed

    def _number_found(self, found: "NumberCheck") -> None:
        self.query_one(NumberPaper).show(found)
        told = found.confirmed[-1].loan_id if found.confirmed else None
        before = next((contact.loan_id for contact in found.contacts if contact.loan_id is not None), None)
        loan_id = told or before
        field = self.query_one("#field-loan", ChoiceField)
        if loan_id is not None and loan_id in dict(field.choice.options) and not field.choice.chosen:
            field.begin_with(loan_id)

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        if event.choice in (self._choice("loan"), self._choice("situation")):
            loan, situation, now = self._choice("loan").chosen, self._choice("situation").chosen, self.program.now()
            self.asked_first = False
            self._ask(
                lambda desk: desk.call_advice(now, loan=loan or None, situation=situation or None),
                self._show_advice,
                "advice",
            )
            self._check_payee()

    @on(Input.Changed, "#field-payee Input")
    def _check_payee(self) -> None:
        """To whom the caller wants money sent: a name that is not on the lender's own list raises a flag."""
        payee, loan, now = self._typed("payee"), self._choice("loan").chosen, self.program.now()
        paper = self.query_one(NumberPaper)
        if not payee:
            paper.warn(None)
        elif not loan:
            paper.warn(text("Choose the loan above: only then can the payee be compared. Pay nothing meanwhile."))
        else:
            self._ask(lambda desk: desk.check_payee(payee, loan, now), paper.warn, "payee")

    @on(SignLine.Seen)
    def _sign_seen(self) -> None:
        self.say_problem(text("Hang up now. Send no money, give no code."))

    # --- saving and leaving --------------------------------------------------------------------------

    @on(Input.Submitted)
    def _enter_saves(self, event: Input.Submitted) -> None:
        """Enter saves from any line; the form's own way, to go on, is Tab here."""
        event.prevent_default()
        event.stop()
        self.action_save()

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it; the desk asks first about a promise on an old debt."""
        now = self.program.now()
        contact = lasted(contact_told(values, Contact(at=self._started)), now)
        loan = values["loan"] or None

        def done(noted: "Noted") -> None:
            self.program.tell(noted_words(noted))
            self.dismiss()

        files, asked = files_given(values), self.asked_first
        self.write(lambda desk: desk.log_contact(contact, now, loan=loan, files=files, asked_first=asked), done)

    def action_confirm_number(self) -> None:
        """The number stands on something of the borrower's own."""
        from duewatch.ui.screens.number_form import NumberForm

        self.program.show_screen(NumberForm(self._typed("number"), self._choice("loan")))

    def action_agree_hours(self) -> None:
        """Hours in which calls were agreed to."""
        from duewatch.ui.screens.hours_form import HoursForm

        self.program.show_screen(HoursForm(self._choice("loan")))

    def action_sheet(self) -> None:
        """The page for a relative or an employer who was called."""
        from duewatch.ui.screens.paper import sheet_paper

        if self._advice is not None:
            self.program.show_screen(sheet_paper(self.program, self._advice.guide))

    def action_own_words(self) -> None:
        """A copy of everything said here, to be changed by the borrower."""
        loan, situation, now = self._choice("loan").chosen, self._choice("situation").chosen, self.program.now()

        def own(desk: "Desk") -> "tuple[str, CallAdvice]":
            path = desk.own_call_guide()
            return str(path), desk.call_advice(now, loan=loan or None, situation=situation or None)

        def told(answer: "tuple[str, CallAdvice]") -> None:
            path, advice = answer
            self._show_advice(advice)
            self.say_problem(text("Your own words stand in {file}: change them in an editor, then Ctrl+O.", file=path))

        self._ask(own, told, "own")

    def action_page_script(self, pages: int) -> None:
        """The script a page on, while the line keeps the keys."""
        box = self.query_one("#script-box")
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)


def noted_words(noted: "Noted") -> Text:
    """What was noted, and what it may show; a kind word first where that is needed."""
    if noted.kindness is not None:
        return noted.kindness
    words = text("Noted as contact {number}. Press u to take it back.", number=noted.contact.id)
    if not noted.departures:
        return words
    return ntext(
        "{noted} It may show {count} departure from the conduct rules: see contacts (4).",
        "{noted} It may show {count} departures from the conduct rules: see contacts (4).",
        len(noted.departures),
        noted=words,
    )
