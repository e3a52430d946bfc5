"""What loading and showing the config find out."""

from typing import NamedTuple

from duewatch.model.text import Text


class Problem(NamedTuple):
    """One thing wrong in the file. what names file, line and key; mend says how to put it right.
    warning: the value is in force all the same."""

    key: str
    line: int | None
    what: Text
    mend: Text
    warning: bool = False


class Origin(NamedTuple):
    """One effective value. shown: as TOML would write it, secrets masked. origin: "default", "file:line",
    "environment:NAME" or "command-line". place: "file:line" of what stands in the file. unset: the variable of the
    environment is not there."""

    key: str
    shown: str
    origin: str
    place: str = ""
    unset: bool = False
