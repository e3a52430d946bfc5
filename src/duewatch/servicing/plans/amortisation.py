"""The textbook table of a loan: every period's interest, principal and balance, carried without rounding.

As published examples and other people's calculators print it; only what is shown is rounded. A contract's own plan,
which rounds where it pays, comes from `schedule`. Amounts here are yuan with all their digits (Decimal).

Source of the formulas: the annuity of any textbook; the examples of the European Commission's APRC document (2015)
turn an effective yearly rate into one of a period by (1 + rate)^(1 / periods a year) − 1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from duewatch.model.clauses import Rounding
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.plans.limits import MAX_INSTALMENTS

DIGITS = 40
"""Digits carried."""
Payment = Callable[[Decimal, Decimal], Decimal]
"""What is paid in a period: (opening balance, its interest) -> amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One period. principal may be negative, where the payment does not cover the interest."""

    number: int
    opening: Decimal
    interest: Decimal
    principal: Decimal
    payment: Decimal
    closing: Decimal


Table = Callable[[Decimal, Decimal, int], tuple[Row, ...]]
"""One of the tables below: (principal, rate of a period, periods) -> rows."""


def period_rate(annual_rate_pct: Decimal, periods_per_year: int, *, effective: bool = False) -> Decimal:
    """The rate of one period as a fraction: a nominal yearly rate is divided, an effective one taken the root of."""
    with localcontext() as context:
        context.prec = DIGITS
        if not effective:
            return annual_rate_pct / 100 / periods_per_year
        return (1 + annual_rate_pct / 100) ** (Decimal(1) / periods_per_year) - 1


def annual_rate_of_digits(annual_rate_pct: Decimal, periods_per_year: int, digits: int) -> Decimal:
    """The nominal yearly rate whose period rate is the given one's cut to so many digits, as calculators carry it:
    interest of an exact half cent may then fall just below it."""
    with localcontext() as context:
        context.prec = digits
        period = annual_rate_pct / 100 / periods_per_year
    with localcontext() as context:
        context.prec = 2 * digits
        return period * 100 * periods_per_year


def level_payment(principal: Decimal, rate: Decimal, periods: int) -> Decimal:
    """The payment that pays back the principal in equal amounts; rate: of a period, as a fraction."""
    with localcontext() as context:
        context.prec = DIGITS
        if not rate:
            return principal / periods
        return principal * rate / (1 - (1 + rate) ** -periods)


def row(
    number: int,
    opening: Decimal,
    rate: Decimal,
    payment: Decimal,
    *,
    drawdown: Decimal = Decimal(0),
    interest: Decimal | None = None,
) -> Row:
    """One period by itself. A drawdown counts from the end of the period; interest: of an odd period, as given."""
    with localcontext() as context:
        context.prec = DIGITS
        bears = opening * rate if interest is None else interest
        principal = payment - bears
        return Row(
            number=number,
            opening=opening,
            interest=bears,
            principal=principal,
            payment=payment,
            closing=opening - principal + drawdown,
        )


def level_table(principal: Decimal, rate: Decimal, periods: int) -> tuple[Row, ...]:
    """Equal payments (等额本息)."""
    payment = level_payment(principal, rate, periods)
    return _walk(principal, rate, periods, lambda _opening, _interest: payment)


def level_principal_table(principal: Decimal, rate: Decimal, periods: int) -> tuple[Row, ...]:
    """Equal principal (等额本金)."""
    with localcontext() as context:
        context.prec = DIGITS
        part = principal / periods
    return _walk(principal, rate, periods, lambda _opening, interest: part + interest)


def interest_only_table(principal: Decimal, rate: Decimal, periods: int) -> tuple[Row, ...]:
    """Interest every period, the principal at the end (先息后本)."""
    return _walk(principal, rate, periods, lambda _opening, interest: interest)


def paid_down(
    principal: Decimal,
    rate: Decimal,
    payment: Decimal,
    *,
    interest_step: Decimal | None = None,
    rounding: Rounding = Rounding.HALF_UP,
) -> tuple[Row, ...]:
    """A given payment until nothing is left; the last one is the rest. interest_step: each period's interest is
    rounded to it (1: whole yuan). Raises InputProblem where the payment does not cover the interest."""
    rows: list[Row] = []
    balance = principal
    with localcontext() as context:
        context.prec = DIGITS
        while balance > 0:
            interest = to_step(balance * rate, interest_step, rounding)
            if payment <= interest or len(rows) >= MAX_INSTALMENTS:
                raise InputProblem(
                    text("The instalment does not even cover the first month's interest."),
                    text("Correct the instalment, the principal or the annual rate."),
                )
            paid = min(payment, balance + interest)
            rows.append(row(len(rows) + 1, balance, rate, paid, interest=interest))
            balance = rows[-1].closing
    return tuple(rows)


def to_step(amount: Decimal, step: Decimal | None, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """The amount brought to a whole number of steps; unchanged without one."""
    return amount if step is None else Decimal(rounding.fen(amount / step)) * step


def year_sums(rows: Sequence[Row], periods_per_year: int) -> tuple[tuple[Decimal, Decimal], ...]:
    """Principal and interest of each year of the table, the last one perhaps shorter."""
    years = [rows[start : start + periods_per_year] for start in range(0, len(rows), periods_per_year)]
    return tuple(
        (sum((each.principal for each in year), Decimal(0)), sum((each.interest for each in year), Decimal(0)))
        for year in years
    )


def _walk(principal: Decimal, rate: Decimal, periods: int, pays: Payment) -> tuple[Row, ...]:
    """The last payment takes what is left of all that was not rounded."""
    rows: list[Row] = []
    balance = principal
    with localcontext() as context:
        context.prec = DIGITS
        for number in range(1, periods + 1):
            interest = balance * rate
            payment = balance + interest if number == periods else pays(balance, interest)
            rows.append(row(number, balance, rate, payment))
            balance = rows[-1].closing
    return tuple(rows)
