"""The plan in full: any interval and day count, rates that change, grace, fees, several drawdowns.

Everything is exact until it is rounded once, where the contract rounds: the level instalment, each bill's interest,
each fee. Where the contract is silent these rules hold:

- The last bill takes the rest of the principal.
- What changes inside a period (a rate, more money lent) changes that period's interest by the day; the principal it
  was to pay back stays as planned, and the plan is reckoned anew from the next due date on.
- A first period of odd length likewise changes only the interest of the first bill, unless a day count is agreed:
  then the level instalment is reckoned over the days as they are, so that all bills but the last are the same.
- A fixed instalment stays what it is whatever the rate does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duewatch.model.clauses import FeeTiming, FirstPeriod, Interval
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.lpr import LprHistory
from duewatch.model.money import Fen
from duewatch.model.text import Text
from duewatch.servicing.plans import fees
from duewatch.servicing.plans.exact import to_fen
from duewatch.servicing.plans.interest import accrued, part_of_year, rate_on
from duewatch.servicing.plans.level import level
from duewatch.servicing.plans.limits import MAX_INSTALMENTS
from duewatch.servicing.plans.notes import of_plan
from duewatch.servicing.plans.periods import Period, periods
from duewatch.servicing.plans.plan import Drawdown, Instalment
from duewatch.servicing.plans.rates import RateFrom, course

_ANNUITIES = (LoanKind.EQUAL_INSTALMENT, LoanKind.DAILY)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The lines of a plan, and what they do not say. financed_fen, deducted_fen: fees, None where not known."""

    lines: tuple[Instalment, ...]
    financed_fen: Fen | None
    deducted_fen: Fen | None
    notes: tuple[Text, ...]


def reckon(terms: Terms, drawdowns: Sequence[Drawdown] = (), lpr: LprHistory | None = None) -> Reckoned:
    """The plan of checked terms; no lines where the due dates or the number of bills are not known."""
    financed, deducted = fees.once(terms, FeeTiming.FINANCED), fees.once(terms, FeeTiming.DEDUCTED)
    open_ended = runs_until_paid(terms)
    count = 1 if terms.kind is LoanKind.BULLET else MAX_INSTALMENTS if open_ended else terms.instalments
    without_day = terms.kind is LoanKind.BULLET and terms.first_due_on is None
    spans = () if count is None or without_day else periods(terms, count)
    if not spans:
        return Reckoned((), financed, deducted, ())
    rates = course(terms, spans[0].from_on, spans[-1].due_on, lpr)
    run = _Run(terms, spans, rates, sorted(drawdowns, key=lambda one: one.on), financed)
    lines = []
    for span in spans:
        lines.append(run.line(span))
        if open_ended and not run.balance and all(one.on < span.due_on for one in drawdowns):
            break
    return Reckoned(tuple(lines), financed, deducted, of_plan(terms, spans[0], lines, rates))


def runs_until_paid(terms: Terms) -> bool:
    """Whether the number of bills follows from a fixed instalment."""
    known = None not in {terms.principal_fen, terms.annual_rate_pct, terms.instalment_fen}
    return terms.kind is LoanKind.EQUAL_INSTALMENT and terms.instalments is None and known


