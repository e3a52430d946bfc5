"""Paying back early, all or a part, on any day: what it takes, what it saves, and the plan that is left.

Interest runs to the day of payment (rule "prepay-677"; the contract may say otherwise), counted as the contract
counts days. A flat-rate loan is different: its interest was agreed for the whole time, and lenders seldom give back
what has not run yet. Where the contract does not say, both readings are shown.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from duewatch.model.clauses import FeeBase, FeeClause, FeeTiming, FirstPeriod, Interval, Repricing
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.lpr import LprHistory
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, text
from duewatch.servicing.plans.exact import to_fen
from duewatch.servicing.plans.interest import accrued, rate_on
from duewatch.servicing.plans.periods import Period, periods
from duewatch.servicing.plans.plan import Instalment
from duewatch.servicing.plans.rates import course
from duewatch.servicing.plans.reckoning import reckon


class Keep(StrEnum):
    """What stays as it is after a part was paid back early."""

    INSTALMENT = "instalment"
    """The instalment stays, there are fewer of them: the term is shorter."""
    TERM = "term"
    """The number of bills stays, each is lower."""


class Reading(NamedTuple):
    """What paying back early comes to under one reading of the contract, fen.

    interest_fen: to be paid with it. fee_fen: by the contract's clause; None: none was entered, and total_fen lacks
    it. plan_after: the bills left. cost_saved_fen: interest and fees of the bills that need not be paid any more, less
    interest_fen; saved_fen: that less the fee. yearly_pct: what not paying back early costs, in percent a year: the
    rate at which the bills saved balance total_fen today (actual/365, four places, half up); None: no such rate.
    given_back: of a flat-rate loan, whether interest that has not run yet is given up; None: the question is not put.
    """

    given_back: bool | None
    interest_fen: Fen
    fee_fen: Fen | None
    total_fen: Fen
    plan_after: tuple[Instalment, ...]
    cost_saved_fen: Fen
    saved_fen: Fen
    yearly_pct: Decimal | None


class Quote(NamedTuple):
    """A quote for a day. principal_fen: paid back early; left_fen: what stays. plan_before: the bills that were to
    come after the day, the bills due up to it are to be paid apart. readings: one, or two where a flat-rate contract
    does not say which."""

    on: date
    principal_fen: Fen
    left_fen: Fen
    plan_before: tuple[Instalment, ...]
    readings: tuple[Reading, ...]


def quote(
    terms: Terms,
    plan: Sequence[Instalment],
    on: date,
    *,
    principal_fen: Fen | None = None,
    keep: Keep = Keep.INSTALMENT,
    lpr: LprHistory | None = None,
) -> Quote:
    """What it takes to pay back principal_fen (None: all of it) on the day.

    plan: all bills as they stand, in order; those due up to the day count as paid. Raises InputProblem where the day
    is before the lending, nothing is left to pay back, the principal is not among what is owed, or the plan does not
    tell its principal and interest.
    """
    rest = [line for line in plan if line.due_on > on]
    _check(plan, rest, on)
    outstanding = sum(line.principal_fen or 0 for line in rest)
    prepaid = outstanding if principal_fen is None else principal_fen
    if not 0 < prepaid <= outstanding:
        raise InputProblem(
            text("Of the principal {amount} is still to come; {given} cannot be paid back early.",
                 amount=Money(outstanding), given=Money(prepaid)),
            text("Give an amount above nothing and no more than that."),
        )  # fmt: skip
    given_back = None if terms.prepayment is None else terms.prepayment.flat_given_back
    if terms.kind is LoanKind.FLAT:
        ways = (given_back,) if given_back is not None else (False, True)
        readings = tuple(_flat(terms, rest, on, prepaid, outstanding, keep, given_back=way) for way in ways)
    else:
        readings = (_declining(terms, plan, rest, on, prepaid, outstanding, keep, lpr),)
    paid = len(plan) - len(rest)
    return Quote(
        on,
        prepaid,
        outstanding - prepaid,
        tuple(rest),
        tuple(_with_fee(terms, reading, rest, on, prepaid, paid) for reading in readings),
    )


def fee(terms: Terms, principal_fen: Fen, bills_paid: int) -> Fen | None:
    """The fee for paying back that much early after so many bills were paid, rounded as the terms round.

    None where no clause was entered, or it counts in months of interest and the rate is not known. A clause that has
    both a percentage and months of interest asks for both.
    """
    clause = terms.prepayment
    if clause is None or (clause.pct is None and clause.interest_months is None and clause.free_after is None):
        return None
    if clause.free_after is not None and bills_paid >= clause.free_after:
        return 0
    pct = clause.pct or Decimal(0)
    if clause.interest_months is not None:
        if terms.annual_rate_pct is None:
            return None
        return terms.rounding.fen(
            (principal_fen * pct * 12 + principal_fen * terms.annual_rate_pct * clause.interest_months) / 1200
        )
    return terms.rounding.fen(principal_fen * pct / 100)


def _check(plan: Sequence[Instalment], rest: Sequence[Instalment], on: date) -> None:
    if plan and on < plan[0].from_on:
        raise InputProblem(
            text("On {day} the money was not lent yet.", day=on), text("Give a day after the day of lending.")
        )
    if not rest:
        raise InputProblem(
            text("No bill is left after {day} that could be paid early.", day=on), text("Give an earlier day.")
        )
    if any(line.principal_fen is None or line.interest_fen is None for line in rest):
        raise InputProblem(
            text("How much of each bill is principal and how much interest is not known."),
            text("Enter the loan's principal, rate and number of instalments."),
        )


def _declining(
    terms: Terms,
    plan: Sequence[Instalment],
    rest: Sequence[Instalment],
    on: date,
    prepaid: Fen,
    outstanding: Fen,
    keep: Keep,
    lpr: LprHistory | None,
) -> Reading:
    """Interest runs on what is owed: it is paid up to the day, and the plan begins anew with what is left."""
    current = rest[0]
    rates = course(terms, plan[0].from_on, rest[-1].due_on, lpr)
    span = _period(terms, current)
    exact = accrued(terms, replace(span, from_on=current.from_on), _until(current.from_on, outstanding, on), rates)
    now = rate_on(rates, on)
    if exact is None or now is None:
        raise InputProblem(
            text("Interest up to a day cannot be reckoned: the rate, or how days are counted, is not known."),
            text("Enter the annual rate and the day count of the contract."),
        )
    interest = to_fen(exact, terms.rounding)
    left = outstanding - prepaid
    after: tuple[Instalment, ...] = ()
    if left:
        begun = replace(terms, annual_rate_pct=Decimal(now.numerator) / now.denominator)
        anew = _anew(begun, plan, rest, on, left, keep)
        after = reckon(anew, (), lpr).lines
        if len(after) > len(rest):  # by a few fen of rounding: then the last bill takes them
            after = reckon(replace(anew, instalments=len(rest)), (), lpr).lines
    return _reading(None, interest, prepaid, rest, after)


def _until(from_on: date, balance_fen: Fen, on: date) -> list[tuple[date, Fen]]:
    """The balance from the period's start on, and nothing from the day of payment on."""
    return [(from_on, balance_fen), (on, 0)] if on > from_on else [(from_on, 0)]


