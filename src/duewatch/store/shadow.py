"""The projection of a store that cannot be written: its tables, cast into memory and brought up to date there.

Temporary tables of the same names hide the stored ones, so that every statement works on either.
"""

import sqlite3

TABLES = ("loan_projection", "bill_projection", "day_sum", "loan_sum", "stale", "replan")
PARTS = """
SELECT type, name, tbl_name, sql FROM main.sqlite_master
WHERE tbl_name IN (?, ?, ?, ?, ?, ?) AND sql IS NOT NULL AND type = ?
"""


def cast(connection: sqlite3.Connection) -> None:
    """Cast the shadow, unless it is there."""
    if _cast_at(connection) is not None:
        return
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = OFF")  # a shadow cannot refer to the loans below it
    connection.execute("BEGIN")
    try:
        for kind, name, _, sql in connection.execute(PARTS, (*TABLES, "table")).fetchall():
            connection.execute(_temporary(sql, kind, name))
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({name})"))
            connection.execute(f"INSERT INTO temp.{name} ({columns}) SELECT {columns} FROM main.{name}")
        for wanted in ("index", "trigger"):  # triggers last: the sums were copied already
            for kind, name, _, sql in connection.execute(PARTS, (*TABLES, wanted)).fetchall():
                connection.execute(_temporary(sql, kind, name))
        connection.execute("CREATE TEMP TABLE shadow AS SELECT data_version FROM pragma_data_version")
    finally:
        connection.execute("COMMIT")


def drop_if_outdated(connection: sqlite3.Connection) -> None:
    """Let the shadow go where another duewatch has written to the store since."""
    cast_at = _cast_at(connection)
    if cast_at is None or connection.execute("PRAGMA main.data_version").fetchone()[0] == cast_at:
        return
    for name in ("shadow", *TABLES):
        connection.execute(f"DROP TABLE temp.{name}")


def _cast_at(connection: sqlite3.Connection) -> int | None:
    """The store's version that the shadow was cast from; None: there is no shadow."""
    if not connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = 'shadow'").fetchone():
        return None
    version: int = connection.execute("SELECT data_version FROM temp.shadow").fetchone()[0]
    return version


def _temporary(sql: str, kind: str, name: str) -> str:
    """A CREATE statement of the store as one for the temporary schema."""
    if kind == "index":
        return sql.replace(f"INDEX {name}", f"INDEX temp.{name}", 1)
    return sql.replace(f"CREATE {kind.upper()}", f"CREATE TEMP {kind.upper()}", 1)
