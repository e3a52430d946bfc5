"""Identity: by what a record is known again, whatever file it comes in."""

from hashlib import blake2b

from duewatch.model.record import Record

SIZE = 16


class Identities:
    """Digests of one file's records.

    A record's identity within its source is its moment to the minute (re-saving in Excel drops seconds), type, order
    id, amount, direction and counterparty, and, as a real file may hold equal rows, which of the equal ones it is. A
    refund can share its purchase's order id, so the id alone is none. Records without an order id are told apart by
    their words too. The same rows as CSV and as XLSX have the same identity.
    """

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._repeated: dict[bytes, int] = {}

    def of(self, record: Record) -> bytes:
        """The record's digest; call it once for each record, in file order."""
        _, source, at, kind, party, words, direction, amount, _, _, order_id, _, raw, _, problem = record
        if problem:
            source, words, order_id = f"{source}!", raw, ""
        told = f"{source}\x1f{at[:16]}\x1f{kind}\x1f{order_id}\x1f{amount}\x1f{direction}\x1f{party}"
        if not order_id:
            told = f"{told}\x1f{words}"
        first = blake2b(told.encode("utf-8", "replace"), digest_size=SIZE).digest()
        if first not in self._seen:
            self._seen.add(first)
            return first
        number = self._repeated[first] = self._repeated.get(first, 0) + 1
        return blake2b(first + number.to_bytes(4, "big"), digest_size=SIZE).digest()
