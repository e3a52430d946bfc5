"""What a command says: data on stdout, everything else on stderr, as text for people or as one JSON document."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TextIO

from duewatch.cli.table import Column, cells, clean, cut, draw, wrap
from duewatch.model.text import Text
from duewatch.wording import Wording

PROSE_WIDTH = 80
"""Sentences are wrapped at this many cells where nobody says how wide the terminal is."""
_STYLES = {"heading": "1", "quiet": "2", "good": "32", "attention": "33"}

Json = Mapping[str, object]


class Output:
    """Where a command's words go.

    width: cells of the terminal, None where stdout is none (then no table is cut). colour: only on a
    terminal, and where neither --no-color nor NO_COLOR asks for none; no meaning rests on colour alone.
    """

    def __init__(
        self, stdout: TextIO, stderr: TextIO, wording: Wording, *, json: bool, colour: bool, width: int | None
    ) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.wording = wording
        self.json = json
        self.colour = colour
        self.width = width

    def say(self, text: Text, *, indent: int = 0, mark: str = "", style: str = "") -> None:
        """A sentence, wrapped; `mark` ("1.", "·") stands before its first line."""
        self.words(self.wording.say(text), indent=indent, mark=mark, style=style)

    def words(self, words: str, *, indent: int = 0, mark: str = "", style: str = "") -> None:
        """Words in the chosen language, wrapped."""
        lead = " " * indent + (mark + " " if mark else "")
        hanging = " " * cells(lead)
        for number, line in enumerate(wrap(clean(words), (self.width or PROSE_WIDTH) - cells(lead))):
            self.stdout.write((lead if number == 0 else hanging) + self.paint(line, style) + "\n")

    def heading(self, text: Text) -> None:
        """A heading over what follows."""
        self.stdout.write(self.paint(cut(clean(self.wording.say(text)), self.width or 10**6), "heading") + "\n")

    def blank(self) -> None:
        """An empty line."""
        self.stdout.write("\n")

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]], *, indent: int = 0) -> None:
        """An aligned table, fitted to the terminal."""
        lead = " " * indent
        titles, *lines = draw(columns, rows, None if self.width is None else self.width - indent)
        if any(column.title for column in columns):
            self.stdout.write(lead + self.paint(titles, "quiet") + "\n")
        for line in lines:
            self.stdout.write(lead + line + "\n")

    def pairs(self, pairs: Iterable[tuple[Text, str]], *, indent: int = 0) -> None:
        """Names with their values, one a line, the values in one column."""
        named = [(self.wording.say(name), clean(value)) for name, value in pairs]
        widest = max((cells(name) for name, _ in named), default=0)
        for name, value in named:
            lead = " " * indent + name + " " * (widest - cells(name) + 2)
            room = max((self.width or PROSE_WIDTH) - cells(lead), 16)
            for number, line in enumerate(wrap(value, room)):
                self.stdout.write((lead if number == 0 else " " * cells(lead)) + line + "\n")

    def raw(self, data: str) -> None:
        """Data exactly as it is."""
        self.stdout.write(data)

    def document(self, name: str, /, **keys: object) -> None:
        """One JSON document of schema duewatch.<name>/1. Dates and moments are written as ISO text."""
        from json import dumps

        encoding = (getattr(self.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
        document = {"schema": f"duewatch.{name}/1", **keys}
        self.stdout.write(dumps(document, ensure_ascii=encoding != "utf8", indent=2, default=_plain) + "\n")

    def aside(self, text: Text) -> None:
        """A sentence beside the data, on stderr."""
        self.stderr.write(clean(self.wording.say(text)) + "\n")

    def paint(self, words: str, style: str) -> str:
        """The words in a style, where colour is wanted."""
        return f"\x1b[{_STYLES[style]}m{words}\x1b[0m" if self.colour and style else words


def terminal_width(stdout: TextIO, environ: Mapping[str, str]) -> int | None:
    """Cells across: COLUMNS, else the terminal's own answer, else None."""
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(int(columns), 20)
    try:
        return max(os.get_terminal_size(stdout.fileno()).columns, 20) if stdout.isatty() else None
    except (OSError, ValueError):
        return None


def wants_colour(stdout: TextIO, environ: Mapping[str, str], *, no_color: bool) -> bool:
    """Whether to colour: a terminal that can, and nobody asked for none (no-color.org)."""
    return not no_color and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb" and stdout.isatty()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a document")
