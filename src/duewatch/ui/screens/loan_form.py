"""Add or edit a loan: only the fields that fit its kind, everything but the platform may stay unknown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from textual import on
from textual.widget import Widget

from duewatch.desk.clause_words.lines import LINES, clauses_in_words
from duewatch.desk.contract_words import hint_words, still_open, usual_day
from duewatch.desk.names import kind_name
from duewatch.desk.views import LoanDetail, PlatformChoice
from duewatch.model.clauses import LateBase
from duewatch.model.debit import read_account, read_debit_time
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.money import format_yuan
from duewatch.model.platform import TermsHint
from duewatch.model.text import Name, Text, text
from duewatch.ui.entries import read_day, read_money, read_rate, read_whole, reading
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.clause_fields import ClauseField, ClauseLine, Fold, clause_fields, fits
from duewatch.ui.widgets.fields import Choice, ChoiceField, Field, TypedField
from duewatch.ui.widgets.platform_field import PlatformField, Suggestions

_MANY_BILLS = frozenset(LoanKind) - {LoanKind.BULLET, LoanKind.REVOLVING, LoanKind.UNKNOWN}
_SCHEDULED = _MANY_BILLS | {LoanKind.BULLET}
FITS: Mapping[str, frozenset[LoanKind]] = {
    "principal_fen": _SCHEDULED,
    "annual_rate_pct": _SCHEDULED,
    "instalments": _MANY_BILLS,
    "instalment_fen": _SCHEDULED,
    "disbursed_on": _SCHEDULED,
    "first_due_on": _SCHEDULED,
    "credit_limit_fen": frozenset({LoanKind.REVOLVING}),
    "statement_day": frozenset({LoanKind.REVOLVING}),
    "due_day": _MANY_BILLS | {LoanKind.REVOLVING},
}
"""Kinds of loan that a field of the terms belongs to; fields not named here belong to all."""


class LoanForm(FormScreen):
    """A new loan, or a known one's terms."""

    def __init__(self, loan: Loan | None, title: Name | None = None) -> None:
        super().__init__()
        self._loan = loan
        self._terms = Terms(kind=LoanKind.UNKNOWN) if loan is None else loan.terms
        self._title = title
        self._suggestions = Suggestions()
        self._usual: TermsHint | None = None

    @classmethod
    def to_edit(cls, detail: LoanDetail) -> "LoanForm":
        """The form for a known loan."""
        return cls(detail.loan, loan_name(detail))

    def title_words(self) -> Text:
        """Adding or editing."""
        return text("Add a loan") if self._title is None else text("Edit: {loan}", loan=self._title)

    def lead_words(self) -> Text:
        """Nothing must be known."""
        return text("Fill in what the contract or the app says, and leave the rest empty: empty means not known.")

    # --- fields --------------------------------------------------------------------------------------

    def fields(self) -> Iterable[Widget]:
        """Platform and kind first, then what fits."""
        loan, terms = self._loan, self._terms
        if loan is None:
            yield PlatformField(self._suggestions)
            yield self._suggestions
        kinds: list[tuple[str, Text]] = [(kind.value, kind_name(kind)) for kind in LoanKind]
        yield ChoiceField("kind", text("Kind"), kinds, terms.kind, text("← → to choose"))
        today = self.program.now().date()
        yield from self._of_the_contract(terms, today)
        yield from self._when_late(terms)
        yield from self._of_your_own(loan)
        yield Fold(len(list(clauses_in_words(terms))))
        yield from clause_fields(terms, self.program.words.language)

    def _of_the_contract(self, terms: Terms, today: date) -> Iterable[Widget]:
        yuan = text("in yuan")
        yield self._money("principal_fen", text("Amount lent"), terms.principal_fen, yuan)
        yield self._rate("annual_rate_pct", text("Rate a year"), terms.annual_rate_pct, text("percent, like 18.25"))
        yield self._whole("instalments", text("Instalments"), terms.instalments, 600, text("how many bills"))
        yield self._money(
            "instalment_fen", text("Fixed instalment"), terms.instalment_fen, text("if it is in the contract")
        )
        yield self._money("credit_limit_fen", text("Credit limit"), terms.credit_limit_fen, yuan)
        day, monthly = text("2026-11-23 or 11-23"), text("day of every month, 1 to 31")
        yield self._day("disbursed_on", text("Money came on"), terms.disbursed_on, today, day)
        yield self._day("first_due_on", text("First due day"), terms.first_due_on, today, day)
        yield self._whole("statement_day", text("Statement day"), terms.statement_day, 31, monthly)
        yield self._whole("due_day", text("Due day"), terms.due_day, 31, monthly)
        yield Said("", id="usual-terms", classes="lead")

    def _when_late(self, terms: Terms) -> Iterable[Field]:
        only = text("percent a day, as in your contract")
        yield self._rate("late_daily_pct", text("Late charge"), terms.late_daily_pct, only)
        bases: list[tuple[str, Text]] = [
            (LateBase.PRINCIPAL.value, text("on the overdue principal")),
            (LateBase.AMOUNT.value, text("on the whole overdue amount")),
        ]
        yield ChoiceField("late_base", text("Taken on"), bases, terms.late_base, text("← → to choose"))
        grace = terms.grace_days or None
        yield self._whole("grace_days", text("Grace days"), grace, 90, text("only from your contract"))

    def _of_your_own(self, loan: Loan | None) -> Iterable[Field]:
        lender, tail, name, note = (
            ("", "", "", "") if loan is None else (loan.lender or "", loan.account_tail or "", loan.name, loan.note)
        )
        yield self._words("lender", text("Lender"), lender, text("as the contract names it"))
        yield self._words("account_tail", text("Account ends in"), tail, text("last digits"))
        account, at = ("", "") if loan is None else (loan.debit_account or "", loan.debit_at or "")
        yield TypedField("debit_account", text("Debited from"), reading(read_account), initial=account,
                         hint=text("like: 招商银行 1234"), private=True)  # fmt: skip
        yield TypedField("debit_at", text("Debited at"), reading(read_debit_time), initial=at,
                         hint=text("09:00, as contract or app say; empty: not known"))  # fmt: skip
        yield self._words("name", text("Your name for it"), name, text("empty: the platform's name"))
        yield self._words("note", text("Note"), note, text("only for you"))

    def _words(self, name: str, label: Text, initial: str, hint: Text) -> Field:
        return TypedField(name, label, str, initial=initial, hint=hint, private=True)

    def _money(self, name: str, label: Text, value: int | None, hint: Text) -> Field:
        initial = "" if value is None else format_yuan(value)
        return TypedField(name, label, read_money, initial=initial, hint=hint, private=True)

    def _rate(self, name: str, label: Text, value: Decimal | None, hint: Text) -> Field:
        return TypedField(name, label, read_rate, initial="" if value is None else f"{value:f}", hint=hint)

    def _whole(self, name: str, label: Text, value: int | None, most: int, hint: Text) -> Field:
        read: Callable[[str], int] = lambda words: read_whole(words, 1, most)  # noqa: E731 - a reader, as the others
        return TypedField(name, label, read, initial="" if value is None else str(value), hint=hint)

    def _day(self, name: str, label: Text, value: date | None, today: date, hint: Text) -> Field:
        future = name == "first_due_on"
        read: Callable[[str], date] = lambda words: read_day(words, today, future=future)  # noqa: E731 - see _whole
        return TypedField(name, label, read, initial="" if value is None else value.isoformat(), hint=hint)

    # --- kinds ---------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Fetch the platforms; show what fits."""
        self._suggestions.display = False
        self.query_one("#usual-terms", Said).display = False
        super().on_mount()
        self._show_fitting()

        async def fetch() -> None:
            platforms = await self.program.ask_desk(lambda desk: desk.platforms())
            self._offer_platforms(platforms)

        self.run_worker(fetch(), group="platforms")

    def _offer_platforms(self, platforms: list[PlatformChoice]) -> None:
        if self._loan is None:
            self.query_one(PlatformField).offer(platforms)
        else:
            for platform in platforms:
                if platform.id == self._loan.platform_id:
                    self._offer_kinds(platform)

    @on(Suggestions.Picked)
    def _clicked(self, event: Suggestions.Picked) -> None:
        self.query_one(PlatformField).pick(event.platform)

    @on(PlatformField.Picked)
    def _picked(self, event: PlatformField.Picked) -> None:
        self._offer_kinds(event.platform)
        choice = self._kind_field.choice
        choice.choose(choice.options[0][0])

    @property
    def _kind_field(self) -> ChoiceField:
        return self.query_one("#field-kind", ChoiceField)

    def _offer_kinds(self, platform: PlatformChoice) -> None:
        """Kinds that the platform is known to have come first; a contract may still be of any other."""
        usual = [LoanKind(kind) for kind in platform.loan_kinds]
        kinds = usual + [kind for kind in LoanKind if kind not in usual]
        self._kind_field.choice.offer([(kind.value, kind_name(kind)) for kind in kinds])
        self._usual = platform.hint
        self._tell_usual()

    def _tell_usual(self) -> None:
        """What the terms usually are stands beside the fields, to be confirmed; nothing is filled in."""
        monthly, hint = text("day of every month, 1 to 31"), self._usual
        days = {
            "statement_day": None if hint is None else usual_day(hint, hint.statement_days),
            "due_day": None if hint is None else usual_day(hint, hint.due_days),
        }
        for name, words in days.items():
            self.query_one(f"#field-{name}", Field).advise(words or monthly)
        kind = LoanKind(self._kind_field.choice.chosen)
        rest = still_open(hint, replace(self._terms, kind=kind))
        line = self.query_one("#usual-terms", Said)
        line.display = rest is not None and not self.program.words.hide_amounts
        line.show("" if rest is None else hint_words(rest))

    @on(Choice.Changed)
    def _kind_changed(self) -> None:
        self._show_fitting()
        self._tell_usual()

    def _show_fitting(self) -> None:
        kind, opened = LoanKind(self._kind_field.choice.chosen), self.query_one(Fold).open
        for field in self.query(Field):
            if isinstance(field, ClauseField):
                field.display = opened and fits(field, kind, self._terms)
            else:
                kinds = FITS.get(field.entry_name)
                field.display = kinds is None or kind in kinds

    @on(Fold.Turned)
    def _turned(self, event: Fold.Turned) -> None:
        self._show_fitting()
        if event.fold.open:
            self.call_after_refresh(event.fold.scroll_visible, top=True, animate=False)

    def relabel(self) -> None:
        """The examples in the lines follow the language too."""
        super().relabel()
        for line in self.query(ClauseLine):
            line.relabel_example()

    # --- saving --------------------------------------------------------------------------------------

    def asks(self, field: Field) -> bool:
        """A clause counts where it was changed, even if it is folded away again."""
        if isinstance(field, ClauseField):
            return field.changed and fits(field, LoanKind(self._kind_field.choice.chosen), self._terms)
        return super().asks(field)

    def lead_to(self, field: Field) -> None:
        """Unfold the clauses where something is wrong among them."""
        if isinstance(field, ClauseField):
            self.query_one(Fold).action_turn(True)
            self._show_fitting()
        super().lead_to(field)

    def submit(self, values: Mapping[str, Any]) -> None:
        """Terms out of what was read; what does not fit the kind is not known, clauses untouched stay as they are."""
        fitting: dict[str, Any] = {name: values.get(name) for name in FITS}
        terms = replace(
            self._terms,
            kind=LoanKind(values["kind"]),
            late_daily_pct=values["late_daily_pct"],
            late_base=LateBase(values["late_base"]),
            grace_days=values["grace_days"] or 0,
            **fitting,
        )
        for line in LINES:
            if line.name in values:
                terms = line.entered(terms, values[line.name] or "")
        now, loan = self.program.now(), self._loan
        more = {name: values[name] for name in ("lender", "account_tail", "debit_account", "debit_at")}
        name, note = values["name"] or "", values["note"] or ""

        def done(saved: Loan) -> None:
            words = Name(saved.name, saved.name)
            if loan is None:
                self.program.tell(text("“{loan}” is added. Press u to take it back.", loan=words))
            else:
                self.program.tell(text("“{loan}” is changed. Press u to take it back.", loan=words))
            self.dismiss()

        if loan is None:
            platform = values["platform"]
            self.write(lambda desk: desk.add_loan(platform, terms, now, name=name, note=note, **more), done)
        else:
            changed = replace(loan, terms=terms, name=name or loan.name, note=note, **more)
            self.write(lambda desk: desk.edit_loan(changed, now), done)
