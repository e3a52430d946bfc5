"""All rates at which dated amounts balance: none, one or several, and none overlooked.

Present values are a polynomial. With y the discount factor of one unit of time (a day, a month), amounts a at
whole times k balance where Σ a·y^k = 0, y > 0. Descartes' rule bounds the number of such y by the changes of sign
in the order of time; dividing by a power of y and differentiating takes one change away and leaves a function
whose zeros lie between those of the first. So every zero can be bracketed, and a bracket cannot be lost.
Decimal throughout, with PRECISION digits.
"""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import lcm
from operator import ne

PRECISION = 50
"""Digits carried."""
_ENOUGH = Decimal("1e-36")
"""A zero is found when it moves by less than this share of itself."""
_NOISE = Decimal("1e-34")
"""A sum smaller than this share of its terms is zero: there two zeros have met."""
_EXTREME = Decimal(46)
"""Beside a milder rate, one at which a unit becomes more than e^46, or less than its inverse, in a period is left out:
it solves the equation and means nothing."""
_COARSE = Decimal("1.01")
_MOST_CHANGES = 24
"""Up to so many changes of sign every zero is bracketed; beyond that a fine net is thrown."""
_NET = 1000
_STEPS = 400

Terms = Sequence[tuple[int, Decimal]]
"""(whole time, amount), in the order of time."""


def rates(flows: Iterable[tuple[Fraction | int, Decimal | int]]) -> tuple[Decimal, ...]:
    """Every rate above -1 a period at which the flows balance, the mildest first: the one that changes an amount
    least in a period, up or down.

    flows: (time in periods, amount), in any order; times may be fractions, amounts any unit. No flows, or flows
    that cancel one another at every time: no rate is said, as every rate would do. Of several, those beyond all
    measure are left out (see _EXTREME).
    """
    with localcontext(Context(prec=PRECISION, Emax=10**15, Emin=-(10**15))):
        timed = [(Fraction(time), Decimal(amount)) for time, amount in flows]
        units = lcm(*(time.denominator for time, _ in timed)) if timed else 1
        terms = _gathered((int(time * units), amount) for time, amount in timed)
        zeros = sorted((abs(factor.ln()), factor) for factor in _zeros(terms))
        kept = [factor for change, factor in zeros if change * units <= _EXTREME] or [one for _, one in zeros[:1]]
        return tuple(factor ** (-units) - 1 for factor in kept)


def sign_changes(amounts: Iterable[Decimal | int | float]) -> int:
    """How often the direction turns, zeros left out; the amounts in the order of time. With one turn there is
    exactly one rate, with none there is no rate."""
    signs = [amount > 0 for amount in amounts if amount]
    return sum(map(ne, signs, signs[1:]))


def _gathered(timed: Iterable[tuple[int, Decimal]]) -> list[tuple[int, Decimal]]:
    """One term a time, zeros left out, the first at time 0."""
    sums: dict[int, Decimal] = {}
    for time, amount in timed:
        sums[time] = sums.get(time, Decimal(0)) + amount
    kept = sorted((time, amount) for time, amount in sums.items() if amount)
    return [(time - kept[0][0], amount) for time, amount in kept]


def _zeros(terms: Terms) -> list[Decimal]:
    """All y > 0 with Σ amount·y^time = 0, rising."""
    changes = sign_changes(amount for _, amount in terms)
    if not changes:
        return []
    low, high = _bounds(terms)
    if changes == 1:
        return [_bisect(terms, low, high)]
    if changes <= _MOST_CHANGES:
        inner = [turn for turn in _zeros(_with_one_change_less(terms)) if low < turn < high]
    else:
        step = (high / low).ln() / _NET
        inner = [low * (step * place).exp() for place in range(1, _NET)]
    zeros, before, before_sign = [], low, _sign(terms, low)
    for point in (*inner, high):
        sign = _sign(terms, point)
        if sign == 0:
            zeros.append(point)
        elif before_sign and sign != before_sign:
            zeros.append(_bisect(terms, before, point))
        before, before_sign = point, sign
    return zeros


def _with_one_change_less(terms: Terms) -> list[tuple[int, Decimal]]:
    """The derivative of Σ amount·y^(time-p), times a power of y, p being where the sign first changes."""
    pivot = next(later[0] for earlier, later in pairwise(terms) if (earlier[1] > 0) != (later[1] > 0))
    return [(time, amount * (time - pivot)) for time, amount in terms if time != pivot]


def _bounds(terms: Terms) -> tuple[Decimal, Decimal]:
    """Between which all zeros lie: beyond them the first, or the last, term outweighs all the others."""
    total = sum((abs(amount) for _, amount in terms), Decimal(0))
    (first, first_amount), (second, _) = terms[0], terms[1]
    (last, last_amount), (last_but_one, _) = terms[-1], terms[-2]
    high = max(Decimal(1), (total / abs(last_amount)) ** (Decimal(1) / (last - last_but_one)))
    low = min(Decimal(1), (abs(first_amount) / total) ** (Decimal(1) / (second - first)))
    return low * Decimal("0.99"), high * Decimal("1.01")


def _sign(terms: Terms, factor: Decimal) -> int:
    value, size = _value_and_size(terms, factor)
    return 0 if abs(value) <= _NOISE * size else (1 if value > 0 else -1)


def _value_and_size(terms: Terms, factor: Decimal) -> tuple[Decimal, Decimal]:
    """Σ amount·y^time, and Σ |amount|·y^time; Horner's rule over the gaps in time."""
    powers: dict[int, Decimal] = {}
    after, value, size = terms[-1][0], Decimal(0), Decimal(0)
    for time, amount in reversed(terms):
        power = _power(powers, factor, after - time)
        value = value * power + amount
        size = size * power + abs(amount)
        after = time
    return value, size


def _value_and_slope(terms: Terms, factor: Decimal) -> tuple[Decimal, Decimal]:
    """Σ amount·y^time, and y times its derivative."""
    powers: dict[int, Decimal] = {}
    after, value, slope = terms[-1][0], Decimal(0), Decimal(0)
    for time, amount in reversed(terms):
        power = _power(powers, factor, after - time)
        value = value * power + amount
        slope = slope * power + amount * time
        after = time
    return value, slope


def _power(powers: dict[int, Decimal], factor: Decimal, gap: int) -> Decimal:
    """factor^gap; most gaps of a plan are one of a few."""
    power = powers.get(gap)
    if power is None:
        power = powers[gap] = factor**gap
    return power


def _bisect(terms: Terms, low: Decimal, high: Decimal) -> Decimal:
    """The zero between two points of opposite sign: halving by ratio, then Newton's steps kept inside.

    Far from a zero of y^n a step of Newton's moves by no more than the n-th part, and time in parts of a year of 365 or
    366 days makes n large: the steps begin only where the bracket is narrow beside that."""
    near = min(_COARSE, 1 + Decimal(1) / terms[-1][0])
    low_is_up = _value_and_slope(terms, low)[0] > 0
    point = (low * high).sqrt()
    for _ in range(_STEPS):
        value, slope = _value_and_slope(terms, point)
        if value == 0:
            return point
        if (value > 0) == low_is_up:
            low = point
        else:
            high = point
        following = (low * high).sqrt()
        if slope and high / low < near:
            stepped = point - value * point / slope
            if low < stepped < high:
                following = stepped
        if abs(following - point) <= _ENOUGH * point:
            return following
        point = following
    return point
