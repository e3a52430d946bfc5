"""The plain plan in whole numbers: months counted alike, one rate, no fee, nothing agreed beside.

Most plans are of this kind, and a hundred thousand of them are made at a time, so here rates are ratios of whole
numbers and halves are rounded up by integer division. The figures are exactly those of `reckoning`; a test holds
both equal.
"""

from datetime import date
from operator import attrgetter
from typing import NamedTuple

from duewatch.model.clauses import Interval
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import MAX_FEN, Fen
from duewatch.servicing.plans.limits import MAX_ANNUAL_RATE_PCT, MAX_EVERY, MAX_INSTALMENTS, MAX_YEAR, MIN_YEAR

# Looking a member up in its enumeration, or in a dictionary by one, costs more than a bill's interest.
_EQUAL_INSTALMENT, _EQUAL_PRINCIPAL = LoanKind.EQUAL_INSTALMENT, LoanKind.EQUAL_PRINCIPAL
_FLAT, _INTEREST_FIRST = LoanKind.FLAT, LoanKind.INTEREST_FIRST
_MAX_MONTHS = MAX_EVERY[Interval.MONTHS]
_FURTHEST = 1200
"""Months; what runs longer is looked at closely."""
_in_the_plan = attrgetter(
    *("day_count", "unit", "fees", "rate_changes", "repricing", "grace_principal", "grace_interest"),
    *("step_fen", "rounding", "first_period", "principal_share_pct"),
)
_beside = attrgetter(
    *("statement_day", "credit_limit_fen", "late_daily_pct", "grace_days", "late_clauses"),
    *("allocation", "prepayment", "card"),
)
# What they are where nothing is agreed; compared all at once, as it is seen whether terms are plain for every plan.
_NOTHING_IN_THE_PLAN = _in_the_plan(Terms(kind=LoanKind.UNKNOWN))
_NOTHING_BESIDE = _beside(Terms(kind=LoanKind.UNKNOWN))
_EARLIEST, _LATEST = date(MIN_YEAR, 1, 1), date(MAX_YEAR - _FURTHEST // 12, 1, 1)


class Columns(NamedTuple):
    """The amounts of a plan, one entry a bill; the total of a bill is their sum."""

    principals: list[Fen]
    interests: list[Fen]


def columns(terms: Terms) -> Columns | None:
    """The amounts of a plain monthly plan; None where the terms are not plain or cannot be (then look closely)."""
    principal, rate, count, kind = terms.principal_fen, terms.annual_rate_pct, terms.instalments, terms.kind
    if (
        principal is None
        or rate is None
        or count is None
        or _in_the_plan(terms) != _NOTHING_IN_THE_PLAN
        or not 0 < principal <= MAX_FEN
        or not 0 < count <= MAX_INSTALMENTS
        or not 0 < terms.every <= _MAX_MONTHS
        or count * terms.every > _FURTHEST
        or not rate.is_finite()
        or not 0 <= rate < MAX_ANNUAL_RATE_PCT
    ):
        return None
    parts, of = rate.as_integer_ratio()
    parts, of = parts * terms.every, of * 1200
    if kind is _EQUAL_INSTALMENT:
        if terms.instalment_fen is None:
            return _equal_instalments(principal, parts, of, count, level_fen(principal, parts, of, count))
        return _fixed_instalments(principal, parts, of, count, terms.instalment_fen)
    if terms.instalment_fen is not None:
        return None
    if kind is _EQUAL_PRINCIPAL:
        part = (2 * principal + count) // (2 * count)
        return _equal_principals(principal, parts, of, count, part)
    interest = (2 * principal * parts + of) // (2 * of)
    if kind is _FLAT:
        part = (2 * principal + count) // (2 * count)
        paid = [part] * (count - 1)
        if part * (count - 1) > principal:  # a few fen over many bills
            paid = [max(min(part, principal - part * index), 0) for index in range(count - 1)]
        return Columns([*paid, principal - sum(paid)], [interest] * count)
    if kind is _INTEREST_FIRST:
        return Columns([0] * (count - 1) + [principal], [interest] * count)
    return None


def dates_can_be(terms: Terms) -> bool:
    """Whether the dates of plain terms are in order and within reach; a quick look before `check_terms`."""
    first, lent, day = terms.first_due_on, terms.disbursed_on, terms.due_day
    return (
        (day is None or 1 <= day <= 31)
        and (first is None or _EARLIEST <= first < _LATEST)
        and (lent is None or (_EARLIEST <= lent < _LATEST and (first is None or first > lent)))
    )


def level_fen(principal: Fen, parts: int, of: int, count: int) -> Fen:
    """The level instalment in fen, halves up; parts/of is the rate a period, as a ratio of whole numbers."""
    if not parts:
        return (2 * principal + count) // (2 * count)
    grown: int = (parts + of) ** count
    below: int = of * (grown - of**count)
    return (2 * principal * parts * grown + below) // (2 * below)


def _fixed_instalments(principal: Fen, parts: int, of: int, count: int, instalment: Fen) -> Columns | None:
    """None where the instalment is eaten up by interest or pays everything back before the last bill."""
    if count > 1 and not (2 * principal * parts + of) // (2 * of) < instalment:
        return None
    found = _equal_instalments(principal, parts, of, count, instalment)
    return found if found.principals[-1] > 0 else None


def _equal_instalments(principal: Fen, parts: int, of: int, count: int, instalment: Fen) -> Columns:
    principals, interests = [], []
    balance, twice, double = principal, 2 * parts, 2 * of
    for _ in range(count - 1):
        interest = (balance * twice + of) // double
        part = instalment - interest
        principals.append(part)
        interests.append(interest)
        balance -= part
    if balance < 0:  # a few fen over many bills: the instalment, rounded up, pays them back early
        return _paid_early(principal, parts, of, count, instalment)
    principals.append(balance)
    interests.append((balance * twice + of) // double)
    return Columns(principals, interests)


def _paid_early(principal: Fen, parts: int, of: int, count: int, instalment: Fen) -> Columns:
    principals, interests, balance = [], [], principal
    for number in range(1, count + 1):
        interest = (2 * balance * parts + of) // (2 * of)
        part = balance if number == count else min(instalment - interest, balance)
        principals.append(part)
        interests.append(interest)
        balance -= part
    return Columns(principals, interests)


def _equal_principals(principal: Fen, parts: int, of: int, count: int, part: Fen) -> Columns:
    principals, interests = [], []
    balance, twice, double = principal, 2 * parts, 2 * of
    for _ in range(count - 1):
        interests.append((balance * twice + of) // double)
        if part > balance:
            part = balance
        principals.append(part)
        balance -= part
    principals.append(balance)
    interests.append((balance * twice + of) // double)
    return Columns(principals, interests)


def nothing_beside(terms: Terms) -> bool:
    """Whether nothing is agreed that has no part in the plan but would have to be checked."""
    return _beside(terms) == _NOTHING_BESIDE
