"""A copy of a message or a text export that is safe to share, once it has been read through."""

from pathlib import Path

from duewatch.model.cells import encoding_of
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.recognition.masking import masked

BIGGEST = 16 * 1024 * 1024
"""Bytes; a sample is a few rows."""


def masked_file(path: Path) -> str:
    """The file's words, masked. Raises InputProblem where it is no text or cannot be read."""
    try:
        if path.is_dir():
            raise InputProblem(text("{file} is a folder.", file=str(path)), text("Name the files in it."))
        with path.open("rb") as stream:
            data = stream.read(BIGGEST + 1)
    except OSError as error:
        raise InputProblem(
            text("The file {file} cannot be read: {reason}.", file=str(path), reason=error.strerror or str(error)),
            text("Check the name, and whether you may read it."),
        ) from error
    return masked_bytes(data, path.name)


def masked_bytes(data: bytes, name: str) -> str:
    """The words of bytes, masked. Raises InputProblem where they are no text, or too many."""
    if len(data) > BIGGEST:
        raise InputProblem(
            text("{file} is too long for a sample.", file=name), text("Cut it down to the few rows that matter.")
        )
    encoding = encoding_of(data)
    if encoding is None or data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise InputProblem(
            text("{file} is no text, so nothing in it can be masked.", file=name),
            text("Save the sheet as CSV, or copy the words into a text file."),
        )
    return masked(data.decode(encoding, "replace"))
