"""Which letters there are, as values: read from letters.toml when first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from duewatch.config.tables import Table, read_table
from duewatch.model.rulebook import LenderKind
from duewatch.model.text import Literal
from duewatch.shipped import shipped

_FILE = shipped(Path(__file__).with_name("letters.toml"))


class Origin(StrEnum):
    """Who fills a blank."""

    RECORD = "record"
    TYPED = "typed"
    EITHER = "either"
    """The record; the borrower where it does not know."""


class Shape(StrEnum):
    """What a blank holds."""

    TEXT = "text"
    AMOUNT = "amount"
    DAY = "day"
    WHOLE = "whole"


class Shows(StrEnum):
    """What the record must show of a loan for a letter to make sense."""

    ANY = "any"
    OPEN = "open"
    OPEN_BILL = "open-bill"
    ARRANGED = "arranged"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Blank:
    """A named blank of the letters."""

    id: str
    name: Literal
    origin: Origin
    shape: Shape


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a rule is for, as far as its own words tell. Empty: everyone. before_due: bills not due yet;
    new_loans_only: loans made since it took effect."""

    platforms: tuple[str, ...] = ()
    lenders: tuple[LenderKind, ...] = ()
    before_due: bool = False
    new_loans_only: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a rule: its id and the name of the parameter."""

    rule: str
    parameter: str


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A letter. for_platforms, not_platforms: kinds of platform; lenders: kinds of lender; otherwise: what is said
    where it is not for the loan. shows: what the record must show. without: blanks it can do without. rules: quoted
    where they hold; needs_rule: not written where none does. acknowledges: may count as agreeing to pay. reply: the
    days within which an answer is to come. at_most: a blank that a rule limits. hotline: the rule that names whom it
    goes to."""

    id: str
    name: Literal
    shows: Shows
    not_when: tuple[Literal, ...]
    for_platforms: tuple[str, ...]
    not_platforms: tuple[str, ...]
    lenders: tuple[LenderKind, ...]
    otherwise: Literal | None
    without: tuple[str, ...]
    rules: tuple[str, ...]
    needs_rule: bool
    acknowledges: bool
    reply: Figure | None
    at_most: tuple[str, Figure] | None
    hotline: str | None


@dataclass(frozen=True, slots=True)
class Letters:
    """All letters, blanks, and how rules are named and whom they are for, each by id."""

    kinds: Mapping[str, LetterKind]
    blanks: Mapping[str, Blank]
    cites: Mapping[str, Literal]
    scopes: Mapping[str, Scope]


@cache
def letters() -> Letters:
    """Everything in letters.toml. Raises InputProblem if the installed file was damaged."""
    table = read_table(_FILE, "dossier/letters.toml")
    return Letters(
        blanks={blank.id: blank for blank in map(_blank, table.tables("blank"))},
        cites={entry.text("id"): entry.literal() for entry in table.tables("cite")},
        scopes=dict(map(_scope, table.tables("scope"))),
        kinds={kind.id: kind for kind in map(_kind, table.tables("letter"))},
    )


def _blank(entry: Table) -> Blank:
    return Blank(
        entry.text("id"),
        entry.literal(),
        Origin(entry.choice("from", tuple(Origin))),
        Shape(entry.choice("as", tuple(Shape), Shape.TEXT)),
    )


def _scope(entry: Table) -> tuple[str, Scope]:
    scope = Scope(entry.texts("platforms"), _lenders(entry), entry.flag("before_due"), entry.flag("new_loans_only"))
    return entry.text("id"), scope


def _kind(entry: Table) -> LetterKind:
    at_most = entry.parameters("at_most")
    kind = LetterKind(
        id=entry.text("id"),
        name=entry.literal(),
        shows=Shows(entry.choice("standing", tuple(Shows))),
        not_when=entry.literals("not_when"),
        for_platforms=entry.texts("for_platforms"),
        not_platforms=entry.texts("not_platforms"),
        lenders=_lenders(entry),
        otherwise=entry.maybe_literal("otherwise"),
        without=entry.texts("without"),
        rules=entry.texts("rules"),
        needs_rule=entry.flag("needs_rule"),
        acknowledges=entry.flag("acknowledges"),
        reply=_figure(entry.parameters("reply")),
        at_most=(str(at_most["blank"]), Figure(str(at_most["rule"]), str(at_most["parameter"]))) if at_most else None,
        hotline=entry.maybe_text("hotline"),
    )
    entry.done()
    return kind


def _lenders(entry: Table) -> tuple[LenderKind, ...]:
    return tuple(LenderKind(kind) for kind in entry.texts("lenders"))


def _figure(values: Mapping[str, object]) -> Figure | None:
    return Figure(str(values["rule"]), str(values["parameter"])) if values else None
