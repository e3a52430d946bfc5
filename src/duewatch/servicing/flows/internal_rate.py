"""The rates at which flows balance, and what flows are worth at a rate; evenly spaced or dated.

Amounts are in any unit, int or Decimal, received positive and paid negative; rates are fractions, a period for
evenly spaced flows and a year for dated ones, compounded.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal, DecimalException, localcontext
from fractions import Fraction
from operator import itemgetter

from duewatch.servicing.flows.rate_solving import PRECISION, rates, sign_changes
from duewatch.servicing.flows.year_fraction import YearCount, years_between

Amount = Decimal | int
_ACCURATE = 1e-9
"""A quick answer stands if what is left over is less than this share of the first or the last amount: the rate of a
loan over some months is then right to eight places."""
_LEFT_BY_SOLVER = 1e-3
_NEAR, _FAR = -0.9, 1e3
"""Outside of these a small remainder says little about the rate."""


def all_irr(amounts: Sequence[Amount]) -> tuple[Decimal, ...]:
    """Every rate a period at which the amounts, one a period from now on, balance; the mildest first."""
    return rates(enumerate(amounts))


def irr(amounts: Sequence[Amount]) -> Decimal | None:
    """The rate a period; of several the mildest, None if there is none."""
    return next(iter(all_irr(amounts)), None)


def all_xirr(
    days: Sequence[date], amounts: Sequence[Amount], count: YearCount = YearCount.ACT_365
) -> tuple[Decimal, ...]:
    """Every yearly rate at which the dated amounts balance; the mildest first. Any order of days."""
    if not days:
        return ()
    first = min(days)
    times = {day: years_between(first, day, count) for day in set(days)}
    return rates((times[day], amount) for day, amount in zip(days, amounts, strict=True))


def xirr(days: Sequence[date], amounts: Sequence[Amount], count: YearCount = YearCount.ACT_365) -> Decimal | None:
    """The yearly rate; of several the mildest, None if there is none.

    Where the direction turns once there is exactly one rate: then a quick answer is taken if the flows, put back
    into it, balance. Everything else is searched exactly.
    """
    if count is YearCount.ACT_365 and len(days) > 1 and (_is_one_turn(days, amounts) or _turns(days, amounts) == 1):
        quick = _quick(days, amounts)
        if quick is not None:
            return quick
    return next(iter(all_xirr(days, amounts, count)), None)


def npv(rate: Decimal, amounts: Sequence[Amount], first_period: int = 0) -> Decimal | None:
    """What the amounts are worth now, the first of them first_period periods away."""
    return _worth(rate, [(Fraction(first_period + period), amount) for period, amount in enumerate(amounts)])


def nfv(rate: Decimal, amounts: Sequence[Amount]) -> Decimal | None:
    """What the amounts are worth at the last of them."""
    last = len(amounts) - 1
    return _worth(rate, [(Fraction(period - last), amount) for period, amount in enumerate(amounts)])


def xnpv(
    rate: Decimal, days: Sequence[date], amounts: Sequence[Amount], count: YearCount = YearCount.ACT_365
) -> Decimal | None:
    """What the dated amounts are worth on the earliest day. rate: a year."""
    if not days:
        return None
    first = min(days)
    return _worth(rate, [(years_between(first, day, count), a) for day, a in zip(days, amounts, strict=True)])


def xnfv(
    rate: Decimal, days: Sequence[date], amounts: Sequence[Amount], count: YearCount = YearCount.ACT_365
) -> Decimal | None:
    """What the dated amounts are worth on the latest day. rate: a year."""
    if not days:
        return None
    last = max(days)
    return _worth(rate, [(-years_between(day, last, count), a) for day, a in zip(days, amounts, strict=True)])


def mirr(amounts: Sequence[Amount], finance_rate: Decimal, reinvest_rate: Decimal) -> Decimal | None:
    """The modified rate: what is paid is discounted at one rate, what is received grows at another."""
    with localcontext(Context(prec=PRECISION)):
        paid = npv(finance_rate, [min(amount, 0) for amount in amounts])
        received = nfv(reinvest_rate, [max(amount, 0) for amount in amounts])
        if not paid or not received or len(amounts) < 2:
            return None
        return (received / -paid) ** (1 / Decimal(len(amounts) - 1)) - 1


def _worth(rate: Decimal, timed: Sequence[tuple[Fraction, Amount]]) -> Decimal | None:
    """Σ amount·(1+rate)^-time. None for a rate of -1 and less, where that means nothing."""
    if rate <= -1 or not timed:
        return None
    try:
        with localcontext(Context(prec=PRECISION)):
            log = (1 + rate).ln()
            parts = (
                amount * (-log * time.numerator / time.denominator).exp() if time else Decimal(amount)
                for time, amount in timed
            )
            return sum(parts, Decimal(0))
    except DecimalException:
        return None


def _is_one_turn(days: Sequence[date], amounts: Sequence[Amount]) -> bool:
    """Whether the first entry alone goes one way, the days being in order: the usual loan, seen at a glance."""
    first, rest = amounts[0], amounts[1:]
    opposite = max(rest) <= 0 if first > 0 else first < 0 and min(rest) >= 0
    # Sorting what is sorted is quicker than looking for the least.
    return opposite and days[0] < days[-1] and sorted(days) == (days if isinstance(days, list) else list(days))


def _turns(days: Sequence[date], amounts: Sequence[Amount]) -> int:
    """How often the direction turns in the order of the days; the order given within one day, none if all is one."""
    ordered = sorted(days)
    if ordered[0] == ordered[-1]:
        return 0
    if ordered == list(days):
        return sign_changes(amounts)
    return sign_changes(amount for _, amount in sorted(zip(days, amounts, strict=True), key=itemgetter(0)))


def _quick(days: Sequence[date], amounts: Sequence[Amount]) -> Decimal | None:
    """The rate by a fast solver in floating point; None unless the flows balance at it (see _ACCURATE).

    The solver itself puts its answer back and gives none that leaves more than _LEFT_BY_SOLVER over; only where that
    is much beside the amounts is it done again here.
    """
    import pyxirr

    found = pyxirr.xirr(days, amounts, silent=True)
    if found is None or not _NEAR < found < _FAR:
        return None
    allowed = _ACCURATE * max(abs(float(amounts[0])), abs(float(amounts[-1])))
    if allowed < _LEFT_BY_SOLVER:
        left = pyxirr.xnpv(found, days, amounts, silent=True)
        if left is None or abs(left) > allowed:
            return None
    return Decimal(found)
