"""The floor of an import: the rows of a GB18030 CSV, streamed by csv.reader into one SQLite table."""

import csv
import sqlite3
import sys
from itertools import islice


def main(source: str, target: str) -> None:
    """Insert every data row once, in one durable transaction."""
    store = sqlite3.connect(target)
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = FULL")
    store.execute(
        "CREATE TABLE IF NOT EXISTS row (at, kind, party, account, text, way, amount, method, state, id, shop, note)"
    )
    with open(source, encoding="gb18030", newline="") as file, store:  # noqa: PTH123 - the barest way
        rows = csv.reader(islice(file, 25, None))
        store.executemany(
            "INSERT INTO row VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", (row[:12] for row in rows if len(row) >= 12)
        )
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
