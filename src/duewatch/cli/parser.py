"""One command's arguments: argparse underneath, words, errors and help in the borrower's language.

Each command has a flat parser of its own that knows the global options too, so these may stand before or
after the command's name and only the parser that is needed is built.
"""

import argparse
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from duewatch.cli.table import listing, wrap
from duewatch.model.money import Fen, parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.wording import Wording

if TYPE_CHECKING:
    from decimal import Decimal

LONGEST_SPAN = 3660
"""Ten years in days: nobody looks further."""

Reads = Callable[[str, str], object]
"""Turns an argument's words into a value: (the argument's name, the words)."""


class _Plain(argparse.HelpFormatter):
    """argparse's own formatter, which it makes for every argument; told a width it need not import shutil."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class Parser(argparse.ArgumentParser):
    """Arguments of one command (`command` "" for duewatch itself).

    ask: gets a value from the person, or from a line of standard input, where "-" stands for it; prompts:
    whether to ask for what is missing too.
    """

    def __init__(self, command: str, summary: Text, example: str = "") -> None:
        super().__init__(
            prog=f"duewatch {command}".rstrip(), add_help=False, allow_abbrev=False, formatter_class=_Plain
        )
        self.summary = summary
        self.example = example
        self.helps: list[tuple[argparse.Action, Text]] = []
        self.ask: Callable[[str, Text], str] | None = None
        self.prompts = False
        self.choices: dict[str, tuple[str, ...]] = {}

    def argument(
        self, *names: str, help: Text, reads: Reads | None = None, choices: tuple[str, ...] = (), **how: Any
    ) -> None:
        """An argument as `add_argument` takes it, with its help as Text. reads: turns the words into a value
        and raises InputProblem naming the argument; choices: the only words allowed."""
        place = names[-1] if names[-1].startswith("-") else how.get("metavar", names[-1])
        if choices:
            reads = _one_of(choices)
        if reads is not None:
            how["type"] = partial(self._read_value, place, help, reads)
        action = self.add_argument(*names, **how)
        self.helps.append((action, help))
        if choices:
            self.choices[action.dest] = choices

    def read(self, arguments: list[str]) -> argparse.Namespace:
        """The arguments as a namespace. Raises InputProblem in one sentence where they are wrong."""
        try:
            return self._parse(arguments)
        except _Missing as missing:
            # At a terminal, what is missing is asked for.
            asked = [(name, words) for name in missing.names for a, words in self.helps if name in _names(a)]
            answers = [([name] if name.startswith("-") else []) + [self._ask(name, words)] for name, words in asked]
            return self._parse([*arguments, *(word for answer in answers for word in answer)])

    def _parse(self, arguments: list[str]) -> argparse.Namespace:
        # Free words may stand around options ("ask 花呗 --json 逾期"); plain parsing gives them one place only.
        if any(action.nargs in {"+", "*"} and not action.option_strings for action in self._actions):
            return self.parse_intermixed_args(arguments)
        return self.parse_args(arguments)

    def error(self, message: str) -> NoReturn:
        """Raises what argparse found wrong as an InputProblem."""
        found = re.fullmatch(r"the following arguments are required: (.+)", message, re.DOTALL)
        if found is not None and self.prompts:
            self.prompts = False
            raise _Missing(found[1].split(", "))
        for pattern, problem in _WRONG:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found is not None:
                raise problem(self, *found.groups())
        raise InputProblem(text("The command line cannot be read: {message}.", message=message), self.see_help())

    def _read_value(self, place: str, words: Text, reads: Reads, value: str) -> object:
        """A value in place of which "-" stands is asked for, so that it need not stand in the shell's history."""
        return reads(place, self._ask(place, words) if value == "-" else value)

    def _ask(self, place: str, words: Text) -> str:
        answer = self.ask(place, words) if self.ask is not None else ""
        if not answer.strip():
            raise InputProblem(text("{place} is empty.", place=place), text("Leave it out or fill it in."))
        return answer.strip()

    def see_help(self) -> Text:
        """Where to read how this command is used."""
        return text("See: {command} --help", command=self.prog)

    def nearest_option(self, word: str) -> str | None:
        """The option that is spelt most like `word`, or None."""
        known = [option for action in self._actions for option in action.option_strings]
        return nearest(word.split("=")[0], known)

    def help_text(self, wording: Wording, width: int, also: Iterable[tuple[str, Text]] = ()) -> str:
        """The whole help: usage, what it does, arguments, options, what works everywhere, an example."""
        say = wording.say
        places = [(a, h) for a, h in self.helps if not a.option_strings]
        options = [(a, h) for a, h in self.helps if a.option_strings]
        usage = " ".join([self.prog, say(text("[options]")), *(_shape(a) for a, _ in places)])
        lines = [say(text("usage: {usage}", usage=usage)), "", *wrap(say(self.summary), width)]
        for title, entries in (
            (text("Arguments:"), [(_name(a), say(h)) for a, h in places]),
            (text("Options:"), [(_name(a), say(h)) for a, h in options]),
            (text("For every command:"), [(name, say(h)) for name, h in also]),
        ):
            if entries:
                lines += ["", say(title), *listing(entries, width)]
        if self.example:
            lines += ["", say(text("Example:")), *(f"  {line}" for line in self.example.splitlines())]
        return "\n".join(lines) + "\n"


