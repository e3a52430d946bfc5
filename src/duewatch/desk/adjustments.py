"""What an offer says beyond the usual, as short lines "name=words": a new rate, grace, a fee, more lent later …

The words of a clause are those of every other place (see clause_words); here they only get a name before them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from duewatch.desk.clause_words.lines import LINES, whole
from duewatch.desk.clause_words.phrases import DATE, MONEY, NotUnderstood, Phrase, fen, one, read
from duewatch.desk.clause_words.plan import a_day
from duewatch.model.loan import Terms
from duewatch.model.money import Fen
from duewatch.model.text import Literal, Text, text
from duewatch.servicing.plans.plan import Drawdown

_CLAUSES = {
    line.name: line
    for line in LINES
    if line.name
    in {
        "rate-change",
        "repricing",
        "grace-principal",
        "grace-interest",
        "step",
        "first-period",
        "principal-share",
        "fee",
    }
}
_OWN: dict[str, Text] = {
    "drawdown": Literal("2026-05-01 5000", "2026-05-01 5000"),
    "instalment": Literal("912.50", "912.50"),
    "due-day": Literal("31", "31"),
}
NAMES = ("rate-change", "repricing", "grace-principal", "grace-interest", "drawdown", "instalment", "step", "fee",
         "first-period", "principal-share", "due-day")  # fmt: skip
"""Every adjustment there is."""


class Adjustment(NamedTuple):
    """One adjustment: its name, its value, and the words it was given in."""

    name: str
    value: Any
    words: str


def read_adjustment(words: str) -> Adjustment:
    """Reads "name=words". Raises NotUnderstood, `like` being how to write it."""
    found = re.fullmatch(r"\s*([A-Za-z-]+)\s*[=:：＝\s]\s*(.+)", words, re.DOTALL)
    name = found[1].lower() if found else ""
    if found is None or name not in NAMES:
        raise NotUnderstood(
            text("“{words}” does not begin with one of {names}", words=words, names=", ".join(NAMES)),
            Literal("rate-change=2027-01-01 3.1", "rate-change=2027-01-01 3.1"),
        )
    example = _CLAUSES[name].example if name in _CLAUSES else _OWN[name]
    try:
        return Adjustment(name, _value(name, found[2]), words.strip())
    except NotUnderstood as problem:
        raise NotUnderstood(problem.what, text("{name}={example}", name=name, example=example)) from None


def adjusted(terms: Terms, adjustments: Sequence[Adjustment]) -> tuple[Terms, tuple[Drawdown, ...]]:
    """The terms with the adjustments, and what is lent later. Of a clause that can be there once the last counts."""
    drawdowns: list[Drawdown] = []
    for name, value, _ in adjustments:
        if name == "drawdown":
            drawdowns.append(value)
        elif name == "instalment":
            terms = replace(terms, instalment_fen=value)
        elif name == "due-day":
            terms = replace(terms, due_day=value)
        elif name == "fee":
            terms = replace(terms, fees=(*terms.fees, *value))
        elif name == "rate-change":
            terms = replace(terms, rate_changes=(*terms.rate_changes, *value))
        else:
            terms = _CLAUSES[name].put(terms, value)
    return terms, tuple(drawdowns)


def _value(name: str, words: str) -> Any:
    if name == "drawdown":
        return _drawdown(words)
    if name == "instalment":
        return _amount(words)
    if name == "due-day":
        day = whole(31)(words)
        if day == 0:
            raise NotUnderstood(text("“{words}” is not a day of the month", words=words))
        return day
    return _CLAUSES[name].read(words)


def _amount(words: str) -> Fen:
    found = one(MONEY, words)
    if found is None:
        raise NotUnderstood(text("“{words}” is not an amount in yuan", words=words))
    return fen(found[1])


_DRAWDOWN: tuple[Phrase, ...] = (
    Phrase(rf"(?:on )?{DATE}[:]?", lambda m: {"on": a_day(m[1], m[2], m[3])}),
    Phrase(MONEY, lambda m: {"amount_fen": fen(m[1])}),
)


def _drawdown(words: str) -> Drawdown:
    given = read(words, _DRAWDOWN)
    if len(given) < len(_DRAWDOWN):
        raise NotUnderstood(text("Give the day and the amount"))
    return Drawdown(**given)
