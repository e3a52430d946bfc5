"""Time value of level payments: from any four of payment, rate, term, present and final value the fifth.

One equation ties them, money received positive and money paid negative, `rate` a fraction a period:

    present·(1+rate)^periods + payment·(1+rate·in_advance)·((1+rate)^periods - 1)/rate + final = 0

The functions named as in spreadsheets follow what those document, their refusals too: None stands for "no such
value". Amounts are Decimal in any unit and come out unrounded; who shows one rounds it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Context, Decimal, DecimalException, localcontext
from fractions import Fraction
from functools import wraps
from typing import Final, ParamSpec

from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.servicing.flows.rate_solving import PRECISION, rates

_P = ParamSpec("_P")
ZERO: Final = Decimal(0)
_NO_RATE = Decimal("1e-25")
"""A rate this small changes no digit that is kept: the payments simply add up."""
_ROOT_OF_ONE = Decimal("1e-15")
_MOST_PERIODS = 100_000
_LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """The five values, all known. rate: a fraction a period. other_rates: further rates that fit as well."""

    payment: Decimal
    rate: Decimal
    periods: Decimal
    present: Decimal
    final: Decimal
    in_advance: bool = False
    other_rates: tuple[Decimal, ...] = ()


def solve(
    *,
    payment: Decimal | None,
    rate: Decimal | None,
    periods: Decimal | None,
    present: Decimal | None,
    final: Decimal | None,
    in_advance: bool = False,
) -> TimeValue:
    """Fill in the one value that is None. in_advance: payments at the beginning of each period.

    Raises InputProblem unless exactly one is missing and it has a value.
    """
    given = {"payment": payment, "rate": rate, "periods": periods, "present": present, "final": final}
    missing = [name for name, value in given.items() if value is None]
    if len(missing) != 1:
        raise InputProblem(
            text(
                "Exactly one of payment, rate, term, present and final value is left open, not {count}.",
                count=len(missing),
            ),
            text("Fill in four of the five."),
        )
    known = TimeValue(
        payment=_or_zero(payment),
        rate=_or_zero(rate),
        periods=_or_zero(periods),
        present=_or_zero(present),
        final=_or_zero(final),
        in_advance=in_advance,
    )
    _check(known, missing[0])
    if missing == ["rate"]:
        found = _all_rates(known.periods, known.payment, known.present, known.final, in_advance)
        if found:
            return replace(known, rate=found[0], other_rates=found[1:])
        raise InputProblem(
            text("No rate makes these amounts balance."),
            text("Money received is positive and money paid is negative; check the signs and amounts."),
        )
    value = _missing_value(missing[0], known)
    if value is None or (missing == ["periods"] and value < 0):
        raise InputProblem(
            text("There is no {value} that makes these amounts balance.", value=_NAMES[missing[0]]),
            text("Money received is positive and money paid is negative; check the signs and amounts."),
        )
    if missing == ["payment"]:
        return replace(known, payment=value)
    if missing == ["periods"]:
        return replace(known, periods=value)
    return replace(known, present=value) if missing == ["present"] else replace(known, final=value)


def _missing_value(name: str, known: TimeValue) -> Decimal | None:
    begin = int(known.in_advance)
    if name == "payment":
        return pmt(known.rate, known.periods, known.present, known.final, begin)
    if name == "periods":
        return nper(known.rate, known.payment, known.present, known.final, begin)
    if name == "present":
        return pv(known.rate, known.periods, known.payment, known.final, begin)
    return fv(known.rate, known.periods, known.payment, known.present, begin)


_NAMES: dict[str, Text] = {
    "payment": text("payment each period"),
    "rate": text("rate"),
    "periods": text("term"),
    "present": text("present value"),
    "final": text("final value"),
}


def _or_zero(value: Decimal | None) -> Decimal:
    return ZERO if value is None else value


def _check(known: TimeValue, missing: str) -> None:
    for value in (known.payment, known.rate, known.periods, known.present, known.final):
        if not value.is_finite() or abs(value) > _LARGEST:
            raise InputProblem(
                text("{value} is not an amount that can be reckoned with.", value=str(value)),
                text("Correct the number."),
            )
    if missing != "periods" and not 0 < known.periods <= _MOST_PERIODS:
        raise InputProblem(
            text("The term {periods} is not between 1 and {most} periods.", periods=known.periods, most=_MOST_PERIODS),
            text("Correct the number of periods."),
        )
    if missing != "rate" and not -1 < known.rate <= 10:
        raise InputProblem(
            text("The rate {pct} percent a period is not between -100 and 1000.", pct=known.rate * 100),
            text("Give the rate of one period, such as 1 percent a month."),
        )


def _computed(function: "Callable[_P, Decimal | None]") -> "Callable[_P, Decimal | None]":
    """Compute with PRECISION digits; what has no value (a division by nothing, a root of less) is None."""

    @wraps(function)
    def inner(*args: _P.args, **kwargs: _P.kwargs) -> Decimal | None:
        try:
            with localcontext(Context(prec=PRECISION)):
                value = function(*args, **kwargs)
        except (DecimalException, ValueError):
            return None
        return None if value is None else value + 0

    return inner


def _growth(rate: Decimal, periods: Decimal) -> Decimal:
    """What one unit becomes: (1 + rate)^periods."""
    return (1 + rate) ** (int(periods) if periods == int(periods) else periods)


def _annuity(rate: Decimal, periods: Decimal, begin: int) -> Decimal:
    """What a payment of one each period adds up to by the end."""
    if abs(rate) < _NO_RATE:
        return periods
    return (1 + rate * begin) * (_growth(rate, periods) - 1) / rate


@_computed
def pmt(rate: Decimal, nper: Decimal, pv: Decimal, fv: Decimal = ZERO, begin: int = 0) -> Decimal | None:
    """The level payment."""
    if begin not in (0, 1) or not nper:
        return None
    return -(pv * _growth(rate, nper) + fv) / _annuity(rate, nper, begin)


@_computed
def fv(rate: Decimal, nper: Decimal, pmt: Decimal, pv: Decimal = ZERO, begin: int = 0) -> Decimal | None:
    """What is left at the end."""
    if begin not in (0, 1):
        return None
    return -(pv * _growth(rate, nper) + pmt * _annuity(rate, nper, begin))


@_computed
def pv(rate: Decimal, nper: Decimal, pmt: Decimal, fv: Decimal = ZERO, begin: int = 0) -> Decimal | None:
    """What all of it is worth at the start. None for fewer than no periods."""
    if begin not in (0, 1) or nper < 0:
        return None
    return -(fv + pmt * _annuity(rate, nper, begin)) / _growth(rate, nper)


@_computed
def nper(rate: Decimal, pmt: Decimal, pv: Decimal, fv: Decimal = ZERO, begin: int = 0) -> Decimal | None:
    """How many periods; a whole number or not, negative where the time lies behind."""
    if begin not in (0, 1):
        return None
    if abs(rate) < _NO_RATE:
        return -(pv + fv) / pmt
    level = pmt * (1 + rate * begin)
    ratio = (level - fv * rate) / (level + pv * rate)
    return ratio.ln() / (1 + rate).ln() if ratio > 0 and not (pmt == 0 and pv == 0) else None


@_computed
def rate(nper: Decimal, pmt: Decimal, pv: Decimal, fv: Decimal = ZERO, begin: int = 0) -> Decimal | None:
    """The rate a period; of several the one nearest to nothing."""
    if begin not in (0, 1) or nper <= 0:
        return None
    found = _all_rates(nper, pmt, pv, fv, bool(begin))
    if found:
        return found[0]
    if nper == 1 and not begin and pv:
        return -(pmt + fv) / pv - 1  # one period is a straight line: it has a rate even where all and more is lost
    return None


def _all_rates(
    periods: Decimal, payment: Decimal, present: Decimal, final: Decimal, in_advance: bool
) -> tuple[Decimal, ...]:
    """Every rate that fits, the nearest to nothing first. The payments' sum is a quotient; multiplied by its
    divisor the equation has a handful of terms, and rate 0 too often."""
    end, first = Fraction(periods), 0 if in_advance else 1
    found = rates(
        [
            (0, present),
            (1, -present),
            (first, payment),
            (end + first, -payment),
            (end, final),
            (end + 1, -final),
        ]
    )
    with localcontext(Context(prec=PRECISION)):
        fitting = [rate for rate in found if abs(rate) > _ROOT_OF_ONE]
        size = abs(present) + abs(periods * payment) + abs(final)
        if size and abs(present + periods * payment + final) <= _ROOT_OF_ONE * size:
            fitting.append(ZERO)
    return tuple(sorted(fitting, key=abs))


@_computed
def ipmt(rate: Decimal, per: Decimal, nper: Decimal, pv: Decimal, fv: Decimal = ZERO, begin: int = 0) -> Decimal | None:
    """The interest in the payment of a period, the first being 1."""
    level = pmt(rate, nper, pv, fv, begin)
    if level is None or not 1 <= per < nper + 1:
        return None
    return _interest(rate, per, level, pv, begin)


def _interest(rate: Decimal, per: Decimal, level: Decimal, pv: Decimal, begin: int) -> Decimal:
    if begin and per == 1:
        return ZERO
    balance = pv * _growth(rate, per - 1) + level * _annuity(rate, per - 1, begin)
    return -balance * rate / (1 + rate * begin)


@_computed
def ppmt(rate: Decimal, per: Decimal, nper: Decimal, pv: Decimal, fv: Decimal = ZERO, begin: int = 0) -> Decimal | None:
    """The principal in the payment of a period."""
    level, interest = pmt(rate, nper, pv, fv, begin), ipmt(rate, per, nper, pv, fv, begin)
    return None if level is None or interest is None else level - interest


@_computed
def ispmt(rate: Decimal, per: Decimal, nper: Decimal, pv: Decimal) -> Decimal | None:
    """The interest of a loan repaid in equal shares of principal; periods counted from 0."""
    return -pv * rate * (1 - per / nper) if 0 <= per <= nper else None


@_computed
def cumipmt(rate: Decimal, nper: Decimal, pv: Decimal, start: Decimal, end: Decimal, begin: int = 0) -> Decimal | None:
    """The interest of the payments from one period to another, both included."""
    level = pmt(rate, nper, pv, ZERO, begin)
    if level is None or not 1 <= start <= end <= nper:
        return None
    return sum((_interest(rate, Decimal(per), level, pv, begin) for per in range(int(start), int(end) + 1)), ZERO)


@_computed
def cumprinc(rate: Decimal, nper: Decimal, pv: Decimal, start: Decimal, end: Decimal, begin: int = 0) -> Decimal | None:
    """The principal of the payments from one period to another, both included."""
    level, interest = pmt(rate, nper, pv, ZERO, begin), cumipmt(rate, nper, pv, start, end, begin)
    return None if level is None or interest is None else level * (int(end) - int(start) + 1) - interest


@_computed
def nominal(rate: Decimal, periods: Decimal) -> Decimal | None:
    """The nominal annual rate of an effective one, compounded so many whole times a year."""
    times = int(periods)
    return times * ((1 + rate) ** (1 / Decimal(times)) - 1) if rate > 0 and times >= 1 else None


@_computed
def effect(rate: Decimal, periods: Decimal) -> Decimal | None:
    """The effective annual rate of a nominal one, compounded so many whole times a year."""
    times = int(periods)
    return (1 + rate / times) ** times - 1 if rate > 0 and times >= 1 else None


@_computed
def rri(nper: Decimal, pv: Decimal, fv: Decimal) -> Decimal | None:
    """The rate a period at which pv grows to fv."""
    return (fv / pv) ** (1 / nper) - 1 if nper > 0 and pv > 0 and fv >= 0 else None


@_computed
def pduration(rate: Decimal, pv: Decimal, fv: Decimal) -> Decimal | None:
    """How many periods pv needs to grow to fv."""
    return (fv / pv).ln() / (1 + rate).ln() if rate > 0 and pv > 0 and fv > 0 else None
