"""A record: one row or message of a file, normalised but not yet understood.

NamedTuples, because an export has a hundred thousand of them.
"""

from typing import NamedTuple

from duewatch.model.text import Literal

OWN_TABLE = "own-table"
"""The source of rows that say themselves what they are (see `recognition.own_table`)."""


class Record(NamedTuple):
    """One row. Text cells are stripped; cells that mean "none" are empty.

    source: the wallet, shop, bank or "message" it comes from; identity holds within one source.
    at: local time "YYYY-MM-DD HH:MM:SS", or a bare date, or "" where the row has none. direction: "out",
    "in", "neutral" or "". amount_fen: None where the row has no readable amount. status: as the file
    words it. sender: of a message. raw: the whole row as read. problem: why it could not be read, in both languages;
    None
    where it was read.
    """

    line: int
    source: str
    at: str
    kind: str
    counterparty: str
    text: str
    direction: str
    amount_fen: int | None
    method: str
    status: str
    order_id: str
    note: str
    raw: str
    sender: str = ""
    problem: Literal | None = None
