"""Late charges: by the day, at a multiple of the rate, on unpaid interest, fixed by days late; and their caps."""

import re
from decimal import Decimal
from typing import Any

from duewatch.desk.clause_words.phrases import (
    MONEY,
    NUMBER,
    PCT,
    NotUnderstood,
    Phrase,
    fen,
    first,
    read,
    says,
)
from duewatch.model.clauses import FeeBand, LateBase, LateClause, LateKind
from duewatch.model.text import Money, Text, text

_OF = r"(?:of |on |by )?(?:the )?(?:whole )?"
_UP_TO = r"(?:cap(?:ped)?(?: at)?|at most|up to|no more than|最多|最高|不超过|上限为?|封顶) ?"
_TIMES = r"(?:x|times|倍)(?: (?:the )?(?:contract )?rate)?"


def _band(match: re.Match[str]) -> dict[str, Any]:
    since, start, to, last, opened, amount = match.groups()
    end = None if opened or (to and not last) or (since and not last) else int(last or start)
    # Bands follow one another, so each has a name of its own.
    return {f"band {start}": FeeBand(from_day=int(start), to_day=end, amount_fen=fen(amount))}


_BAND = (
    r"(from |自)?(?:days?|第|逾期)? ?([0-9]{1,4}) ?(?:天|日)?"
    r"(?: ?(-|to|至|到) ?([0-9]{1,4})? ?(?:天|日)?| ?(\+|起|以上|onwards?))?"
    rf"(?: ?:|(?<=[天日起上]))(?:收取?)? ?{MONEY}"
)
_CAP: tuple[Phrase, ...] = (
    Phrase(rf"{_UP_TO}{MONEY}", lambda m: {"cap_fen": fen(m[1])}),
    Phrase(rf"{_UP_TO}(?:本金的)? ?{PCT}(?: of (?:the )?principal)?", lambda m: {"cap_pct": Decimal(m[1])}),
)
_BARE_CAP: tuple[Phrase, ...] = (
    *_CAP,
    Phrase(MONEY, lambda m: {"cap_fen": fen(m[1])}),
    Phrase(rf"(?:本金的)? ?{PCT}(?: of (?:the )?principal)?", lambda m: {"cap_pct": Decimal(m[1])}),
)
_LATE: tuple[Phrase, ...] = (
    Phrase(PCT, lambda m: {"pct": Decimal(m[1])}),
    says(r"(?:(?:a|per|each|every) |/ ?)day|daily|每(?:逾期)?1?[日天]|按[日天]|[日天](?:利率|息|费率)?为?|/ ?[日天]",
         daily=True),
    says(r"(?:计|加)?收取?|计付|按"),
    Phrase(rf"(?:at )?({NUMBER}) ?{_TIMES}|按?(?:合同|贷款)?利率的? ?({NUMBER}) ?倍",
           lambda m: {"multiple": Decimal(first(m))}),
    Phrase(rf"(?:rate )?plus {PCT}|(?:在)?(?:合同|贷款|约定)*(?:利率)?(?:的?基础上)?(?:加收|上浮) ?{PCT}", lambda m: {
        "multiple": 1 + Decimal(first(m)) / 100}),
    says(r"penalty interest(?: of)?|罚息(?:利率)?(?:为|按|:)?", penalty=True),
    says(r"compound(?: interest)?(?: of)?|复利(?:利率)?(?:为|按|:)?", compound=True),
    says(rf"{_OF}(?:overdue |unpaid )?principal|(?:按|对)?(?:逾期|拖欠|未还)?本金的?", base=LateBase.PRINCIPAL),
    says(rf"{_OF}(?:overdue |unpaid )?(?:amount|bill)|(?:按|对)?(?:全部)?逾期(?:金额|总额|款项?)的?",
         base=LateBase.AMOUNT),
    Phrase(_BAND, _band),
    *_CAP,
)  # fmt: skip


