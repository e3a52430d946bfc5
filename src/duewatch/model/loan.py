"""A loan and its terms: what the contract says, as far as the borrower or a file told us."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from duewatch.model.clauses import (
    AllocationClause,
    CardClause,
    DayCount,
    FeeClause,
    FirstPeriod,
    Interval,
    LateBase,
    LateClause,
    PrepaymentClause,
    RateChange,
    Repricing,
    Rounding,
)
from duewatch.model.money import Fen

if TYPE_CHECKING:
    from duewatch.model.lpr import LprHistory


class LoanKind(StrEnum):
    """How a loan is paid back."""

    EQUAL_INSTALMENT = "equal-instalment"
    """等额本息: the same instalment every month, interest on what is still owed."""
    EQUAL_PRINCIPAL = "equal-principal"
    """等额本金: the same principal every month, interest on what is still owed."""
    FLAT = "flat"
    """等本等息: interest (or a handling fee) on the whole amount lent, the same every month."""
    INTEREST_FIRST = "interest-first"
    """先息后本: interest every month, the principal with the last bill."""
    BULLET = "bullet"
    """一次性还本付息: one bill at the end."""
    DAILY = "daily"
    """随借随还: simple interest by the day on what is still owed; level bills where there are several."""
    REVOLVING = "revolving"
    """A card or credit line with a statement day and a due day; bills are entered or imported."""
    UNKNOWN = "unknown"
    """Proposed from a repayment row; the borrower has not filled in the terms yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed. None always means "not known", never zero.

    principal_fen: lent amount, fen. annual_rate_pct: percent a year. instalments: number of bills.
    first_due_on: due date of the first bill; its day of the month is the anchor unless due_day is set.
    due_day, statement_day: 1..31, cut to the month's end. instalment_fen: the contract's own fixed
    instalment, the last one takes the rest. late_daily_pct: percent a day on late_base, only where the
    borrower entered it from the contract. grace_days: only from the borrower's own contract; 0 otherwise.

    every, unit: the distance between due dates. day_count: None counts a month as a twelfth of a year whatever its
    length. grace_principal, grace_interest: so many first bills without principal, or without interest (which is then
    paid with the first bill after them). step_fen: the level instalment is rounded to this (1: the fen, 100: the yuan,
    1000: ten yuan). rounding: of every computed amount. first_period: what an irregular one
    bears. principal_share_pct: for equal principal, the percentage of the amount lent that each bill pays back, the
    last one the rest (balloon); there instalment_fen is the fixed principal of each bill. The clauses are what the
    contract adds; see clauses.py.
    late_daily_pct with late_base is the commonest late clause in short; late_clauses hold the others.
    """

    kind: LoanKind
    principal_fen: Fen | None = None
    annual_rate_pct: Decimal | None = None
    instalments: int | None = None
    disbursed_on: date | None = None
    first_due_on: date | None = None
    due_day: int | None = None
    statement_day: int | None = None
    instalment_fen: Fen | None = None
    credit_limit_fen: Fen | None = None
    late_daily_pct: Decimal | None = None
    late_base: LateBase = LateBase.PRINCIPAL
    grace_days: int = 0
    every: int = 1
    unit: Interval = Interval.MONTHS
    day_count: DayCount | None = None
    grace_principal: int = 0
    grace_interest: int = 0
    step_fen: Fen = 1
    rounding: Rounding = Rounding.HALF_UP
    first_period: FirstPeriod = FirstPeriod.WHOLE
    principal_share_pct: Decimal | None = None
    fees: tuple[FeeClause, ...] = ()
    rate_changes: tuple[RateChange, ...] = ()
    repricing: Repricing | None = None
    late_clauses: tuple[LateClause, ...] = ()
    allocation: AllocationClause | None = None
    prepayment: PrepaymentClause | None = None
    card: CardClause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """One debt on one platform.

    id: short, typed by people ("huabei-1"). name: what the borrower calls it. lender: the entity on the
    contract, None until the borrower read it there. account_tail: last digits that tell accounts apart.
    muted: the borrower asked for no reminders of this loan ("暂时还不上"); court deadlines stay. lpr: the loan prime
    rates as far as they are known, for a loan that follows them; handed in by whoever replays it, never stored.
    declared: the table of the config file that it was last applied from, as JSON; empty: entered in the program.
    debit_account: from which account it is debited, a bank's name and last digits ("招商银行 1234"), never a whole
    number. debit_at: at what time of the due day ("09:00"), as the contract or the app says.
    """

    id: str
    platform_id: str
    name: str
    terms: Terms
    lender: str | None = None
    account_tail: str | None = None
    muted: bool = False
    note: str = ""
    declared: str = ""
    debit_account: str | None = None
    debit_at: str | None = None
    lpr: "LprHistory | None" = field(default=None, compare=False, repr=False)
