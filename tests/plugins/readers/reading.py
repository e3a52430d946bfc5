"""Readers asked as the host asks them, without a guard."""

from pathlib import Path

from duewatch.api import Document, Reader, ReadProblem, Record

SAMPLES = Path(__file__).parents[3] / ".." / "shared" / "samples"


def document(data: bytes, name: str = "file") -> Document:
    return Document(name, data[: 64 * 1024], data=data)


def sample(pattern: str) -> Document:
    import pytest

    found = sorted(SAMPLES.glob(pattern))
    if not found:
        pytest.skip("the sample files are not here")
    return document(found[0].read_bytes(), found[0].name)


def records(reader: Reader, data: bytes | Document) -> list[Record]:
    asked = document(data) if isinstance(data, bytes) else data
    return [thing for thing in reader.read(asked) if isinstance(thing, Record)]


def problems(reader: Reader, data: bytes | Document) -> list[ReadProblem]:
    asked = document(data) if isinstance(data, bytes) else data
    return [thing for thing in reader.read(asked) if isinstance(thing, ReadProblem)]


def sums(found: list[Record]) -> dict[str, tuple[int, int]]:
    """Per direction: how many, and their sum in fen."""
    ways = sorted({record.direction for record in found})
    return {
        way: (
            sum(record.direction == way for record in found),
            sum(record.amount_fen or 0 for record in found if record.direction == way),
        )
        for way in ways
    }