def read_late(words: str) -> LateClause:
    """A rule for late charges: "0.05% a day of the principal", "罚息1.5倍", "days 5-10: 20, from day 11: 50"."""
    given = read(words, _LATE)
    bands = sorted(
        (given.pop(name) for name in list(given) if name.startswith("band ")), key=lambda band: band.from_day
    )
    daily = given.pop("daily", False)
    penalty, compound = given.pop("penalty", False), given.pop("compound", False)
    if ("pct" in given) + ("multiple" in given) + bool(bands) != 1:
        raise NotUnderstood(text("Give one of: percent a day, a multiple of the rate, or fees by days late"))
    if (penalty or compound) and "multiple" not in given:
        raise NotUnderstood(text("Penalty and compound interest are a multiple of the contract's rate, such as 1.5x"))
    if "base" in given and (compound or bands):
        raise NotUnderstood(text("Compound interest and fixed fees are not taken on the principal or the bill"))
    if daily != ("pct" in given):
        raise NotUnderstood(text("A percentage and “a day” belong together, such as 0.05% a day"))
    if bands:
        _check_bands(bands)
        return LateClause(kind=LateKind.FEE, bands=tuple(bands), **given)
    if "pct" in given:
        return LateClause(kind=LateKind.DAILY, **given)
    return LateClause(kind=LateKind.COMPOUND if compound else LateKind.MULTIPLE, **given)


def _check_bands(bands: list[FeeBand]) -> None:
    for band, following in zip(bands, [*bands[1:], None], strict=True):
        if band.to_day is not None and band.to_day < band.from_day:
            raise NotUnderstood(text("Days {first}-{last} run backwards", first=band.from_day, last=band.to_day))
        if following is not None and (band.to_day is None or band.to_day >= following.from_day):
            raise NotUnderstood(text("Day {day} stands in two bands", day=following.from_day))


def read_cap(words: str) -> dict[str, Any]:
    """A cap on its own, "500" or "30% of the principal", as fields of a LateClause."""
    given = read(words, _BARE_CAP)
    if not given:
        raise NotUnderstood(text("A cap is an amount or a percentage of the principal"))
    return given


def late_words(clause: LateClause) -> Text:
    """A rule for late charges, as `read_late` reads it."""
    words = _rule(clause)
    if clause.cap_fen is not None:
        words = text("{rule}, at most {amount}", rule=words, amount=Money(clause.cap_fen))
    if clause.cap_pct is not None:
        words = text("{rule}, at most {pct}% of the principal", rule=words, pct=clause.cap_pct)
    return words


def _rule(clause: LateClause) -> Text:
    on_principal = clause.base is LateBase.PRINCIPAL
    if clause.kind is LateKind.DAILY:
        pct = clause.pct or Decimal(0)
        if on_principal:
            return text("{pct}% a day of the overdue principal", pct=pct)
        return text("{pct}% a day of the overdue amount", pct=pct)
    if clause.kind is LateKind.FEE:
        return _bands(clause.bands)
    multiple = clause.multiple or Decimal(0)
    if clause.kind is LateKind.COMPOUND:
        return text("compound interest {multiple}x the contract rate", multiple=multiple)
    if on_principal:
        return text("penalty interest {multiple}x the contract rate on the overdue principal", multiple=multiple)
    return text("penalty interest {multiple}x the contract rate on the overdue amount", multiple=multiple)


def _bands(bands: tuple[FeeBand, ...]) -> Text:
    words: Text | None = None
    for band in bands:
        amount = Money(band.amount_fen)
        if band.to_day is None:
            said = text("from day {first}: {amount}", first=band.from_day, amount=amount)
        elif band.to_day == band.from_day:
            said = text("day {first}: {amount}", first=band.from_day, amount=amount)
        else:
            said = text("days {first}-{last}: {amount}", first=band.from_day, last=band.to_day, amount=amount)
        words = said if words is None else text("{one}, {other}", one=words, other=said)
    return words or text("no fee")
