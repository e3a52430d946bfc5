"""schedule: the repayment plan of an offer and what its money costs, without storing anything."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, amount, day, nearest, percent, whole
from duewatch.cli.table import Column
from duewatch.cli.words import money
from duewatch.desk.adjustments import NAMES, read_adjustment
from duewatch.desk.clause_words.lines import LINES
from duewatch.desk.clause_words.phrases import NotUnderstood
from duewatch.model.clauses import DayCount, FeeClause, FeeTiming, Interval, Rounding
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

if TYPE_CHECKING:
    from argparse import Namespace
    from decimal import Decimal

    from duewatch.desk.calculating import Calculation

METHODS = {
    "equal-instalment": LoanKind.EQUAL_INSTALMENT, "等额本息": LoanKind.EQUAL_INSTALMENT,
    "equal-principal": LoanKind.EQUAL_PRINCIPAL, "等额本金": LoanKind.EQUAL_PRINCIPAL,
    "flat": LoanKind.FLAT, "等本等息": LoanKind.FLAT,
    "interest-first": LoanKind.INTEREST_FIRST, "先息后本": LoanKind.INTEREST_FIRST,
    "bullet": LoanKind.BULLET, "一次性还本付息": LoanKind.BULLET,
    "daily": LoanKind.DAILY, "随借随还": LoanKind.DAILY,
}  # fmt: skip
_LINES = {line.name: line for line in LINES}
_NEUTRAL: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--annual-rate", {"annual_rate_pct": None}),
    ("--first-due", {"first_due_on": None}),
    ("--fee", {"fees": ()}),
    ("--every", {"every": 1, "unit": Interval.MONTHS}),
    ("--instalments", {"instalments": 1}),
    ("--principal", {"principal_fen": None}),
)
"""Options, and the terms without what each of them says: whichever makes the trouble go is the one to name."""


def _arguments(parser: Parser) -> None:
    argument = parser.argument
    argument("--principal", dest="principal_fen", metavar="YUAN", required=True, reads=amount, help=text(
        "The amount lent"))  # fmt: skip
    argument("--annual-rate", dest="annual_rate_pct", metavar="PERCENT", reads=percent, help=text(
        "Interest in percent a year; may be left out where it follows the LPR or the instalment is fixed"))  # fmt: skip
    argument("--instalments", metavar="N", reads=whole(1, 600), help=text(
        "How many bills; for bullet after how many periods the one bill comes"))  # fmt: skip
    argument("--method", metavar="METHOD", required=True, reads=_method, help=text(
        "equal-instalment, equal-principal, flat, interest-first, bullet or daily; or its Chinese name"))  # fmt: skip
    parser.choices["method"] = tuple(name for name in METHODS if name.isascii())
    argument("--disbursed", dest="disbursed_on", metavar="DATE", required=True, reads=day, help=text(
        "The day the money came"))  # fmt: skip
    argument("--first-due", dest="first_due_on", metavar="DATE", reads=day, help=text(
        "Due day of the first bill; left out, one period after the day the money came"))  # fmt: skip
    argument("--every", metavar="INTERVAL", reads=_words_of("every"), help=text(
        "How far apart the bills are, such as 1m, 2w or 14d; one month is usual"))  # fmt: skip
    argument("--day-count", metavar="COUNT", reads=_words_of("day-count"), help=text(
        "How days are counted: 30/360, actual/360, actual/365 or actual/actual; left out, a month is a twelfth of a "
        "year"))  # fmt: skip
    parser.choices["day_count"] = tuple(count.value for count in DayCount)
    argument("--fee", metavar="FEE", action="append", default=[], reads=_fee, help=text(
        "A fee in yuan, taken from the money before it is paid out; or in words, such as “2% of principal financed” or "
        "“0.5% of principal per bill”; may be given several times"))  # fmt: skip
    argument("--rounding", metavar="MODE", reads=_words_of("rounding"), help=text(
        "How amounts are rounded: half-up, half-even, up or down"))  # fmt: skip
    parser.choices["rounding"] = tuple(mode.value for mode in Rounding)
    argument("--adjustment", metavar="NAME=WORDS", action="append", default=[], reads=_adjustment, help=text(
        "What else the offer says; may be given several times. A new rate: “rate-change=2027-01-01 3.1”. The rate "
        "follows the LPR: “repricing=lpr5y -0.2 on 01-01”. First bills without principal or interest: "
        "“grace-principal=3”, “grace-interest=3”. More lent later: “drawdown=2026-05-01 5000”. A fixed instalment, the "
        "last one takes the rest: “instalment=912.50”. Instalments rounded to yuan or ten: “step=yuan”, “step=10yuan”. "
        "Fees: “fee=300 deducted”, “fee=2% of principal financed”, “fee=5 per bill”, “fee=0.5% of outstanding per "
        "bill”. An irregular first period: “first-period=share” (or whole, actual/360, actual/365). A share of the "
        "principal with every bill and the rest with the last: “principal-share=5%”. The due day of every month: "
        "“due-day=31”"))  # fmt: skip


def run(call: Call) -> int:
    """Work out an offer."""
    terms = _terms(call.options)
    try:
        found = call.desk.calculate(terms, call.options.adjustment)
    except InputProblem as problem:
        place = _culprit(call, terms)
        if place is None:
            raise
        raise InputProblem(text("{place}: {what}", place=place, what=problem.what), problem.mend) from None
    if call.out.json:
        _document(call, found)
    else:
        _show(call, found)
    return DONE


def _terms(options: "Namespace") -> Terms:
    named = {adjustment.name for adjustment in options.adjustment}
    missing = []
    if options.annual_rate_pct is None and not named & {"repricing", "instalment"}:
        missing.append("--annual-rate")
    if options.instalments is None and options.method is not LoanKind.BULLET and "instalment" not in named:
        missing.append("--instalments")
    if missing:
        raise InputProblem(
            text("Missing: {names}.", names=", ".join(missing)),
            text("See: {command} --help", command="duewatch schedule"),
        )
    every, unit = options.every or (1, Interval.MONTHS)
    return Terms(
        kind=options.method,
        principal_fen=options.principal_fen,
        annual_rate_pct=options.annual_rate_pct,
        instalments=options.instalments,
        disbursed_on=options.disbursed_on,
        first_due_on=options.first_due_on,
        every=every,
        unit=unit,
        day_count=options.day_count,
        rounding=options.rounding or Rounding.HALF_UP,
        fees=tuple(options.fee),
    )


def _culprit(call: Call, terms: Terms) -> str | None:
    """The option that an offer cannot be with, found by leaving out one after another; None where none alone is."""

    def can_be(terms: Terms, adjustments: list[Any]) -> bool:
        try:
            call.desk.calculate(terms, adjustments)
        except InputProblem:
            return False
        return True

    given = call.options.adjustment
    for place, adjustment in enumerate(given):
        if can_be(terms, [*given[:place], *given[place + 1 :]]):
            return f"--adjustment {adjustment.words}"
    a_month_before = (terms.first_due_on or call.today) - timedelta(days=31)
    for option, without in (*_NEUTRAL, ("--disbursed", {"disbursed_on": a_month_before})):
        if can_be(replace(terms, **without), given):
            return option
    return None


# --- reading ---------------------------------------------------------------------------------------------


def _method(place: str, value: str) -> LoanKind:
    if value in METHODS:
        return METHODS[value]
    known = [name for name in METHODS if name.isascii()]
    meant = nearest(value, known)
    raise InputProblem(
        text("{place}: “{value}” is not one of {choices}.", place=place, value=value, choices=", ".join(known)),
        text("Did you mean {option}?", option=meant) if meant else None,
    )


def _words_of(name: str) -> Any:
    """Reads an option as the clause of that name is read everywhere."""
    line = _LINES[name]

    def read(place: str, value: str) -> object:
        try:
            return line.read(value)
        except NotUnderstood as problem:
            raise _not_understood(place, problem, line.example) from None

    return read


def _fee(place: str, value: str) -> FeeClause:
    """A bare amount is deducted up front; anything else says when it is paid."""
    try:
        return FeeClause(timing=FeeTiming.DEDUCTED, amount_fen=_positive(value))
    except ValueError:
        pass
    try:
        fee: FeeClause = _LINES["fee"].read(value)[0]
    except NotUnderstood as problem:
        raise _not_understood(place, problem, _LINES["fee"].example) from None
    return fee


def _positive(value: str) -> int:
    fen = parse_yuan(value)
    if fen <= 0:
        raise ValueError(value)
    return fen


def _adjustment(place: str, value: str) -> object:
    try:
        return read_adjustment(value)
    except NotUnderstood as problem:
        raise _not_understood(place, problem, text("one of {names}", names=", ".join(NAMES))) from None


def _not_understood(place: str, problem: NotUnderstood, example: Text) -> InputProblem:
    return InputProblem(
        text("{place}: {what}.", place=place, what=problem.what),
        text("Write it like: {example}", example=problem.like or example),
    )


# --- showing ---------------------------------------------------------------------------------------------


def _document(call: Call, found: "Calculation") -> None:
    plan, cost = found.plan, found.cost
    call.out.document(
        "schedule",
        instalments=[
            {
                "number": line.number,
                "from_on": line.from_on,
                "due_on": line.due_on,
                "principal_fen": line.principal_fen,
                "interest_fen": line.interest_fen,
                "fee_fen": line.fee_fen,
                "total_fen": line.total_fen,
                "balance_fen": line.balance_fen,
            }
            for line in plan.instalments
        ],
        lent_fen=plan.lent_fen,
        received_fen=plan.received_fen,
        total_fen=plan.total_fen,
        total_interest_fen=plan.total_interest_fen,
        total_fees_fen=plan.total_fees_fen,
        deducted_fen=plan.deducted_fen,
        financed_fen=plan.financed_fen,
        annual_cost={
            "simple_pct": None if cost is None else _pct(cost.simple_pct),
            "compound_pct": None if cost is None else _pct(cost.compound_pct),
            "by_days": None if cost is None else cost.dated,
        },
        notes=[call.wording.say(note) for note in found.notes],
    )


def _pct(number: "Decimal | None") -> str | None:
    return None if number is None else f"{number:f}"


def _show(call: Call, found: "Calculation") -> None:
    out, say = call.out, call.wording.say
    out.heading(text("Repayment plan"))
    out.pairs(_sums(call, found))
    out.blank()
    lines = found.plan.instalments
    with_fee = any(line.fee_fen for line in lines)
    columns = [
        Column(say(text("No.")), right=True),
        Column(say(text("Due"))),
        Column(say(text("Due in all")), right=True),
        Column(say(text("Principal")), right=True, drop=2),
        Column(say(text("Interest")), right=True, drop=3),
        *([Column(say(text("Fee")), right=True, drop=4)] if with_fee else []),
        Column(say(text("Principal left")), right=True, drop=1),
    ]
    out.table(
        columns,
        (
            [
                str(line.number),
                line.due_on.isoformat(),
                money(call.wording, line.total_fen),
                money(call.wording, line.principal_fen),
                money(call.wording, line.interest_fen),
                *([money(call.wording, line.fee_fen)] if with_fee else []),
                money(call.wording, line.balance_fen),
            ]
            for line in lines
        ),
    )
    out.blank()
    for note in found.notes:
        out.say(note, mark="·")
    out.say(_cost_line(found))


def _sums(call: Call, found: "Calculation") -> Iterator[tuple[Text, str]]:
    plan = found.plan
    yield text("Lent"), money(call.wording, plan.lent_fen)
    if plan.deducted_fen:
        yield text("Fees taken from it"), money(call.wording, plan.deducted_fen)
        yield text("You receive"), money(call.wording, plan.received_fen)
    if plan.financed_fen:
        yield text("Fees added to it"), money(call.wording, plan.financed_fen)
    yield text("Interest in all"), money(call.wording, plan.total_interest_fen)
    if plan.total_fees_fen != 0:
        yield text("Fees in all"), money(call.wording, plan.total_fees_fen)
    yield text("You pay back"), money(call.wording, plan.total_fen)


def _cost_line(found: "Calculation") -> Text:
    from decimal import Decimal

    cost = found.cost
    if cost is None:
        return text("The true yearly cost cannot be told while an amount of the plan is not known.")
    if cost.simple_pct is None or cost.compound_pct is None or cost.other_pcts:
        return text("No one yearly cost fits this plan.")
    cents = Decimal("0.01")
    return text(
        "True yearly cost, all fees counted, against what you receive: {simple}% simple, {compound}% compound.",
        simple=cost.simple_pct.quantize(cents, rounding="ROUND_HALF_UP"),
        compound=cost.compound_pct.quantize(cents, rounding="ROUND_HALF_UP"),
    )


COMMANDS = {"schedule": Command(_arguments, run)}
