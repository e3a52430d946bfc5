"""The advice for calls as values: what ships with duewatch, and over it the borrower's own file of the same form."""

from functools import cache
from pathlib import Path

from duewatch.collection.scripts import ANY, CallGuide, Line, PaperGuide, Situation
from duewatch.config.rules import quotable_rules
from duewatch.config.tables import Readable, Table, read_table
from duewatch.model.contact import PaperKind
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, text
from duewatch.shipped import shipped

SHIPPED = shipped(Path(__file__).parents[1] / "rules" / "calls.toml")


@cache
def shipped_guide() -> CallGuide:
    """What ships with duewatch. Raises InputProblem if the installed file was damaged."""
    read = _read(SHIPPED, "rules/calls.toml")
    missing = [kind.value for kind in PaperKind if kind.value not in read.papers]
    if missing or ANY not in read.openings or not (read.sheet and read.on_sign and read.check and read.help):
        raise read.table.problem("paper", text("is missing"))
    return _guide(read)


def call_guide(own: Path | None) -> CallGuide:
    """The advice, with the entries of the borrower's own file in place of those of the same id.

    Raises InputProblem naming file, table and field of whatever cannot be read in it.
    """
    if own is None:
        return shipped_guide()
    base = _read(SHIPPED, "rules/calls.toml")
    over = _read(own, str(own))
    for name in ("steps", "signs", "openings", "situations", "avoid", "papers"):
        getattr(base, name).update(getattr(over, name))
    base.closing = over.closing or base.closing
    base.sheet = over.sheet or base.sheet
    base.on_sign, base.check, base.help = over.on_sign or base.on_sign, over.check or base.check, over.help or base.help
    return _guide(base)


class _Read:
    """One file's entries, each by its id; None where a single one is not there."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.steps = {one.id: one for one in _lines(table, "step")}
        self.signs = {one.id: one for one in _lines(table, "sign")}
        self.avoid = {one.id: one for one in _lines(table, "avoid")}
        self.openings = dict(_opening(entry) for entry in table.tables("opening"))
        self.situations = {one.id: one for one in map(_situation, table.tables("situation"))}
        self.papers = {one.kind.value: one for one in map(_paper, table.tables("paper"))}
        self.on_sign, self.check, self.help = (_single(table, name) for name in ("on_sign", "check", "help"))
        self.closing: tuple[Literal, ...] = ()
        closing = table.maybe_table("closing")
        if closing is not None:
            self.closing = closing.literals("say")
            closing.done()
        self.sheet: tuple[Literal, tuple[Literal, ...]] | None = None
        sheet = table.maybe_table("sheet")
        if sheet is not None:
            self.sheet = (sheet.literal("title"), sheet.literals("lines"))
            _rules(sheet)
            sheet.done()
        table.done()


def _read(file: Readable, name: str) -> _Read:
    return _Read(read_table(file, name))


def _guide(read: _Read) -> CallGuide:
    title, lines = read.sheet or (Literal("", ""), ())
    on_sign, check, help_ = read.on_sign, read.check, read.help
    if on_sign is None or check is None or help_ is None:
        raise InputProblem(text("{file}: {field} is missing", file="rules/calls.toml", field="on_sign, check, help"))
    return CallGuide(
        steps=tuple(read.steps.values()),
        signs=tuple(read.signs.values()),
        on_sign=on_sign,
        openings=read.openings,
        situations=tuple(read.situations.values()),
        closing=read.closing,
        avoid=tuple(read.avoid.values()),
        sheet_title=title,
        sheet=lines,
        check_court=check,
        legal_help=help_,
        papers=tuple(read.papers.values()),
    )


def _lines(table: Table, field: str) -> list[Line]:
    return [_line(entry) for entry in table.tables(field)]


def _line(entry: Table) -> Line:
    line = Line(entry.text("id"), entry.literal(), _rules(entry))
    entry.done()
    return line


def _single(table: Table, field: str) -> Line | None:
    entry = table.maybe_table(field)
    if entry is None:
        return None
    line = Line(field, entry.literal(), _rules(entry))
    entry.done()
    return line


def _opening(entry: Table) -> tuple[str, tuple[Literal, ...]]:
    opening = (entry.text("id"), entry.literals("say"))
    if not opening[1]:
        raise entry.problem("say_zh", text("is missing"))
    entry.done()
    return opening


def _situation(entry: Table) -> Situation:
    situation = Situation(
        id=entry.text("id"),
        name=entry.literal("name"),
        say=entry.literals("say"),
        path=entry.flag("path"),
        then=entry.literals("then"),
        rules=_rules(entry),
    )
    entry.done()
    return situation


def _paper(entry: Table) -> PaperGuide:
    rule, _, figure = entry.text("days", "").partition(".")
    if rule and rule not in quotable_rules():
        raise entry.problem("days", text("there is no usable rule “{rule}”", rule=rule))
    guide = PaperGuide(
        kind=PaperKind(entry.choice("id", tuple(PaperKind))),
        name=entry.literal("name"),
        do=entry.literals("do"),
        days_rule=rule,
        days_figure=figure,
        answered=entry.maybe_literal("answered"),
        rules=_rules(entry),
    )
    entry.done()
    return guide


def _rules(entry: Table) -> tuple[str, ...]:
    named = entry.texts("rules")
    for rule in named:
        if rule not in quotable_rules():
            raise entry.problem("rules", text("there is no usable rule “{rule}”", rule=rule))
    return named
