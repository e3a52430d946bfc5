"""What there is to read about one loan: what is owed, what can be done, what it means, where it comes from."""

from abc import abstractmethod
from collections.abc import Iterable
from decimal import Decimal

from duewatch.desk.clause_words.lines import clauses_in_words
from duewatch.desk.contract_words import checked_long_ago, hint_words, particular_words, party_words, still_open
from duewatch.desk.names import kind_name, party_role_name, spending_words
from duewatch.desk.stage_words import step_words
from duewatch.desk.views import Answers, LoanDetail
from duewatch.model.clauses import LateBase
from duewatch.model.loan import Terms
from duewatch.model.platform import Rung
from duewatch.model.text import Money, Name, Text, ntext, text
from duewatch.ui.cells import cell_len, fit
from duewatch.ui.signs import stage_sign
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.explanation import explanation_paragraphs
from duewatch.ui.widgets.facts import fact_paragraphs
from duewatch.ui.widgets.loan_table import row_name
from duewatch.ui.widgets.tiles import in_days


class _LoanProse(Prose):
    """Prose about a loan."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._detail: LoanDetail | None = None

    def show(self, detail: LoanDetail) -> None:
        """A loan."""
        self._detail = detail
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Nothing before there is a loan."""
        return () if self._detail is None else self.about(self._detail)

    @abstractmethod
    def about(self, detail: LoanDetail) -> Iterable[Paragraph]:
        """What is to be read about it."""


class OwedLine(_LoanProse):
    """Platform, account, lender, terms; how much is to be paid and what it is made up of."""

    def __init__(self) -> None:
        super().__init__(id="owed")

    def about(self, detail: LoanDetail) -> Iterable[Paragraph]:
        """Three short lines."""
        loan, row = detail.loan, detail.row
        sign = stage_sign(row.stage)
        left = [self.words.name(row_name(row))]
        if loan.account_tail:
            left.append(self.say(text("ending in {tail}", tail=Name(loan.account_tail, loan.account_tail))))
        lender = text("see the contract") if loan.lender is None else Name(loan.lender, loan.lender)
        left.append(self.say(text("lender: {lender}", lender=lender)))
        right = self._late_words(detail)
        words = "  ".join(left)
        gap = max(2, self.content_size.width - cell_len(words) - cell_len(right))
        yield Paragraph(words + " " * gap + right, sign.tone if row.days_past_due else "", bold=True)
        terms = [self.say(term) for term in terms_in_words(loan.terms)]
        if row.outstanding_fen is not None:
            terms.insert(
                1 + bool(loan.declared),
                self.say(text("still owed, as far as known, {amount}", amount=Money(row.outstanding_fen))),
            )
        if loan.declared:
            terms.insert(0, self.say(text("declared in the config file")))
        yield Paragraph(fit(" · ".join(terms), max(8, self.content_size.width)).rstrip(), "muted")
        yield from (Paragraph(self.say(words)) for words in self._owed(detail))

    def _late_words(self, detail: LoanDetail) -> str:
        days = detail.row.days_past_due
        return self.say(ntext("{count} day late", "{count} days late", days)) if days else ""

    def _owed(self, detail: LoanDetail) -> Iterable[Text]:
        row = detail.row
        if row.overdue_fen or row.days_past_due:
            yield self._overdue(detail)
        elif row.next_due_on is not None:
            days = (row.next_due_on - self.program.now().date()).days
            amount = text("amount not known") if row.next_due_fen is None else Money(row.next_due_fen)
            yield text("Next bill: {day} ({when}), {amount}", day=row.next_due_on, when=in_days(days), amount=amount)

    def _overdue(self, detail: LoanDetail) -> Text:
        row = detail.row
        parts: list[Text] = []
        for name, fen in (
            (text("principal"), detail.principal_overdue_fen),
            (text("interest"), detail.interest_overdue_fen),
            (text("fees"), detail.fees_overdue_fen),
        ):
            if fen:
                parts.append(text("{part} {amount}", part=name, amount=Money(fen)))
        if row.charges_fen:
            parts.append(self._own_charge(detail, row.charges_fen))
        total = Money(row.overdue_fen + (row.charges_fen or 0))
        whole: Text = parts[0] if parts else text("parts not known")
        for part in parts[1:]:
            whole = text("{one} + {other}", one=whole, other=part)
        return text("To pay now: {total} = {parts}", total=total, parts=whole)

    def _own_charge(self, detail: LoanDetail, charges_fen: int) -> Text:
        rates = {(charge.daily_pct, charge.days) for charge in detail.charges}
        if len(rates) == 1:
            rate, days = rates.pop()
            return text(
                "late charge {amount} (your figure, {rate}% a day × {days} days; the contract counts)",
                amount=Money(charges_fen),
                rate=rate,
                days=days,
            )
        return text("late charge {amount} (your figure; the contract counts)", amount=Money(charges_fen))


def terms_in_words(terms: Terms) -> Iterable[Text]:
    """What is known of the terms, in the order of the contract."""
    yield kind_name(terms.kind)
    if terms.principal_fen is not None:
        yield text("principal {amount}", amount=Money(terms.principal_fen))
    if terms.annual_rate_pct is not None:
        yield text("{rate}% a year", rate=_plain(terms.annual_rate_pct))
    if terms.instalments is not None:
        yield ntext("{count} instalment", "{count} instalments", terms.instalments)
    if terms.instalment_fen is not None:
        yield text("{amount} each", amount=Money(terms.instalment_fen))
    if terms.credit_limit_fen is not None:
        yield text("limit {amount}", amount=Money(terms.credit_limit_fen))
    if terms.statement_day is not None:
        yield text("statement on day {day}", day=terms.statement_day)
    if terms.due_day is not None:
        yield text("due on day {day}", day=terms.due_day)
    if terms.late_daily_pct is not None:
        base = text("overdue principal") if terms.late_base is LateBase.PRINCIPAL else text("overdue amount")
        yield text("late charge {rate}% a day on the {base}", rate=_plain(terms.late_daily_pct), base=base)
    if terms.grace_days:
        yield ntext("{count} grace day by the contract", "{count} grace days by the contract", terms.grace_days)
    for label, words in clauses_in_words(terms):
        yield text("{label}: {words}", label=label, words=words)


