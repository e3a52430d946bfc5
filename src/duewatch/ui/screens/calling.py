"""有人来电: is the number known, the routine as ticks, what to say, and the log line with the time running.

One screen that needs nothing entered. Enter saves the least, tab goes on to the rest; what was typed is text, so that
no letter is a command here.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from duewatch.desk.call_names import channel_name, direction_name, mark_name, reached_name, tone_name
from duewatch.model.contact import Channel, Contact, Direction, Mark, Reached, Tone
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, ntext, text
from duewatch.ui import keys
from duewatch.ui.entries import read_day, read_money, read_whole
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.call_views import MarkField, NumberPaper, ScriptPaper, SignLine, StepList
from duewatch.ui.widgets.fields import Choice, ChoiceField, TypedField
from duewatch.ui.widgets.keybar import KeyBar
from duewatch.ui.widgets.loan_table import row_name

if TYPE_CHECKING:
    from textual.types import CSSPathType

    from duewatch.desk.calling import CallAdvice, NumberCheck
    from duewatch.desk.contact_noting import Noted
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import LoanRow

NONE = ""
LOANS = 60
"""So many open loans are offered to choose from, the late ones first."""


class CallScreen(FormScreen):
    """Someone is calling. loan_id: the loan at hand where it was opened, None where there was none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("save", "back"),
        Binding("pageup", "page_script(-1)", show=False),
        Binding("pagedown", "page_script(1)", show=False),
    ]

    CSS_PATH: ClassVar["CSSPathType | None"] = ["../styles/form.tcss", "../styles/call.tcss"]

    def __init__(self, loan_id: str | None, started: datetime) -> None:
        super().__init__()
        self._loan_id = loan_id
        self._started = started
        self._cautioned = False
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
        yield TypedField("number", text("Number"), str, private=True, hint=text("Enter saves, Tab goes on"))
        yield TypedField("said", text("What was said"), str, private=True)
        yield ChoiceField("loan", text("Which loan"), [(NONE, text("not known yet"))], NONE, turn)
        yield ChoiceField("situation", text("My situation"), [(NONE, text("not chosen"))], NONE, turn)
        yield TypedField("company", text("Company"), str, private=True)
        yield TypedField("agent", text("Agent number"), str)
        yield TypedField("who", text("Caller's name"), str, private=True)
        yield TypedField("lender", text("For which lender"), str, private=True)
        yield TypedField("offered", text("Offered"), str, private=True)
        yield TypedField(
            "promised", text("I promised, yuan"), read_money, private=True, hint=text("nothing on the first call")
        )
        yield TypedField(
            "by", text("Promised by"), lambda words: read_day(words, today, future=True), hint=text("11-23")
        )
        yield ChoiceField("answered", text("Answered"), [("yes", text("yes")), ("no", text("missed"))], "yes", turn)
        yield ChoiceField("tone", text("Tone"), _tones(), NONE, turn)
        yield MarkField("marks", text("What happened"), _marks(), text("← → to choose, Space adds more"))
        yield ChoiceField("channel", text("How"), [(one.value, channel_name(one)) for one in Channel], "call", turn)
        yield ChoiceField(
            "direction", text("Who reached out"), [(one.value, direction_name(one)) for one in Direction], "in", turn
        )
        yield ChoiceField(
            "reached", text("Reached"), [(one.value, reached_name(one)) for one in Reached], "debtor", turn
        )
        yield TypedField("minutes", text("Minutes"), lambda words: read_whole(words, 0, 1440),
                         hint=text("left out: as this screen was open"))  # fmt: skip

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
    def _number_typed(self, event: Input.Changed) -> None:
        words, now = event.value.strip(), self.program.now()
        if not words:
            self.query_one(NumberPaper).show(None)
            return
        self._ask(lambda desk: desk.check_number(words, now, published=False), self._number_found, "number")

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
            self._cautioned = False
            self._ask(
                lambda desk: desk.call_advice(now, loan=loan or None, situation=situation or None),
                self._show_advice,
                "advice",
            )

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
        """Store it; a promise on an old debt asks first."""
        promises = values["promised"] is not None or values["by"] is not None
        caution = None if self._advice is None else self._advice.caution
        if promises and caution is not None and not self._cautioned:
            self._cautioned = True
            self.say_problem(text("{caution} Enter again notes it.", caution=caution))
            return
        now = self.program.now()
        contact = _contact(values, self._started, now)
        loan = values["loan"] or None

        def done(noted: "Noted") -> None:
            self.program.tell(_told(noted))
            self.dismiss()

        self.write(lambda desk: desk.log_contact(contact, now, loan=loan), done)

    def action_page_script(self, pages: int) -> None:
        """The script a page on, while the line keeps the keys."""
        box = self.query_one("#script-box")
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)


def _contact(values: Mapping[str, Any], started: datetime, now: datetime) -> Contact:
    channel = Channel(values["channel"])
    answered = None if channel is not Channel.CALL else values["answered"] == "yes"
    minutes: int | None = values["minutes"]
    if minutes is None and answered:
        minutes = int((now - started).total_seconds()) // 60
    promised: Fen | None = values["promised"]
    by_on: date | None = values["by"]
    return Contact(
        at=started,
        channel=channel,
        direction=Direction(values["direction"]),
        number=values["number"] or "",
        minutes=minutes,
        answered=answered,
        reached=Reached(values["reached"]),
        who=values["who"] or "",
        company=values["company"] or "",
        agent=values["agent"] or "",
        lender=values["lender"] or "",
        said=values["said"] or "",
        offered=values["offered"] or "",
        promised_fen=promised,
        promised_by_on=by_on,
        tone=Tone(values["tone"]) if values["tone"] else None,
        marks=tuple(Mark(one) for one in values["marks"]),
    )


def _told(noted: "Noted") -> Text:
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


def _tones() -> list[tuple[str, Text]]:
    return [(NONE, text("not chosen")), *((one.value, tone_name(one)) for one in Tone)]


def _marks() -> list[tuple[str, Text]]:
    return [(NONE, text("nothing of note")), *((one.value, mark_name(one)) for one in Mark)]
