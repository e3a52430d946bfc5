"""One command in the list of commands."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from duewatch.model.text import Text

if TYPE_CHECKING:
    from duewatch.cli.call import Command


class Entry(NamedTuple):
    """A command in the list. module: file of duewatch.cli that holds it, in its COMMANDS. open_ended: its first
    argument may be any word, although other commands start with its name too ("letter statement", "letter list")."""

    name: str
    module: str
    summary: Text
    example: str
    open_ended: bool = False

    def command(self) -> "Command":
        """What it does; imports its file."""
        found: Command = import_module(f"duewatch.cli.{self.module}").COMMANDS[self.name]
        return found
