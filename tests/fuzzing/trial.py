"""One input through the whole command, and what must hold whatever it is."""

import io
import json
import sqlite3
import time
from contextlib import closing
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from duewatch.cli.main import FAULT, main

LONGEST = 5.0
"""Seconds after which an import counts as hanging."""
NOW = datetime(2031, 5, 10, 9, 0)  # noqa: DTZ001 - the zone is the config's
STATUSES = frozenset({0, 1, 2})


class Fault(NamedTuple):
    """What did not hold for an input."""

    what: str
    shown: str


class Trials:
    """A store in a folder, and inputs tried on it one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self.passwords = folder / "passwords.txt"
        self.passwords.write_text("482913\n1234\n")
        self._run("today")

    def try_out(self, ending: str, data: bytes, *, dry: bool) -> Fault | None:
        """None where everything held: an exit status that is promised, no traceback, in time, and after a dry run or
        a refusal the store as it was; after an import just what was said to be stored."""
        path = self._folder / f"input{ending}"
        path.write_bytes(data)
        before, began = self.stored(), time.monotonic()
        words = ["import", str(path), "--json", "--password-file", str(self.passwords), *(["--dry-run"] if dry else [])]
        status, out, err = self._run(*words)
        took, after = time.monotonic() - began, self.stored()
        if status == FAULT or status not in STATUSES or "Traceback" in out + err:
            return Fault(f"exit status {status}", out + err)
        if took > LONGEST:
            return Fault(f"it took {took:.1f} s", out + err)
        if status == 2 and err.count("\n") != 1:
            return Fault("a refusal is one sentence on one line", err)
        if (dry or status == 2) and after != before:
            return Fault(f"nothing should be stored, yet {before} became {after}", out + err)
        if out:
            json.loads(out)
        return None

    def stored(self) -> tuple[int, int, int]:
        """How many batches, records and events there are. Raises where the store is not sound."""
        (store,) = self._data.glob("*.db")
        with closing(sqlite3.connect(store)) as connection:
            counts = [
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("batch", "record", "event")
            ]
        return counts[0], counts[1], counts[2]

    def undo_all(self) -> None:
        """Take back every import. Raises where one cannot be, or where a loan is left."""
        _, out, _ = self._run("batches", "--limit", "10000", "--json")
        for each in json.loads(out)["batches"]:
            if each["undone_at"] is None:
                status, out, err = self._run("undo", str(each["id"]))
                if status != 0:
                    raise AssertionError(out + err)
        _, out, _ = self._run("loans", "--json")
        if json.loads(out)["loans"]:
            raise AssertionError(f"loans are left: {out}")

    def _run(self, *words: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        environ = {"DUEWATCH_CONFIG": "", "LANG": "zh_CN.UTF-8", "HOME": str(self._folder)}
        status = main(
            [*words, "--data", str(self._data)],
            environ=environ,
            stdin=io.StringIO(),
            stdout=out,
            stderr=err,
            clock=_clock,
        )
        return status, out.getvalue(), err.getvalue()


def _clock(zone: tzinfo) -> datetime:
    return NOW.replace(tzinfo=zone)