def _plain(rate: Decimal) -> Decimal:
    return rate.normalize() if rate else Decimal(0)


class StagePaper(_LoanProse):
    """What one can do in this stage, what they do, what they may not do, and how the loan came to it."""

    def about(self, detail: LoanDetail) -> Iterable[Paragraph]:
        """First what was spent since the last statement, where that is known, and what to ask about an old debt; then
        what one can do."""
        if detail.spending is not None:
            yield Paragraph(self.say(spending_words(detail.spending)))
        if detail.ask_first is not None:
            yield Paragraph(self.say(detail.ask_first), "warning", bold=True)
        rung = detail.rung
        if rung is not None:
            yield from self._rung(rung)
        yield from self._history(detail)

    def _rung(self, rung: Rung) -> Iterable[Paragraph]:
        if rung.can_do:
            yield Paragraph(self.say(text("What you can do now")), bold=True)
            for words in rung.can_do:
                yield Paragraph(self.say(words), mark="· ")
        if rung.not_allowed:
            yield Paragraph(self.say(text("What they may not do")), bold=True)
            for fact in rung.not_allowed:
                yield from fact_paragraphs(self, fact)
        does = self.say(rung.does)
        if does:
            channels = self.say(text(", ")).join(self.say(channel) for channel in rung.channels)
            yield Paragraph(self.say(text("What usually happens in this stage")), bold=True)
            yield Paragraph(does + (f" ({channels})" if channels else ""), mark="· ")

    def _history(self, detail: LoanDetail) -> Iterable[Paragraph]:
        """How the loan came to its stage."""
        if detail.stage_history:
            yield Paragraph(self.say(text("How it came to that")), bold=True)
        for step in detail.stage_history:
            yield Paragraph(self.say(text("{on}  {what}", on=step.on, what=step_words(step))), mark="· ")


def _hidden(prose: Prose) -> Paragraph:
    """Prose may name a platform anywhere, so that nothing of it is shown while names are hidden."""
    return Paragraph(prose.say(text("Hidden. Press h to show names and amounts again.")), "muted")


class ExplanationPaper(Prose):
    """What the loan's standing means for the credit record, with sources."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: Answers | None = None

    def show(self, answers: Answers) -> None:
        """An explanation."""
        self._answers = answers
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Kindness first where it is needed, then each answer."""
        if self._answers is None:
            yield Paragraph(self.say(text("Looking it up.")), "muted")
            return
        if self._answers.kindness is not None:
            yield Paragraph(self.say(self._answers.kindness), "primary")
        if self.words.hide_amounts:
            yield _hidden(self)
            return
        for answer in self._answers.answers:
            yield from explanation_paragraphs(self, answer)


class FactsPaper(_LoanProse):
    """Terms, parties and what else the contract says; what is known of the platform, each with where and when it was
    read and how sure it is."""

    def about(self, detail: LoanDetail) -> Iterable[Paragraph]:
        """Facts in the order of the file."""
        if self.words.hide_amounts:
            yield _hidden(self)
            return
        yield Paragraph(self.say(text("Terms, as entered here")), bold=True)
        for term in terms_in_words(detail.loan.terms):
            yield Paragraph(self.say(term), mark="· ")
        if detail.loan.note:
            yield Paragraph(self.say(text("Your note: {note}", note=detail.loan.note)), mark="· ")
        yield from self._contract(detail)
        yield Paragraph(self.say(text("What is known of the platform")), bold=True)
        if detail.facts_checked_on is not None:
            yield Paragraph(
                self.say(text("Last checked {day}. It may have changed since.", day=detail.facts_checked_on)), "muted"
            )
            if detail.facts_again:
                yield Paragraph(self.say(checked_long_ago(detail.facts_checked_on)), "warning")
        if not detail.facts:
            yield Paragraph(self.say(text("Nothing is known of this platform yet. Unknown does not mean harmless.")))
        for fact in detail.facts:
            yield from fact_paragraphs(self, fact)

    def _contract(self, detail: LoanDetail) -> Iterable[Paragraph]:
        """Who stands behind it, what the contract says beyond bills, and what terms still unknown usually are."""
        hint = still_open(detail.hint, detail.loan.terms)
        if hint is not None:
            yield Paragraph(self.say(hint_words(hint)), "muted", mark="· ")
        if detail.parties:
            yield Paragraph(self.say(text("Parties")), bold=True)
        for one in detail.parties:
            words = text("{label}: {words}", label=party_role_name(one.role), words=party_words(one))
            yield Paragraph(self.say(words), "muted" if one.until_on is not None else "", mark="· ")
        if detail.particulars:
            yield Paragraph(self.say(text("By the contract, beyond bills")), bold=True)
        for line in detail.particulars:
            words = text("{label}: {words}", label=line.particular.name, words=particular_words(line))
            yield Paragraph(self.say(words), "muted" if line.value is None else "", mark="· ")