class _Run:
    """One walk over the periods. balance, lent: principal outstanding, and lent so far; None where not known."""

    def __init__(
        self,
        terms: Terms,
        spans: Sequence[Period],
        rates: Sequence[RateFrom],
        drawdowns: Sequence[Drawdown],
        financed: Fen | None,
    ) -> None:
        self.terms = terms
        self.spans = spans
        self.rates = rates
        self.drawdowns = drawdowns
        known = terms.principal_fen is not None and financed is not None
        self.balance: Fen | None = (terms.principal_fen or 0) + (financed or 0) if known else None
        self.lent = self.balance
        self.planned: Fraction | None = None
        """The level instalment in whole fen, or the level principal before its rounding, that holds at present."""
        self.stale = True
        """Whether `planned` must be reckoned anew."""
        self.deferred: Fen | None = 0

    def line(self, span: Period) -> Instalment:
        """The instalment of the period that comes next."""
        terms = self.terms
        self._draw([one for one in self.drawdowns if one.on == span.from_on])
        opening, lent = self.balance, self.lent
        inside = [one for one in self.drawdowns if span.from_on < one.on < span.due_on]
        changes = bool(inside) or any(span.from_on < rate.from_on < span.due_on for rate in self.rates)
        interest = self._interest(span, inside)
        if terms.kind in _ANNUITIES:
            principal, total = self._annuity(span, opening, interest, changes=changes)
        elif terms.kind in {LoanKind.EQUAL_PRINCIPAL, LoanKind.FLAT}:
            principal, interest, total = self._level_principal(span, opening, lent, interest)
        else:
            principal, interest, total = self._at_the_end(span, interest)
        self._draw(inside)
        if span.number == len(self.spans) and principal is not None and self.balance is not None:
            principal = self.balance
        if terms.kind in _ANNUITIES and any(span.from_on < rate.from_on <= span.due_on for rate in self.rates):
            self.stale = True
        interest = self._with_grace(span, interest)
        if principal is not None and interest is not None:
            total = principal + interest
        self.balance = None if self.balance is None or principal is None else self.balance - principal
        fee = fees.each_bill(terms, opening, total)
        return Instalment(
            number=span.number,
            from_on=span.from_on,
            due_on=span.due_on,
            principal_fen=principal,
            interest_fen=interest,
            fee_fen=fee,
            total_fen=None if total is None or fee is None else total + fee,
            balance_fen=self.balance,
        )

    def _draw(self, more: Sequence[Drawdown]) -> None:
        amount = sum(one.amount_fen for one in more)
        if amount:
            self.balance = None if self.balance is None else self.balance + amount
            self.lent = None if self.lent is None else self.lent + amount
            self.stale = True

    def _interest(self, span: Period, inside: Sequence[Drawdown]) -> Fen | None:
        """Rounded; on the whole amount lent where the loan is flat, else on what is outstanding."""
        base = self.lent if self.terms.kind is LoanKind.FLAT else self.balance
        if base is None:
            return None
        balances: list[tuple[date, Fen]] = [(span.from_on, base)]
        for one in inside:
            balances.append((one.on, balances[-1][1] + one.amount_fen))
        exact = accrued(self.terms, span, balances, self.rates)
        return None if exact is None else to_fen(exact, self.terms.rounding)

    def _annuity(
        self, span: Period, opening: Fen | None, interest: Fen | None, *, changes: bool
    ) -> tuple[Fen | None, Fen | None]:
        """Principal and total of a level instalment; the total stands alone where the parts are not known."""
        terms, fixed, last = self.terms, self.terms.instalment_fen, span.number == len(self.spans)
        alone = fixed if not last or len(self.spans) == 1 else None
        if opening is not None and last:
            return opening, alone
        if span.number <= terms.grace_principal:
            return 0, None
        if opening is None or interest is None:
            return None, alone
        if fixed is not None:
            return min(max(fixed - interest, 0), opening), None
        if self.stale:
            self.planned, self.stale = self._level(span, opening), False
        if self.planned is None:
            return None, None
        if changes or self._odd_first(span):
            usual = self._period_rate(span)
            interest = interest if usual is None else to_fen(opening * usual, terms.rounding)
        return min(max(int(self.planned) - interest, 0), opening), None

    def _level(self, span: Period, opening: Fen) -> Fraction | None:
        bearing = [self._period_rate(other, at=span.from_on) for other in self.spans[span.number - 1 :]]
        known = [rate for rate in bearing if rate is not None]
        if len(known) < len(bearing):
            return None
        return Fraction(to_fen(level(Fraction(opening), known), self.terms.rounding, self.terms.step_fen))

    def _period_rate(self, span: Period, at: date | None = None) -> Fraction | None:
        """What a period bears at the rate of one day (its first), as a fraction; an odd first one as any other."""
        rate = rate_on(self.rates, at or span.from_on)
        if not rate:
            return rate
        if self._odd_first(span):
            return rate / 100 * Fraction(self.terms.every, 12)
        part = part_of_year(self.terms, span, span.from_on, span.due_on)
        return None if part is None else rate / 100 * part

    def _odd_first(self, span: Period) -> bool:
        terms = self.terms
        return (
            not span.regular
            and terms.day_count is None
            and terms.unit is Interval.MONTHS
            and terms.first_period is not FirstPeriod.WHOLE
        )

    def _level_principal(
        self, span: Period, opening: Fen | None, lent: Fen | None, interest: Fen | None
    ) -> tuple[Fen | None, Fen | None, Fen | None]:
        """Principal, interest and total where the principal is the same every time (equal principal, flat)."""
        terms, fixed, last = self.terms, self.terms.instalment_fen, span.number == len(self.spans)
        flat = terms.kind is LoanKind.FLAT
        if span.number <= terms.grace_principal:
            return 0, interest, None
        if opening is None or lent is None:
            alone = None if last else fixed
            return (None, interest, alone) if flat else (alone, interest, None)
        if self.stale or self.planned is None:
            self.planned, self.stale = self._share(span, opening, lent), False
        if flat and fixed is None and terms.step_fen > 1 and interest is not None:
            # The whole instalment is what is rounded to yuan or ten, not the principal in it.
            part = max(to_fen(self.planned + interest, terms.rounding, terms.step_fen) - interest, 0)
        else:
            part = to_fen(self.planned, terms.rounding, 1 if flat else terms.step_fen)
        if flat and fixed is not None:
            interest = max(fixed - part, 0)
        return opening if last else min(part, opening), interest, None

    def _share(self, span: Period, opening: Fen, lent: Fen) -> Fraction:
        """The principal of each bill from now on, before it is rounded."""
        terms = self.terms
        if terms.principal_share_pct is not None:
            return lent * Fraction(*terms.principal_share_pct.as_integer_ratio()) / 100
        if terms.kind is LoanKind.EQUAL_PRINCIPAL and terms.instalment_fen is not None:
            return Fraction(terms.instalment_fen)
        return Fraction(opening, len(self.spans) - span.number + 1)

    def _at_the_end(self, span: Period, interest: Fen | None) -> tuple[Fen | None, Fen | None, Fen | None]:
        """Principal, interest and total where the principal is paid back with the last bill."""
        fixed, last = self.terms.instalment_fen, span.number == len(self.spans)
        if self.terms.kind is LoanKind.BULLET:
            if fixed is not None and self.balance is not None:
                interest = fixed - self.balance
            return self.balance, interest, fixed
        if fixed is not None:
            interest = fixed
        return (self.balance if last else 0), interest, None

    def _with_grace(self, span: Period, interest: Fen | None) -> Fen | None:
        """Interest of the first bills is put off where that is agreed, and is paid with the first bill after them."""
        if span.number > self.terms.grace_interest:
            owed, self.deferred = self.deferred, 0
            return None if interest is None or owed is None else interest + owed
        self.deferred = None if interest is None or self.deferred is None else self.deferred + interest
        return 0
