"""A proof: a row of an imported file that tells of an event."""

from typing import NamedTuple


class Proof(NamedTuple):
    """A row of an imported file that tells of an event. reader: by which the file was read."""

    event_id: int
    file: str
    reader: str
    line: int
    raw: str
