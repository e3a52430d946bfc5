"""The digests of a file that is being imported: in memory up to a bound, beyond it in a private file of the system's
temporary place, which is gone with the import. So the memory of an import does not grow with the file."""

import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from heapq import merge
from itertools import islice
from typing import Any

from duewatch.model.problem import StoreProblem
from duewatch.model.text import text

HELD = 50_000
"""Digests in memory; about 5 MB."""
AT_ONCE = 500
"""Digests in one statement."""
CACHE_KIB = 4_096
"""Pages of the private file that are held in memory."""
BITS = 22
"""A file of 2^22 bytes of bits tells of nearly every digest that it was not seen, without a look into the file."""
_MOVE = 32 - BITS


class Staging:
    """Which digests were seen, and how often those were that came more than once. Raises StoreProblem where the
    temporary place is full or cannot be written."""

    def __init__(self) -> None:
        self._recent: set[bytes] = set()
        self._bits = bytearray()
        self._file: sqlite3.Connection | None = None
        self._runs = 0

    def seen(self, digests: Sequence[bytes]) -> set[bytes]:
        """Which of these were added before."""
        found = self._recent.intersection(digests)
        if self._runs:
            bits = self._bits
            maybe = [
                digest
                for digest, head in zip(digests, _heads(digests), strict=True)
                if bits[head >> _MOVE] >> (head & 7) & 1
            ]
            for run in range(self._runs if maybe else 0):
                found.update(digest for (digest,) in self._among(f"SELECT digest FROM seen WHERE run = {run}", maybe))
        return found

    def add(self, digests: Sequence[bytes]) -> None:
        """Remember them."""
        self._recent.update(digests)
        if len(self._recent) > HELD:
            self._spill()

    def repeats(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """How often each of these came again; those that did not are left out."""
        return {} if self._file is None else dict(self._among("SELECT digest, times FROM again WHERE true", digests))

    def set_repeats(self, repeats: Mapping[bytes, int]) -> None:
        """Remember how often these came again."""
        try:
            self._opened().executemany("INSERT OR REPLACE INTO again VALUES (?, ?)", repeats.items())
        except sqlite3.Error as error:
            raise _problem(error) from error

    def all(self) -> Iterator[bytes]:
        """Every digest added, in order: a table takes them three times as fast as at random. Nothing may be added
        meanwhile."""
        if not self._runs:
            yield from sorted(self._recent)
            return
        self._spill()
        run = "SELECT digest FROM seen WHERE run = ? ORDER BY digest"
        try:
            for (digest,) in merge(*(self._opened().execute(run, (number,)) for number in range(self._runs))):
                yield digest
        except sqlite3.Error as error:
            raise _problem(error) from error

    def close(self) -> None:
        """Give the private file back."""
        if self._file is not None:
            with suppress(sqlite3.Error):
                self._file.close()
            self._file = None

    def _among(self, query: str, digests: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
        try:
            for start in range(0, len(digests), AT_ONCE):
                some = digests[start : start + AT_ONCE]
                yield from self._opened().execute(f"{query} AND digest IN ({', '.join('?' * len(some))})", some)
        except sqlite3.Error as error:
            raise _problem(error) from error

    def _spill(self) -> None:
        """Move what is in memory into the private file as a run in order, which is only appended to it."""
        ordered = sorted(self._recent)
        self._bits = bits = self._bits or bytearray(1 << BITS)
        for head in _heads(ordered):
            bits[head >> _MOVE] |= 1 << (head & 7)
        remaining = iter(ordered)
        try:
            file = self._opened()
            while some := list(islice(remaining, AT_ONCE)):
                file.execute(f"INSERT INTO seen VALUES {', '.join([f'({self._runs}, ?)'] * len(some))}", some)
        except sqlite3.Error as error:
            raise _problem(error) from error
        self._recent.clear()
        self._runs += 1

    def _opened(self) -> sqlite3.Connection:
        if self._file is None:
            # "" is SQLite's own private temporary file. Nothing in it outlives the import, so nothing guards it.
            self._file = file = sqlite3.connect("", isolation_level=None)
            for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE_KIB}"):
                file.execute(f"PRAGMA {pragma}")
            file.execute("CREATE TABLE seen (run INTEGER, digest BLOB, PRIMARY KEY (run, digest)) WITHOUT ROWID")
            file.execute("CREATE TABLE again (digest BLOB NOT NULL PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID")
            file.execute("BEGIN")
        return self._file


def _heads(digests: Sequence[bytes]) -> Sequence[int]:
    """The first four bytes of each digest of 16, as a number."""
    return array("I", b"".join(digests))[::4]


def _problem(error: sqlite3.Error) -> StoreProblem:
    return StoreProblem(
        text("The import's temporary file cannot be used: {why}.", why=str(error)),
        text("Make room in the system's temporary place, or name another one in TMPDIR. Nothing was stored."),
    )
