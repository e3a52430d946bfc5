"""Rows per second of every reader that streams, and of the whole way into the store, beside the barest parser.

Files are the composed ones of the tests with one row repeated, each time under another number.
"""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.builders import alipay, banks, jd, meituan, own_table, sms, sms_backup, wechat

from benchmarks.figures import environment
from benchmarks.measure import Row, command, peak, process, python

HERE = Path(__file__).parent
SIZES = (10_000, 100_000, 1_000_000)
GROWTH = 1.35
"""How much more memory a file a hundred times as long may take where the format allows streaming."""
SLOWER = 40.0
"""How much longer a reader, or the whole way, may take than the barest parser: it makes checked records."""
START = 2.0
"""What the start of a program and a new store add to it for the shortest file."""


class Source(NamedTuple):
    """A format. whole: a file of few rows; token: what stands in the row to repeat and gives way to its number.
    bare: how the floor reads it, and in which encoding. commits: measured into the store too."""

    reader: str
    whole: Callable[[], bytes]
    token: str
    bare: str
    encoding: str
    commits: bool = False

    def file(self, folder: Path, count: int) -> Path:
        """A file with that many rows, made once."""
        path = folder / f"{self.reader}-{count}.{'xml' if self.bare == 'xml' else 'csv'}"
        if not path.exists():
            lines = self.whole().decode(self.encoding).splitlines(keepends=True)
            place = next(place for place, line in enumerate(lines) if self.token in line)
            before, after = lines[place].split(self.token, 1)
            with path.open("w", encoding=self.encoding, newline="") as file:
                file.writelines(lines[:place])
                file.writelines(f"{before}{number:09d}{after}" for number in range(count))
                file.writelines(lines[place + 1 :])
        return path


SOURCES = (
    Source("alipay", lambda: alipay.build([alipay.row(order="@@@")]), "@@@", "csv", "gb18030", commits=True),
    Source("wechat", lambda: wechat.build_csv([wechat.row(order="@@@")]), "@@@", "csv", "utf-8-sig", commits=True),
    Source("jd", lambda: jd.build([jd.row(order="@@@")]), "@@@", "csv", "utf-8-sig"),
    Source("meituan", lambda: meituan.build([meituan.row(order="@@@")]), "@@@", "csv", "utf-8-sig"),
    Source("bank-icbc", banks.icbc_card, "支付宝-某店", "csv", "gb18030"),
    Source("bank-abc", banks.abc, "369", "csv", "utf-8"),
    Source("bank-boc", banks.boc, "某某商业CHN", "csv", "utf-8-sig"),
    Source("bank-bocom", banks.bocom_card, "某平台", "csv", "utf-8"),
    Source("bank-cmb", banks.cmb_card, "某某商店", "csv", "utf-8-sig"),
    Source("own-table", own_table.build, "早还一天", "csv", "utf-8-sig"),
    Source("sms-backup", lambda: sms_backup.xml([sms_backup.sms(f"{sms.ADVERT}@@@")]), "@@@", "xml", "utf-8", True),
)


class Run(NamedTuple):
    """One reading. kib: peak resident memory."""

    rows: int
    seconds: float
    kib: int


def read(how: str, which: str, path: Path) -> Run:
    """One reading in a process of its own."""
    line = [python(), str(HERE / "read_file.py"), how, which, str(path)]
    answer = subprocess.run(line, capture_output=True, text=True, check=True, env=environment())
    rows, seconds, kib = answer.stdout.split()
    return Run(int(rows), float(seconds), int(kib))


def reading(folder: Path, runs: int) -> Iterator[Row]:
    """The smallest of so many readings each; a file of each size is read by the reader and by the floor in turn."""
    for source in SOURCES:
        few = 0
        for count in SIZES:
            path = source.file(folder, count)
            pairs = [
                (read("ours", source.reader, path), read(source.bare, source.encoding, path))
                for _ in range(max(1, runs // 3))
            ]
            ours = min((pair[0] for pair in pairs), key=lambda run: run.seconds)
            floor = min((pair[1] for pair in pairs), key=lambda run: run.seconds)
            if ours.rows < count:
                raise RuntimeError(f"{source.reader} read {ours.rows} of {count} rows")
            name = f"{source.reader}, {count:,} rows: {count / ours.seconds / 1000:.0f} thousand a second"
            yield Row(name, ours.seconds * 1e3, floor.seconds * 1e3, ours.seconds / floor.seconds, SLOWER)
            few = few or ours.kib
        growth = ours.kib / few
        yield Row(
            f"  its memory, {SIZES[-1]:,} / {SIZES[0]:,} rows", ours.kib / 1024, few / 1024, growth, GROWTH, "MiB"
        )
        if source.commits:
            yield from _into_the_store(source, folder)
        for count in SIZES:
            source.file(folder, count).unlink()


def _into_the_store(source: Source, folder: Path) -> Iterator[Row]:
    """The whole way: detected, read, recognised, reconciled, committed, shown; against the bare parser alone."""
    few = 0.0
    for count in SIZES:
        path = source.file(folder, count)
        data = [folder / f"{source.reader}-{count}-{name}" for name in ("time", "memory")]
        lines = [[command(), "import", str(path), "--data", str(each), "--today", "2027-01-01"] for each in data]
        ours, floor = process(lines[0], environment()), read(source.bare, source.encoding, path)
        name = f"{source.reader} into the store, {count:,} rows: {count / ours.seconds / 1000:.0f} thousand a second"
        yield Row(name, ours.seconds * 1e3, floor.seconds * 1e3, ours.seconds / floor.seconds, SLOWER * START)
        mib = peak(lines[1], environment())
        few = few or mib
    yield _memory(mib, few)


def _memory(most: float, least: float) -> Row:
    """MiB for the longest file and for the shortest."""
    return Row(f"  its memory, {SIZES[-1]:,} / {SIZES[0]:,} rows", most, least, most / least, GROWTH, "MiB")
