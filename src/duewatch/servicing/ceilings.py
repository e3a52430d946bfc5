"""Ceilings: a yearly cost held against the rules about what loans may cost. The outcome is "above the measure of rule X
by Y", never a verdict.

Every figure comes from the rules handed in; here stands only which rule speaks of which figure, and how it is meant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from duewatch.model.clauses import LprTerm
from duewatch.model.lpr import LprHistory, LprRate
from duewatch.model.platform import Source
from duewatch.model.rulebook import LenderKind, Rule
from duewatch.model.text import Literal, Text, text


class Weight(StrEnum):
    """What stands behind a measure."""

    COURT = "court"
    """Courts go by it where somebody asks them to."""
    DIRECTION = "direction"
    """The supervisors direct lenders to keep to it."""
    REPORT = "report"
    """The media report it; no document was published."""
    DUTY = "duty"
    """No measure of cost, but something that the lender must show."""


class Kind(StrEnum):
    """How a rule's figure becomes a measure in percent a year."""

    SHARE = "share"
    """A share of the principal a year."""
    LPR = "lpr"
    """So many times the one-year LPR in force on the day of signing."""
    LPR_GOAL = "lpr-goal"
    """The same, but as a goal that new loans are to keep to from a later day on (its "target_deadline")."""
    AVERAGE = "average"
    """A share, but for the average of all new loans of a lender: no loan can be held against it."""
    AT_SUIT = "at-suit"
    """Hangs on the LPR of the day on which somebody sues."""
    SHEET = "sheet"
    """None at all: the lender must lay all costs open."""


class Measure(NamedTuple):
    """A figure of a rule. parameter: its name in the data; empty for a rule without one."""

    rule_id: str
    parameter: str
    kind: Kind
    weight: Weight


