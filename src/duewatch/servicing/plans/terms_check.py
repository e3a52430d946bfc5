"""Whether terms can be: one sentence naming the field and how to mend it for whatever cannot."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from duewatch.model.clauses import FeeBase, FeeClause, FeeTiming, Interval, Repricing
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import MAX_FEN
from duewatch.model.problem import InputProblem
from duewatch.model.text import Parameter, Text, text
from duewatch.servicing.plans.limits import (
    MAX_ANNUAL_RATE_PCT,
    MAX_CARD_DAILY_PCT,
    MAX_EVERY,
    MAX_FEE_PCT,
    MAX_GRACE_DAYS,
    MAX_INSTALMENTS,
    MAX_INTEREST_MONTHS,
    MAX_LATE_DAILY_PCT,
    MAX_LATE_MULTIPLE,
    MAX_SPREAD_PCT,
    MAX_STEP_FEN,
    MAX_YEAR,
    MIN_YEAR,
)
from duewatch.servicing.plans.periods import due_dates
from duewatch.servicing.plans.plan import Drawdown


def check_terms(terms: Terms) -> None:
    """Raise InputProblem naming the field, if the terms cannot be. What is not known (None) is never wrong."""
    _check_amounts(terms)
    _check_within(text("due day of the month"), terms.due_day, 1, 31)
    _check_within(text("statement day of the month"), terms.statement_day, 1, 31)
    _check_within(text("number of instalments"), terms.instalments, 1, MAX_INSTALMENTS)
    _check_within(text("grace days"), terms.grace_days, 0, MAX_GRACE_DAYS)
    _check_rate(text("annual rate (percent)"), terms.annual_rate_pct)
    _check_within(text("daily late charge (percent)"), terms.late_daily_pct, 0, MAX_LATE_DAILY_PCT)
    _check_within(text("distance between two bills"), terms.every, 1, MAX_EVERY[terms.unit])
    _check_within(text("step of rounding (fen)"), terms.step_fen, 1, MAX_STEP_FEN)
    _check_share(terms)
    _check_grace(terms)
    _check_dates(terms)
    for fee in terms.fees:
        _check_fee(fee, terms)
    for change in terms.rate_changes:
        _check_rate(text("new annual rate (percent)"), change.annual_rate_pct)
        _check_day(text("day of the new rate"), change.from_on)
        _check_after_lending(text("day of the new rate"), change.from_on, terms)
    if terms.repricing is not None:
        _check_repricing(terms.repricing)
    _check_charges(terms)
    if terms.kind is LoanKind.BULLET and (terms.instalments or 1) != 1:
        raise InputProblem(
            text("A loan that is paid back all at the end has one bill, not {count}.", count=terms.instalments or 1),
            text("Leave out the number of instalments, or choose another kind of loan."),
        )
    if terms.instalment_fen is not None:
        from duewatch.servicing.plans.instalment_check import check_instalment

        check_instalment(terms)


def _check_charges(terms: Terms) -> None:
    """What is late, paid early, or a card costs."""
    for clause in terms.late_clauses:
        _check_within(text("daily late charge (percent)"), clause.pct, 0, MAX_LATE_DAILY_PCT)
        _check_within(text("multiple of the contract rate"), clause.multiple, 0, MAX_LATE_MULTIPLE)
    if terms.prepayment is not None:
        _check_within(text("fee for paying early (percent)"), terms.prepayment.pct, 0, MAX_FEE_PCT)
        _check_within(text("months of interest"), terms.prepayment.interest_months, 0, MAX_INTEREST_MONTHS)
    if terms.card is not None:
        for name, value, most in (
            (text("daily interest of the card (percent)"), terms.card.daily_pct, MAX_CARD_DAILY_PCT),
            (text("daily interest on cash (percent)"), terms.card.cash_daily_pct, MAX_CARD_DAILY_PCT),
            (text("minimum payment (percent)"), terms.card.minimum_pct, 100),
            (text("late charge of the card (percent)"), terms.card.late_pct, MAX_FEE_PCT),
        ):
            _check_within(name, value, 0, most)


def check_drawdowns(terms: Terms, drawdowns: Sequence[Drawdown]) -> None:
    """Raise InputProblem if money cannot be lent later as said: before the loan begins, or once it is over."""
    for one in drawdowns:
        _check_day(text("day of the drawdown"), one.on)
        if not 0 < one.amount_fen <= MAX_FEN:
            raise _amount_problem(text("drawdown"))
        _check_after_lending(text("day of the drawdown"), one.on, terms)
        known = terms.instalments is not None or terms.kind is LoanKind.BULLET
        dues = due_dates(terms, terms.instalments or 1) if known else None
        if dues and one.on >= dues[-1]:
            raise InputProblem(
                text("The drawdown of {on} is not before the last due date {last}.", on=one.on, last=dues[-1]),
                text("Correct one of the two dates."),
            )


def _check_amounts(terms: Terms) -> None:
    for name, amount, least in (
        (text("principal"), terms.principal_fen, 1),
        (text("instalment amount"), terms.instalment_fen, 1),
        (text("credit limit"), terms.credit_limit_fen, 0),
    ):
        if amount is not None and not least <= amount <= MAX_FEN:
            raise _amount_problem(name)


def _amount_problem(name: Text) -> InputProblem:
    return InputProblem(
        text("The {field} must be more than nothing and no more than ten trillion yuan.", field=name),
        text("Correct it, or leave it empty if it is not known."),
    )


def _check_within(name: Text, value: int | Decimal | None, least: Decimal | int, most: int) -> None:
    if value is None:
        return
    if (isinstance(value, Decimal) and not value.is_finite()) or not least <= value <= most:
        raise InputProblem(
            text(
                "The value {value} for {field} is not between {least} and {most}.",
                field=name,
                value=_shown(value),
                least=least,
                most=most,
            ),
            text("Correct it, or leave it empty if it is not known."),
        )


def _shown(value: Decimal | int) -> Parameter:
    return value if isinstance(value, int) or value.is_finite() else str(value)


def _check_rate(name: Text, value: Decimal | None) -> None:
    if value is None or (value.is_finite() and 0 <= value < MAX_ANNUAL_RATE_PCT):
        return
    raise InputProblem(
        text(
            "The value {value} for {field} cannot be: it must be at least 0 and less than {most}.",
            field=name,
            value=_shown(value),
            most=MAX_ANNUAL_RATE_PCT,
        ),
        text("Correct it, or leave it empty if it is not known."),
    )


def _check_share(terms: Terms) -> None:
    share = terms.principal_share_pct
    _check_within(text("share of the principal (percent)"), share, 0, 100)
    if share is None:
        return
    if terms.kind is not LoanKind.EQUAL_PRINCIPAL:
        raise InputProblem(
            text("A fixed share of the principal with every bill goes with equal principal only."),
            text("Leave it out, or choose equal principal."),
        )
    bills = None if terms.instalments is None else terms.instalments - 1 - terms.grace_principal
    if bills is not None and share * bills >= 100:
        raise InputProblem(
            text("Shares of {share} % pay the whole principal back before the last bill.", share=share),
            text("Correct the share or the number of instalments."),
        )


def _check_grace(terms: Terms) -> None:
    for name, value in (
        (text("bills without principal"), terms.grace_principal),
        (text("bills without interest"), terms.grace_interest),
    ):
        _check_within(name, value, 0, MAX_INSTALMENTS)
        if value and terms.instalments is not None and value >= terms.instalments:
            raise InputProblem(
                text("{field}: {value} of {count} leave no bill to pay back with.", field=name, value=value,
                     count=terms.instalments),
                text("Correct the number of bills in grace or the number of instalments."),
            )  # fmt: skip


def _check_dates(terms: Terms) -> None:
    lent_on, first_on = terms.disbursed_on, terms.first_due_on
    _check_day(text("day of lending"), lent_on)
    _check_day(text("first due date"), first_on)
    if lent_on and first_on and first_on <= lent_on:
        raise InputProblem(
            text("The first due date {first} is not after the day of lending {lent}.", first=first_on, lent=lent_on),
            text("Correct one of the two dates."),
        )
    begin = first_on or lent_on
    if begin is None or terms.instalments is None or terms.kind is LoanKind.BULLET:
        return
    years = {Interval.MONTHS: 12, Interval.WEEKS: 52, Interval.DAYS: 365}[terms.unit]
    if begin.year + terms.instalments * terms.every // years >= MAX_YEAR:
        raise InputProblem(
            text("The plan would run past the year {year}.", year=MAX_YEAR),
            text("Correct the number of instalments or the distance between two bills."),
        )


def _check_day(name: Text, on: date | None) -> None:
    if on is not None and not MIN_YEAR <= on.year < MAX_YEAR:
        raise InputProblem(
            text("The {field} {on} is not between the years {first} and {last}.", field=name, on=on,
                 first=MIN_YEAR, last=MAX_YEAR),
            text("Correct the date."),
        )  # fmt: skip


def _check_after_lending(name: Text, on: date, terms: Terms) -> None:
    if terms.disbursed_on is not None and on <= terms.disbursed_on:
        raise InputProblem(
            text("The {field} {on} is not after the day of lending {lent}.", field=name, on=on,
                 lent=terms.disbursed_on),
            text("Correct one of the two dates."),
        )  # fmt: skip


def _check_fee(fee: FeeClause, terms: Terms) -> None:
    if fee.amount_fen is None and fee.pct is None:
        raise InputProblem(text("A fee has neither an amount nor a percentage."), text("Give one of the two."))
    if fee.amount_fen is not None and not 0 <= fee.amount_fen <= MAX_FEN:
        raise _amount_problem(text("fee"))
    _check_within(text("fee (percent)"), fee.pct, 0, MAX_FEE_PCT)
    if fee.timing is FeeTiming.INSTALMENT:
        return
    if fee.base is not FeeBase.PRINCIPAL:
        raise InputProblem(
            text(
                "A fee that is deducted or financed is taken on the principal, not on what is still owed or on a bill."
            ),
            text("Take it on the principal."),
        )
    if fee.timing is FeeTiming.DEDUCTED and terms.principal_fen is not None:
        deducted = _deducted(terms.fees, terms.principal_fen)
        if deducted >= terms.principal_fen:
            raise InputProblem(
                text("The deducted fees leave nothing of the principal."), text("Correct the fees or the principal.")
            )


def _deducted(fees: Iterable[FeeClause], principal_fen: int) -> Decimal:
    return sum(
        (
            Decimal(fee.amount_fen or 0) + principal_fen * (fee.pct or Decimal(0)) / 100
            for fee in fees
            if fee.timing is FeeTiming.DEDUCTED
        ),
        Decimal(0),
    )


def _check_repricing(repricing: Repricing) -> None:
    _check_within(text("spread (percentage points)"), repricing.spread_pct, -MAX_SPREAD_PCT, MAX_SPREAD_PCT)
    _check_within(text("month of the repricing day"), repricing.month, 1, 12)
    _check_within(text("repricing day of the month"), repricing.day, 1, 31)
    _check_within(text("months between two repricings"), repricing.every_months, 1, MAX_EVERY[Interval.MONTHS])
    if (repricing.month is None) is not (repricing.day is None):
        raise InputProblem(
            text("A repricing day needs both its month and its day."),
            text("Give both, or neither for the anniversary of the day of lending."),
        )
