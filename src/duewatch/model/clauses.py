"""Clauses of a contract: what was agreed beyond amount, rate and number of bills.

Every clause is what the borrower read in their own contract. Nothing here is assumed: no clause, no figure.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duewatch.model.bill import Part
from duewatch.model.money import Fen


class Interval(StrEnum):
    """What the distance between two due dates is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class DayCount(StrEnum):
    """How many days a period and a year have when interest is reckoned."""

    THIRTY_360 = "30/360"
    ACTUAL_360 = "actual/360"
    ACTUAL_365 = "actual/365"
    ACTUAL_ACTUAL = "actual/actual"


class Rounding(StrEnum):
    """How an amount is brought to whole fen (or whole yuan, or tens)."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    UP = "up"
    DOWN = "down"

    def fen(self, amount: Decimal, step_fen: Fen = 1) -> Fen:
        """The amount (in fen, with its fractions) brought to a whole number of steps: 1 the fen, 100 the yuan."""
        mode = _DECIMAL_MODE[self.value]
        if step_fen == 1:
            return int(amount.quantize(1, rounding=mode))
        return int((amount / step_fen).quantize(1, rounding=mode)) * step_fen


_DECIMAL_MODE = {
    "half-up": "ROUND_HALF_UP",
    "half-even": "ROUND_HALF_EVEN",
    "up": "ROUND_UP",
    "down": "ROUND_DOWN",
}
"""The decimal module's names of the roundings."""


class FirstPeriod(StrEnum):
    """What interest is asked for a first period that is longer or shorter than the others, where no day count is
    agreed for the whole plan (with one, its days are counted like any others)."""

    WHOLE = "whole"
    """As for a whole period, whatever its length."""
    SHARE = "share"
    """Its days' share of a regular period's interest."""
    ACTUAL_360 = "actual/360"
    ACTUAL_365 = "actual/365"
    """Its days, each a 360th or 365th of the annual rate; the other periods are counted by the month."""


class FeeTiming(StrEnum):
    """When a fee is paid."""

    DEDUCTED = "deducted"
    """Taken from the money before it is paid out (砍头): less is received than is owed."""
    FINANCED = "financed"
    """Added to what is owed, and paid back with it."""
    INSTALMENT = "instalment"
    """With every bill."""


class FeeBase(StrEnum):
    """What a percentage fee is taken on."""

    PRINCIPAL = "principal"
    OUTSTANDING = "outstanding"
    INSTALMENT = "instalment"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeClause:
    """A fee of the plan: a fixed amount_fen, or pct percent of the base (per bill where the timing says so)."""

    timing: FeeTiming
    amount_fen: Fen | None = None
    pct: Decimal | None = None
    base: FeeBase = FeeBase.PRINCIPAL


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """From that day on (it included) the loan bears another rate, in percent a year."""

    from_on: date
    annual_rate_pct: Decimal


class LprTerm(StrEnum):
    """Which loan prime rate a contract follows."""

    ONE_YEAR = "1y"
    OVER_FIVE_YEARS = "5y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repricing:
    """The rate follows the LPR: on each repricing day it becomes the latest LPR published by then plus spread_pct
    (percentage points, may be negative).

    month, day: the repricing day of the year (1 January is usual); None: the anniversary of the day of lending.
    every_months: how often, counted from the first such day after lending.
    """

    term: LprTerm
    spread_pct: Decimal
    month: int | None = None
    day: int | None = None
    every_months: int = 12


class LateKind(StrEnum):
    """How a late charge is reckoned."""

    DAILY = "daily"
    """pct percent a day of the base."""
    MULTIPLE = "multiple"
    """Penalty interest (罚息): multiple times the contract rate on the base, by the contract's day count."""
    COMPOUND = "compound"
    """Compound interest (复利) on unpaid interest at multiple times the contract rate."""
    FEE = "fee"
    """Fixed amounts by how many days late, each charged once: see FeeBand."""


class LateBase(StrEnum):
    """What a late charge is taken on."""

    PRINCIPAL = "overdue-principal"
    AMOUNT = "overdue-amount"
    """The whole unpaid bill: principal, interest and fees, without late charges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBand:
    """From from_day days late up to to_day (None: open) the fee is amount_fen. A later band takes the place of an
    earlier one: its amount is the whole fee, not one on top."""

    from_day: int
    to_day: int | None
    amount_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class LateClause:
    """A rule for late charges, as the contract states it.

    pct: for DAILY, percent a day. multiple: for MULTIPLE and COMPOUND, of the contract's annual rate (1.5 is the
    rate plus half of it). bands: for FEE. cap_fen, cap_pct: no more than this in all for a bill, absolutely or in
    percent of the bill's principal.
    """

    kind: LateKind
    pct: Decimal | None = None
    multiple: Decimal | None = None
    base: LateBase = LateBase.PRINCIPAL
    bands: tuple[FeeBand, ...] = ()
    cap_fen: Fen | None = None
    cap_pct: Decimal | None = None


class Surplus(StrEnum):
    """Where money goes that is more than what is due."""

    NEXT = "next"
    """The next bill, then the one after it."""
    LAST = "last"
    """The last bill, then the one before it."""
    PREPAYMENT = "prepayment"
    """Off the principal: the plan is reckoned anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationClause:
    """In which order a payment covers what is due.

    order: the parts, first to last. by_part: True covers one part of all due bills before the next part; False bill
    by bill. late_order: another order from late_from_days days past due on (cards: from day 91 principal first).
    """

    order: tuple[Part, ...] = (Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL)
    by_part: bool = False
    surplus: Surplus = Surplus.NEXT
    late_order: tuple[Part, ...] | None = None
    late_from_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepaymentClause:
    """What paying back early costs: pct percent of the principal prepaid, or interest_months months of interest on
    it; nothing after free_after bills were paid (None: never free). flat_given_back: of a flat-rate loan, whether
    interest that has not run yet need not be paid; None: the contract does not say."""

    pct: Decimal | None = None
    interest_months: Decimal | None = None
    free_after: int | None = None
    flat_given_back: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardClause:
    """What a card or credit line charges, as the agreement or the statement says.

    due_offset_days: due that many days after the statement day, where it has no due day of its own. daily_pct:
    interest in percent a day (0.05 is usual). late_pct: 违约金 in percent of the unpaid part of the minimum, at least
    late_least_fen; it bears no interest. minimum_pct: of the balance but for what is in the minimum whole: instalments,
    the unpaid part of the minimum before, and interest and fees unless minimum_whole_charges is False;
    minimum_least_fen: the least. tolerance_fen (容差): a shortfall up to this counts as paid in full; tolerance_pct:
    the same in percent of the statement balance. grace_days (容时): a payment so many days after the due day counts
    as in time. cash_daily_pct: interest on cash advances, which have no free period; None: as daily_pct.
    paid_part_free: where the balance was not paid in full, only the part left unpaid bears interest; otherwise the
    whole does, each post until the day it was paid.
    """

    due_offset_days: int | None = None
    daily_pct: Decimal | None = None
    minimum_pct: Decimal | None = None
    minimum_least_fen: Fen | None = None
    minimum_whole_charges: bool = True
    late_pct: Decimal | None = None
    late_least_fen: Fen | None = None
    tolerance_fen: Fen = 0
    tolerance_pct: Decimal = Decimal(0)
    grace_days: int = 0
    cash_daily_pct: Decimal | None = None
    paid_part_free: bool = False
