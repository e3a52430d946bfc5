"""The texts with named blanks: those that ship with duewatch, and the borrower's own copies of them.

A text is plain: `{name}` is a blank, `{{` a brace. A line with a blank that the letter can do without and that is not
known is left out; an empty line stays one.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.shipped import shipped

_FOLDER = shipped(Path(__file__).with_name("templates"))
_NAME = re.compile(r"[a-z][a-z0-9_]*")
LONGEST = 100_000
"""Characters; a letter is never that long."""


def own_path(folder: Path, kind: str, platform_kind: str, language: str) -> Path:
    """Where the borrower's own copy of a text is, or would be."""
    return folder / language / _shipped(kind, platform_kind, language).name


def template(kind: str, platform_kind: str, language: str, own: Path | None) -> str:
    """The text of a letter: the borrower's own copy where there is one. own: the folder of these.

    Raises InputProblem where a copy cannot be read or has a blank that is none.
    """
    shipped = _shipped(kind, platform_kind, language)
    path = shipped if own is None else own / language / shipped.name
    if own is not None and not path.is_file():
        path = shipped
    try:
        words = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise InputProblem(
            text("Your own letter {file} cannot be read as text in UTF-8.", file=str(path)),
            text("Mend the file, or remove it to use the one that comes with duewatch."),
        ) from None
    if len(words) > LONGEST:
        raise InputProblem(text("Your own letter {file} is too long.", file=str(path)), text("Shorten it."))
    try:
        blanks(words)
    except ValueError as wrong:
        raise InputProblem(
            text("Your own letter {file} has a blank that cannot be filled: {blank}", file=str(path), blank=str(wrong)),
            text("Write a blank as {{name}}, in small letters; a brace of its own is written twice."),
        ) from None
    return words


def blanks(words: str) -> list[str]:
    """The names of the blanks in their order. Raises ValueError naming one that is more than a name."""
    found: dict[str, None] = {}
    try:
        parts = list(Formatter().parse(words))
    except ValueError as wrong:
        raise ValueError(str(wrong)) from None
    for _, name, shape, conversion in parts:
        if name is None:
            continue
        if shape or conversion or _NAME.fullmatch(name) is None:
            raise ValueError(
                "{" + name + (f"!{conversion}" if conversion else "") + (f":{shape}" if shape else "") + "}"
            )
        found[name] = None
    return list(found)


def fill(words: str, values: Mapping[str, str]) -> str:
    """The text with its blanks filled; lines with a blank that has no value are left out, and empty lines that come
    to stand side by side become one."""
    lines: list[str] = []
    for line in words.splitlines():
        if all(name in values for name in blanks(line)):
            filled = line.format_map(values)
            if filled.strip() or (lines and lines[-1].strip()):
                lines += filled.splitlines() or [""]
    return "\n".join(lines).strip() + "\n"


def _shipped(kind: str, platform_kind: str, language: str) -> Path:
    special = _FOLDER / language / f"{kind}.{platform_kind}.txt"
    return special if special.is_file() else _FOLDER / language / f"{kind}.txt"
