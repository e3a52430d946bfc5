"""Identity: by what a record is known again, whatever file it comes in."""

from collections.abc import Sequence
from hashlib import blake2b

from duewatch.model.record import Record
from duewatch.store.staging import Staging

SIZE = 16
_BLANK = blake2b(digest_size=SIZE)


class Identities:
    """Digests of one file's records.

    A record's identity within its source is its moment to the minute (re-saving in Excel drops seconds), type, order
    id, amount, direction and counterparty, and, as a real file may hold equal rows, which of the equal ones it is. A
    refund can share its purchase's order id, so the id alone is none. Records without an order id are told apart by
    their words too. The same rows as CSV and as XLSX have the same identity.
    """

    def __init__(self, staging: Staging) -> None:
        self._staging = staging

    def of(self, records: Sequence[Record]) -> list[bytes]:
        """The digests of the next records; every record of a file is asked for once, in file order."""
        digests = []
        fresh = _BLANK.copy
        for _, source, at, kind, party, words, direction, amount, _, _, order_id, _, raw, _, problem in records:
            if problem:
                told = f"{source}!\x1f{raw}"
            elif order_id:
                told = f"{source}\x1f{at[:16]}\x1f{kind}\x1f{order_id}\x1f{amount}\x1f{direction}\x1f{party}"
            else:
                told = f"{source}\x1f{at[:16]}\x1f{kind}\x1f\x1f{amount}\x1f{direction}\x1f{party}\x1f{words}"
            mark = fresh()  # a copy costs half of a new one with its options
            mark.update(told.encode("utf-8", "replace"))
            digests.append(mark.digest())
        seen = self._staging.seen(digests)
        if seen or len(set(digests)) < len(digests):
            self._tell_apart(digests, seen)
        self._staging.add(digests)
        return digests

    def _tell_apart(self, digests: list[bytes], seen: set[bytes]) -> None:
        """Give the second of several equal records, and every further one, a digest of its own."""
        repeated = self._staging.repeats(list(seen))
        for place, digest in enumerate(digests):
            if digest in seen:
                number = repeated[digest] = repeated.get(digest, 0) + 1
                digests[place] = blake2b(digest + number.to_bytes(4, "big"), digest_size=SIZE).digest()
            else:
                seen.add(digest)
        self._staging.set_repeats(repeated)
