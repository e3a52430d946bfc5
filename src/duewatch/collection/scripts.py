"""What to do and to say while the phone rings, put together for a stage and a situation. The words are data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duewatch.model.contact import PaperKind
from duewatch.model.text import Literal

ANY = "any"
"""The opening for a stage that has none of its own, and where no loan is known."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step, sign or piece of advice, with the ids of the rules it rests on."""

    id: str
    text: Literal
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation of the borrower's. path: a way of its own, in place of the opening's later lines; then: what to do
    after the call."""

    id: str
    name: Literal
    say: tuple[Literal, ...]
    path: bool = False
    then: tuple[Literal, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperGuide:
    """What to do about a paper from a court. days_rule, days_figure: the rule and its figure that give the time limit
    in days, "" where the paper itself names it. answered: what has to go out within it."""

    kind: PaperKind
    name: Literal
    do: tuple[Literal, ...]
    days_rule: str = ""
    days_figure: str = ""
    answered: Literal | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallGuide:
    """Everything the call screen shows as advice. openings: by stage id, and ANY."""

    steps: tuple[Line, ...]
    signs: tuple[Line, ...]
    on_sign: Line
    openings: Mapping[str, tuple[Literal, ...]]
    situations: tuple[Situation, ...]
    closing: tuple[Literal, ...]
    avoid: tuple[Line, ...]
    sheet_title: Literal
    sheet: tuple[Literal, ...]
    check_court: Line
    legal_help: Line
    papers: tuple[PaperGuide, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """What to say, what not to say, what to do afterwards."""

    say: tuple[Literal, ...]
    avoid: tuple[Literal, ...]
    then: tuple[Literal, ...]


def script_for(guide: CallGuide, stage: str | None, situation: str | None) -> Script:
    """The script for a stage (None: no loan is known) and a situation (None: none was chosen)."""
    opening = guide.openings.get(stage or ANY) or guide.openings[ANY]
    chosen = next((one for one in guide.situations if one.id == situation), None)
    if chosen is None:
        middle: Sequence[Literal] = opening[1:]
    elif chosen.path:
        middle = chosen.say
    else:
        middle = (*opening[1:], *chosen.say)
    return Script(
        (opening[0], *middle, *guide.closing),
        tuple(one.text for one in guide.avoid),
        () if chosen is None else chosen.then,
    )


def paper_guide(guide: CallGuide, kind: PaperKind) -> PaperGuide:
    """What to do about a kind of paper."""
    return next(one for one in guide.papers if one.kind is kind)
