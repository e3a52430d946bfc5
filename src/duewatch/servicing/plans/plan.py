"""A repayment plan as values: what each bill asks for, what the money costs, and the dated flows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from duewatch.model.money import Fen
from duewatch.model.text import Text

Flow = tuple[date, Fen]
"""Money on a day: received is positive, paid is negative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawdown:
    """More money lent on a day under the same contract, beside the first amount."""

    on: date
    amount_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One bill of a plan, with the days its interest is for (from_on counts, due_on does not).

    Amounts in fen, None where the terms do not settle them. total_fen: principal, interest and fee together.
    balance_fen: principal outstanding after it. fee_fen: 0 where no fee goes with the bills.
    """

    number: int
    from_on: date
    due_on: date
    principal_fen: Fen | None
    interest_fen: Fen | None
    fee_fen: Fen | None
    total_fen: Fen | None
    balance_fen: Fen | None


Details = tuple[tuple[Instalment, ...], tuple[Text, ...]]
"""The lines and the notes of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What a plan has beside principal and interest. fees: with each bill. deducted_fen: taken from the money before
    it was paid out. financed_fen: added to the principal and paid back with it. None: not known."""

    fees: Sequence[Fen | None] = ()
    drawdowns: tuple[Drawdown, ...] = ()
    deducted_fen: Fen | None = 0
    financed_fen: Fen | None = 0


_NONE = Extras()


class Plan:
    """A whole repayment plan. What the terms do not settle is None.

    The lines are made when they are first asked for: the sums of a hundred thousand plans need no dates.

    principal_fen: the first amount lent, without financed fees. extras: fees, and what was lent later.
    """

    def __init__(
        self,
        details: Callable[[], Details],
        principal_fen: Fen | None,
        interests: Sequence[Fen | None],
        disbursed_on: date | None,
        extras: Extras = _NONE,
    ) -> None:
        self._make = details
        self.principal_fen = principal_fen
        self._interests = interests
        self._disbursed_on = disbursed_on
        self._extras = extras

    @cached_property
    def _details(self) -> Details:
        return self._make()

    @property
    def instalments(self) -> tuple[Instalment, ...]:
        """The bills in order of due date; none where the due dates are not known."""
        return self._details[0]

    @property
    def notes(self) -> tuple[Text, ...]:
        """What is left open and why, and what was taken as what where the terms are silent."""
        return self._details[1]

    @property
    def total_interest_fen(self) -> Fen | None:
        """All interest of the plan; None where one bill's is not known."""
        return _sum(self._interests)

    @property
    def total_fees_fen(self) -> Fen | None:
        """All fees: deducted, financed, and with the bills; None where one is not known."""
        extras = self._extras
        return _sum([*extras.fees, extras.deducted_fen, extras.financed_fen])

    @property
    def drawdowns(self) -> tuple[Drawdown, ...]:
        """What was lent later."""
        return self._extras.drawdowns

    @property
    def deducted_fen(self) -> Fen | None:
        """Fees taken from the money before it was paid out; None where not known."""
        return self._extras.deducted_fen

    @property
    def financed_fen(self) -> Fen | None:
        """Fees added to the principal and paid back with it; None where not known."""
        return self._extras.financed_fen

    @property
    def lent_fen(self) -> Fen | None:
        """The principal with all drawdowns, without financed fees; None where the principal is not known."""
        return (
            None if self.principal_fen is None else self.principal_fen + sum(one.amount_fen for one in self.drawdowns)
        )

    @property
    def received_fen(self) -> Fen | None:
        """What reaches the borrower: all that is lent less the deducted fees."""
        lent = self.lent_fen
        return None if lent is None or self.deducted_fen is None else lent - self.deducted_fen

    @property
    def total_fen(self) -> Fen | None:
        """All that the bills ask for."""
        return _sum([line.total_fen for line in self.instalments])

    def flows(self) -> tuple[Flow, ...] | None:
        """The dated flows, for the yearly cost: received positive, paid negative. None where an amount is not known
        or there is no bill. Without a day of lending the money counts as received when the first period begins."""
        lines = self.instalments
        if not lines or self.principal_fen is None or self.deducted_fen is None:
            return None
        flows = [(self._disbursed_on or lines[0].from_on, self.principal_fen - self.deducted_fen)]
        flows += [(one.on, one.amount_fen) for one in self.drawdowns]
        for line in lines:
            if line.total_fen is None:
                return None
            flows.append((line.due_on, -line.total_fen))
        return tuple(sorted(flows, key=lambda flow: flow[0]))


def _sum(amounts: Sequence[Fen | None]) -> Fen | None:
    try:
        return sum(amounts)  # type: ignore[arg-type]
    except TypeError:  # one of them is None
        return None
