"""A contract as the engine works on it: every term known, amounts in fen, rates as Decimal.

The product's `Terms` hold what a borrower knows, which may be little; a `Contract` holds what must be known for a
lender's ledger to be replayed to the fen.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from duewatch.model.clauses import Interval, Rounding
from duewatch.model.dates import add_months
from duewatch.model.money import MAX_FEN, Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.plans.exact import to_fen
from duewatch.servicing.plans.limits import MAX_ANNUAL_RATE_PCT, MAX_EVERY, MAX_INSTALMENTS, MAX_STEP_FEN
from duewatch.servicing.strategy import Strategy


class InterestMethod(StrEnum):
    """What interest is taken on."""

    FLAT = "flat"
    """On the amount lent, as long as the loan lasts (等本等息)."""
    DECLINING = "declining"
    """On what is still owed."""


class Amortisation(StrEnum):
    """What is equal from instalment to instalment."""

    EQUAL_INSTALMENT = "equal-instalment"
    EQUAL_PRINCIPAL = "equal-principal"


class EarlyMoney(StrEnum):
    """What money beyond the instalment does to a plan that is reckoned anew."""

    LOWER_INSTALMENT = "lower-instalment"
    FEWER_INSTALMENTS = "fewer-instalments"
    NEXT_INSTALMENTS = "next-instalments"
    """The coming instalments ask for that much less."""
    LAST_INSTALMENT = "last-instalment"
    """Instalments stay as they are, the last one asks for less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculation:
    """Interest follows what is really owed day by day, not the plan.

    daily: a payment counts from its day; else from the next due date. compound_interest, compound_fees: overdue
    interest, or fees and charges, bear interest too. early: see EarlyMoney. settle_to_period_end: a settlement
    costs the interest of the whole period, not only to its day.
    """

    daily: bool = True
    compound_interest: bool = False
    compound_fees: bool = False
    early: EarlyMoney = EarlyMoney.LOWER_INSTALMENT
    settle_to_period_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What was agreed.

    principal_fen: what was applied for or approved. signed_on: the plan starts there until money is planned to be
    lent or is; from_signing: even then. by_day: declining interest counts the days of each period; else each
    period bears its share of a year. progressive: the plan is levelled anew with each lending and events count in the
    order of their days; else (cumulative) the plan is made anew from the start and payments are allocated to it anew.
    in_parts: more may be lent later, within principal_fen. grace_principal, grace_interest: so many first instalments
    without principal, or without interest (paid with the first one after). step_fen: an instalment is rounded to this
    (100: the yuan); unit_fen: every amount is (1: the fen). year_days, month_days: None is by the calendar.
    down_payment_pct: of what is lent, due at once; down_payment_kept: kept back from it. arrears_grace_days: days late
    that do not count as delinquent, for the loan as a whole.
    """

    principal_fen: Fen
    instalments: int
    signed_on: date
    strategy: Strategy
    annual_rate_pct: Decimal = Decimal(0)
    from_signing: bool = False
    every: int = 1
    unit: Interval = Interval.MONTHS
    interest: InterestMethod = InterestMethod.DECLINING
    by_day: bool = False
    amortisation: Amortisation = Amortisation.EQUAL_INSTALMENT
    progressive: bool = False
    in_parts: bool = False
    grace_principal: int = 0
    grace_interest: int = 0
    step_fen: Fen = 1
    unit_fen: Fen = 1
    year_days: int | None = None
    month_days: int | None = None
    down_payment_pct: Decimal = Decimal(0)
    down_payment_kept: bool = False
    recalculation: Recalculation | None = None
    arrears_grace_days: int = 0
    rounding: Rounding = Rounding.HALF_UP

    def rounded(self, amount: Fraction) -> Fen:
        """An amount to the smallest unit, by the contract's rounding."""
        return to_fen(amount, self.rounding, self.unit_fen)

    def stepped(self, amount: Fraction) -> Fen:
        """An instalment to the contract's step, by its rounding."""
        return to_fen(amount, self.rounding, max(self.step_fen, self.unit_fen))

    def down_payment_of(self, lent_fen: Fen) -> Fen:
        """What falls due at once of an amount lent: rounded to the unit, then to the step of instalments."""
        return self.stepped(Fraction(self.rounded(lent_fen * Fraction(self.down_payment_pct) / 100)))

    def later(self, start: date, intervals: int) -> date:
        """The day so many intervals after another; months keep the anchor of the start (31, 30, 31)."""
        return later(start, self.every * intervals, self.unit)


def later(start: date, count: int, unit: Interval) -> date:
    """The day `count` days, weeks or months after another."""
    if unit is Interval.MONTHS:
        return add_months(start, count)
    return start + timedelta(days=count * (7 if unit is Interval.WEEKS else 1))


def check_contract(contract: Contract) -> None:
    """Raise InputProblem, naming the field, for a contract that cannot be."""
    for field, value, least, most in (
        (text("principal"), contract.principal_fen, 1, MAX_FEN),
        (text("number of instalments"), contract.instalments, 1, MAX_INSTALMENTS),
        (text("annual rate (percent)"), contract.annual_rate_pct, 0, MAX_ANNUAL_RATE_PCT),
        (text("distance between two bills"), contract.every, 1, MAX_EVERY[contract.unit]),
        (text("bills without principal"), contract.grace_principal, 0, contract.instalments - 1),
        (text("bills without interest"), contract.grace_interest, 0, contract.instalments),
        (text("step of rounding (fen)"), contract.step_fen, 1, MAX_STEP_FEN),
        (text("down payment (percent)"), contract.down_payment_pct, 0, 100),
    ):
        if not least <= value <= most:
            raise InputProblem(
                text(
                    "The value {value} for {field} is not between {least} and {most}.",
                    field=field,
                    value=value,
                    least=least,
                    most=most,
                ),
                text("Correct it, or leave it empty if it is not known."),
            )