def _shape(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return {"+": f"{name}…", "*": f"[{name}…]", "?": f"[{name}]"}.get(str(action.nargs), name)


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    flags = ", ".join(action.option_strings)
    return flags if action.nargs == 0 else f"{flags} {action.metavar or action.dest.upper()}"


def _names(action: argparse.Action) -> list[str]:
    return list(action.option_strings) or [str(action.metavar or action.dest)]


class _Missing(Exception):
    """Required arguments that were not given."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


# --- what argparse finds wrong, in our words ----------------------------------------------------------


def _missing(parser: Parser, names: str) -> InputProblem:
    return InputProblem(text("Missing: {names}.", names=names), parser.see_help())


def _unknown(parser: Parser, words: str) -> InputProblem:
    first = words.split()[0]
    if not first.startswith("-"):
        return InputProblem(text("“{word}” is one argument too many.", word=first), parser.see_help())
    meant = parser.nearest_option(first)
    return InputProblem(
        text("There is no option {option} here.", option=first),
        text("Did you mean {option}?", option=meant) if meant else parser.see_help(),
    )


def _no_value(parser: Parser, name: str) -> InputProblem:
    return InputProblem(text("{name} needs a value after it.", name=name), parser.see_help())


def _needless_value(parser: Parser, name: str, value: str) -> InputProblem:
    return InputProblem(text("{name} takes no value, but got {value}.", name=name, value=value), parser.see_help())


def _not_together(parser: Parser, name: str, other: str) -> InputProblem:
    return InputProblem(text("{name} and {other} do not go together.", name=name, other=other), parser.see_help())


_WRONG: tuple[tuple[str, Callable[..., InputProblem]], ...] = (
    (r"the following arguments are required: (.+)", _missing),
    (r"unrecognized arguments: (.+)", _unknown),
    (r"argument ([^:]+): expected (?:one|at least one|\d+) arguments?", _no_value),
    (r"argument ([^:]+): ignored explicit argument (.+)", _needless_value),
    (r"argument ([^:]+): not allowed with argument (.+)", _not_together),
)
"""argparse's own English messages; one it changes falls through to a general sentence, and a test notices."""


# --- values ----------------------------------------------------------------------------------------------


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is spelt most like `word`, or None."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def amount(place: str, value: str) -> Fen:
    """Reads yuan ("805.70") as fen, more than zero."""
    try:
        fen = parse_yuan(value)
    except ValueError:
        fen = None
    if fen is None:
        problem = text("{place}: “{value}” is not an amount in yuan.", place=place, value=value)
    elif fen <= 0:
        problem = text("{place}: {value} is not more than zero.", place=place, value=value)
    else:
        return fen
    raise InputProblem(problem, text("Write it like 805.70."))


def percent(place: str, value: str) -> "Decimal":
    """Reads a rate in percent ("18" or "0.05%") as Decimal, zero or more."""
    from decimal import Decimal, InvalidOperation

    try:
        rate = Decimal(value.strip().removesuffix("%"))
    except InvalidOperation:
        rate = Decimal(-1)
    if not (rate.is_finite() and rate >= 0):
        raise InputProblem(
            text("{place}: “{value}” is not a rate in percent.", place=place, value=value),
            text("Write it like 18 or 0.05."),
        )
    return rate


def whole(least: int, most: int) -> Reads:
    """Reads a whole number from least to most."""

    def read(place: str, value: str) -> int:
        if re.fullmatch(r"[0-9]{1,9}", value.strip()) is None or not least <= int(value) <= most:
            raise InputProblem(
                text(
                    "{place}: “{value}” is not a whole number from {least} to {most}.",
                    place=place, value=value, least=least, most=most,
                ),
                text("Write the number in digits."),
            )  # fmt: skip
        return int(value)

    return read


def day(place: str, value: str) -> date:
    """Reads a date YYYY-MM-DD."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip(), re.ASCII) is None:
            raise ValueError(value)
        return date.fromisoformat(value.strip())
    except ValueError:
        raise InputProblem(
            text("{place}: “{value}” is not a day.", place=place, value=value),
            text("Write it like 2026-11-23."),
        ) from None


def span(place: str, value: str) -> int:
    """Reads a number of days: "14", "14d" or "2w"; up to ten years."""
    found = re.fullmatch(r"([0-9]{1,4})([dw天周]?)", value.strip())
    days = int(found[1]) * (7 if found[2] in {"w", "周"} else 1) if found else -1
    if not 0 <= days <= LONGEST_SPAN:
        raise InputProblem(
            text("{place}: “{value}” is not a number of days.", place=place, value=value),
            text("Write it like 14d or 2w."),
        )
    return days


def some_text(place: str, value: str) -> str:
    """Reads words that may not be empty."""
    if not value.strip():
        raise InputProblem(text("{place} is empty.", place=place), text("Leave it out or fill it in."))
    return value.strip()


def any_text(place: str, value: str) -> str:  # noqa: ARG001 - every reader takes both
    """Reads words, none at all too."""
    return value.strip()


def _one_of(choices: tuple[str, ...]) -> Reads:
    def read(place: str, value: str) -> str:
        if value in choices:
            return value
        meant = nearest(value, choices)
        raise InputProblem(
            text(
                "{place}: “{value}” is not one of {choices}.",
                place=place, value=value, choices=", ".join(choices),
            ),
            text("Did you mean {option}?", option=meant) if meant else None,
        )  # fmt: skip

    return read