def _period(terms: Terms, line: Instalment) -> Period:
    """The period of a bill, as the plan has it."""
    planned = periods(terms, line.number)
    if planned and planned[-1].due_on == line.due_on:
        return planned[-1]
    months = terms.every if terms.unit is Interval.MONTHS else None
    return Period(number=line.number, from_on=line.from_on, due_on=line.due_on, regular=True, months=months)


def _anew(
    terms: Terms, plan: Sequence[Instalment], rest: Sequence[Instalment], on: date, left: Fen, keep: Keep
) -> Terms:
    """The terms of what is left, as a loan of its own from the day on; its first period is the rest of the current
    one."""
    count, done = len(rest), len(plan) - len(rest)
    level = (rest[0].principal_fen or 0) + (rest[0].interest_fen or 0)
    kind, number, instalment = terms.kind, count, None
    if keep is Keep.INSTALMENT and kind in {LoanKind.EQUAL_INSTALMENT, LoanKind.DAILY}:
        kind, instalment = LoanKind.EQUAL_INSTALMENT, terms.instalment_fen or level
    elif keep is Keep.INSTALMENT and kind is LoanKind.EQUAL_PRINCIPAL and rest[0].principal_fen:
        instalment = rest[0].principal_fen
        number = min(count, -(-left // instalment))
    repricing = terms.repricing
    if repricing is not None and repricing.month is None:
        lent_on = plan[0].from_on
        repricing = Repricing(
            term=repricing.term,
            spread_pct=repricing.spread_pct,
            month=lent_on.month,
            day=lent_on.day,
            every_months=repricing.every_months,
        )
    return replace(
        terms,
        kind=kind,
        principal_fen=left,
        disbursed_on=on,
        first_due_on=rest[0].due_on,
        due_day=terms.due_day or plan[0].due_on.day,
        instalments=None if instalment is not None and kind is LoanKind.EQUAL_INSTALMENT else number,
        instalment_fen=instalment,
        grace_principal=max(0, terms.grace_principal - done),
        grace_interest=max(0, terms.grace_interest - done),
        first_period=FirstPeriod.SHARE if rest[0].from_on != on else terms.first_period,
        fees=tuple(_kept(clause, plan) for clause in terms.fees if clause.timing is FeeTiming.INSTALMENT),
        rate_changes=tuple(change for change in terms.rate_changes if change.from_on > on),
        repricing=repricing,
    )


def _kept(clause: FeeClause, plan: Sequence[Instalment]) -> FeeClause:
    """A fee on the amount once lent stays what it was."""
    if clause.pct is None or clause.base is not FeeBase.PRINCIPAL:
        return clause
    return FeeClause(timing=clause.timing, amount_fen=plan[-1].fee_fen or 0)


def _flat(
    terms: Terms,
    rest: Sequence[Instalment],
    on: date,
    prepaid: Fen,
    outstanding: Fen,
    keep: Keep,
    *,
    given_back: bool,
) -> Reading:
    """Interest (or the handling fee) was agreed on the whole amount lent. Not given back: what has not run yet is
    still to be paid, at once where all is paid back. Given back: it is paid for the days that have run, and later
    bills bear it for what is left."""
    left = outstanding - prepaid
    current = rest[0]
    part = current.principal_fen or 0
    count = len(rest) if keep is Keep.TERM or not part else min(len(rest), -(-left // part))
    costs = [(line.interest_fen or 0) + (line.fee_fen or 0) for line in rest]
    if not given_back:
        if not left:
            return _reading(False, sum(costs), prepaid, rest, ())
        return _reading(False, 0, prepaid, rest, _level(rest[:count], left, _shares(sum(costs), count)))
    run = Fraction((on - current.from_on).days, (current.due_on - current.from_on).days)
    interest = to_fen(costs[0] * run, terms.rounding)
    kept = Fraction(left, outstanding)
    later = [to_fen(cost * kept * (1 - run if number == 0 else 1), terms.rounding) for number, cost in enumerate(costs)]
    after = _level(rest[:count], left, later[:count]) if left else ()
    return _reading(True, interest, prepaid, rest, after)


def _shares(amount_fen: Fen, count: int) -> list[Fen]:
    """The amount in equal shares; the last takes the rest."""
    share = amount_fen // count
    return [*([share] * (count - 1)), amount_fen - share * (count - 1)]


def _level(lines: Sequence[Instalment], principal_fen: Fen, costs: Sequence[Fen]) -> tuple[Instalment, ...]:
    """The bills with the principal in equal parts, and with those costs."""
    made: list[Instalment] = []
    balance = principal_fen
    for line, part, cost in zip(lines, _shares(principal_fen, len(lines)), costs, strict=True):
        balance -= part
        made.append(
            replace(line, principal_fen=part, interest_fen=cost, fee_fen=0, total_fen=part + cost, balance_fen=balance)
        )
    return tuple(made)


def _reading(
    given_back: bool | None, interest: Fen, prepaid: Fen, rest: Sequence[Instalment], after: Sequence[Instalment]
) -> Reading:
    saved = _cost(rest) - _cost(after) - interest
    return Reading(given_back, interest, None, prepaid + interest, tuple(after), saved, saved, None)


def _cost(lines: Sequence[Instalment]) -> Fen:
    return sum((line.interest_fen or 0) + (line.fee_fen or 0) for line in lines)


def _with_fee(
    terms: Terms, reading: Reading, rest: Sequence[Instalment], on: date, prepaid: Fen, bills_paid: int
) -> Reading:
    asked = fee(terms, prepaid, bills_paid)
    total = reading.total_fen + (asked or 0)
    return reading._replace(
        fee_fen=asked,
        total_fen=total,
        saved_fen=reading.cost_saved_fen - (asked or 0),
        yearly_pct=_yearly(on, total, rest, reading.plan_after),
    )


def _yearly(on: date, total: Fen, before: Sequence[Instalment], after: Sequence[Instalment]) -> Decimal | None:
    from duewatch.servicing.flows.internal_rate import xirr  # pulls in a numerical library

    flows: dict[date, Fen] = {}
    for lines, sign in ((before, -1), (after, 1)):
        for line in lines:
            flows[line.due_on] = flows.get(line.due_on, 0) + sign * (line.total_fen or 0)
    days = sorted(day for day, amount in flows.items() if amount)
    rate = xirr([on, *days], [total, *(flows[day] for day in days)])
    return None if rate is None else (rate * 100).quantize(Decimal("0.0001"), rounding="ROUND_HALF_UP")
