"""The chain of entries: a log that is only ever added to, in which every entry carries the hash of the one before.

Whoever changes, drops or reorders an entry afterwards breaks every hash that follows. What it does not prove: that an
entry was true when it was made, or that nobody wrote the whole chain anew.

How an entry is hashed, so that anybody can do it again: SHA-256 over the UTF-8 bytes of one JSON object with the keys
"before", "body", "corrects", "entered_at", "kind", "seq", sorted, without spaces, non-ASCII characters as they are.
before is the hash of the entry before ("" for the first), seq counts 1, 2, 3 without a gap, entered_at is ISO 8601
with offset, body is the text of another such object (a thing's fields, without those that are not known), corrects
is the seq of the entry that this one takes the place of, or null.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

WITHDRAWN = "withdrawn"
"""The kind of an entry that takes another one back; its body is empty."""
START = ""
"""What the first entry carries in place of a hash before it."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class ChainEntry(NamedTuple):
    """One entry. kind: of the thing it holds ("contact", "confirmed-number", "agreed-hours", "court-paper") or
    "withdrawn". corrects: the seq of the entry it takes the place of; None: something new."""

    seq: int
    entered_at: str
    kind: str
    corrects: int | None
    body: str
    before: str
    hash: str


class Break(NamedTuple):
    """Where a chain does not hold. what: "gap" (an entry is missing, or out of its place), "link" (it does not carry
    the hash of the one before), "changed" (its own hash does not fit it), "refers" (it corrects none before it)."""

    seq: int
    what: str


def canonical(value: object) -> str:
    """The one way in which a value of JSON is written."""
    return _encode(value)


def entry_hash(seq: int, entered_at: str, kind: str, corrects: int | None, body: str, before: str) -> str:
    """The hash of an entry, in hexadecimal."""
    content = {
        "before": before,
        "body": body,
        "corrects": corrects,
        "entered_at": entered_at,
        "kind": kind,
        "seq": seq,
    }
    return sha256(canonical(content).encode()).hexdigest()


def next_entry(last: ChainEntry | None, entered_at: str, kind: str, corrects: int | None, body: str) -> ChainEntry:
    """The entry that follows the last one."""
    seq, before = (1, START) if last is None else (last.seq + 1, last.hash)
    return ChainEntry(
        seq, entered_at, kind, corrects, body, before, entry_hash(seq, entered_at, kind, corrects, body, before)
    )


def breaks(entries: Iterable[ChainEntry]) -> Iterator[Break]:
    """Every place where the chain does not hold, in its order; none: it is as it was written."""
    seq, before = 0, START
    for entry in entries:
        if entry.seq != seq + 1:
            yield Break(entry.seq, "gap")
        elif entry.before != before:
            yield Break(entry.seq, "link")
        if entry.hash != entry_hash(*entry[:-1]):
            yield Break(entry.seq, "changed")
        if entry.corrects is not None and not 0 < entry.corrects < entry.seq:
            yield Break(entry.seq, "refers")
        seq, before = entry.seq, entry.hash
