"""Offers as adverts word them, worked out and held side by side. Needs no store."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from duewatch.desk.costing import Held, held_against
from duewatch.desk.names import kind_name
from duewatch.model.loan import LoanKind
from duewatch.model.money import Fen, parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.servicing.offer import METHODS, Offer, OfferPlan, RatePer, work_out
from duewatch.servicing.time_value import TimeValue, solve

if TYPE_CHECKING:
    from duewatch.desk.session import Session


__all__ = ["METHODS", "Offer", "OfferView", "RatePer", "TimeValue", "cheapest", "read_offer", "rows_of"]


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer worked out, beside the measures of the rules for a contract signed that day."""

    plan: OfferPlan
    held: tuple[Held, ...]


def offers(session: "Session", asked: Sequence[Offer], on: date) -> tuple[OfferView, ...]:
    """Each offer worked out as taken on the day. Raises InputProblem for the first that cannot be."""
    return tuple(
        OfferView(made, held_against(session, made.cost, on, None)) for made in (work_out(one, on) for one in asked)
    )


def missing_value(
    *,
    payment: Decimal | None,
    rate_pct: Decimal | None,
    periods: Decimal | None,
    present: Decimal | None,
    final: Decimal | None,
    in_advance: bool,
) -> TimeValue:
    """The one of the five that is None. rate_pct: percent a period. Raises InputProblem (see time_value.solve)."""
    return solve(
        payment=payment,
        rate=None if rate_pct is None else rate_pct / 100,
        periods=periods,
        present=present,
        final=final,
        in_advance=in_advance,
    )


# --- an offer, row by row --------------------------------------------------------------------------------


def rows_of(view: OfferView) -> list[tuple[Text, Text | Fen]]:
    """What is shown of an offer, row by row: a name, and an amount in fen or words."""
    plan, offer = view.plan, view.plan.offer
    level = {line.total_fen for line in plan.lines[:-1]} or {plan.lines[0].total_fen}
    first = plan.lines[0].total_fen or 0
    return [
        (text("Yearly cost, simple"), percent(plan.cost.simple_pct)),
        (text("Yearly cost, compound"), percent(plan.cost.compound_pct)),
        (text("Rate as named, a year"), percent(plan.advertised_pct)),
        (text("Each bill") if len(level) == 1 else text("First bill"), first),
        (text("Number of bills"), text("{count}", count=len(plan.lines))),
        (text("You receive"), plan.received_fen),
        (text("You pay in all"), plan.paid_fen),
        (text("Costs in money"), plan.cost_fen),
        (text("of that interest"), plan.interest_fen),
        (text("of that fees"), plan.fees_fen),
        (text("Amount lent"), offer.principal_fen or 0),
        (text("Paid back"), kind_name(offer.method)),
    ]


def cheapest(views: Sequence[OfferView]) -> int | None:
    """Which of several offers has the lowest true yearly cost; None where one is not known, or two are alike."""
    costs = [(view.plan.cost.compound_pct, number) for number, view in enumerate(views)]
    known = sorted((cost, number) for cost, number in costs if cost is not None)
    if len(views) < 2 or len(known) < len(views) or known[0][0] == known[1][0]:
        return None
    return known[0][1]


