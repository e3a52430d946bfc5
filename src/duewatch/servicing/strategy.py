"""Where a payment goes, as data: by timing and part, and the one function that follows it.

A strategy is a list of steps, each a part (penalty, fee, interest, principal) of instalments that are past due, due
on the day, or due later. Instalment by instalment (horizontal) the steps of one timing are gone through for the
oldest instalment before the next one; part by part (vertical) one step is gone through for all instalments before the
next step. What is left after what is due goes to the future instalment that the payment's source has a rule for.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from duewatch.model.bill import Part
from duewatch.model.clauses import Rounding
from duewatch.model.loan_event import PaymentSource
from duewatch.model.money import Fen
from duewatch.servicing.plans.exact import ratio_to_fen


class Timing(StrEnum):
    """How an instalment's due date lies to the day of a payment."""

    PAST_DUE = "past-due"
    DUE = "due"
    IN_ADVANCE = "in-advance"


class Future(StrEnum):
    """Which of the instalments to come takes money that is left."""

    NEXT = "next"
    LAST = "last"
    NEXT_THEN_LAST = "next-then-last"
    """The instalment under way, then the last ones."""
    SPREAD = "spread"
    """All of them evenly."""


Step = tuple[Timing, Part]
CHARGES = (Part.CHARGE, Part.FEE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """How payments are allocated.

    steps: in order. by_part: part by part. future: of the borrower's own payments and of sources without a rule in
    future_of. due_charges_first: charges that fell due already are covered first even if their instalment has not.
    chargeback_order: a payment charged back is owed again by these parts as it had paid them; None: as principal.
    """

    steps: tuple[Step, ...]
    by_part: bool = False
    future: Future = Future.NEXT
    future_of: tuple[tuple[PaymentSource, Future], ...] = ()
    due_charges_first: bool = False
    chargeback_order: tuple[Part, ...] | None = None
    phases: tuple[tuple[Timing, tuple[Part, ...]], ...] = field(init=False, repr=False, compare=False)
    """The steps gathered by timing, as they are gone through instalment by instalment."""

    def __post_init__(self) -> None:
        timings = dict.fromkeys(timing for timing, _ in self.steps)
        phases = tuple((timing, tuple(part for when, part in self.steps if when is timing)) for timing in timings)
        object.__setattr__(self, "phases", phases)

    def future_for(self, source: PaymentSource) -> Future:
        """The rule for money of that source."""
        return next((rule for named, rule in self.future_of if named is source), self.future)


def strategy_of(order: Iterable[Part], in_advance: Iterable[Part] | None = None) -> Strategy:
    """Instalment by instalment in one order of parts; or in one for what is due and another for what is not."""
    due = tuple(order)
    later = due if in_advance is None else tuple(in_advance)
    steps = tuple((timing, part) for timing in Timing for part in (later if timing is Timing.IN_ADVANCE else due))
    return Strategy(steps=steps, due_charges_first=in_advance is not None)


class Payable(Protocol):
    """What can take a payment: an instalment or a bill."""

    @property
    def from_on(self) -> date:
        """The day its period begins."""

    @property
    def due_on(self) -> date:
        """Its due date."""

    def remaining(self, part: Part) -> Fen:
        """What is unpaid of a part."""

    def remaining_charges(self, part: Part, on: date) -> Fen:
        """What is unpaid of its charges of a part that fell due by a day."""

    def pay(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Lower what is unpaid."""


P = TypeVar("P", bound=Payable)
Went = list[tuple[P, Part, Fen]]
"""Where pieces of a payment went."""


def nothing(_: Payable) -> None:
    """Before or after a payment to an instalment: nothing to do."""


def allocate(
    strategy: Strategy,
    payables: Sequence[P],
    amount_fen: Fen,
    on: date,
    source: PaymentSource = PaymentSource.OWN,
    *,
    rounding: Rounding = Rounding.HALF_UP,
    before: Callable[[P], None] = nothing,
) -> tuple[Went[P], Fen]:
    """Take a payment of a day to the payables (by due date); answers where it went and what is left.

    Never takes more than is unpaid; what went and what is left sum to the amount. before: called with an instalment
    before it is paid, to settle what it comes to on that day. rounding: of even parts, the last takes the rest.
    """
    run = _Allocation(strategy, payables, amount_fen, on, source, rounding, before)
    if strategy.by_part:
        run.part_by_part()
    else:
        run.one_by_one()
    return run.went, run.rest


class _Allocation(Generic[P]):
    """A payment on its way."""

    def __init__(
        self,
        strategy: Strategy,
        payables: Sequence[P],
        amount_fen: Fen,
        on: date,
        source: PaymentSource,
        rounding: Rounding,
        before: Callable[[P], None],
    ) -> None:
        self.strategy, self.payables, self.rest, self.on = strategy, payables, amount_fen, on
        self.future, self.rounding, self.before = strategy.future_for(source), rounding, before
        self.went: Went[P] = []

    def one_by_one(self) -> None:
        """Horizontal: the parts of one instalment before the next instalment."""
        for timing, parts in self.strategy.phases:
            self._rounds(timing, parts)

    def part_by_part(self) -> None:
        """Vertical: one part of all instalments before the next part."""
        for timing, part in self.strategy.steps:
            self._rounds(timing, [part])

    def _rounds(self, timing: Timing, parts: Sequence[Part]) -> None:
        """Pay instalments of a timing until none is open or nothing is left."""
        if self.rest <= 0:
            return
        in_turn = self._in_turn(timing)
        if in_turn is not None:
            for payable in in_turn:
                self._pay(payable, parts, self.rest, timing)
                if self.rest <= 0:
                    return
            return
        while self.rest > 0:
            chosen = self._chosen(parts)
            if not chosen:
                return
            left = self.rest
            for payable, share in zip(chosen, self._shares(len(chosen)), strict=True):
                self._pay(payable, parts, share, timing)
            if self.rest == left:
                return

    def _in_turn(self, timing: Timing) -> list[P] | None:
        """The instalments of a timing in the order in which they are paid; None where that depends on the payment:
        it is spread, goes to the one under way first, or an instalment is settled before it is paid."""
        on = self.on
        if timing is Timing.PAST_DUE:
            return [one for one in self.payables if one.due_on < on]
        if timing is Timing.DUE:
            return [one for one in self.payables if one.due_on == on]
        if self.before is not nothing or self.future not in {Future.NEXT, Future.LAST}:
            return None
        coming = [one for one in self.payables if one.due_on > on]
        return coming if self.future is Future.NEXT else coming[::-1]

    def _chosen(self, parts: Sequence[Part]) -> list[P]:
        """The instalments to come that share the next piece of the payment."""
        coming = [one for one in self.payables if one.due_on > self.on]
        if self.future is not Future.SPREAD:
            for one in coming:
                self.before(one)
        return self._of_future([one for one in coming if self._open(one, parts)])

    def _open(self, payable: P, parts: Sequence[Part]) -> bool:
        return any(payable.remaining(part) > 0 for part in parts)

    def _of_future(self, open_: list[P]) -> list[P]:
        if self.future is Future.SPREAD:
            return open_
        if self.future is Future.NEXT_THEN_LAST:
            under_way = [one for one in open_ if one.from_on <= self.on]
            return under_way[:1] or open_[-1:]
        return open_[:1] if self.future is Future.NEXT else open_[-1:]

    def _shares(self, count: int) -> list[Fen]:
        share = ratio_to_fen(self.rest, count, self.rounding)
        return [share] * (count - 1) + [self.rest - share * (count - 1)]

    def _pay(self, payable: P, parts: Sequence[Part], share: Fen, timing: Timing) -> None:
        if timing is Timing.IN_ADVANCE and self.strategy.due_charges_first:
            for part in (part for when, part in self.strategy.steps if when is Timing.DUE and part in CHARGES):
                share -= self._take(payable, part, min(share, payable.remaining_charges(part, self.on)))
        for part in parts:
            share -= self._take(payable, part, share)

    def _take(self, payable: P, part: Part, most: Fen) -> Fen:
        piece = min(most, payable.remaining(part), self.rest)
        if piece <= 0:
            return 0
        payable.pay(part, piece, self.on)
        self.went.append((payable, part, piece))
        self.rest -= piece
        return piece
