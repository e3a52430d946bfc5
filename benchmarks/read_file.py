"""One file read from end to end in a process of its own: by a reader of ours, or by the barest parser of its format.

``python read_file.py ours READER FILE`` or ``python read_file.py csv|xml|lines|sheet ENCODING FILE``; prints rows,
seconds and the peak of memory in KiB.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path


def ours(reader_id: str, path: Path) -> Iterator[object]:
    """Every record and problem of a built-in reader."""
    from duewatch.config.schema import PluginSettings
    from duewatch.host.host import Host
    from duewatch.intake.detect import document_at

    host = Host(PluginSettings(), environ={})
    host.reader(reader_id)  # loaded before the clock starts
    return iter(host.read(reader_id, document_at(path)))


def bare_csv(encoding: str, path: Path) -> Iterator[object]:
    """csv.reader over the decoded file."""
    import csv

    with path.open(encoding=encoding, newline="") as file:
        yield from csv.reader(file)


def bare_xml(_: str, path: Path) -> Iterator[object]:
    """expat, cleared as it goes."""
    from xml.etree.ElementTree import iterparse

    for _event, element in iterparse(path):
        yield element.tag
        element.clear()


def bare_lines(_: str, path: Path) -> Iterator[object]:
    """json.loads of every line."""
    import json

    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def bare_sheet(_: str, path: Path) -> Iterator[object]:
    """calamine, in this process."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        yield from book.get_sheet_by_name(name).iter_rows()


def main() -> None:
    """Read and tell."""
    how, which, path = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    ways = {"ours": ours, "csv": bare_csv, "xml": bare_xml, "lines": bare_lines, "sheet": bare_sheet}
    things = ways[how](which, path)
    started = time.perf_counter()
    rows = sum(1 for _ in things)
    seconds = time.perf_counter() - started
    print(rows, seconds, _peak_kib())


def _peak_kib() -> int:
    """Peak resident memory of this process alone: what its parent had before it was replaced does not count."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])


if __name__ == "__main__":
    main()
