"""The table: each figure beside its floor, measured in turn, medians.

``python -m benchmarks [--runs N] [--only WORD]``. Stores are built in a temporary directory first.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks import figures
from benchmarks.contacts import contacts
from benchmarks.installed import installed
from benchmarks.measure import Row
from benchmarks.platforms import platforms
from benchmarks.reading import reading
from benchmarks.reminding import reminding
from benchmarks.servicing import servicing

ON = date(2026, 11, 23)


def rows(folder: Path, runs: int, only: str) -> Iterator[Row]:
    """Every figure, or those whose name contains `only`."""
    groups: list[Callable[[Path, int], Iterator[Row]]] = [
        figures.headless,
        figures.screens,
        figures.importing,
        figures.payment,
        reading,
        servicing,
        contacts,
        platforms,
        installed,
        reminding,
    ]
    for group in groups:
        if only in group.__name__:
            yield from group(folder, runs)


def main() -> None:
    """Build, measure, print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="counted pairs of each figure")
    groups = "headless, screens, importing, payment, reading, servicing, contacts, platforms, installed or reminding"
    parser.add_argument("--only", default="", help=groups)
    options = parser.parse_args()
    for name in ("DUEWATCH_PLUGINS", "NO_COLOR", "COLUMNS", "LINES", "TMUX"):
        os.environ.pop(name, None)
    os.environ["DUEWATCH_CONFIG"] = ""
    print(f"{'figure':58} {'ours':>9} {'floor':>9}      {'ratio':>6} {'goal':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), options.runs, options.only):
            verdict = "" if row.ratio <= row.goal else "  above the goal"
            print(
                f"{row.figure:58} {row.ours:9.1f} {row.floor:9.1f} {row.unit:4} {row.ratio:6.2f} {row.goal:6.2f}"
                f"{verdict}",
                flush=True,
            )


if __name__ == "__main__":
    main()
