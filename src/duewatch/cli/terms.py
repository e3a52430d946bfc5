"""The terms of a loan as options: `loan add` and `loan edit` take the same ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from duewatch.cli.parser import Parser, Reads, amount, day, percent, whole
from duewatch.desk.clause_words.late import read_cap
from duewatch.desk.clause_words.lines import LINES, Line, capped
from duewatch.desk.clause_words.phrases import NotUnderstood
from duewatch.desk.writing import can_be
from duewatch.model.clauses import LateBase
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

if TYPE_CHECKING:
    from argparse import Namespace

KINDS = tuple(kind.value for kind in LoanKind)
_PLAIN = (
    "principal_fen", "annual_rate_pct", "instalments", "disbursed_on", "first_due_on", "due_day", "statement_day",
    "instalment_fen", "credit_limit_fen", "late_daily_pct", "late_base", "grace_days",
)  # fmt: skip
"""Terms whose option is a plain value; the clauses are the lines of clause_words."""
FORGETTABLE = {
    "principal": "principal_fen",
    "annual-rate": "annual_rate_pct",
    "instalments": "instalments",
    "disbursed": "disbursed_on",
    "first-due": "first_due_on",
    "due-day": "due_day",
    "statement-day": "statement_day",
    "instalment": "instalment_fen",
    "credit-limit": "credit_limit_fen",
    "late-daily": "late_daily_pct",
}
_CLAUSES = {line.name: line for line in LINES}


def terms_arguments(parser: Parser) -> None:
    """An option for every term."""
    argument = parser.argument
    argument("--kind", choices=KINDS, metavar="KIND", help=text(
        "equal-instalment, equal-principal, flat, interest-first, bullet, daily, revolving (card or credit line) or "
        "unknown"))  # fmt: skip
    argument("--principal", dest="principal_fen", metavar="YUAN", reads=amount, help=text("The amount lent"))
    argument("--annual-rate", dest="annual_rate_pct", metavar="PERCENT", reads=percent, help=text(
        "Interest in percent a year"))  # fmt: skip
    argument("--instalments", metavar="N", reads=whole(1, 600), help=text("How many bills"))
    argument("--disbursed", dest="disbursed_on", metavar="DATE", reads=day, help=text("The day the money came"))
    argument("--first-due", dest="first_due_on", metavar="DATE", reads=day, help=text("Due day of the first bill"))
    argument("--due-day", metavar="DAY", reads=whole(1, 31), help=text("Due day of every month"))
    argument("--statement-day", metavar="DAY", reads=whole(1, 31), help=text("Day of the month the statement is out"))
    argument("--instalment", dest="instalment_fen", metavar="YUAN", reads=amount, help=text(
        "The contract's own fixed instalment"))  # fmt: skip
    argument("--credit-limit", dest="credit_limit_fen", metavar="YUAN", reads=amount, help=text("The credit limit"))
    argument("--late-daily", dest="late_daily_pct", metavar="PERCENT", reads=percent, help=text(
        "Late charge in percent a day, only as your contract says it"))  # fmt: skip
    argument("--late-base", choices=tuple(base.value for base in LateBase), metavar="BASE", help=text(
        "What the late charge is taken on: overdue-principal or overdue-amount"))  # fmt: skip
    argument("--grace-days", metavar="N", reads=whole(0, 30), help=text(
        "Grace days, only as your own contract grants them"))  # fmt: skip
    _clause_arguments(parser)


def _clause_arguments(parser: Parser) -> None:
    clause = partial(_clause_argument, parser)
    clause("every", "INTERVAL", text("How far apart the bills are, such as 1m, 2w or 14d; one month is usual"))
    clause("day-count", "COUNT", text(
        "How days are counted: 30/360, actual/360, actual/365 or actual/actual; left out, a month is a twelfth of a "
        "year"))  # fmt: skip
    clause(
        "first-period",
        "HOW",
        text(
            "What an irregular first period bears: whole (as any other), share (by its days), actual/360 or actual/365"
        ),
    )
    clause(
        "principal-share",
        "PERCENT",
        text("For equal principal: the percentage of the amount lent that each bill pays back, the last one the rest"),
    )
    clause("grace-principal", "N", text("So many first bills without principal"))
    clause("grace-interest", "N", text("So many first bills without interest; it is paid with the next one"))
    clause("step", "STEP", text("What the level instalment is rounded to: fen, jiao, yuan or 10yuan"))
    clause("rounding", "MODE", text("How amounts are rounded: half-up, half-even, up or down"))
    clause("fee", "FEE", text(
        "A fee, such as “300 deducted”, “2% of principal financed” or “0.5% of principal per bill”; may be given "
        "several times"))  # fmt: skip
    clause("rate-change", "CHANGE", text(
        "Another rate from a day on, such as “2027-01-01 3.1”; may be given several times"))  # fmt: skip
    clause("repricing", "RULE", text("The rate follows the LPR, such as “lpr5y -0.2 on 01-01”"))
    clause("late", "RULE", text(
        "A late charge as your contract says it, such as “0.05% a day of principal”, “1.5x”, “compound 1.5x” or "
        "“days 5-10: 20, 11-: 50”; may be given several times"))  # fmt: skip
    reads_cap = _reading(read_cap, text("500 or 30% of the principal"))
    parser.argument("--late-cap", metavar="CAP", reads=reads_cap, help=text(
        "No more than this in all for a bill, such as 500 or “30% of principal”, for late charges without a cap of "
        "their own"))  # fmt: skip
    clause("allocation", "ORDER", text(
        "What a payment covers first, such as “charge, fee, interest, principal by bill surplus next”, with "
        "“from day 91: principal, interest” for another order then"))  # fmt: skip
    clause("prepayment", "COST", text("What paying back early costs, such as “1% free after 6” or “2 months interest”"))
    clause("card-due-offset", "DAYS", text("The card's bill is due so many days after the statement"))
    clause("card-daily", "PERCENT", text("The card's interest in percent a day"))
    clause("card-minimum", "SHARE", text("The card's minimum payment, such as “10% at least 50”"))
    clause("card-late", "SHARE", text("The card's late charge on the unpaid minimum, such as “5% at least 10”"))
    clause("card-paid-part", "HOW", text(
        "Whether the part of a card's balance that was paid in time bears interest when the rest was not: free or "
        "“bears interest”"))  # fmt: skip
    clause("card-tolerance", "SHARE", text(
        "A shortfall that the card counts as paid in full, such as 10, 1% or “10 or 1%”"))  # fmt: skip
    clause("card-grace", "DAYS", text("So many days after the due day still count as in time with the card"))
    clause("card-cash-daily", "PERCENT", text("The card's interest on cash advances in percent a day"))


def _clause_argument(parser: Parser, name: str, metavar: str, help: Text) -> None:
    """The option of one line. Where it has choices they are completed; the same in Chinese are understood too."""
    line = _CLAUSES[name]
    how: dict[str, Any] = {"action": "append"} if line.several else {}
    reads = _reading(line.read, line.example)
    parser.argument(f"--{name}", dest=_dest(line), metavar=metavar, reads=reads, help=help, **how)
    if line.choices:
        parser.choices[_dest(line)] = tuple(words for words, _ in line.choices if words)


def _reading(read: Callable[[str], object], example: Text) -> Reads:
    """Reads the words of a clause; what is wrong names the option."""

    def reads(place: str, value: str) -> object:
        try:
            return read(value)
        except NotUnderstood as problem:
            raise InputProblem(
                text("{place}: {what}.", place=place, what=problem.what),
                text("Write it like: {example}", example=example),
            ) from None

    return reads


def _dest(line: Line) -> str:
    return "clause_" + line.name.replace("-", "_")


def given_terms(options: "Namespace", terms: Terms) -> Terms:
    """The terms with what was given on the command line; a clause that is given takes the place of the known ones."""
    plain = {name: getattr(options, name) for name in _PLAIN if getattr(options, name) is not None}
    if "late_base" in plain:
        plain["late_base"] = LateBase(plain["late_base"])
    if options.kind:
        plain["kind"] = LoanKind(options.kind)
    terms = replace(terms, **plain)
    for line in LINES:
        value = getattr(options, _dest(line))
        if value is not None:
            terms = line.put(terms, sum(value, ()) if line.several else value)
    return terms if options.late_cap is None else _capped(terms, options.late_cap)


def culprit(options: "Namespace", terms: Terms) -> str | None:
    """The option that terms cannot be with, found by leaving out one after another; None where none alone is."""
    for line in LINES:
        if getattr(options, _dest(line)) is not None and can_be(line.clear(terms)):
            return f"--{line.name}"
    blank = Terms(kind=terms.kind)
    for option, name in reversed(FORGETTABLE.items()):  # of two that do not go together, the more particular one
        without: dict[str, Any] = {name: getattr(blank, name)}
        if getattr(options, name) is not None and can_be(replace(terms, **without)):
            return f"--{option}"
    return None


@contextmanager
def naming_option(options: "Namespace", terms: Terms) -> Iterator[None]:
    """Let what is wrong with terms name the option that says it."""
    try:
        yield
    except InputProblem as problem:
        option = None if can_be(terms) else culprit(options, terms)
        if option is None:
            raise
        raise InputProblem(text("{place}: {what}", place=option, what=problem.what), problem.mend) from None


def _capped(terms: Terms, cap: dict[str, Any]) -> Terms:
    clauses = capped(terms.late_clauses, cap)
    if clauses == terms.late_clauses:
        raise InputProblem(
            text("--late-cap: there is no late charge without a cap of its own."),
            text("Give the charge with --late, such as --late 1.5x."),
        )
    return replace(terms, late_clauses=clauses)


def forget(terms: Terms, word: str) -> Terms | None:
    """The terms with one of them unknown again; None where the word is no term that can be."""
    if word in FORGETTABLE:
        unknown: dict[str, Any] = {FORGETTABLE[word]: None}
        return replace(terms, **unknown)
    return _CLAUSES[word].clear(terms) if word in _CLAUSES else None


def forgettable() -> list[str]:
    """Every word that `forget` knows."""
    return [*FORGETTABLE, *_CLAUSES]
