"""Adding a table to the end of the person's config file. Their own text, comments and order stay byte by byte."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from duewatch.config.load import read_tables
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

NAME_LIMIT = 40
"""Characters of a mapping's name."""


def add_mapping(path: Path, name: str, columns: Mapping[str, str]) -> None:
    """Append [readers.mapping.<name>], whole or not at all; a file that is not there is begun.

    The file is read and checked before and after. Raises InputProblem: the name cannot stand or is taken, the file has
    problems, was changed meanwhile, cannot be written, or is laid out so that nothing can be added at its end.
    """
    from tomli_w import dumps

    if not name or len(name) > NAME_LIMIT or not name.isprintable():
        raise InputProblem(text("“{name}” cannot be the name of a mapping.", name=name), text("Take a short word."))
    table = dumps({"readers": {"mapping": {name: dict(columns)}}})
    target = path.resolve()  # a link stays a link
    try:
        before = target.read_bytes() if target.exists() else b""
    except OSError as error:
        raise _unwritable(path, error) from None
    old = read_tables(path, before)
    for problem in old.problems:
        if not problem.warning:
            raise InputProblem(problem.what, problem.mend)
    if name in old.settings.mappings:
        raise InputProblem(
            text("There is a mapping “{name}” in {file} already.", name=name, file=path.name),
            text("Take another name, or take that table out of the file."),
        )
    after = _appended(before, table)
    new = read_tables(path, after)
    expected = {**old.settings.mappings, name: dict(columns)}
    if any(not problem.warning for problem in new.problems) or new.settings != old.settings._replace(mappings=expected):
        raise InputProblem(
            text("{file} is laid out so that no table can be added at its end; it stays as it was.", file=path.name),
            text("Put it in yourself:\n{table}", table=table),
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, before, after, path)
    except OSError as error:
        raise _unwritable(path, error) from None


def _appended(before: bytes, table: str) -> bytes:
    """The file with the table after a blank line, its line ends as the file has them."""
    ending = "\r\n" if b"\r\n" in before else "\n"
    gap = "" if not before.strip() else ending if before.endswith(b"\n") else ending * 2
    return before + (gap + table.replace("\n", ending)).encode()


def _replace(target: Path, before: bytes, after: bytes, path: Path) -> None:
    """Put the new text in the place of the old one in one step, with the old one's mode; a new file is private."""
    handle, part = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        there = target.exists()
        if (target.read_bytes() if there else b"") != before:
            raise InputProblem(text("{file} was changed meanwhile.", file=path.name), text("Save once more."))
        if there:
            Path(part).chmod(target.stat().st_mode & 0o7777)
        Path(part).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(part).unlink()
        raise


def _unwritable(path: Path, error: OSError) -> InputProblem:
    why: Text | str = error.strerror or str(error)
    return InputProblem(
        text("The config file {file} cannot be written: {why}.", file=str(path), why=why),
        text("Give the path of a file that you may write."),
    )