def percent(number: Decimal | None) -> Text:
    """A percentage for reading: two places, rounded half up."""
    if number is None:
        return text("not named")
    return text("{pct}%", pct=number.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP"))


# --- an offer in words -----------------------------------------------------------------------------------

_METHOD_WORDS = {
    **{kind.value: kind for kind in METHODS},
    "等额本息": LoanKind.EQUAL_INSTALMENT,
    "等本等息": LoanKind.FLAT,
    "等额本金": LoanKind.EQUAL_PRINCIPAL,
    "先息后本": LoanKind.INTEREST_FIRST,
    "一次性还本付息": LoanKind.BULLET,
    "到期还本付息": LoanKind.BULLET,
}
_PIECE = re.compile(r"\s*([^\s=]+)\s*=\s*([^\s=]+)(?=\s|$)")


def _money(key: str, words: str) -> int:
    try:
        fen = parse_yuan(words)
    except ValueError:
        fen = -1
    if fen < 0:
        raise InputProblem(
            text("“{key}={value}”: that is not an amount in yuan.", key=key, value=words),
            text("Write it like {key}=805.70.", key=key),
        )
    return fen


def _rate(key: str, words: str) -> Decimal:
    try:
        rate = Decimal(words.removesuffix("%"))
    except InvalidOperation:
        rate = Decimal("nan")
    if not rate.is_finite():
        raise InputProblem(
            text("“{key}={value}”: that is not a rate in percent.", key=key, value=words),
            text("Write it like {key}=7.2.", key=key),
        )
    return rate


def _count(key: str, words: str) -> int:
    digits = words.removesuffix("期").removesuffix("个月")
    if re.fullmatch(r"[0-9]{1,4}", digits) is None:
        raise InputProblem(
            text("“{key}={value}”: that is not a number of bills.", key=key, value=words),
            text("Write it like {key}=12.", key=key),
        )
    return int(digits)


def _method(key: str, words: str) -> LoanKind:
    kind = _METHOD_WORDS.get(words.lower())
    if kind is None:
        raise InputProblem(
            text("“{key}={value}”: that is no way of paying back.", key=key, value=words),
            text("One of: {choices}", choices=", ".join(_METHOD_WORDS)),
        )
    return kind


_Field = tuple[str, Callable[[str, str], Any], dict[str, Any]]
_FIELDS: dict[str, _Field] = {
    "principal": ("principal_fen", _money, {}),
    "instalments": ("instalments", _count, {}),
    "each": ("instalment_fen", _money, {}),
    "rate": ("rate_pct", _rate, {"rate_per": RatePer.YEAR}),
    "monthly-rate": ("rate_pct", _rate, {"rate_per": RatePer.MONTH}),
    "daily-rate": ("rate_pct", _rate, {"rate_per": RatePer.DAY}),
    "method": ("method", _method, {}),
    "deducted": ("deducted_fen", _money, {}),
    "fee-each": ("fee_each_fen", _money, {}),
}
_CHINESE = {
    "借款": "principal",
    "金额": "principal",
    "本金": "principal",
    "期数": "instalments",
    "每期": "each",
    "每期还": "each",
    "年利率": "rate",
    "月利率": "monthly-rate",
    "月费率": "monthly-rate",
    "日利率": "daily-rate",
    "方式": "method",
    "还款方式": "method",
    "先扣": "deducted",
    "先扣费用": "deducted",
    "每期费用": "fee-each",
}


def read_offer(words: str) -> Offer:
    """An offer written as "principal=10000 instalments=12 each=959.33", in English or Chinese keys.

    Raises InputProblem naming the word that cannot be read.
    """
    line = normalize("NFKC", words).strip()
    given: dict[str, Any] = {}
    at = 0
    while at < len(line):
        found = _PIECE.match(line, at)
        if found is None:
            raise _not_understood(line[at:].strip())
        key = _CHINESE.get(found[1], found[1].lower())
        if key not in _FIELDS:
            raise _no_key(found[1])
        field, read, more = _FIELDS[key]
        if field in given:
            raise InputProblem(
                text("“{word}” gives again what was given before.", word=found[0].strip()),
                text("Leave one of the two out."),
            )
        given[field] = read(found[1], found[2])
        given.update(more)
        at = found.end()
    if not given:
        raise _not_understood(words)
    return Offer(**given)


def _not_understood(words: str) -> InputProblem:
    return InputProblem(
        text("“{words}” is not understood in an offer.", words=words),
        text("Write it like: principal=10000 instalments=12 each=959.33"),
    )


def _no_key(word: str) -> InputProblem:
    from difflib import get_close_matches

    keys = [*_FIELDS, *_CHINESE]
    near = get_close_matches(word, keys, 1)
    mend = text("One of: {choices}", choices=", ".join(keys))
    if near:
        mend = text("Did you mean {option}?", option=near[0])
    return InputProblem(text("An offer has no “{word}”.", word=word), mend)
