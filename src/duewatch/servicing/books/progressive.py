"""The levelling model: a plan of level instalments that is levelled anew whenever money is lent or the rate changes,
and in which interest runs by the day inside each period, so that paying early saves interest.

Rules (as lenders with progressive schedules state them; checked against figures of other systems):

- A period's rate is that of the contract's day count: the annual rate × 30/360 a month, × days of the month/365, and
  so on; inside the period it is shared out by actual days. A stretch of days with one balance bears the balance ×
  its share, rounded to the fen; the period's interest is the sum of its stretches.
- Money lent, a correction or principal paid changes the balance from that day on. A day that ends one period belongs
  to it, but money lent on it bears interest, and is paid back, from the next.
- The level instalment of the periods from the change on is the one that pays back the balance at the periods' rates,
  rounded; the last takes the rest. Where the last then differs from the others by more fen than half the number of
  instalments, that difference is shared out once among all of them, if the last differs less after that.
- Principal paid before the instalment's interest came up ends the interest of that instalment at what was paid;
  interest that came up beyond it belongs to the next period. What the plan then lacks or has too much is put on the
  last instalment not yet paid.
- A new rate counts from the day before its date on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.books.level_terms import (
    LevelEvent,
    LevelKind,
    LevelTerms,
    amount_of,
    check_level,
    rate_of,
    share,
)
from duewatch.servicing.plans.exact import to_fen

DAY = timedelta(days=1)
DIGITS = 50
"""Digits kept while the level instalment is reckoned; it is then rounded to the fen."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """An instalment: interest_fen + principal_fen = instalment_fen, unless more was paid early. balance_fen: principal
    left after it."""

    from_on: date
    due_on: date
    instalment_fen: Fen
    interest_fen: Fen
    principal_fen: Fen
    balance_fen: Fen


@dataclass(frozen=True, slots=True)
class Payable:
    """What an instalment comes to if it is paid on a day. balance_fen: principal owed before any payment of
    that day."""

    instalment_fen: Fen
    principal_fen: Fen
    interest_fen: Fen
    balance_fen: Fen


def level_rows(
    terms: LevelTerms, periods: Sequence[tuple[date, date]], events: Iterable[LevelEvent]
) -> tuple[LevelRow, ...]:
    """The instalments after all events. periods: (first day, due date) of each, one after the other. Raises
    InputProblem for periods, terms or events that cannot be."""
    plan = _Plan(terms, periods, events)
    return tuple(
        LevelRow(period.from_on, period.due_on, period.level, figures.interest, figures.principal, max(closing, 0))
        for period, figures, closing in plan.course()
    )


def level_payable(
    terms: LevelTerms, periods: Sequence[tuple[date, date]], events: Iterable[LevelEvent], due_on: date, on: date
) -> Payable:
    """What the instalment of a due date comes to if paid on a day: before its period no interest, in it interest to
    the day (with what an earlier instalment left), after it the whole. Raises InputProblem as level_rows does."""
    return _Plan(terms, periods, events).payable(due_on, on)


class _Period:
    """An instalment while events are put through: what it asks for, what was paid on it, and how the balance changed
    by day inside it (lent, and corrections with principal paid)."""

    def __init__(self, from_on: date, due_on: date) -> None:
        self.from_on = from_on
        self.due_on = due_on
        self.level: Fen = 0
        self.principal_paid: Fen = 0
        self.interest_paid: Fen = 0
        self.lent: dict[date, Fen] = {}
        self.corrected: dict[date, Fen] = {}

    @property
    def paid(self) -> Fen:
        """All that was paid on it."""
        return self.principal_paid + self.interest_paid

    def figures(self, calculated: Fen) -> "_Figures":
        """What the instalment comes to where so much interest came up (with what the one before left)."""
        early = self.principal_paid > self.level - calculated
        interest = max(self.interest_paid if early else calculated, self.interest_paid)
        return _Figures(interest, max(self.level - interest, self.principal_paid), calculated - interest)


@dataclass(frozen=True, slots=True)
class _Figures:
    interest: Fen
    principal: Fen
    carried: Fen
    """Interest that came up but belongs to the next instalment."""


class _Plan:
    """The plan while events are put through it."""

    def __init__(self, terms: LevelTerms, periods: Sequence[tuple[date, date]], events: Iterable[LevelEvent]) -> None:
        check_level(terms, periods)
        self.terms = terms
        self.periods = [_Period(*period) for period in periods]
        self.rates: list[tuple[date, Decimal]] = [(date.min, terms.annual_rate_pct)]
        for event in events:
            self._apply(event)

    def course(self) -> Iterator[tuple[_Period, _Figures, Fen]]:
        """Each instalment with its figures and the balance after it (below zero where too much was paid)."""
        balance = carried = 0
        for period in self.periods:
            figures = period.figures(self._interest(period, balance, period.due_on) + carried)
            balance += sum(period.lent.values()) + sum(period.corrected.values())
            balance += period.principal_paid - figures.principal
            carried = figures.carried
            yield period, figures, balance

    def payable(self, due_on: date, on: date) -> Payable:
        """See level_payable."""
        opening = carried = 0
        for period, figures, closing in self.course():
            if period.due_on == due_on:
                break
            opening, carried = closing, figures.carried
        else:
            raise _no_instalment(due_on)
        until = min(max(on, period.from_on), period.due_on)
        figures = period.figures(self._interest(period, opening, until) + carried)
        interest = 0 if on < period.from_on else figures.interest
        balance = opening + period.lent.get(until, 0)
        balance += sum(fen for day, fen in (*period.lent.items(), *period.corrected.items()) if day < until)
        level = period.level
        if balance + interest < level:
            level = balance + interest + period.interest_paid + period.principal_paid
        return Payable(level, level - interest, interest, balance)

    def _apply(self, event: LevelEvent) -> None:
        match event.kind:
            case LevelKind.LENT:
                period = self._period_of(event.on)
                period.lent[event.on] = period.lent.get(event.on, 0) + amount_of(event)
                self._level_from(event.on)
            case LevelKind.RATE:
                effective = max(event.on - DAY, self.periods[0].from_on)
                self.rates.append((effective, rate_of(event)))
                self.rates.sort(key=lambda rate: rate[0])
                self._level_from(effective)
            case LevelKind.CORRECTION:
                self._correct(event.on, event.amount_fen)
            case LevelKind.PRINCIPAL_PAID:
                period = self._instalment(event.due_on)
                period.principal_paid += amount_of(event)
                self._correct(min(event.on, period.due_on), -event.amount_fen)
            case LevelKind.INTEREST_PAID:
                self._instalment(event.due_on).interest_paid += amount_of(event)
        self._last_takes_the_rest()

    def _correct(self, on: date, amount_fen: Fen) -> None:
        period = self._period_of(on)
        period.corrected[on] = period.corrected.get(on, 0) + amount_fen

    def _level_from(self, on: date) -> None:
        """Level the instalments anew from that of the day on; from the next where the day is a due date."""
        first = next(number for number, period in enumerate(self.periods) if on <= period.due_on)
        if on == self.periods[first].due_on and first + 1 < len(self.periods):
            first += 1
        related = self.periods[first:]
        level = self._level(first)
        for period in related:
            period.level = level
        self._last_takes_the_rest()
        self._share_out(related)

    def _level(self, first: int) -> Fen:
        """The instalment that pays back the balance over the periods from `first` on."""
        before = [closing for _, _, closing in self.course()][first - 1] if first else 0
        lent = max(before, 0) + sum(self.periods[first].lent.values())
        with localcontext() as context:
            context.prec = DIGITS
            growth, value = Decimal(1), Decimal(0)
            for period in self.periods[first:]:
                share = sum((self._share(period, *days) for days in self._stretches(period)), Fraction(0))
                growth *= 1 + Decimal(share.numerator) / share.denominator
                value += 1 / growth
            return to_fen(Fraction(lent / value), self.terms.rounding, self.terms.step_fen)

    def _share_out(self, related: Sequence[_Period]) -> None:
        """Where the last instalment differs too much, share that out among all, if it then differs less."""
        count = len(related)
        if count < 2:
            return
        level = related[-2].level
        apart = related[-1].level - level
        if abs(apart) <= count // 2:
            return
        levels = [period.level for period in self.periods]
        shared = level + to_fen(Fraction(apart, count), self.terms.rounding)
        shared = to_fen(Fraction(shared), self.terms.rounding, self.terms.step_fen)
        for period in related:
            period.level = shared
        self._last_takes_the_rest()
        if abs(related[-1].level - related[-2].level) >= abs(apart):
            for period, before in zip(self.periods, levels, strict=True):
                period.level = before

    def _last_takes_the_rest(self) -> None:
        """Bring the sum of the instalments to what was lent and its interest, at the last one not yet paid."""
        lent = sum(sum(period.lent.values()) for period in self.periods)
        interest = sum(figures.interest for _, figures, _ in self.course())
        rest = lent + interest - sum(period.level for period in self.periods)
        unpaid = [each for each in reversed(self.periods) if each.level != each.paid]
        for period in unpaid or self.periods[-1:]:
            period.level += rest
            if period.level >= period.paid:
                return
            rest = period.level - period.paid  # less is left than the instalments ask for: the one before gives way
            period.level = period.paid

    def _interest(self, period: _Period, opening: Fen, until: date) -> Fen:
        """Interest that came up in the period until a day, each stretch of one balance rounded."""
        total = 0
        for start, end in self._stretches(period):
            end = min(end, until)
            if start < end:
                moved = (*period.lent.items(), *period.corrected.items())
                balance = opening + sum(fen for day, fen in moved if day <= start)
                total += to_fen(max(balance, 0) * self._share(period, start, end), self.terms.rounding)
        return total

    def _stretches(self, period: _Period) -> Iterator[tuple[date, date]]:
        """The stretches of the period with one balance and one rate: (day they begin, day they end)."""
        turns = {*period.lent, *period.corrected, *(day for day, _ in self.rates)}
        inside = sorted(day for day in turns if period.from_on < day < period.due_on)
        yield from pairwise((period.from_on, *inside, period.due_on))

    def _share(self, period: _Period, start: date, end: date) -> Fraction:
        """The rate of some days of the period at the annual rate in force when they begin."""
        rate = next(pct for day, pct in reversed(self.rates) if day <= start)
        return share(self.terms, rate, (period.from_on, period.due_on), start, end)

    def _period_of(self, on: date) -> _Period:
        """The period that a day belongs to; the first takes its first day too."""
        first = self.periods[0]
        for period in self.periods:
            if period.from_on < on <= period.due_on or (period is first and on == first.from_on):
                return period
        raise InputProblem(
            text(
                "{day} lies outside the plan, which runs from {first} to {last}.",
                day=on,
                first=first.from_on,
                last=self.periods[-1].due_on,
            ),
            text("Correct the date."),
        )

    def _instalment(self, due_on: date | None) -> _Period:
        for period in self.periods:
            if period.due_on == due_on:
                return period
        raise _no_instalment(due_on)


def _no_instalment(due_on: date | None) -> InputProblem:
    return InputProblem(
        text("No instalment is due on {day}.", day=due_on or ""), text("Give the due date of an instalment.")
    )
