"""Reads the export of the invented Sample Wallet: GBK or UTF-8, a title line, then a table."""

from collections.abc import Iterator

from duewatch.api import (
    Claim,
    Document,
    Literal,
    ReadProblem,
    Record,
    clean_cell,
    csv_rows,
    encoding_of,
    fen_of,
    moment_of,
)

TITLE = "示例钱包交易明细"
HEAD_LINES = 2
NOT_READ = Literal("这一行没有日期或金额。", "This row has no date or no amount.")
NO_ROWS = Literal("{file} 里没有交易。", "There are no rows in {file}.")
AGAIN = Literal("请在 App 里重新导出。", "Export it once more in the app.")
WAYS = {"支出": "out", "收入": "in"}


class WalletReader:
    """Knows the file by its title, not by its name: names change."""

    id = "sample-kit"
    name = Literal("示例钱包导出", "Sample Wallet's export")

    def claim(self, document: Document) -> Claim | None:
        """Whether it is such a file."""
        encoding = encoding_of(document.head)
        if encoding is None or not document.head.decode(encoding, "replace").startswith(TITLE):
            return None
        return Claim(certain=True, why=TITLE)

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """A record for every row. One that cannot be read is kept whole with what is wrong, never dropped."""
        count = 0
        with document.open() as file:
            for line, cells, raw in csv_rows(file, encoding_of(document.head) or "utf-8-sig"):
                if line <= HEAD_LINES or not any(cells):
                    continue
                count += 1
                yield _record(line, [clean_cell(cell) for cell in cells], raw)
        if not count:
            file_name = document.name
            what = Literal(NO_ROWS.zh.format(file=file_name), NO_ROWS.en.format(file=file_name))
            yield ReadProblem(None, what, AGAIN)


def _record(line: int, cells: list[str], raw: str) -> Record:
    time, party, words, way, amount, status, number = (*cells, "", "", "", "", "", "", "")[:7]
    at, fen = moment_of(time), fen_of(amount)
    return Record(
        line=line,
        source="sample-kit",
        at=at,
        kind="",
        counterparty=party,
        text=words,
        direction=WAYS.get(way, ""),
        amount_fen=fen,
        method="",
        status=status,
        order_id=number,
        note="",
        raw=raw,
        problem=None if at and fen is not None else NOT_READ,
    )
