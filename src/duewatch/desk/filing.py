"""A file of the borrower's own by its name, place and checksum; it stays where it is."""

import os
from hashlib import sha256
from pathlib import Path

from duewatch.model.offer import FiledPaper
from duewatch.model.problem import InputProblem
from duewatch.model.text import text


def filed_paper(path: Path) -> FiledPaper:
    """A file as it is now. Raises InputProblem where it cannot be read."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
            size = os.fstat(file.fileno()).st_size
    except OSError as problem:
        raise InputProblem(
            text("{file} cannot be read: {why}.", file=str(path), why=problem.strerror or str(problem)),
            text("Check the name."),
        ) from None
    return FiledPaper(name=path.name, path=str(path.absolute()), sha256=digest.hexdigest(), size=size)
