"""Commands found by their name, with the nearest where there is none. A command's file is imported when it runs."""

from typing import TYPE_CHECKING

from duewatch.cli.entries import entries
from duewatch.cli.entry import Entry
from duewatch.model.problem import InputProblem
from duewatch.model.text import text

if TYPE_CHECKING:
    from duewatch.cli.parser import Parser


SCREENS = Entry("", "screens", text("Open the screens; with a command name, the same as plain text"), "duewatch")
"""``duewatch`` alone."""
ENTRIES = {entry.name: entry for entry in entries()}
GROUPS = {name.split()[0] for name in ENTRIES if " " in name}
"""Words that start a command of two words."""


def find(words: list[str]) -> tuple[Entry, int]:
    """The command that the first words name, and how many of them name it. Raises InputProblem with the
    nearest name where there is none."""
    if len(words) > 1 and " ".join(words[:2]) in ENTRIES:
        return ENTRIES[" ".join(words[:2])], 2
    if words[0] in ENTRIES and (len(words) == 1 or words[0] not in GROUPS or ENTRIES[words[0]].open_ended):
        return ENTRIES[words[0]], 1
    from duewatch.cli.parser import nearest

    if words[0] in GROUPS:
        choices = [name for name in ENTRIES if name.startswith(words[0] + " ")]
        if len(words) == 1:
            raise InputProblem(
                text("“{word}” needs a second word.", word=words[0]),
                text("One of: {commands}", commands=", ".join(choices)),
            )
    else:
        choices = list(ENTRIES)
    named = " ".join(words[:2]) if words[0] in GROUPS else words[0]
    meant = nearest(named, choices) or (", ".join(choices) if words[0] in GROUPS else None)
    raise InputProblem(
        text("There is no command “{word}”.", word=named),
        text("Did you mean: {command}?", command=meant) if meant else text("All commands: duewatch --help"),
    )


def parser_of(entry: Entry) -> "Parser":
    """The command's parser, the global options included."""
    from duewatch.cli.options import add_global_options
    from duewatch.cli.parser import Parser

    parser = Parser(entry.name, entry.summary, entry.example)
    entry.command().arguments(parser)
    add_global_options(parser)
    return parser