MEASURES = (
    Measure("private-lending-cap-4lpr", "multiple", Kind.LPR, Weight.COURT),
    Measure("private-lending-24-36", "enforceable_max", Kind.SHARE, Weight.COURT),
    Measure("private-lending-24-36", "void_above", Kind.SHARE, Weight.COURT),
    Measure("private-lending-transition", "split_date", Kind.AT_SUIT, Weight.COURT),
    Measure("financial-loan-24pct", "cap_annual", Kind.SHARE, Weight.COURT),
    Measure("zhudai-2025-9", "total_cost_cap_annual", Kind.SHARE, Weight.DIRECTION),
    Measure("microloan-cost-247", "cap_annual", Kind.SHARE, Weight.DIRECTION),
    Measure("microloan-cost-247", "target_lpr_multiple", Kind.LPR_GOAL, Weight.DIRECTION),
    Measure("consumer-finance-20pct", "single_loan_cap_annual", Kind.SHARE, Weight.REPORT),
    Measure("consumer-finance-20pct", "average_cap_annual", Kind.AVERAGE, Weight.REPORT),
    Measure("disclosure-2026", "", Kind.SHEET, Weight.DUTY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """A yearly cost beside one figure of a rule.

    limit_pct: the measure, percent a year; None where the rule has none or it cannot be told. exceeded: whether the
    cost is above it; None where that cannot be told. by_pct: by how many percentage points, only where it is. applies:
    True where the lender's kind is known and the rule is for it; None where the kind is not known, so that the
    comparison holds only if the lender is one of `applies_to`. text: the outcome in a sentence; bearing: what such a
    measure means; says: the rule itself. lpr: the publication it was reckoned with.
    """

    rule_id: str
    limit_pct: Decimal | None
    exceeded: bool | None
    by_pct: Decimal | None
    applies: bool | None
    applies_to: Text
    weight: Weight
    text: Text
    bearing: Text
    says: Literal
    source: Source
    confidence: str
    effective_from: date | None
    effective_to: date | None
    lpr: LprRate | None = None


class _Outcome(NamedTuple):
    """What a measure comes to."""

    text: Text
    limit_pct: Decimal | None = None
    exceeded: bool | None = None
    lpr: LprRate | None = None


def against(
    pct: Decimal, signed_on: date, lender: LenderKind | None, rules: Mapping[str, Rule], lpr: LprHistory
) -> tuple[Ceiling, ...]:
    """A yearly cost (percent, all that the borrower pays included) held against every measure that was there on the
    day of signing, and those that courts apply to older loans too.

    lender: its kind; None where it is not known, then all measures that may be for it. Rules that are not confirmed
    are left out.
    """
    return tuple(
        Ceiling(
            rule_id=rule.id,
            limit_pct=outcome.limit_pct,
            exceeded=outcome.exceeded,
            by_pct=pct - outcome.limit_pct if outcome.exceeded and outcome.limit_pct is not None else None,
            applies=None if lender is None else True,
            applies_to=rule.applies_to or rule.scope or text("see the rule"),
            weight=measure.weight,
            text=outcome.text,
            bearing=_bearing(measure.weight),
            says=rule.text,
            source=rule.source,
            confidence=rule.confidence,
            effective_from=rule.effective_from,
            effective_to=rule.effective_to,
            lpr=outcome.lpr,
        )
        for measure, rule in _at_hand(lender, rules)
        for outcome in _outcomes(pct, signed_on, measure, rule, lpr)
    )


def _at_hand(lender: LenderKind | None, rules: Mapping[str, Rule]) -> Iterator[tuple[Measure, Rule]]:
    """Measures of rules that may be used and may be for the lender."""
    for measure in MEASURES:
        rule = rules.get(measure.rule_id)
        if rule is not None and rule.usable and (lender is None or lender in rule.lenders):
            yield measure, rule


def _outcomes(pct: Decimal, signed_on: date, measure: Measure, rule: Rule, lpr: LprHistory) -> Iterator[_Outcome]:
    """What a measure comes to for a loan of that day: one outcome, or none where the rule is not for such a loan."""
    if measure.kind is Kind.AT_SUIT:
        split_on = rule.day(measure.parameter)
        if split_on is not None and signed_on < split_on:
            yield _Outcome(
                text("The loan is from before {on}. For the time since then courts go by the LPR of the day on which "
                     "somebody sues, so this cannot be told in advance.", on=split_on)
            )  # fmt: skip
        return
    since_on = rule.effective_from or rule.day("reported_from")
    if not rule.in_force(signed_on) or since_on is None or signed_on < since_on:
        ended = rule.effective_to is not None and rule.effective_to < signed_on
        limit = rule.share_pct(measure.parameter) if rule.flag("on_request") and not ended else None
        if limit is not None and since_on is not None:
            yield _Outcome(
                text("The loan is older than this rule of {on}. Whether a court would go by {limit}% for it is not "
                     "known.", on=since_on, limit=limit), limit
            )  # fmt: skip
        return
    if measure.kind is Kind.SHEET:
        yield _Outcome(
            text("This sets no ceiling. Before signing, the lender must have shown you a sheet of all costs: hold the "
                 "yearly cost on it against these {pct}%, and ask about whatever is charged but not on it.", pct=pct)
        )  # fmt: skip
    elif measure.kind in {Kind.LPR, Kind.LPR_GOAL}:
        yield from _by_lpr(pct, signed_on, measure, rule, lpr)
    else:
        limit = rule.share_pct(measure.parameter)
        if limit is None:
            return
        if measure.kind is Kind.AVERAGE:
            yield _Outcome(
                text("{limit}% is said to be the average that a lender's new loans are to keep to. A single loan "
                     "cannot be held against an average.", limit=limit), limit
            )  # fmt: skip
        else:
            words = _compared(pct, limit, rule)
            if rule.flag("cap_is_interpretation"):
                words = text("{outcome} The figure is how the trade reads the rule, which itself refers to another.",
                             outcome=words)  # fmt: skip
            yield _Outcome(words, limit, pct > limit)


def _by_lpr(pct: Decimal, signed_on: date, measure: Measure, rule: Rule, lpr: LprHistory) -> Iterator[_Outcome]:
    multiple = rule.number(measure.parameter)
    if multiple is None:
        return
    rate = lpr.on(signed_on)
    base = None if rate is None else rate.pct(LprTerm.ONE_YEAR)
    if rate is None or base is None:
        yield _Outcome(_unknown_lpr(signed_on, multiple, lpr))
        return
    limit = multiple * base
    words = text(
        "{compared} The measure is {multiple} times the one-year LPR of {base}% published on {on}{sureness}.",
        compared=_compared(pct, limit, rule), multiple=multiple, base=base, on=rate.published_on,
        sureness=_sureness(rate),
    )  # fmt: skip
    goal_on = rule.day("target_deadline") if measure.kind is Kind.LPR_GOAL else None
    if goal_on is not None and signed_on <= goal_on:
        goal = text("{outcome} It is a goal: new loans are to keep to it from the end of {on} on at the latest.",
                    outcome=words, on=goal_on)  # fmt: skip
        yield _Outcome(goal, limit, None, rate)
    else:
        yield _Outcome(words, limit, pct > limit, rate)


def _unknown_lpr(signed_on: date, multiple: Decimal, lpr: LprHistory) -> Text:
    last = lpr.last_before(signed_on)
    if last is None or last.one_year_pct is None:
        return text(
            "Cannot be told: the measure is {multiple} times the one-year LPR in force on {signed}, and that LPR is "
            "not known here. Once you have looked it up, enter it in the config under [[lpr]].",
            multiple=multiple, signed=signed_on,
        )  # fmt: skip
    return text(
        "Cannot be told: the measure is {multiple} times the one-year LPR in force on {signed}, and that LPR is not "
        "known here; the last one known before it is {base}% of {on}. Once you have looked it up, enter it in the "
        "config under [[lpr]].",
        multiple=multiple, signed=signed_on, base=last.one_year_pct, on=last.published_on,
    )  # fmt: skip


def _compared(pct: Decimal, limit: Decimal, rule: Rule) -> Text:
    if pct > limit:
        return text(
            "{pct}% a year is above the {limit}% of {rule} by {by} percentage points.",
            pct=pct, limit=limit, by=pct - limit, rule=rule.source.title,
        )  # fmt: skip
    return text("{pct}% a year is not above the {limit}% of {rule}.", pct=pct, limit=limit, rule=rule.source.title)


def _sureness(rate: LprRate) -> Text:
    """How sure the reading of a publication is, as the end of a sentence that names it."""
    if rate.own:
        return text(", as you entered it")
    if rate.confidence == "high":
        return Literal("", "")
    if rate.confidence == "medium":
        return text(", by reports about other months")
    return text(", by a single source: please check it")


def _bearing(weight: Weight) -> Text:
    """What a measure of that weight means for the borrower."""
    if weight is Weight.COURT:
        return text("A measure of courts: it counts once the matter is before one and is relied on there.")
    if weight is Weight.DIRECTION:
        return text("A direction of the supervisors to lenders. You can ask the lender or the supervisor about it.")
    if weight is Weight.REPORT:
        return text("Reported by the media; no document was published. For your information only.")
    return text("A duty of the lender towards you.")
