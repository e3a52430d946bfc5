"""The rules that ship with duewatch, as values: the law, the LPR, the credit-report codes, the usual ladder.

Read from the files in ``duewatch/rules`` when first asked for, once a process.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from duewatch.config.sourced import read_rungs, read_sources
from duewatch.config.tables import Table, read_table
from duewatch.model.lpr import LprHistory, LprRate
from duewatch.model.platform import CONFIDENCES, TIERS, Fact, Ladder, Source
from duewatch.model.rulebook import LenderKind, LenderTrade, ReportCode, Rule, Rulebook
from duewatch.model.text import Literal
from duewatch.shipped import shipped

_FOLDER = shipped(Path(__file__).parents[1] / "rules")
GENERIC = "generic"
"""The platform id of the usual ladder."""


@cache
def rulebook() -> Rulebook:
    """Everything in ``rules/``. Raises InputProblem if an installed file was damaged."""
    codes, years = _codes()
    return Rulebook(_rules(), codes, _generic_ladder(), years)


@cache
def quotable_rules() -> dict[str, Fact]:
    """The usable rules as facts, for what a rung's collectors may not do; the scope is said with the rule."""
    return {rule.id: rule.as_fact() for rule in _rules().values() if rule.usable}


def lpr_history(own: Sequence[LprRate] = ()) -> LprHistory:
    """Every LPR known: those of ``rules/lpr.csv`` and the borrower's own, which count where both name a day.

    The file's first columns and its sources are those of the collected facts (the public data file
    data/LPR.csv of github.com/Jesselili/cn-housing-prices, checked row by row against other pages on 2026-11-23).
    confidence: high where a second source gives the same, or the notice or a report of it was seen; medium where it
    follows from reports about other months; low where one source alone gives it.
    """
    return LprHistory([*_published_rates(), *own], int(_rules()["lpr-publication"].number("day_of_month") or 0))


@cache
def lender_trades() -> tuple[LenderTrade, ...]:
    """The kinds of lender with their names and the words that tell them."""
    table = read_table(_FOLDER / "lenders.toml", "rules/lenders.toml")
    kinds = tuple(LenderKind)
    return tuple(
        LenderTrade(LenderKind(entry.choice("id", kinds)), entry.literal(), entry.texts("words"))
        for entry in table.tables("lender")
    )


def lender_name(kind: LenderKind) -> Literal:
    """What such lenders are called."""
    return next(trade.name for trade in lender_trades() if trade.kind is kind)


def lender_kind(name: str) -> LenderKind | None:
    """The kind of lender that a registered name tells; None where it fits none, or several."""
    fitting = [trade.kind for trade in lender_trades() if any(word in name for word in trade.words)]
    return fitting[0] if len(fitting) == 1 else None


@cache
def _published_rates() -> tuple[LprRate, ...]:
    from csv import DictReader

    rows = DictReader((_FOLDER / "lpr.csv").read_text(encoding="utf-8").splitlines())
    return tuple(
        LprRate(
            date.fromisoformat(row["date"]),
            Decimal(row["one_year_pct"]),
            Decimal(row["over_five_year_pct"]),
            row["source"],
            row["confidence"],
        )
        for row in rows
    )


@cache
def _rules() -> dict[str, Rule]:
    table = read_table(_FOLDER / "regulation.toml", "rules/regulation.toml")
    rules = [_rule(entry) for entry in table.tables("rule")]
    return {rule.id: rule for rule in rules}


def _rule(entry: Table) -> Rule:
    article = entry.text("source_article", "")
    title = entry.text("source_title")
    confidence = entry.choice("confidence", CONFIDENCES)
    source = Source(
        f"{title}{article}" if "第" in article else title,
        entry.choice("tier", TIERS),
        None,
        entry.maybe_text("source_url"),
    )
    return Rule(
        id=entry.text("id"),
        topic=entry.text("topic"),
        text=entry.literal(),
        source=source,
        article=article,
        confidence=confidence,
        effective_from=entry.maybe_day("effective_from"),
        effective_to=entry.maybe_day("effective_to"),
        usable=confidence != "unconfirmed",
        scope=entry.maybe_literal("scope"),
        parameters=entry.parameters("parameters"),
        lenders=tuple(LenderKind(kind) for kind in entry.texts("lenders")),
        applies_to=entry.maybe_literal("applies"),
    )


def _codes() -> tuple[tuple[ReportCode, ...], int]:
    table = read_table(_FOLDER / "credit_report_codes.toml", "rules/credit_report_codes.toml")
    years = table.whole("bad_information_retention_years")
    codes = tuple(
        ReportCode(
            code=entry.text("code"),
            kind=entry.text("kind"),
            meaning=entry.literal(),
            applies_to=entry.texts("applies_to"),
            days_from=entry.maybe_whole("days_from"),
            days_to=entry.maybe_whole("days_to"),
            source=Source(entry.text("source_title"), entry.choice("tier", TIERS)),
            confidence=entry.choice("confidence", CONFIDENCES),
        )
        for entry in table.tables("code")
    )
    return codes, years


def _generic_ladder() -> Ladder:
    table = read_table(_FOLDER / "ladders.toml", "rules/ladders.toml")
    return Ladder(GENERIC, tuple(read_rungs(table, read_sources(table), quotable_rules())))
